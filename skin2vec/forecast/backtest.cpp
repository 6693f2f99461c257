#include "skin2vec/forecast/backtest.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/forecast/moments.h"

namespace skin2vec::forecast {
namespace {

constexpr double kCorrelation = 4;  // days of errors that tell as much as an independent one; at h ahead sqrt(h) more
constexpr double kMost = 9;         // what a squared error counts, in variances
const double kWeightMemory = std::exp2(-1.0 / 120);

// The absolute errors of a day's targets, added over the dimensions that both forecasts have.
struct Pair {
  double ours = 0, theirs = 0;
  int n = 0;
};

std::vector<Pair> pairs(const Forecasts& ours, const Forecasts& theirs, const DayTable& table, int horizon,
                        const CompareOptions& options) {
  std::vector<Pair> all;
  for (int origin = options.from; origin + horizon < table.days; ++origin) {
    Pair pair;
    for (int d = 0; d < ours.dimensions(); ++d) {
      const double target = table.value(origin + horizon, d);
      const double a = std::abs(ours.mean(origin, horizon, d) - target);
      const double b = std::abs(theirs.mean(origin, horizon, d) - target);
      if (std::isnan(a) || std::isnan(b)) continue;
      const double unit = options.unit.empty() ? 1 : options.unit[static_cast<std::size_t>(d)];
      pair.ours += a / unit;
      pair.theirs += b / unit;
      ++pair.n;
    }
    all.push_back(pair);
  }
  return all;
}

// Squared errors of each candidate, and how many days of them: those of long ago count less.
struct Evidence {
  explicit Evidence(std::size_t candidates) : loss(candidates, 0.0) {}
  std::vector<double> loss;
  double days = 0;

  // -n/2 (its mean square error / the least - 1), n days at that horizon.
  [[nodiscard]] double log_likelihood(std::size_t candidate, int horizon) const {
    const double least = *std::min_element(loss.begin(), loss.end());
    if (least <= 0) return 0;
    return -days / (2 * kCorrelation * std::sqrt(static_cast<double>(horizon))) * (loss[candidate] / least - 1);
  }
};

// first * exp(the evidence), the largest exponent taken as 0.
std::vector<double> weights_of(std::span<const Candidate> candidates, const Evidence& all, const Evidence* own,
                               int horizon) {
  std::vector<double> weights(candidates.size());
  for (std::size_t r = 0; r < candidates.size(); ++r) {
    weights[r] = all.log_likelihood(r, horizon) + (own == nullptr ? 0 : own->log_likelihood(r, horizon));
  }
  const double top = *std::max_element(weights.begin(), weights.end());
  for (std::size_t r = 0; r < candidates.size(); ++r)
    weights[r] = candidates[r].prior_weight * std::exp(weights[r] - top);
  return weights;
}

}  // namespace

Combined combine(std::span<const Candidate> candidates, const DayTable& table) {
  require(!candidates.empty(), "follow: no rivals");
  for (const Candidate& candidate : candidates) {
    require(candidate.forecasts.days() == table.days && candidate.forecasts.dimensions() == table.value.cols(),
            "follow: {} is of {} days, the table of {}", candidate.model, candidate.forecasts.days(), table.days);
    require(candidate.prior_weight > 0, "follow: {} weighs {} at first", candidate.model, candidate.prior_weight);
  }
  const auto dimensions = static_cast<int>(table.value.cols());
  Combined combined{.forecasts = Forecasts(table.days, dimensions),
                    .chosen = std::vector<int>(static_cast<std::size_t>(table.days) * kHorizons)};
  std::vector<Moments> read(static_cast<std::size_t>(dimensions));
  // Of a dimension and horizon; those of all dimensions are their sum, a day being one of each.
  std::vector<Evidence> own(static_cast<std::size_t>(dimensions) * kHorizons, Evidence(candidates.size()));
  const auto place = [&](int d, int h) { return static_cast<std::size_t>(d * kHorizons + h - 1); };
  for (int origin = 0; origin < table.days; ++origin) {
    for (int d = 0; d < dimensions; ++d) {
      const double value = table.value(origin, d);
      if (std::isnan(value)) continue;
      Moments& so_far = read[static_cast<std::size_t>(d)];
      so_far.add(value);
      const double variance = so_far.variance();
      for (int h = 1; h <= kHorizons && h <= origin && variance > 0; ++h) {
        const auto told = [&](const Candidate& candidate) { return candidate.forecasts.mean(origin - h, h, d); };
        if (std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& r) { return std::isnan(told(r)); }))
          continue;
        Evidence& evidence = own[place(d, h)];
        for (std::size_t r = 0; r < candidates.size(); ++r) {
          const double error = told(candidates[r]) - value;
          evidence.loss[r] = kWeightMemory * evidence.loss[r] + std::min(kMost, error * error / variance);
        }
        evidence.days = kWeightMemory * evidence.days + 1;
      }
    }
    for (int h = 1; h <= kHorizons; ++h) {
      Evidence all(candidates.size());
      for (int d = 0; d < dimensions; ++d) {
        const Evidence& one = own[place(d, h)];
        for (std::size_t r = 0; r < candidates.size(); ++r) all.loss[r] += one.loss[r];
        all.days += one.days / dimensions;
      }
      const std::vector<double> over_all = weights_of(candidates, all, nullptr, h);
      combined.chosen[static_cast<std::size_t>(origin) * kHorizons + static_cast<std::size_t>(h - 1)] =
          static_cast<int>(std::max_element(over_all.begin(), over_all.end()) - over_all.begin());
      for (int d = 0; d < dimensions; ++d) {
        const std::vector<double> weights = weights_of(candidates, all, &own[place(d, h)], h);
        double mean = 0, sum = 0;
        for (std::size_t r = 0; r < candidates.size(); ++r) {
          const double one = candidates[r].forecasts.mean(origin, h, d);
          if (std::isnan(one)) continue;
          mean += weights[r] * one;
          sum += weights[r];
        }
        const auto dimension = static_cast<std::size_t>(d);
        combined.forecasts.mean(origin, h, d) =
            sum > 0 ? std::clamp(mean / sum, table.low[dimension], table.high[dimension]) : NAN;
      }
    }
  }
  combined.forecasts = with_empirical_sd(std::move(combined.forecasts), table);
  return combined;
}

