// The findings of products: compared by their uses, in a trial, in a plan of one.
#include "skin2vec/insight/finding.h"

namespace skin2vec::insight {

namespace {

using words::Name;

}  // namespace

Finding finding(const trial::Comparison& comparison) {
  using Verdict = trial::ComparisonVerdict;
  const trial::Comparison& c = comparison;
  // Products and the dimension go by their names.
  Finding found{.kind = FindingKind::product,
                .subject = c.a,
                .dimension = c.dimension,
                .n = c.n_a + c.n_b,
                .params = {{"a", c.a},
                           {"b", c.b},
                           {"dimension", c.dimension},
                           {"n_a", c.n_a},
                           {"n_b", c.n_b},
                           {"ratio", c.ratio},
                           {"low", c.ci.low},
                           {"high", c.ci.high}}};
  if (c.verdict == Verdict::too_little_data) {
    found.code = "product.too_little_data";
    return found;
  }
  found.size = c.ratio, found.interval = c.ci, found.confidence = {"p", c.p};
  if (std::isnan(c.ratio)) {
    found.code = "product.no_gain";
  } else if (c.verdict == Verdict::no_difference) {
    found.code = "product.no_difference";
  } else if (c.verdict == Verdict::none_found) {
    found.code = "product.none_found";
  } else {
    found.direction = c.ratio > 1 ? Direction::up : Direction::down;
    found.code = c.ratio > 1 ? "product.first_gives_more" : "product.second_gives_more";
  }
  return found;
}

Finding finding(const DoneTrial& trial, const trial::TrialResult& result) {
  using Verdict = trial::TrialVerdict;
  const trial::TrialResult& r = result;
  Finding found{
      .kind = FindingKind::trial,
      .subject = trial.a,
      .dimension = r.dimension,
      .n = r.n_a + r.n_b,
      .since = trial.first,
      .code = "trial.too_little_data",
      .params = {{"dimension", Name{r.dimension}}, {"a", trial.a}, {"b", trial.b}, {"n_a", r.n_a}, {"n_b", r.n_b}}};
  if (r.verdict == Verdict::too_little_data) return found;
  found.size = r.difference, found.interval = r.ci, found.confidence = {"p", r.p};
  found.params.insert(
      found.params.end(),
      {{"size", r.difference}, {"low", r.ci.low}, {"high", r.ci.high}, {"p", r.p}, {"margin", r.margin}});
  if (r.verdict == Verdict::no_difference) {
    found.code = "trial.no_difference";
  } else if (r.verdict == Verdict::none_found) {
    found.code = "trial.none_found";
  } else {
    found.direction = r.difference > 0 ? Direction::up : Direction::down;
    found.code = r.difference > 0 ? "trial.higher" : "trial.lower";
  }
  return found;
}

Finding finding(const trial::TrialPower& power) {
  return {.kind = FindingKind::trial_plan,
          .dimension = power.dimension,
          .size = power.difference,
          .code = std::isfinite(power.detectable) ? "trial_plan.detects" : "trial_plan.detects_nothing",
          .params = {{"dimension", Name{power.dimension}},
                     {"size", power.difference},
                     {"power", power.power},
                     {"detectable", power.detectable}}};
}

}  // namespace skin2vec::insight
