#include "skin2vec/learn/shipped_candidates.h"

#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/forecast/baselines.h"
#include "skin2vec/forecast/decomposed_linear.h"
#include "skin2vec/forecast/gp_forecast.h"
#include "skin2vec/learn/pretrained.h"

namespace skin2vec::learn {
namespace {

constexpr double kTrusted = 3, kOfThree = 0.25;  // weights before anything is known

}  // namespace

std::vector<forecast::Candidate> shipped_candidates(const forecast::DayTable& table, CandidateOptions options) {
  if (options.structural) {
    require(options.structural->days() == table.days && options.structural->dimensions() == table.value.cols(),
            "shipped_rivals: an outlook of {} days, a table of {}", options.structural->days(), table.days);
  } else {
    options.structural = forecast::gp_forecast(table);
  }
  const forecast::PooledWeights& ridge = options.ridge ? *options.ridge : pretrained_ridge();
  const bool network = table.days > 0 && reads(pretrained(), table);
  std::vector<forecast::Candidate> all;
  for (const forecast::Baseline baseline : forecast::all_baselines()) {
    if (baseline == forecast::Baseline::uniform) continue;
    const bool last =
        baseline == forecast::Baseline::persistence || baseline == forecast::Baseline::ordered_random_walk;
    all.push_back({name(baseline), forecast::forecasts_of(baseline, table), last ? kOfThree : 1});
  }
  all.push_back({"decomposed-linear", forecast::decomposed_linear_forecast(table), kOfThree});
  all.push_back({"pooled-ridge", forecast::pooled_ridge_forecast(table, ridge), network ? 1 : kTrusted});
  all.push_back({"structural", std::move(*options.structural)});
  if (network) {
    all.push_back(
        {name(pretrained().options().architecture), pretrained().forecasts(table, all.back().forecasts), kTrusted});
  }
  return all;
}

}  // namespace skin2vec::learn
