#include "skin2vec/forecast/gp_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <span>
#include <utility>

#include "skin2vec/series/cycle_phase.h"

namespace skin2vec::forecast {
namespace {

constexpr double kConstantSd = 3;                                                 // of where the level began
constexpr auto kCalendar = 2 * static_cast<Eigen::Index>(kCalendarWaves.size());  // columns
constexpr double kYear = 365.2425, kWeek = 7;

CovariateScaling scaling_of(const series::CovariateSeries& covariate, int begin, int end, const GpOptions& options) {
  double sum = 0, square = 0, used_sum = 0;
  int n = 0, used = 0;
  for (int day = begin; day < end; ++day) {
    const double amount = covariate.amount(day);
    if (std::isnan(amount)) continue;
    ++n;
    sum += amount;
    square += amount * amount;
    used_sum += std::abs(amount);
    used += amount != 0 ? 1 : 0;
  }
  if (n < 2 || used == 0) return {};
  CovariateScaling scaling{.mean = sum / n};
  const double variance = std::max(square / n - scaling.mean * scaling.mean, 0.0);
  const bool measured = covariate.kind == series::CovariateKind::exposure;
  scaling.scale = measured ? std::sqrt(variance) : used_sum / used;  // an sd; else what is usual when there is one
  if (!(variance > 1e-12 * square)) return {};
  double product = 0;
  int pairs = 0;
  for (int day = begin + 1; day < end; ++day) {
    const double now = covariate.amount(day), before = covariate.amount(day - 1);
    if (std::isnan(now) || std::isnan(before)) continue;
    product += (now - scaling.mean) * (before - scaling.mean);
    ++pairs;
  }
  scaling.autocorrelation = std::clamp(product / (pairs + 10) / variance, 0.0, 0.97);
  scaling.prior_sd = measured ? options.exposure_sd : options.event_sd;
  return scaling;
}

// How far a day is through a cycle whose starts were logged: the days since the last start over the mean length so far.
class Cycle {
 public:
  Cycle(const DayTable& table, Day before) {
    if (table.cycles.empty()) return;
    starts_ = table.cycles.front().starts;
    const auto known = std::lower_bound(starts_.begin(), starts_.end(), before);
    logged_ = known != starts_.begin();
    const auto lengths = series::cycle_lengths({starts_.begin(), known}, table.cycles.front().longest_days);
    if (!lengths.empty()) {
      length_ = std::accumulate(lengths.begin(), lengths.end(), 0.0) / static_cast<double>(lengths.size());
    }
  }

  [[nodiscard]] bool is_logged() const { return logged_; }

  // In [0, 1); NaN before the first start, or where no length is known. Starts after `day` are not looked at.
  [[nodiscard]] double phase(Day day, Day known) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), std::min(day, known));
    if (after == starts_.begin() || std::isnan(length_)) return NAN;
    const double turns = (day - *std::prev(after)) / length_;
    return turns - std::floor(turns);
  }

 private:
  std::span<const Day> starts_;
  double length_ = NAN;
  bool logged_ = false;
};

// The covariates day by day: what faded answers they have left, and what is to be expected after the last day lived.
class Covariates {
 public:
  Covariates(const DayTable& table, const GpOptions& options, int begin, int block)
      : table_(table), options_(options), cycle_(table, table.first + block) {
    for (std::size_t c = 0; c < table.covariates.size(); ++c) {
      CovariateScaling scaling = scaling_of(table.covariates[c], begin, block, options);
      if (scaling.scale == 0) continue;
      scaling.covariate = static_cast<int>(c);
      scalings_.push_back(scaling);
      series_.push_back(&table.covariates[c]);
    }
    const auto index_of = [&](int covariate) {
      const auto at = std::find(series_.begin(), series_.end(), &table.covariates[static_cast<std::size_t>(covariate)]);
      return static_cast<std::size_t>(at - series_.begin());
    };
    for (const auto& [shifted, shifting] : table.bumps) {
      const std::array both = {index_of(shifted), index_of(shifting)};
      if (both[0] < series_.size() && both[1] < series_.size()) bumps_.push_back(both);
    }
    last_.assign(scalings_.size(), 0.0);
    answers_.resize(scalings_.size());
  }

  // Whether a start was logged before the block.
  [[nodiscard]] bool cycle_is_logged() const { return cycle_.is_logged(); }

  [[nodiscard]] const std::vector<CovariateScaling>& scalings() const { return scalings_; }
  [[nodiscard]] std::vector<std::array<int, 2>> bumps() const {
    std::vector<std::array<int, 2>> all;
    all.reserve(bumps_.size());
    for (const auto& [a, b] : bumps_) all.push_back({static_cast<int>(a), static_cast<int>(b)});
    return all;
  }

