#include "skin2vec/model/comparison.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/model/baselines.h"
#include "skin2vec/model/decomposed_linear.h"
#include "skin2vec/model/moments.h"
#include "skin2vec/model/pretrained.h"
#include "skin2vec/model/structural.h"

namespace skin2vec::model {
namespace {

constexpr double kCorrelation = 3;  // days of errors that tell as much as an independent one; at h ahead sqrt(h) more
constexpr double kFirst = 3;        // weight of the last rival before anything is known; that of others is 1
const double kRemembered = std::exp2(-1.0 / 240);

// The absolute errors of a day's targets, added over the dimensions that both forecasts have.
struct Pair {
  double ours = 0, theirs = 0;
  int n = 0;
};

std::vector<Pair> pairs(const Outlook& ours, const Outlook& theirs, const DayTable& table, int horizon,
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

// Of each rival: what `days` days of normal errors would make likely, fewer where errors overlap; the last begins with
// more than the others.
std::vector<double> weights_of(std::size_t rivals, const std::vector<std::vector<double>>& loss, std::size_t at,
                               double days) {
  double least = INFINITY;
  for (std::size_t r = 0; r < rivals; ++r) least = std::min(least, loss[r][at]);
  days /= kCorrelation * std::sqrt(static_cast<double>(at + 1));
  std::vector<double> weights(rivals);
  for (std::size_t r = 0; r < rivals; ++r) {
    const double worse = least > 0 ? loss[r][at] / least - 1 : 0;
    weights[r] = (r + 1 == rivals ? kFirst : 1) * std::exp(-days / 2 * worse);
  }
  return weights;
}

}  // namespace

std::vector<Rival> shipped_rivals(const DayTable& table) {
  return shipped_rivals(table, structural_outlook(table));
}

std::vector<Rival> shipped_rivals(const DayTable& table, Outlook structural) {
  require(structural.days() == table.days && structural.dimensions() == table.value.cols(),
          "shipped_rivals: an outlook of {} days, a table of {}", structural.days(), table.days);
  std::vector<Rival> all;
  for (const Baseline baseline : all_baselines()) {
    if (baseline != Baseline::uniform) all.push_back({name(baseline), outlook_of(baseline, table)});
  }
  all.push_back({"decomposed-linear", decomposed_linear_outlook(table)});
  all.push_back({"structural", std::move(structural)});
  if (table.days > 0 && reads(pretrained(), table)) {
    all.push_back({name(pretrained().options().architecture), pretrained().outlook(table, all.back().outlook)});
  }
  return all;
}

Followed follow(std::span<const Rival> rivals, const DayTable& table) {
  require(!rivals.empty(), "follow: no rivals");
  for (const Rival& rival : rivals) {
    require(rival.outlook.days() == table.days && rival.outlook.dimensions() == table.value.cols(),
            "follow: {} is of {} days, the table of {}", rival.model, rival.outlook.days(), table.days);
  }
  const auto dimensions = static_cast<int>(table.value.cols());
  Followed followed{.outlook = Outlook(table.days, dimensions),
                    .chosen = std::vector<int>(static_cast<std::size_t>(table.days) * kHorizons)};
  std::vector<Moments> read(static_cast<std::size_t>(dimensions));
  std::vector<std::vector<double>> loss(rivals.size(), std::vector<double>(kHorizons, 0.0));
  std::vector<double> known(kHorizons, 0.0);  // targets, those of long ago counting less
  for (int origin = 0; origin < table.days; ++origin) {
    for (int d = 0; d < dimensions; ++d) {
      const double value = table.value(origin, d);
      if (std::isnan(value)) continue;
      Moments& so_far = read[static_cast<std::size_t>(d)];
      so_far.add(value);
      const double variance = so_far.variance();
      for (int h = 1; h <= kHorizons && h <= origin && variance > 0; ++h) {
        const auto told = [&](const Rival& rival) { return rival.outlook.mean(origin - h, h, d); };
        if (std::any_of(rivals.begin(), rivals.end(), [&](const Rival& r) { return std::isnan(told(r)); })) continue;
        const auto at = static_cast<std::size_t>(h - 1);
        for (std::size_t r = 0; r < rivals.size(); ++r) {
          const double error = told(rivals[r]) - value;
          loss[r][at] = kRemembered * loss[r][at] + error * error / variance;
        }
        known[at] = kRemembered * known[at] + 1;
      }
    }
    for (int h = 1; h <= kHorizons; ++h) {
      const auto at = static_cast<std::size_t>(h - 1);
      const std::vector<double> weights = weights_of(rivals.size(), loss, at, known[at] / dimensions);
      followed.chosen[static_cast<std::size_t>(origin) * kHorizons + at] =
          static_cast<int>(std::max_element(weights.begin(), weights.end()) - weights.begin());
      for (int d = 0; d < dimensions; ++d) {
        double mean = 0, sum = 0;
        for (std::size_t r = 0; r < rivals.size(); ++r) {
          const double one = rivals[r].outlook.mean(origin, h, d);
          if (std::isnan(one)) continue;
          mean += weights[r] * one;
          sum += weights[r];
        }
        const auto dimension = static_cast<std::size_t>(d);
        followed.outlook.mean(origin, h, d) =
            sum > 0 ? std::clamp(mean / sum, table.low[dimension], table.high[dimension]) : NAN;
      }
    }
  }
  followed.outlook = with_own_spread(std::move(followed.outlook), table);
  return followed;
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

Difference difference(const Outlook& ours, const Outlook& theirs, const DayTable& table, int horizon,
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

std::vector<Line> compare(std::span<const Rival> rivals, const DayTable& table, const CompareOptions& options) {
  require(options.against >= 0 && options.against < static_cast<int>(rivals.size()), "compare: against rival {} of {}",
          options.against, rivals.size());
  std::vector<Line> lines;
  const Outlook& against = rivals[static_cast<std::size_t>(options.against)].outlook;
  for (const Rival& rival : rivals) {
    for (const int horizon : options.horizons) {
      Line line{
          .model = rival.model,
          .horizon = horizon,
          .score = score_of(rival.outlook, table, {.horizon = horizon, .from = options.from, .unit = options.unit})};
      if (&rival.outlook != &against) {
        const Difference found = difference(rival.outlook, against, table, horizon, options);
        line.ci_low = found.low;
        line.ci_high = found.high;
      }
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

}  // namespace skin2vec::model
