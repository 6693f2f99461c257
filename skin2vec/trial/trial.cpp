#include "skin2vec/trial/trial.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"
#include "skin2vec/stats/regress.h"

namespace skin2vec::trial {

namespace {

constexpr double most_slips = 0.2;  // of the days of use
constexpr double least_used = 0.5;  // of the days

struct Reading {
  TrialOrder order;
  int against = 0;  // days that contradict it
  int of = 0;       // days of use
};

bool against(Used used, bool a) {
  return used == Used::both || used == (a ? Used::b : Used::a);
}

// The order that fits best if the periods have this length.
Reading reading_of(std::span<const Used> used, int period_days) {
  Reading reading;
  const auto period = static_cast<std::size_t>(period_days);
  for (std::size_t at = 0; at + 2 * period <= used.size(); at += 2 * period) {
    int a_first = 0, b_first = 0;  // days against
    for (std::size_t i = 0; i < 2 * period; ++i) {
      reading.of += used[at + i] != Used::neither ? 1 : 0;
      a_first += against(used[at + i], i < period) ? 1 : 0;
      b_first += against(used[at + i], i >= period) ? 1 : 0;
    }
    reading.order.push_back(a_first <= b_first ? 1 : 0);
    reading.against += std::min(a_first, b_first);
  }
  return reading;
}

}  // namespace

std::optional<TrialRecord> read_trial(std::span<const Used> used, int shortest_period_days) {
  require(shortest_period_days >= 1, "read_trial: shortest_period_days must be >= 1, got {}", shortest_period_days);
  std::optional<TrialRecord> best;
  double least = most_slips;
  for (int period = shortest_period_days; period <= static_cast<int>(used.size()) / 2; ++period) {
    Reading reading = reading_of(used, period);
    if (reading.of < least_used * 2 * period * static_cast<double>(reading.order.size())) continue;
    const double share = static_cast<double>(reading.against) / reading.of;
    if (share > least || (best && share == least)) continue;
    least = share;
    best = TrialRecord{};
    best->shape.pairs = static_cast<int>(reading.order.size());
    best->shape.period_days = period;
    best->order = std::move(reading.order);
    best->protocol_deviations = reading.against;
  }
  if (!best) return best;
  best->fits.reserve(used.size()), best->use.reserve(used.size());
  for (int day = 0; day < best->shape.days(); ++day) {
    const Used now = used[static_cast<std::size_t>(day)];
    best->use.push_back(now == Used::a ? 0.5 : now == Used::b ? -0.5 : 0);
    const Used wanted = is_a(best->shape, best->order, day) ? Used::a : Used::b;
    best->fits.push_back(now == wanted ? 1 : 0);
  }
  return best;
}

std::vector<TrialResult> trial(std::span<const lag::Outcome> outcomes, const TrialRecord& record,
                               const TrialOptions& options) {
  require(options.min_pairs >= 2, "trial: min_pairs must be >= 2, got {}", options.min_pairs);
  require(options.margin > 0, "trial: margin must be > 0, got {}", options.margin);
  require(!options.margin_units || *options.margin_units > 0, "trial: margin_units must be > 0, got {}",
          options.margin_units.value_or(0));
  const TrialShape& shape = record.shape;
  require(std::ssize(record.fits) == shape.days() && record.use.size() == record.fits.size(),
          "trial: {} days expected in the record, got {} and {}", shape.days(), record.fits.size(), record.use.size());
  std::vector<TrialResult> all;
  all.reserve(outcomes.size());
  for (const lag::Outcome& outcome : outcomes) {
    require(outcome.daily.days() >= shape.days(), "trial: {} must have {} days, got {}", outcome.dimension,
            shape.days(), outcome.daily.days());
    TrialResult result{.dimension = outcome.dimension};
    std::vector<int> days;
    std::vector<double> y;
    for (const int day : counted_days(shape)) {
      const double value = outcome.daily.values[static_cast<std::size_t>(day)];
      if (record.fits[static_cast<std::size_t>(day)] == 0 || std::isnan(value)) continue;
      days.push_back(day), y.push_back(value);
      ++(is_a(shape, record.order, day) ? result.n_a : result.n_b);
    }
    all.push_back(result);
    if (shape.pairs < options.min_pairs || static_cast<int>(days.size()) < 2 * shape.pairs) continue;

    // A row a day of the trial: days that do not count have no value.
    std::vector<double> daily(static_cast<std::size_t>(shape.days()), NAN);
    for (std::size_t i = 0; i < days.size(); ++i) daily[static_cast<std::size_t>(days[i])] = y[i];
    std::vector<int> each(daily.size());
    for (std::size_t t = 0; t < each.size(); ++t) each[t] = static_cast<int>(t);
    Eigen::MatrixXd design(shape.days(), 3);
    design << trial_nuisance(shape, each), share_column(record.use, shape.half_life_days);
    const stats::Regression fit = stats::regress(daily, design);
    const stats::Regression without = stats::regress(daily, design.leftCols(2));
    if (!fit.identifiable || !without.identifiable || !(fit.variance > 0)) continue;

    TrialResult& told = all.back();
    const double error = std::sqrt(fit.covariance(2, 2)), degrees = 2.0 * shape.pairs - 2;
    told.difference = fit.coefficients(2);
    const double half = stats::student_quantile(1 - kTestLevel / 2, degrees) * error;
    told.ci = {told.difference - half, told.difference + half};
    const OrderTest test(shape, record.order, days, without.noise, options.orders);
    told.p = OrderTest::p(test.scores(Eigen::Map<const Eigen::VectorXd>(y.data(), std::ssize(y))));
    told.margin = options.margin_units.value_or(options.margin * stats::sd(y));
    const double within = std::abs(told.difference) + stats::student_quantile(1 - kTestLevel, degrees) * error;
    told.verdict = within < told.margin   ? TrialVerdict::no_difference
                   : told.p <= kTestLevel ? TrialVerdict::found
                                          : TrialVerdict::none_found;
  }
  return all;
}

}  // namespace skin2vec::trial