  [[nodiscard]] FeatureRows rows(int n) const {
    const auto bumps = static_cast<Eigen::Index>(bumps_.size());
    return {.day = std::vector<int>(static_cast<std::size_t>(n)),
            .covariates = linalg::RowMatrix::Zero(n, std::ssize(scalings_) * kFiltersPerCovariate),
            .calendar = linalg::RowMatrix::Zero(n, kCalendar),
            .bump_input = linalg::RowMatrix::Zero(n, 2 * bumps),
            .input_variance = linalg::RowMatrix::Zero(n, 2 * bumps)};
  }

  void live(int day, FeatureRows& rows, Eigen::Index to) {
    for (std::size_t c = 0; c < scalings_.size(); ++c) {
      const double amount = series_[c]->amount(day);
      // What was not measured is expected from the last that was.
      last_[c] = std::isnan(amount) ? last_[c] * scalings_[c].autocorrelation
                                    : (amount - scalings_[c].mean) / scalings_[c].scale;
    }
    last_observed_ = day;
    step(day, 0, rows, to);
  }

  // The day after the last one lived or expected.
  void expect(int day, int horizon, FeatureRows& rows, Eigen::Index to) {
    for (std::size_t c = 0; c < scalings_.size(); ++c) last_[c] *= scalings_[c].autocorrelation;
    step(day, horizon, rows, to);
  }

 private:
  void step(int day, int horizon, FeatureRows& rows, Eigen::Index to) {
    rows.day[static_cast<std::size_t>(to)] = day;
    Eigen::Index column = 0;
    for (std::size_t c = 0; c < scalings_.size(); ++c) {
      answers_[c].add(last_[c]);
      for (const double one : answers_[c].columns(scalings_[c].prior_sd)) rows.covariates(to, column++) = one;
    }
    column = 0;
    for (const auto& [scale, turns] : kCalendarWaves) {
      const auto [angle, sd] = place_in(scale, day);
      rows.calendar(to, column++) = std::isnan(angle) ? 0 : sd * std::cos(turns * angle);
      rows.calendar(to, column++) = std::isnan(angle) ? 0 : sd * std::sin(turns * angle);
    }
    column = 0;
    for (const auto& bump : bumps_) {
      for (const std::size_t c : bump) {
        rows.bump_input(to, column) = last_[c];
        rows.input_variance(to, column++) = 1 - std::pow(scalings_[c].autocorrelation, 2 * horizon);
      }
    }
  }

  // The angle of a day in a time scale, NaN where the cycle is not known, and the prior sd of its waves.
  [[nodiscard]] std::pair<double, double> place_in(TimeScale scale, int day) const {
    const Day date = table_.first + day;
    constexpr double turn = 2 * std::numbers::pi;
    switch (scale) {
      case TimeScale::weekly:
        return {turn * static_cast<double>(date.number) / kWeek, options_.weekday_sd};
      case TimeScale::monthly:
        return {turn * cycle_.phase(date, table_.first + last_observed_), options_.cycle_sd};
      case TimeScale::seasonal:
        break;
    }
    return {turn * static_cast<double>(date.number) / kYear, options_.season_sd};
  }

  const DayTable& table_;
  const GpOptions& options_;
  Cycle cycle_;
  int last_observed_ = 0;                               // the last day lived
  std::vector<CovariateScaling> scalings_;              // of the covariates that tell something
  std::vector<const series::CovariateSeries*> series_;  // the same
  std::vector<std::array<std::size_t, 2>> bumps_;       // of habits
  std::vector<double> last_;
  std::vector<DistributedLagFilter> answers_;
};

const std::array<double, kHalfLives.size()> kKept = [] {
  std::array<double, kHalfLives.size()> kept{};
  for (std::size_t r = 0; r < kept.size(); ++r) kept[r] = std::exp2(-1 / kHalfLives[r]);
  return kept;
}();

// What two days have in common by the days between them alone: level, state and a cycle whose starts are not known.
// That one may take 22 to 34 days, 28 most likely, and its waves stay together for a year.
Eigen::VectorXd stationary_kernel(int longest, bool cycle, const GpOptions& o) {
  Eigen::VectorXd sum(longest + 1);
  for (int apart = 0; apart <= longest; ++apart) {
    sum(apart) = kConstantSd * kConstantSd + o.level_sd * o.level_sd * std::exp(-apart / o.level_days) +
                 o.state_sd * o.state_sd * std::exp(-apart / o.state_days);
    if (!cycle) continue;
    double wave = 0, weights = 0;
    for (double period = 22; period <= 34; period += 0.5) {
      const double weight = std::exp(-(period - 28) * (period - 28) / 8);
      weights += weight;
      wave += weight * std::cos(2 * std::numbers::pi * apart / period);
    }
    sum(apart) += o.hidden_cycle_sd * o.hidden_cycle_sd * std::exp(-apart / kYear) * wave / weights;
  }
  return sum;
}

}  // namespace

