#include "skin2vec/twin/scenario.h"

#include <algorithm>
#include <numeric>

#include "skin2vec/twin/skin.h"

namespace skin2vec::twin {

namespace {

// Only the last days matter: the longest kernel, and the days ahead.
constexpr int kept_days = 60;

// The covariates of the last days, followed by 14 days as stated, from day `from` of the diary on.
Covariates continued(const Truth& truth, const Covariates& covariates, int from, std::span<const Future> future) {
  Covariates longer;
  for (std::size_t c = 0; c < truth.covariates.size(); ++c) {
    double amount = 0;
    if (truth.covariates[c].name == "pm25") amount = truth.pm25_reference;
    if (truth.covariates[c].name == "humidity") amount = truth.humidity_median;
    for (const Future& stated : future) {
      if (stated.covariate == truth.covariates[c].name) amount = stated.amount;
    }
    longer.amount.emplace_back(covariates.amount[c].begin() + from, covariates.amount[c].end());
    longer.amount.back().resize(longer.amount.back().size() + n_horizons, amount);
  }
  return longer;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / std::max(1.0, static_cast<double>(values.size()));
}

}  // namespace

std::array<PerDimension, n_horizons> difference(const Truth& truth, const Covariates& covariates,
                                                std::span<const Future> scenario, std::span<const Future> baseline) {
  const int from = std::max(0, truth.days - kept_days);
  Truth model = truth;  // its first day is that of the days kept
  model.first = truth.first + from;
  const Path with = noise_free(model, continued(truth, covariates, from, scenario));
  const Path without = noise_free(model, continued(truth, covariates, from, baseline));
  std::array<PerDimension, n_horizons> gap{};
  for (int k = 0; k < n_horizons; ++k) {
    const auto t = static_cast<std::size_t>(truth.days - from + k);
    for (int d = 0; d < n_dimensions; ++d) gap[k][d] = with[d][t] - without[d][t];
  }
  return gap;
}

std::vector<Scenario> scenario_paths(const Truth& truth, const Covariates& covariates) {
  if (truth.days == 0) return {};
  const double nights = mean(covariates.amount_of(truth, "late_night"));
  const double creams = mean(covariates.amount_of(truth, "cream"));
  const double lotions = mean(covariates.amount_of(truth, "lotion"));
  const std::vector<Future> usual_nights{{"late_night", nights}};
  const std::vector<Future> every_night{{"late_night", 1}};
  const std::vector<Future> dust{{"pm25", 150}};
  const std::vector<Future> swapped{{"lotion", creams + lotions}};
  const std::vector<Future> usual_products{{"cream", creams}, {"lotion", lotions}};
  return {{"stop late_night", difference(truth, covariates, {}, usual_nights)},
          {"hold late_night=1", difference(truth, covariates, every_night, {})},
          {"hold pm25=150", difference(truth, covariates, dust, {})},
          {"swap cream=lotion", difference(truth, covariates, swapped, usual_products)}};
}

}  // namespace skin2vec::twin
