#include "skin2vec/twin/covariates.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "skin2vec/base/require.h"

namespace skin2vec::twin {

namespace {

double draw_weight(Random& random) {
  const double u = random.uniform();
  if (u < weight_shares[0]) return 0.5;
  if (u < weight_shares[0] + weight_shares[1]) return 1;
  return u < 1 - weight_shares[3] ? 1.5 : 2;
}

void draw_usage(const Usage& usage, CovariateKind kind, Day first, std::vector<double>& amount, std::vector<char>& busy,
                Random random) {
  bool in_busy = random.chance(usage.leave_quiet / (usage.leave_quiet + usage.leave_busy));
  for (std::size_t t = 0; t < amount.size(); ++t) {
    const double weight = kind == CovariateKind::event ? draw_weight(random) : 1;
    if (random.chance(usage_rate(usage, in_busy ? 1 : 0, first + static_cast<int>(t)))) amount[t] = weight;
    busy[t] = in_busy ? 1 : 0;
    if (random.chance(in_busy ? usage.leave_busy : usage.leave_quiet)) in_busy = !in_busy;
  }
}

}  // namespace

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + std::ssize(values) / 2;
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::size_t index_of(const Truth& truth, std::string_view covariate) {
  for (std::size_t c = 0; c < truth.covariates.size(); ++c) {
    if (truth.covariates[c].name == covariate) return c;
  }
  require(false, "index_of: no such cause, got {}", covariate);
  return 0;
}

const std::vector<double>& Covariates::amount_of(const Truth& truth, std::string_view covariate) const {
  return amount[index_of(truth, covariate)];
}

std::vector<double>& Covariates::amount_of(const Truth& truth, std::string_view covariate) {
  return amount[index_of(truth, covariate)];
}

double usage_rate(const Usage& usage, double chance_busy, Day day) {
  const double rate = usage.quiet + (usage.busy - usage.quiet) * chance_busy;
  return std::min(0.95, rate * (day.weekday() >= 5 ? usage.weekend : 1));
}

Covariates draw_covariates(const Truth& truth, const Weather& weather, const Random& random) {
  const auto days = static_cast<std::size_t>(truth.days);
  Covariates covariates;
  covariates.amount.assign(truth.covariates.size(), std::vector<double>(days, 0.0));
  covariates.busy.assign(truth.covariates.size(), std::vector<char>(days, 0));
  int exposure = 0;
  for (std::size_t c = 0; c < truth.covariates.size(); ++c) {
    const Covariate& covariate = truth.covariates[c];
    if (covariate.kind == CovariateKind::exposure) {
      covariates.amount[c] = weather.value[exposure++];
    } else if (covariate.role != CovariateRole::reverse) {
      draw_usage(covariate.usage, covariate.kind, truth.first, covariates.amount[c], covariates.busy[c],
                 random.fork(c));
    }
  }
  for (std::size_t c = 0; c < truth.covariates.size(); ++c) {
    if (truth.covariates[c].role != CovariateRole::confounded) continue;
    const auto& partner = covariates.amount_of(truth, truth.covariates[c].partner);
    Random own = random.fork(1000 + c);
    for (std::size_t t = 0; t < days; ++t) {
      const double weight = draw_weight(own);
      covariates.amount[c][t] = own.chance(partner[t] > 0 ? 0.65 : 0.08) ? weight : 0;
    }
  }
  // One moisturiser a day: where both were drawn, a coin decides.
  Random coin = random.fork(2000);
  auto& cream = covariates.amount_of(truth, "cream");
  auto& lotion = covariates.amount_of(truth, "lotion");
  for (std::size_t t = 0; t < days; ++t) {
    const bool heads = coin.chance(0.5);
    if (cream[t] > 0 && lotion[t] > 0) (heads ? cream : lotion)[t] = 0;
  }
  return covariates;
}

void use_after_bad_days(const Truth& truth, Covariates& covariates, Random random) {
  if (truth.days == 0) return;
  auto& mask = covariates.amount_of(truth, "soothing_mask");
  const double moist = median(truth.state[moisture]);
  const double calm = median(truth.state[sensitivity]);
  for (std::size_t t = 1; t < mask.size(); ++t) {
    double bad = -9;
    for (std::size_t back = 1; back <= std::min<std::size_t>(2, t); ++back) {
      bad = std::max({bad, moist - truth.state[moisture][t - back], truth.state[sensitivity][t - back] - calm});
    }
    mask[t] = random.chance(std::clamp(0.05 + 0.7 * (bad - 0.2), 0.03, 0.8)) ? 1 : 0;
  }
}

}  // namespace skin2vec::twin
