#include "skin2vec/learn/shipped_candidates.h"

#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/forecast/baselines.h"
#include "skin2vec/forecast/decomposed_linear.h"
#include "skin2vec/forecast/gp_forecast.h"

namespace skin2vec::learn {
namespace {

constexpr double kTrusted = 3, kOfThree = 0.25;  // weights before anything is known

}  // namespace

std::vector<forecast::Candidate> shipped_candidates(const forecast::DayTable& table, CandidateOptions options) {
  if (options.structural) {
    require(options.structural->days() == table.days && options.structural->dimensions() == table.value.cols(),
            "shipped_candidates: forecasts of {} days, a table of {}", options.structural->days(), table.days);
  } else {
    options.structural = forecast::gp_forecast(table);
  }
  const Shipped* shipped = options.shipped;
  const forecast::PooledWeights* ridge = options.ridge == nullptr && shipped ? &shipped->ridge : options.ridge;
  const bool network = shipped && table.days > 0 && reads(shipped->network, table);
  std::vector<forecast::Candidate> all;
  for (const forecast::Baseline baseline : forecast::all_baselines()) {
    if (baseline == forecast::Baseline::uniform) continue;
    const bool last =
        baseline == forecast::Baseline::persistence || baseline == forecast::Baseline::ordered_random_walk;
    all.push_back({name(baseline), forecast::forecasts_of(baseline, table), last ? kOfThree : 1});
  }
  all.push_back({"decomposed-linear", forecast::decomposed_linear_forecast(table), kOfThree});
  if (ridge) all.push_back({"pooled-ridge", forecast::pooled_ridge_forecast(table, *ridge), network ? 1 : kTrusted});
  all.push_back({"structural", std::move(*options.structural)});
  if (network) {
    all.push_back({name(shipped->network.options().architecture),
                   shipped->network.forecasts(table, all.back().forecasts), kTrusted});
  }
  return all;
}

}  // namespace skin2vec::learn
