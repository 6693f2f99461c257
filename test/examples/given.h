// What the examples of the headers take as given, by type. Nothing here is defined: the examples are compiled, not run
// (tools/header_examples.py).
//
// A name stands in the room whose examples say it, in skin2vec where several rooms do, and in of_NAME where one header
// means another thing by it.
#pragma once

#include <istream>

#include "skin2vec/accounts/throttle.h"
#include "skin2vec/ambient/sensor_means.h"
#include "skin2vec/ambient/weather_source.h"
#include "skin2vec/ask/training_answers.h"
#include "skin2vec/base/embedded.h"
#include "skin2vec/change/online.h"
#include "skin2vec/diary/reader.h"
#include "skin2vec/explain/forecast_origin.h"
#include "skin2vec/figure/curve.h"
#include "skin2vec/forecast/gp_features.h"
#include "skin2vec/http/server.h"
#include "skin2vec/insight/explanations.h"
#include "skin2vec/lag/cohort.h"
#include "skin2vec/learn/shipped.h"
#include "skin2vec/learn/trainer.h"
#include "skin2vec/record/record.h"
#include "skin2vec/report/section.h"
#include "skin2vec/series/rhythm.h"
#include "skin2vec/serve/jobs.h"
#include "skin2vec/stats/dual_form.h"
#include "skin2vec/stats/permutation_test.h"
#include "skin2vec/trial/trial.h"
#include "skin2vec/twin/twin.h"
#include "skin2vec/words/words.h"