void DistributedLagFilter::add(double amount) {
  for (std::size_t r = 0; r < kHalfLives.size(); ++r) {
    const double kept = kKept[r];
    auto& [falling, rising] = answers_[r];
    rising = kept * rising + (1 - kept) * falling;
    falling = kept * falling + (1 - kept) * amount;
  }
}

std::array<double, kFiltersPerCovariate> DistributedLagFilter::columns(double prior_sd) const {
  std::array<double, kFiltersPerCovariate> columns{};
  for (std::size_t r = 0; r < kHalfLives.size(); ++r) {
    columns[2 * r] = prior_sd * answers_[r][0];
    columns[2 * r + 1] = prior_sd * answers_[r][1];
  }
  return columns;
}

BlockRows block_rows(const DayTable& table, const GpOptions& options, int begin, int block, int end, int from) {
  const int observed = std::min(end, table.days);
  Covariates covariates(table, options, begin, std::max(block, begin + 1));
  // The longest distance is that of a whole block, so that it does not tell how much of it is over.
  BlockRows rows{.observed = covariates.rows(observed - begin),
                 .future = {},
                 .distance = stationary_kernel(end - begin + kHorizons, !covariates.cycle_is_logged(), options),
                 .scalings = covariates.scalings(),
                 .bumps = covariates.bumps()};
  for (int day = begin; day < observed; ++day) {
    covariates.live(day, rows.observed, day - begin);
    if (day < std::max(from, block)) continue;
    Covariates later = covariates;
    FeatureRows& future = rows.future.emplace_back(covariates.rows(kHorizons));
    for (int h = 1; h <= kHorizons; ++h) later.expect(day + h, h, future, h - 1);
  }
  return rows;
}

linalg::RowMatrix with_scale(const Covariance& covariance, double response_scale) {
  return covariance.fixed + response_scale * response_scale * covariance.answers;
}

Covariance covariance(const FeatureRows& later, const FeatureRows& days, const Eigen::VectorXd& distance,
                      const GpOptions& options) {
  const Eigen::Index rows = later.covariates.rows(), columns = days.covariates.rows();
  Covariance both{.fixed = linalg::RowMatrix(rows, columns), .answers = linalg::RowMatrix::Zero(rows, columns)};
  for (Eigen::Index i = 0; i < rows; ++i) {
    const int day = later.day[static_cast<std::size_t>(i)];
    for (Eigen::Index k = 0; k < columns; ++k) {
      both.fixed(i, k) = distance(std::abs(day - days.day[static_cast<std::size_t>(k)]));
    }
  }
  for (Eigen::Index b = 0; 2 * b < later.bump_input.cols(); ++b)
    add_rbf_interaction(later, days, b, options, both.answers);
  linalg::add_product_transposed(later.calendar, days.calendar, both.fixed);
  linalg::add_product_transposed(later.covariates, days.covariates, both.answers);
  return both;
}

void add_rbf_interaction(const FeatureRows& later, const FeatureRows& days, Eigen::Index b, const GpOptions& options,
                         linalg::RowMatrix& answers) {
  const double width = options.bump_width * options.bump_width;
  const Eigen::Index x = 2 * b, y = x + 1;
  for (Eigen::Index i = 0; i < answers.rows(); ++i) {
    const double wide[] = {width + later.input_variance(i, x), width + later.input_variance(i, y)};
    const double height = options.bump_sd * options.bump_sd * std::sqrt(width / wide[0] * (width / wide[1]));
    const Eigen::Index some = &later == &days ? i + 1 : answers.cols();
    for (Eigen::Index k = 0; k < some; ++k) {
      const double one = later.bump_input(i, x) - days.bump_input(k, x),
                   other = later.bump_input(i, y) - days.bump_input(k, y);
      answers(i, k) += height * std::exp(-one * one / (2 * wide[0]) - other * other / (2 * wide[1]));
    }
  }
}

FeatureRows select(const FeatureRows& rows, const std::vector<Eigen::Index>& which) {
  FeatureRows some{.day = {},
                   .covariates = rows.covariates(which, Eigen::all),
                   .calendar = rows.calendar(which, Eigen::all),
                   .bump_input = rows.bump_input(which, Eigen::all),
                   .input_variance = rows.input_variance(which, Eigen::all)};
  some.day.reserve(which.size());
  for (const Eigen::Index at : which) some.day.push_back(rows.day[static_cast<std::size_t>(at)]);
  return some;
}

}  // namespace skin2vec::forecast
