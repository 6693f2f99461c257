#include "skin2vec/model/structural.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <span>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/series/cycle_phase.h"

namespace skin2vec::model {
namespace {

constexpr std::array kHalfLives = {0.3, 0.8, 2.0, 6.0};  // days, of the answers
constexpr std::array kAnswering = {0.1, 0.35, 1.0};      // how much people answer to what acts, of the usual
constexpr double kConstantSd = 3;                        // of where the level began
constexpr int kWaves = 2;                                // of a cycle: once and twice
constexpr std::size_t kCalendar = 4 + 2 * kWaves;        // columns: year, week, cycle
constexpr double kYear = 365.2425, kWeek = 7;

// What a cause was before a block: the scale it is told in, and what is to be expected of it.
struct Habit {
  double mean = 0, scale = 0;  // scale 0: it tells nothing
  double autocorrelation = 0;  // from day to day
  double prior_sd = 0;         // of the answer to one scale of it
};

Habit habit_of(const series::CauseSeries& cause, int begin, int end, const StructuralOptions& options) {
  double sum = 0, square = 0, used_sum = 0;
  int n = 0, used = 0;
  for (int day = begin; day < end; ++day) {
    const double amount = cause.amount(day);
    if (std::isnan(amount)) continue;
    ++n;
    sum += amount;
    square += amount * amount;
    used_sum += std::abs(amount);
    used += amount != 0 ? 1 : 0;
  }
  if (n < 2 || used == 0) return {};
  Habit habit{.mean = sum / n};
  const double variance = std::max(square / n - habit.mean * habit.mean, 0.0);
  const bool measured = cause.kind == series::CauseKind::exposure;
  habit.scale = measured ? std::sqrt(variance) : used_sum / used;  // an sd; else what is usual when there is one
  if (!(variance > 1e-12 * square)) return {};
  double product = 0;
  int pairs = 0;
  for (int day = begin + 1; day < end; ++day) {
    const double now = cause.amount(day), before = cause.amount(day - 1);
    if (std::isnan(now) || std::isnan(before)) continue;
    product += (now - habit.mean) * (before - habit.mean);
    ++pairs;
  }
  habit.autocorrelation = std::clamp(product / (pairs + 10) / variance, 0.0, 0.97);
  habit.prior_sd = measured ? options.exposure_sd : options.event_sd;
  return habit;
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

// A day as the process sees it. (F) linear columns, each times its prior sd; the place of each bump, in sds.
struct Row {
  int day = 0;
  Eigen::VectorXd linear;
  std::vector<std::array<double, 2>> place, unknown;  // of each bump; variance of what is not known of the place
};

// The causes day by day: what faded answers they have left, and what is to be expected after the last day lived.
class Causes {
 public:
  Causes(const DayTable& table, const StructuralOptions& options, int begin, int block)
      : table_(table), options_(options), cycle_(table, table.first + block) {
    for (const series::CauseSeries& cause : table.causes) {
      habits_.push_back(habit_of(cause, begin, block, options));
    }
    last_.assign(habits_.size(), 0.0);
    answers_.resize(habits_.size());
  }

  // Whether a start was logged before the block.
  [[nodiscard]] bool cycle_is_logged() const { return cycle_.is_logged(); }

  Row live(int day) {
    for (std::size_t c = 0; c < habits_.size(); ++c) {
      if (habits_[c].scale == 0) continue;
      const double amount = table_.causes[c].amount(day);
      // What was not measured is expected from the last that was.
      last_[c] =
          std::isnan(amount) ? last_[c] * habits_[c].autocorrelation : (amount - habits_[c].mean) / habits_[c].scale;
    }
    lived_ = day;
    return step(day, {});
  }

  // The day after the last one lived or expected.
  Row expect(int day, int horizon) {
    std::vector<double> unknown(habits_.size());
    for (std::size_t c = 0; c < habits_.size(); ++c) {
      last_[c] *= habits_[c].autocorrelation;
      unknown[c] = 1 - std::pow(habits_[c].autocorrelation, 2 * horizon);
    }
    return step(day, unknown);
  }

 private:
  Row step(int day, const std::vector<double>& unknown) {
    Row row{.day = day,
            .linear = Eigen::VectorXd(static_cast<Eigen::Index>(2 * habits_.size() * kHalfLives.size() + kCalendar))};
    Eigen::Index column = 0;
    for (std::size_t c = 0; c < habits_.size(); ++c) {
      for (std::size_t r = 0; r < kHalfLives.size(); ++r) {
        // Of constant amounts of 1 each comes to 1: the one that falls at once, and the one that first rises.
        const double kept = std::exp2(-1 / kHalfLives[r]);
        auto& [falling, rising] = answers_[c][r];
        rising = kept * rising + (1 - kept) * falling;
        falling = kept * falling + (1 - kept) * last_[c];
        row.linear(column++) = habits_[c].prior_sd * falling;
        row.linear(column++) = habits_[c].prior_sd * rising;
      }
    }
    const double date = static_cast<double>((table_.first + day).number);
    for (const auto& [period, sd] : {std::pair{kYear, options_.season_sd}, {kWeek, options_.weekday_sd}}) {
      row.linear(column++) = sd * std::cos(2 * std::numbers::pi * date / period);
      row.linear(column++) = sd * std::sin(2 * std::numbers::pi * date / period);
    }
    const double phase = cycle_.phase(table_.first + day, table_.first + lived_);
    for (int wave = 1; wave <= kWaves; ++wave) {
      const double turn = 2 * std::numbers::pi * wave * phase;
      row.linear(column++) = std::isnan(phase) ? 0 : options_.cycle_sd * std::cos(turn);
      row.linear(column++) = std::isnan(phase) ? 0 : options_.cycle_sd * std::sin(turn);
    }
    for (const auto& [shifted, shifting] : table_.bumps) {
      const auto a = static_cast<std::size_t>(shifted), b = static_cast<std::size_t>(shifting);
      if (habits_[a].scale == 0 || habits_[b].scale == 0) continue;
      row.place.push_back({last_[a], last_[b]});
      row.unknown.push_back(unknown.empty() ? std::array{0.0, 0.0} : std::array{unknown[a], unknown[b]});
    }
    return row;
  }

  const DayTable& table_;
  const StructuralOptions& options_;
  Cycle cycle_;
  int lived_ = 0;  // the last day lived
  std::vector<Habit> habits_;
  std::vector<double> last_;
  std::vector<std::array<std::array<double, 2>, kHalfLives.size()>> answers_;
};

// What two days have in common by the days between them alone: level, state and a cycle whose starts are not known.
// That one may take 22 to 34 days, 28 most likely, and its waves stay together for a year.
Eigen::VectorXd by_distance(int longest, bool cycle, const StructuralOptions& o) {
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

// The covariance of two days without their noise, as parts of the variance of the dimension. `later` may be expected.
double covariance(const Row& later, const Row& day, const Eigen::VectorXd& distance, const StructuralOptions& o) {
  double sum = distance(std::abs(later.day - day.day)) + later.linear.dot(day.linear);
  const double width = o.bump_width * o.bump_width;
  for (std::size_t b = 0; b < later.place.size(); ++b) {
    double exponent = 0, shrunk = 1;
    for (std::size_t axis = 0; axis < 2; ++axis) {
      const double wide = width + later.unknown[b][axis], off = later.place[b][axis] - day.place[b][axis];
      exponent += off * off / (2 * wide);
      shrunk *= width / wide;
    }
    sum += o.bump_sd * o.bump_sd * std::sqrt(shrunk) * std::exp(-exponent);
  }
  return sum;
}

// Dimensions that were read on the same days, and the process of those days: its Cholesky factor grows by a row a day.
struct Together {
  std::vector<int> dimensions;
  int n = 0;
  Eigen::MatrixXd factor;        // (rows,rows), lower triangle
  Eigen::MatrixXd whitened;      // (rows,dimensions): factor^-1 (values - origin)
  std::vector<const Row*> rows;  // (n)
  Eigen::VectorXd origin;        // (dimensions): the first value read
  double log_determinant = 0;    // of the factor

  void read(const DayTable& table, const Row& row, const Eigen::VectorXd& distance, const StructuralOptions& o) {
    const auto width = static_cast<Eigen::Index>(dimensions.size());
    Eigen::VectorXd values(width);
    for (Eigen::Index i = 0; i < width; ++i) values(i) = table.value(row.day, dimensions[static_cast<std::size_t>(i)]);
    if (n == 0) origin = values;
    Eigen::VectorXd across(n);
    for (int k = 0; k < n; ++k) across(k) = covariance(row, *rows[static_cast<std::size_t>(k)], distance, o);
    factor.topLeftCorner(n, n).triangularView<Eigen::Lower>().solveInPlace(across);
    const double own = std::sqrt(covariance(row, row, distance, o) + o.noise_sd * o.noise_sd - across.squaredNorm());
    factor.row(n).head(n) = across.transpose();
    factor(n, n) = own;
    whitened.row(n) = (values - origin).transpose();
    whitened.row(n) -= across.transpose() * whitened.topRows(n);
    whitened.row(n) /= own;
    rows.push_back(&row);
    log_determinant += std::log(own);
    ++n;
  }

  // (ahead, dimensions), units of the dimensions.
  [[nodiscard]] Eigen::MatrixXd expected(const std::vector<Row>& ahead, const Eigen::VectorXd& distance,
                                         const StructuralOptions& o) const {
    Eigen::MatrixXd weights = whitened.topRows(n);
    factor.topLeftCorner(n, n).triangularView<Eigen::Lower>().transpose().solveInPlace(weights);
    Eigen::MatrixXd across(static_cast<Eigen::Index>(ahead.size()), n);
    for (int k = 0; k < n; ++k) {
      for (std::size_t h = 0; h < ahead.size(); ++h) {
        across(static_cast<Eigen::Index>(h), k) = covariance(ahead[h], *rows[static_cast<std::size_t>(k)], distance, o);
      }
    }
    return (across * weights).rowwise() + origin.transpose();
  }

  // Of what was read of dimension i, its scale fitted; up to a constant of n.
  [[nodiscard]] double log_likelihood(std::size_t i) const {
    if (n < 2) return 0;
    const double square = whitened.col(static_cast<Eigen::Index>(i)).head(n).squaredNorm();
    return -0.5 * n * std::log(std::max(square, 1e-300)) - log_determinant;
  }
};

// Which days were read, for each dimension: those with the same days stand together.
std::vector<Together> groups(const DayTable& table, int begin, int end) {
  std::map<std::vector<bool>, std::vector<int>> found;
  for (int d = 0; d < static_cast<int>(table.value.cols()); ++d) {
    std::vector<bool> read;
    read.reserve(static_cast<std::size_t>(end - begin));
    for (int day = begin; day < end; ++day) read.push_back(!std::isnan(table.value(day, d)));
    found[read].push_back(d);
  }
  std::vector<Together> all;
  for (const auto& [read, dimensions] : found) {
    const auto n = std::count(read.begin(), read.end(), true);
    if (n > 0) {
      all.push_back({.dimensions = dimensions,
                     .factor = Eigen::MatrixXd::Zero(n, n),
                     .whitened = Eigen::MatrixXd::Zero(n, static_cast<Eigen::Index>(dimensions.size()))});
    }
  }
  return all;
}

// What one set of prior sds says from all origins of a block, and how well it told the days before.
struct Told {
  std::vector<double> mean;            // (origins, kHorizons, D)
  std::vector<double> log_likelihood;  // (D), of what was read before the block, its scale fitted; up to a constant
};

Told tell(const DayTable& table, const StructuralOptions& o, int block, int end) {
  const int begin = std::max(0, block - o.remembered_days);
  const auto dimensions = static_cast<std::size_t>(table.value.cols());
  Told told{.mean = std::vector<double>(static_cast<std::size_t>((end - block) * kHorizons) * dimensions, NAN),
            .log_likelihood = std::vector<double>(dimensions, 0.0)};
  Causes causes(table, o, begin, std::max(block, begin + 1));
  const Eigen::VectorXd distance = by_distance(end - begin + kHorizons, !causes.cycle_is_logged(), o);
  std::vector<Row> rows;
  rows.reserve(static_cast<std::size_t>(end - begin));  // rows are pointed at
  std::vector<Together> together = groups(table, begin, end);
  for (int day = begin; day < end; ++day) {
    if (day == block) {
      for (const Together& group : together) {
        for (std::size_t i = 0; i < group.dimensions.size(); ++i) {
          told.log_likelihood[static_cast<std::size_t>(group.dimensions[i])] = group.log_likelihood(i);
        }
      }
    }
    rows.push_back(causes.live(day));
    for (Together& group : together) {
      if (!std::isnan(table.value(day, group.dimensions.front()))) group.read(table, rows.back(), distance, o);
    }
    if (day < block) continue;
    std::vector<Row> ahead;
    ahead.reserve(kHorizons);
    Causes later = causes;
    for (int h = 1; h <= kHorizons; ++h) ahead.push_back(later.expect(day + h, h));
    for (const Together& group : together) {
      if (group.n == 0) continue;
      const Eigen::MatrixXd mean = group.expected(ahead, distance, o);
      for (std::size_t i = 0; i < group.dimensions.size(); ++i) {
        for (int h = 0; h < kHorizons; ++h) {
          told.mean[static_cast<std::size_t>((day - block) * kHorizons + h) * dimensions +
                    static_cast<std::size_t>(group.dimensions[i])] = mean(h, static_cast<Eigen::Index>(i));
        }
      }
    }
  }
  return told;
}

// The forecasts of all origins in [block, end), with scales and expectations of the days before `block`. Each dimension
// weighs the candidates by how well they told those days.
void fill_block(Outlook& outlook, const DayTable& table, std::span<const StructuralOptions> candidates, int block,
                int end) {
  std::vector<Told> told;
  told.reserve(candidates.size());
  for (const StructuralOptions& candidate : candidates) told.push_back(tell(table, candidate, block, end));
  const auto dimensions = static_cast<std::size_t>(outlook.dimensions());
  for (std::size_t d = 0; d < dimensions; ++d) {
    double best = -INFINITY, sum = 0;
    for (const Told& one : told) best = std::max(best, one.log_likelihood[d]);
    std::vector<double> weights;
    weights.reserve(told.size());
    for (const Told& one : told) weights.push_back(std::exp(one.log_likelihood[d] - best));
    for (const double weight : weights) sum += weight;
    for (int origin = block; origin < end; ++origin) {
      for (int h = 1; h <= kHorizons; ++h) {
        const std::size_t at = static_cast<std::size_t>((origin - block) * kHorizons + h - 1) * dimensions + d;
        double mean = 0;
        for (std::size_t c = 0; c < told.size(); ++c) mean += weights[c] / sum * told[c].mean[at];
        outlook.mean(origin, h, static_cast<int>(d)) = mean;
      }
    }
  }
}

}  // namespace

Outlook structural_outlook(const DayTable& table, const StructuralOptions& options, int from) {
  require(from >= 0, "structural_outlook: from must not be negative, got {}", from);
  require(options.remembered_days > 0 && options.refit_days > 0, "structural_outlook: days are positive");
  require(options.noise_sd > 0 && options.level_days > 0 && options.state_days > 0 && options.bump_width > 0,
          "structural_outlook: noise, forgetting and width are positive");
  Outlook outlook(table.days, static_cast<int>(table.dimensions.size()));
  std::vector<StructuralOptions> candidates;
  candidates.reserve(kAnswering.size());
  for (const double part : kAnswering) {
    StructuralOptions one = options;
    one.event_sd *= part;
    one.exposure_sd *= part;
    one.bump_sd *= part;
    candidates.push_back(one);
  }
  for (int block = from; block < table.days; block += options.refit_days) {
    fill_block(outlook, table, candidates, block, std::min(block + options.refit_days, table.days));
  }
  return with_own_spread(std::move(outlook), table);
}

}  // namespace skin2vec::model
