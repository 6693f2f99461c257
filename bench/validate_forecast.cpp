// How far forecasts reach between persistence and the best possible: people whose truth is known.
//
//   bench_validate_forecast [--people N] [--days N] [--seeds A,B] [--variant NAME] [--rounding tenth|whole]
//
// Skill = (mse of persistence - mse) / (mse of persistence - mse of the oracle), over weekly origins from day 120 on
// (from the middle of a shorter record), where the oracle knows every parameter and the state, not the future
// (twin/oracle.h). 1 = oracle, 0 = persistence. The other columns are of the same origins; so are the
// differences of MAE between what is followed and each model, person by person. Aim (shared science table):
// 0.42, 0.60, 0.76 at 1, 3 and 7 days; whole numbers 0.50, 0.68, 0.80.
#include <algorithm>
#include <array>

#include "bench/people.h"
#include "skin2vec/base/random.h"
#include "skin2vec/forecast/backtest.h"
#include "skin2vec/learn/shipped_candidates.h"
#include "test/learn/shipped.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;

constexpr int first_origin = 120;
constexpr std::array horizons = {1, 3, 7, 14};

struct HoldoutResult {
  std::vector<std::string> names;
  std::vector<std::array<forecast::Score, horizons.size()>> models;  // of `names`
};

// The oracle's forecasts as an oracle; only from the origins it has.
forecast::Forecasts oracle_outlook(const twin::Truth& truth, const forecast::DayTable& table) {
  forecast::Forecasts forecasts(table.days, static_cast<int>(table.dimensions.size()));
  for (const twin::Oracle& oracle : truth.oracle) {
    const int origin = oracle.origin - table.first;
    if (origin < 0 || origin >= table.days) continue;
    for (int d = 0; d < forecasts.dimensions(); ++d) {
      for (int h = 1; h <= forecast::kHorizons; ++h) {
        const auto at = static_cast<std::size_t>(h - 1), dimension = static_cast<std::size_t>(d);
        forecasts.mean(origin, h, d) = oracle.mean[at][dimension];
        forecasts.sd(origin, h, d) = oracle.day_sd[at][dimension];
      }
    }
  }
  return forecasts;
}

HoldoutResult judge(const twin::VirtualPerson& person) {
  const forecast::DayTable table = forecast::day_table(person.entries, *diary::built_in_profile("skin"));
  std::vector<forecast::Candidate> candidates = learn::shipped_candidates(table, {.shipped = &learn::shipped()});
  const forecast::Combined combined = forecast::combine(candidates, table);
  candidates.push_back({"followed", combined.forecasts});
  candidates.push_back({"oracle", oracle_outlook(person.truth, table)});
  int first = std::min(first_origin, table.days / 2);  // the oracle's weekly origins
  for (const twin::Oracle& oracle : person.truth.oracle) {
    const int origin = oracle.origin - table.first;
    if (origin >= first) {
      first = origin;
      break;
    }
  }
  HoldoutResult holdout;
  for (const forecast::Candidate& candidate : candidates) {
    holdout.names.push_back(candidate.model);
    std::array<forecast::Score, horizons.size()> scores;
    for (std::size_t i = 0; i < horizons.size(); ++i) {
      scores[i] = forecast::evaluate(candidate.forecasts, table, {.horizon = horizons[i], .from = first, .every = 7});
    }
    holdout.models.push_back(scores);
  }
  return holdout;
}

struct Paired {
  double mean = 0, low = 0, high = 0;
};

// The pooled MAE of one model minus another's, and its 95 % interval: people drawn again, 999 times.
Paired paired(const std::vector<HoldoutResult>& people, std::size_t ours, std::size_t theirs, std::size_t horizon) {
  const auto difference = [&](const auto& person_of) {
    double sum = 0, n = 0;
    for (std::size_t i = 0; i < people.size(); ++i) {
      const auto& models = people[person_of(i)].models;
      const forecast::Score &a = models[ours][horizon], &b = models[theirs][horizon];
      if (a.n == 0) continue;
      sum += (a.mae - b.mae) * a.n;
      n += a.n;
    }
    return sum / n;
  };
  Paired found{.mean = difference([](std::size_t i) { return i; })};
  Random random(7);
  std::vector<double> drawn(999);
  for (double& one : drawn) {
    one = difference([&](std::size_t) {
      return static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(people.size()) - 1));
    });
  }
  std::sort(drawn.begin(), drawn.end());
  found.low = drawn[24];
  found.high = drawn[974];
  return found;
}

}  // namespace

int main(int argc, char** argv) {
  auto options = people_options(argc, argv);
  if (!options) return 64;
  options->oracle = twin::OracleOrigins::weekly;
  const auto holdout = each_person<HoldoutResult>(*options, judge);
  if (holdout.empty()) return 64;
  const std::size_t models = holdout[0].models.size();
  const auto of = [&](std::size_t model, std::size_t horizon) {
    std::vector<forecast::Score> scores;
    for (const HoldoutResult& person : holdout) scores.push_back(person.models[model][horizon]);
    return forecast::pooled(scores);
  };
  const std::vector<std::string>& names = holdout[0].names;
  const auto persistence =
      static_cast<std::size_t>(std::find(names.begin(), names.end(), "persistence") - names.begin());
  fmt::print("forecasts, {}, {} people\n  {:<22}", options->told(), holdout.size(), "");
  for (const int h : horizons) fmt::print(" | {:>2} d: skill  mae   crps  cov80", h);
  fmt::print("\n");
  for (std::size_t m = 0; m < models; ++m) {
    fmt::print("  {:<22}", names[m]);
    for (std::size_t h = 0; h < horizons.size(); ++h) {
      const forecast::Score score = of(m, h), naive = of(persistence, h), best = of(models - 1, h);
      fmt::print(" |  {:>10.3f} {:.3f} {:.3f} {:.3f}", (naive.mse - score.mse) / (naive.mse - best.mse), score.mae,
                 score.crps, score.coverage80);
    }
    fmt::print("\n");
  }
  fmt::print("  MAE of followed minus that of the others, people drawn whole\n");
  const auto combined = static_cast<std::size_t>(std::find(names.begin(), names.end(), "followed") - names.begin());
  for (std::size_t m = 0; m < combined; ++m) {
    fmt::print("  {:<22}", names[m]);
    for (std::size_t h = 0; h < horizons.size(); ++h) {
      const Paired pair = paired(holdout, combined, m, h);
      fmt::print(" |  {:+.4f} ({:+.4f} to {:+.4f})", pair.mean, pair.low, pair.high);
    }
    fmt::print("\n");
  }
  return 0;
}
