// How far forecasts reach between persistence and the best possible: people whose truth is known.
//
//   bench_validate_forecast [--people N] [--days N] [--seeds A,B] [--variant NAME] [--rounding tenth|whole]
//
// Skill = (mse of persistence - mse) / (mse of persistence - mse of the oracle), over weekly origins from day 120 on,
// where the oracle knows every parameter and the state, not the future (twin/oracle.h). 1 = oracle, 0 = persistence.
// The other columns are of the same origins. Aim (shared science table): 0.42, 0.60, 0.76 at 1, 3 and 7 days; whole
// numbers 0.50, 0.68, 0.80.
#include <array>

#include "bench/people.h"
#include "skin2vec/model/baselines.h"
#include "skin2vec/model/structural.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;

constexpr int first_origin = 120;
constexpr std::array horizons = {1, 3, 7, 14};

struct Judged {
  std::vector<std::array<model::Score, horizons.size()>> models;  // of all_baselines(), the structural, the oracle
};

// The oracle's forecasts as an outlook; only from the origins it has.
model::Outlook oracle_outlook(const twin::Truth& truth, const model::DayTable& table) {
  model::Outlook outlook(table.days, static_cast<int>(table.dimensions.size()));
  for (const twin::Oracle& oracle : truth.oracle) {
    const int origin = oracle.origin - table.first;
    if (origin < 0 || origin >= table.days) continue;
    for (int d = 0; d < outlook.dimensions(); ++d) {
      for (int h = 1; h <= model::kHorizons; ++h) {
        const auto at = static_cast<std::size_t>(h - 1), dimension = static_cast<std::size_t>(d);
        outlook.mean(origin, h, d) = oracle.mean[at][dimension];
        outlook.sd(origin, h, d) = oracle.day_sd[at][dimension];
      }
    }
  }
  return outlook;
}

Judged judge(const twin::VirtualPerson& person) {
  const model::DayTable table = model::day_table(person.entries, *diary::built_in_profile("skin"));
  std::vector<model::Outlook> outlooks;
  for (const model::Baseline b : model::all_baselines()) outlooks.push_back(model::outlook_of(b, table));
  outlooks.push_back(model::structural_outlook(table));
  outlooks.push_back(oracle_outlook(person.truth, table));
  int first = first_origin;  // the oracle's weekly origins
  for (const twin::Oracle& oracle : person.truth.oracle) {
    const int origin = oracle.origin - table.first;
    if (origin >= first_origin) {
      first = origin;
      break;
    }
  }
  Judged judged;
  for (const model::Outlook& outlook : outlooks) {
    std::array<model::Score, horizons.size()> scores;
    for (std::size_t i = 0; i < horizons.size(); ++i) {
      scores[i] = model::score_of(outlook, table, {.horizon = horizons[i], .from = first, .every = 7});
    }
    judged.models.push_back(scores);
  }
  return judged;
}

}  // namespace

int main(int argc, char** argv) {
  auto options = people_options(argc, argv);
  if (!options) return 64;
  options->outlook = twin::Outlook::weekly;
  const auto judged = each_person<Judged>(*options, judge);
  if (judged.empty()) return 64;
  const std::size_t models = judged[0].models.size();
  const auto of = [&](std::size_t model, std::size_t horizon) {
    std::vector<model::Score> scores;
    for (const Judged& person : judged) scores.push_back(person.models[model][horizon]);
    return model::pooled(scores);
  };
  constexpr std::size_t persistence = 2;
  static_assert(static_cast<std::size_t>(model::Baseline::persistence) == persistence);
  fmt::print("forecasts, {}, {} people\n  {:<22}", options->told(), judged.size(), "");
  for (const int h : horizons) fmt::print(" | {:>2} d: skill  mae   crps  cov80", h);
  fmt::print("\n");
  for (std::size_t m = 0; m < models; ++m) {
    fmt::print("  {:<22}", m + 1 == models   ? "oracle"
                           : m + 2 == models ? "structural"
                                             : model::name(model::all_baselines()[m]));
    for (std::size_t h = 0; h < horizons.size(); ++h) {
      const model::Score score = of(m, h), naive = of(persistence, h), best = of(models - 1, h);
      fmt::print(" |  {:>10.3f} {:.3f} {:.3f} {:.3f}", (naive.mse - score.mse) / (naive.mse - best.mse), score.mae,
                 score.crps, score.coverage80);
    }
    fmt::print("\n");
  }
  return 0;
}