std::vector<double> units_of(const DayTable& table) {
  const std::size_t dimensions = table.dimensions.size();
  std::vector<double> units(dimensions, 1.0);
  bool same = true;
  for (std::size_t d = 1; d < dimensions; ++d)
    same = same && table.low[d] == table.low[0] && table.high[d] == table.high[0];
  for (std::size_t d = 0; d < dimensions && !same; ++d) {
    Moments all;
    for (int day = 0; day < table.days; ++day) {
      const double value = table.value(day, static_cast<Eigen::Index>(d));
      if (!std::isnan(value)) all.add(value);
    }
    if (all.variance() > 0) units[d] = std::sqrt(all.variance());
  }
  return units;
}

Difference difference(const Forecasts& ours, const Forecasts& theirs, const DayTable& table, int horizon,
                      const CompareOptions& options) {
  require(options.block_days >= 1 && options.draws >= 1, "difference: block of {} days, {} draws", options.block_days,
          options.draws);
  const std::vector<Pair> all = pairs(ours, theirs, table, horizon, options);
  const auto mean_of = [](const Pair& sum) { return sum.n == 0 ? NAN : (sum.ours - sum.theirs) / sum.n; };
  const auto add = [](Pair& sum, const Pair& one) {
    sum.ours += one.ours;
    sum.theirs += one.theirs;
    sum.n += one.n;
  };
  Pair sum;
  for (const Pair& one : all) add(sum, one);
  Difference found{.mean = mean_of(sum)};
  const auto days = all.size(), block = static_cast<std::size_t>(options.block_days);
  if (days < 2 * block) return found;
  // Sums of every block that may be drawn.
  std::vector<Pair> blocks(days - block + 1);
  for (std::size_t start = 0; start < blocks.size(); ++start) {
    for (std::size_t k = 0; k < block; ++k) add(blocks[start], all[start + k]);
  }
  Random random(options.seed);
  std::vector<double> drawn;
  drawn.reserve(static_cast<std::size_t>(options.draws));
  for (int draw = 0; draw < options.draws; ++draw) {
    Pair again;
    for (std::size_t k = 0; k < days / block; ++k) {
      add(again, blocks[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(blocks.size()) - 1))]);
    }
    if (again.n > 0) drawn.push_back(mean_of(again));
  }
  std::sort(drawn.begin(), drawn.end());
  if (drawn.size() < 40) return found;
  const auto tail = static_cast<std::size_t>(0.025 * static_cast<double>(drawn.size()));
  found.low = drawn[tail];
  found.high = drawn[drawn.size() - 1 - tail];
  return found;
}

std::vector<Line> compare(std::span<const Candidate> candidates, const DayTable& table, const CompareOptions& options) {
  require(options.against >= 0 && options.against < static_cast<int>(candidates.size()),
          "compare: against rival {} of {}", options.against, candidates.size());
  std::vector<Line> lines;
  const Forecasts& against = candidates[static_cast<std::size_t>(options.against)].forecasts;
  for (const Candidate& candidate : candidates) {
    for (const int horizon : options.horizons) {
      Line line{.model = candidate.model,
                .horizon = horizon,
                .score = evaluate(candidate.forecasts, table,
                                  {.horizon = horizon, .from = options.from, .unit = options.unit})};
      if (&candidate.forecasts != &against) {
        const Difference found = difference(candidate.forecasts, against, table, horizon, options);
        line.ci_low = found.low;
        line.ci_high = found.high;
      }
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

}  // namespace skin2vec::forecast
