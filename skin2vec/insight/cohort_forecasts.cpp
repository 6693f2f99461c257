#include "skin2vec/insight/cohort_forecasts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <mutex>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/forecast/baselines.h"
#include "skin2vec/forecast/gp_forecast.h"
#include "skin2vec/learn/shipped_candidates.h"

namespace skin2vec::insight {
namespace {

constexpr std::size_t kParts = 10;

// Sums of absolute errors of one person, ours and theirs, on the targets that both forecast.
struct Pair {
  double ours = 0, theirs = 0;
  int n = 0;
};

struct HoldoutResult {
  std::vector<std::string> models;
  std::vector<std::vector<forecast::Score>> scores;  // of a model and horizon
  std::vector<std::vector<Pair>> pairs;              // ... beside the one held against
  std::vector<std::string> chosen;                   // of a horizon
  std::vector<Pair> surroundings;  // of a horizon: the structural forecast with them and without; or none
};

const std::vector<int>& horizons() {
  static const std::vector<int> all = forecast::CompareOptions{}.horizons;
  return all;
}

bool same_ranges(std::span<const forecast::DayTable> tables) {
  const forecast::DayTable* first = nullptr;
  for (const forecast::DayTable& table : tables) {
    for (std::size_t d = 0; d < table.dimensions.size(); ++d) {
      if (first == nullptr) first = &table;
      if (table.low[d] != first->low[0] || table.high[d] != first->high[0]) return false;
    }
  }
  return true;
}

// The sd of what was read of each dimension; 1 where that is 0.
std::vector<double> sds_of(const forecast::DayTable& table) {
  std::vector<double> sds;
  sds.reserve(table.dimensions.size());
  for (Eigen::Index d = 0; d < table.value.cols(); ++d) {
    double sum = 0, squares = 0, n = 0;
    for (const int pass : {0, 1}) {
      for (int day = 0; day < table.days; ++day) {
        const double value = table.value(day, d);
        if (std::isnan(value)) continue;
        if (pass == 0) {
          sum += value;
          ++n;
        } else {
          squares += (value - sum / n) * (value - sum / n);
        }
      }
    }
    sds.push_back(n > 1 && squares > 0 ? std::sqrt(squares / (n - 1)) : 1);
  }
  return sds;
}

Pair pair_of(const forecast::Forecasts& ours, const forecast::Forecasts& theirs, const forecast::DayTable& table,
             int horizon, int from, const std::vector<double>& unit) {
  Pair pair;
  for (int origin = from; origin + horizon < table.days; ++origin) {
    for (int d = 0; d < ours.dimensions(); ++d) {
      const double target = table.value(origin + horizon, d), of = unit[static_cast<std::size_t>(d)];
      const double a = std::abs(ours.mean(origin, horizon, d) - target) / of;
      const double b = std::abs(theirs.mean(origin, horizon, d) - target) / of;
      if (std::isnan(a) || std::isnan(b)) continue;
      pair.ours += a;
      pair.theirs += b;
      ++pair.n;
    }
  }
  return pair;
}

HoldoutResult judge(const forecast::DayTable& table, learn::CandidateOptions how, const std::vector<double>& unit,
                    const std::string& against) {
  std::vector<forecast::Candidate> candidates = learn::shipped_candidates(table, std::move(how));
  const forecast::Combined combined = forecast::combine(candidates, table);
  HoldoutResult holdout;
  holdout.chosen.reserve(horizons().size());
  for (const int h : horizons()) {
    const auto at = static_cast<std::size_t>((table.days - 1) * forecast::kHorizons + h - 1);
    holdout.chosen.push_back(candidates[static_cast<std::size_t>(combined.chosen[at])].model);
  }
  candidates.insert(candidates.begin(), {forecast::name(forecast::Baseline::uniform),
                                         forecast::forecasts_of(forecast::Baseline::uniform, table)});
  candidates.push_back({kFollowed, combined.forecasts});
  const auto of = [&](std::string_view name) -> const forecast::Forecasts& {
    const auto at = std::find_if(candidates.begin(), candidates.end(),
                                 [&](const forecast::Candidate& r) { return r.model == name; });
    require(at != candidates.end(), "compare_people: no model {}", name);
    return at->forecasts;
  };
  const int from = first_compared(table);
  const forecast::Forecasts& naive = of(against);
  for (const forecast::Candidate& candidate : candidates) {
    holdout.models.push_back(candidate.model);
    holdout.scores.emplace_back();
    holdout.pairs.emplace_back();
    for (const int h : horizons()) {
      holdout.scores.back().push_back(
          forecast::evaluate(candidate.forecasts, table, {.horizon = h, .from = from, .unit = unit}));
      holdout.pairs.back().push_back(pair_of(candidate.forecasts, naive, table, h, from, unit));
    }
  }
  if (const auto alone = without_surroundings(table)) {
    holdout.surroundings.reserve(horizons().size());
    for (const int h : horizons()) {
      holdout.surroundings.push_back(pair_of(of("structural"), *alone, table, h, from, unit));
    }
  }
  return holdout;
}

// The mean difference over people, and its interval: people drawn again.
forecast::Difference over_people(const std::vector<Pair>& people, std::uint64_t seed) {
  const auto mean_of = [](const Pair& sum) { return sum.n == 0 ? NAN : (sum.ours - sum.theirs) / sum.n; };
  const auto add = [](Pair& sum, const Pair& one) {
    sum.ours += one.ours;
    sum.theirs += one.theirs;
    sum.n += one.n;
  };
  std::vector<Pair> with;
  std::copy_if(people.begin(), people.end(), std::back_inserter(with), [](const Pair& one) { return one.n > 0; });
  Pair all;
  for (const Pair& one : with) add(all, one);
  forecast::Difference found{.mean = mean_of(all)};
  if (std::ssize(with) < kLeastPeople) return found;
  Random random(seed);
  std::vector<double> drawn(static_cast<std::size_t>(forecast::CompareOptions{}.draws));
  for (double& one : drawn) {
    Pair again;
    for (std::size_t i = 0; i < with.size(); ++i) {
      add(again, with[static_cast<std::size_t>(random.integer(0, std::ssize(with) - 1))]);
    }
    one = mean_of(again);
  }
  std::sort(drawn.begin(), drawn.end());
  const auto tail = static_cast<std::size_t>(0.025 * static_cast<double>(drawn.size()));
  found.low = drawn[tail];
  found.high = drawn[drawn.size() - 1 - tail];
  return found;
}

// What the parts but one taught, for each part.
std::vector<forecast::PooledWeights> ridges_of(std::span<const forecast::DayTable> tables,
                                               const forecast::PooledWeights& prior, int threads) {
  std::vector<forecast::PooledSums> parts(kParts);
  parallel_for(kParts, threads, [&](std::size_t part) {
    for (std::size_t i = part; i < tables.size(); i += kParts) parts[part].add(tables[i]);
  });
  std::vector<forecast::PooledWeights> ridges(kParts);
  parallel_for(kParts, threads, [&](std::size_t part) {
    forecast::PooledSums others;
    for (std::size_t i = 0; i < kParts; ++i) {
      if (i != part) others.add(parts[i]);
    }
    ridges[part] = forecast::fit(others, prior);
  });
  return ridges;
}

void add_lines(CohortComparison& found, const std::vector<HoldoutResult>& people, const CohortOptions& options) {
  std::vector<std::string> models;  // a network may know some people's dimensions and not others'
  for (const HoldoutResult& person : people) {
    for (std::size_t m = 0; m < person.models.size(); ++m) {
      if (std::find(models.begin(), models.end(), person.models[m]) == models.end()) {
        const bool last = !models.empty() && models.back() == kFollowed;
        models.insert(last ? models.end() - 1 : models.end(), person.models[m]);
      }
    }
  }
  for (const std::string& name : models) {
    for (std::size_t h = 0; h < horizons().size(); ++h) {
      std::vector<forecast::Score> scores;
      std::vector<Pair> pairs;
      for (const HoldoutResult& person : people) {
        const auto at = std::find(person.models.begin(), person.models.end(), name) - person.models.begin();
        if (at == std::ssize(person.models)) continue;
        scores.push_back(person.scores[static_cast<std::size_t>(at)][h]);
        pairs.push_back(person.pairs[static_cast<std::size_t>(at)][h]);
      }
      forecast::Line line{.model = name, .horizon = horizons()[h], .score = forecast::pooled(scores)};
      if (name != options.against) {
        const forecast::Difference difference = over_people(pairs, options.seed);
        line.ci_low = difference.low;
        line.ci_high = difference.high;
      }
      found.all.lines.push_back(std::move(line));
    }
  }
}

void add_chosen(CohortComparison& found, const std::vector<HoldoutResult>& people) {
  for (std::size_t h = 0; h < horizons().size(); ++h) {
    std::map<std::string, int> count;
    for (const HoldoutResult& person : people) ++count[person.chosen[h]];
    const auto first = found.chosen.size();
    for (const auto& [name, n] : count) found.chosen.push_back({horizons()[h], name, n});
    std::stable_sort(found.chosen.begin() + static_cast<std::ptrdiff_t>(first), found.chosen.end(),
                     [](const ChosenByPeople& a, const ChosenByPeople& b) { return a.people > b.people; });
  }
}

}  // namespace

CohortComparison compare_people(std::span<const forecast::DayTable> tables, const CohortOptions& options) {
  std::vector<forecast::DayTable> with;
  std::copy_if(tables.begin(), tables.end(), std::back_inserter(with),
               [](const forecast::DayTable& table) { return table.days > 0; });
  CohortComparison found{.people = static_cast<int>(with.size())};
  if (with.empty()) return found;
  const bool same = same_ranges(with);
  std::vector<forecast::PooledWeights> ridges;  // of each part; none: those that ship
  if (options.ridge == RidgeOf::others) {
    const forecast::PooledWeights none = forecast::PooledWeights::Zero(forecast::kPooledColumns, forecast::kHorizons);
    ridges = ridges_of(with, options.shipped ? options.shipped->ridge : none, options.threads);
  }
  std::vector<HoldoutResult> people(with.size());
  std::mutex guard;
  int done = 0;
  parallel_for(with.size(), options.threads, [&](std::size_t i) {
    people[i] = judge(with[i], {.shipped = options.shipped, .ridge = ridges.empty() ? nullptr : &ridges[i % kParts]},
                      same ? std::vector<double>(with[i].dimensions.size(), 1.0) : sds_of(with[i]), options.against);
    const std::lock_guard lock(guard);
    ++done;
    if (options.progress) options.progress(done);
  });
  add_lines(found, people, options);
  add_chosen(found, people);
  for (std::size_t h = 0; h < horizons().size(); ++h) {
    std::vector<Pair> pairs;
    for (const HoldoutResult& person : people) {
      if (!person.surroundings.empty()) pairs.push_back(person.surroundings[h]);
    }
    if (!pairs.empty()) found.all.surroundings.push_back({horizons()[h], over_people(pairs, options.seed)});
  }
  found.all.verdict = verdict_of(found.all.surroundings);
  return found;
}

}  // namespace skin2vec::insight
