#include "skin2vec/model/comparison.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/model/baselines.h"
#include "skin2vec/model/structural.h"

namespace skin2vec::model {
namespace {

constexpr double kLeastErrors = 40;  // before the past is asked
const double kRemembered = std::exp2(-1.0 / 240);

// Sum and squares of what was read of a dimension so far.
struct SoFar {
  double sum = 0, squares = 0;
  int n = 0;
  void add(double value) {
    sum += value;
    squares += value * value;
    ++n;
  }
  [[nodiscard]] double variance() const { return n < 2 ? 0 : (squares - sum * sum / n) / (n - 1); }
};

// The absolute errors of a day's targets, added over the dimensions that both forecasts have.
struct Pair {
  double ours = 0, theirs = 0;
  int n = 0;
};

std::vector<Pair> pairs(const Outlook& ours, const Outlook& theirs, const DayTable& table, int horizon, int from) {
  std::vector<Pair> all;
  for (int origin = from; origin + horizon < table.days; ++origin) {
    Pair pair;
    for (int d = 0; d < ours.dimensions(); ++d) {
      const double target = table.value(origin + horizon, d);
      const double a = std::abs(ours.mean(origin, horizon, d) - target);
      const double b = std::abs(theirs.mean(origin, horizon, d) - target);
      if (std::isnan(a) || std::isnan(b)) continue;
      pair.ours += a;
      pair.theirs += b;
      ++pair.n;
    }
    all.push_back(pair);
  }
  return all;
}

}  // namespace

std::vector<Rival> untrained_rivals(const DayTable& table, int from) {
  std::vector<Rival> all;
  for (const Baseline baseline : all_baselines()) {
    if (baseline != Baseline::uniform) all.push_back({name(baseline), outlook_of(baseline, table)});
  }
  all.push_back({"structural", structural_outlook(table, {}, from)});
  return all;
}

Followed follow_best(std::span<const Rival> rivals, const DayTable& table) {
  require(!rivals.empty(), "follow_best: no rivals");
  for (const Rival& rival : rivals) {
    require(rival.outlook.days() == table.days && rival.outlook.dimensions() == table.value.cols(),
            "follow_best: {} is of {} days, the table of {}", rival.model, rival.outlook.days(), table.days);
  }
  const auto dimensions = static_cast<int>(table.value.cols());
  Followed followed{.outlook = Outlook(table.days, dimensions),
                    .chosen = std::vector<int>(static_cast<std::size_t>(table.days) * kHorizons)};
  std::vector<SoFar> read(static_cast<std::size_t>(dimensions));
  std::vector<std::vector<double>> loss(rivals.size(), std::vector<double>(kHorizons, 0.0));
  std::vector<double> known(kHorizons, 0.0);
  for (int origin = 0; origin < table.days; ++origin) {
    for (int d = 0; d < dimensions; ++d) {
      const double value = table.value(origin, d);
      if (std::isnan(value)) continue;
      SoFar& so_far = read[static_cast<std::size_t>(d)];
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
        ++known[at];
      }
    }
    for (int h = 1; h <= kHorizons; ++h) {
      const auto at = static_cast<std::size_t>(h - 1);
      std::size_t best = rivals.size() - 1;
      for (std::size_t r = 0; r < rivals.size() && known[at] >= kLeastErrors; ++r) {
        if (loss[r][at] < loss[best][at]) best = r;
      }
      followed.chosen[static_cast<std::size_t>(origin) * kHorizons + at] = static_cast<int>(best);
      for (int d = 0; d < dimensions; ++d) {
        const double mean = rivals[best].outlook.mean(origin, h, d);
        const auto dimension = static_cast<std::size_t>(d);
        followed.outlook.mean(origin, h, d) =
            std::isnan(mean) ? mean : std::clamp(mean, table.low[dimension], table.high[dimension]);
      }
    }
  }
  followed.outlook = with_own_spread(std::move(followed.outlook), table);
  return followed;
}

Difference difference(const Outlook& ours, const Outlook& theirs, const DayTable& table, int horizon,
                      const CompareOptions& options) {
  require(options.block_days >= 1 && options.draws >= 1, "difference: block of {} days, {} draws", options.block_days,
          options.draws);
  const std::vector<Pair> all = pairs(ours, theirs, table, horizon, options.from);
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
      Line line{.model = rival.model,
                .horizon = horizon,
                .score = score_of(rival.outlook, table, {.horizon = horizon, .from = options.from})};
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