namespace skin2vec {

template <typename... Values>
void use(Values&&... values);  // whatever one does with them

extern const diary::Profile profile;
extern const std::vector<diary::Entry> entries;
extern const Day first, last, from, to, today;
extern const Instant now;
extern const std::string bytes, text;
extern const bool stop_asked;
extern std::istream& stream;
extern Random random;

extern const std::size_t n;
extern const int threads;
extern const double penalty;
extern const std::vector<std::string> names;

namespace embedded {
std::span<const EmbeddedBytes> words();
}

namespace accounts {
extern const bool any_accounts;
extern const http::Request request;
extern store::Accounts accounts;
extern store::Store store;
extern const std::string kept, password;
extern Throttle throttle;
http::Response too_many(int seconds);
}  // namespace accounts

namespace ambient {
extern const std::string body, folder, payload;
extern const WeatherRequest request;
extern const Servers servers;
extern const WeatherPlan plan;
extern const SensorReading reading;
extern const std::int16_t offset_min;
extern Quota quota;
extern WeatherCache cache;
extern const Fetch fetch;
extern const std::function<Instant()> clock;
extern const std::function<void(int)> pause;
}  // namespace ambient

namespace ask {
extern Kept& kept;
extern const Record record;
extern const Training training;
extern const insight::Covariates covariates;
extern const insight::Explanation explanation;
extern const insight::ForecastAnswer forecasts;
extern const insight::Summary summary;
extern const std::vector<lag::Effect> effects;
extern const words::Language language;
}  // namespace ask

namespace change {
extern const std::vector<double> scores, values;
extern const double moisture_today;
extern const series::Series lived, rest;
extern const Scan::Step step;
extern bool raised;
}  // namespace change

namespace diary {
extern const EntrySink sink;
extern const Entry entry, stored;
extern const std::string toml_text;
}  // namespace diary

namespace dose {
extern const std::vector<lag::Outcome> outcomes;
extern const lag::Outcome moisture;
extern const series::CovariateGrid grid;
extern const lag::CovariateFits fits;
extern const std::vector<int> labels;
extern const std::vector<double> ozone;
extern const Eigen::VectorXd coefficients;
extern const Eigen::MatrixXd covariance;
}  // namespace dose

namespace explain {
extern const forecast::DayTable table;
extern const learn::Shipped shipped;
extern const ForecastOrigin evening;
extern const Counterfactual changed;
extern const int day, origin, d, covariate;
extern const std::vector<double> mean_weights;
}  // namespace explain

namespace figure {
extern const Words words;
extern const std::vector<CurvePoint> points, days;
extern const std::vector<double> values, last_days;
extern std::string page;
}  // namespace figure
namespace figure::of_calendar {
extern const std::vector<char> days;
}

namespace forecast {
extern const DayTable table, table_with_an_entry;
extern const std::vector<DayTable> others;
extern const std::vector<Candidate> candidates;
extern const learn::Shipped shipped;
extern const GpOptions options;
extern const int day, begin, block, end, from;
}  // namespace forecast
namespace forecast::of_gp_groups {
linalg::RowMatrix covariance_of(const std::vector<int>& days);
extern const linalg::RowMatrix y, k_x;
extern const std::vector<Eigen::Index> rows, columns;
}  // namespace forecast::of_gp_groups
namespace forecast::of_tokens {
extern const Vocabulary vocabulary;
extern const Rows mean, log_sd;
}  // namespace forecast::of_tokens

namespace http {
extern const Request request;
extern Response reply;
extern const Server server;
extern const Result<int> diary;
extern const std::function<void()> job;
}  // namespace http

namespace insight {
extern const Covariates covariates;
extern const diary::Dimension dimension;
extern const series::SlotSeries slots;
extern const std::vector<forecast::DayTable> tables;
extern const forecast::DayTable table;
extern const forecast::Forecasts followed;
extern const learn::Shipped shipped;
extern const lag::Effect effect;
extern const Day day;
}  // namespace insight

namespace lag {
extern const std::vector<Outcome> outcomes;
extern const std::vector<Effect> effects_of_ann, effects_of_ben, effects_of_cem;
extern const std::vector<const Record*> records;
extern const series::CovariateGrid grid;
extern const series::Series daily, moisture;
extern const LagDesign design;
extern EffectsOptions options;
extern const std::vector<double> awakenings;
extern const Eigen::MatrixXd columns;
}  // namespace lag
namespace lag::of_covariate_fits {
extern const LagDesignOptions options;
}
namespace lag::of_lagged_design {
extern const std::vector<double> moisture;
}

namespace learn {
extern const std::vector<forecast::DayTable> tables;
extern const forecast::DayTable table;
extern const Shipped shipped;
extern const net::Layout layout;
extern const Network<float> network;
extern const std::vector<Sequence> people;
extern const Sequence person;
extern const Batch batch;
extern const std::vector<float> theta, x, d_outputs;
extern std::vector<float> gradient;
extern const std::string network_bytes, ridge_bytes;
extern const std::size_t t, M, j;
}  // namespace learn

namespace linalg {
extern const RowMatrix k, y;
}
namespace linalg::of_kernels {
extern const float *x, *w;
extern float* y;
}  // namespace linalg::of_kernels

namespace net {
extern Layout layout;
extern std::vector<float> theta;
extern const std::vector<float> gradient, x, dy;
extern std::vector<float> y, dx;
extern const std::vector<float> m, s, w, today;
extern std::vector<float> d_mean, d_log_sd, state, cell;
}  // namespace net
namespace net::of_linear {
extern std::vector<float> gradient;
}
namespace net::of_loss {
extern const std::vector<float> y;
}
namespace net::of_dropout {
extern const std::span<float> x, dx;
}

namespace record {
extern store::Store store;
extern const diary::ReadOptions options;
}  // namespace record

namespace report {
extern const insight::Head head;
extern const std::vector<Section> sections;
extern const Day day;
}  // namespace report

namespace series {
extern const SlotSeries moisture;
extern const SlotGrid grid;
extern const std::vector<Series> dimensions;
extern const OutlierScan scan;
extern RhythmOptions options;
extern double morning, evening;
extern const std::vector<Day> starts;
extern const int days;
}  // namespace series
namespace series::of_slot_offset {
extern const int today;
}

namespace serve {
extern const std::function<record::Now()> clock;
extern const http::Request request;
extern const bool running;
extern const Work work;
}  // namespace serve

namespace stats {
extern const std::vector<double> x, y, p, deaths, moisture, lags, last_90_days, last_7_days, ratios;
extern const Eigen::MatrixXd ones, rotated;
extern const std::vector<int> days, columns;
extern const Regression fit;
extern const double alternative;
extern const int block;
}  // namespace stats
namespace stats::of_counts {
extern const Eigen::MatrixXd design;
}
namespace stats::of_regress {
extern const Eigen::MatrixXd design;
}
namespace stats::of_mixed {
extern const Eigen::MatrixXd lags;
}
namespace stats::of_permutation_test {
extern const MixedDesign design;
extern const MixedFit fit;
}  // namespace stats::of_permutation_test
namespace stats::of_dual_form {
extern const Eigen::MatrixXd x, z;
extern const Eigen::VectorXd y;
extern const std::vector<Block> blocks;
}  // namespace stats::of_dual_form
namespace stats::of_whiten {
extern const Eigen::MatrixXd columns;
}

namespace store {
extern Store store;
extern const std::string hashed, hash;
}  // namespace store

namespace trial {
extern const std::vector<Used> used;
extern const std::vector<lag::Outcome> outcomes;
extern const TrialOptions options;
extern const stats::Noise noise;
extern const Eigen::MatrixXd y;
}  // namespace trial

namespace twin {
extern Truth truth;
extern const Covariates covariates;
extern const Weather weather;
extern const WeatherSeries series;
extern const std::vector<VirtualPerson> people;
}  // namespace twin

namespace words {
extern const Labels labels;
}

}  // namespace skin2vec
