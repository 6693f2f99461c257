#include "skin2vec/insight/trials.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "skin2vec/base/text.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/regress.h"

namespace skin2vec::insight {

namespace {

constexpr double longest_half_life_days = 7;

// The longest time until an effect of a or b that was found has fallen to half.
HalfLife half_life_of(const Covariates& covariates, const TrialQuestion& question) {
  HalfLife half_life;
  const auto used = [&](const std::string& name) { return name == question.a || name == question.b; };
  const bool known = std::any_of(
      covariates.grid.covariates.begin(), covariates.grid.covariates.end(),
      [&](const auto& covariate) { return covariate.kind == series::CovariateKind::product && used(covariate.name); });
  if (!known) return half_life;
  for (const lag::Effect& effect : find_effects(covariates, {.threads = question.threads, .permutation = {}})) {
    if (effect.kind != series::CovariateKind::product || !used(effect.covariate)) continue;
    if (effect.verdict != lag::EffectVerdict::found || std::isnan(effect.half_life_days)) continue;
    const double days = std::min(effect.peak_day + effect.half_life_days, longest_half_life_days);
    half_life.days = half_life.fitted ? std::max(half_life.days, days) : days;
    half_life.fitted = true;
  }
  return half_life;
}

// The places among the outcomes that are asked for.
Result<std::vector<std::size_t>> asked_dimensions(const std::vector<lag::Outcome>& outcomes,
                                                  const TrialQuestion& question) {
  std::vector<std::size_t> places;
  std::vector<std::string> names;
  for (std::size_t d = 0; d < outcomes.size(); ++d) {
    names.push_back(outcomes[d].dimension);
    if (!question.dimension || names.back() == *question.dimension) places.push_back(d);
  }
  if (!question.dimension || !places.empty()) return places;
  const auto near = nearest(*question.dimension, names);
  return refuse(Fault::missing, fmt::format("no readings of {}{}", in_quotes(*question.dimension),
                                            near ? "; did you mean " + in_quotes(*near) + "?" : ""));
}

struct Own {
  stats::Regression fit;
  double sd = NAN;  // of the days
  double read = 0;  // share of the days
};

// How a dimension moves by itself over its last days.
Own own_noise(const series::Series& daily) {
  const int from = std::max(0, daily.days() - outlook_days), days = daily.days() - from;
  const std::span<const double> last(daily.values.data() + from, static_cast<std::size_t>(days));
  Own own;
  if (stats::count(last) < least_outlook_days) return own;
  Eigen::MatrixXd design(days, 2);
  for (int t = 0; t < days; ++t) design.row(t) << 1, static_cast<double>(t) / days;
  own.fit = stats::regress(last, design);
  own.sd = stats::sd(last);
  own.read = static_cast<double>(stats::count(last)) / days;
  return own;
}

double in_units(const Size& size, double sd) {
  return size.in_sd ? size.value * sd : size.value;
}

}  // namespace

Result<PlannedTrial> plan_trial_of(const Covariates& covariates, const TrialQuestion& question, int days,
                                   const Size& difference) {
  const auto places = asked_dimensions(covariates.outcomes, question);
  if (!places) return tl::unexpected(places.error());
  if (!question.start && covariates.grid.days == 0) {
    return refuse(Fault::missing, "no readings yet to begin after: --start DATE says when the trial begins");
  }
  PlannedTrial planned{.a = question.a, .b = question.b};
  planned.first = question.start ? *question.start : covariates.grid.first + covariates.grid.days;
  planned.half_life = half_life_of(covariates, question);
  trial::TrialPlanOptions options{.days = days, .half_life_days = planned.half_life.days, .seed = question.seed};
  options.washout_days = question.washout_days;
  const int needed = trial::needed_trial_days(options);
  if (days < needed) {
    const int washout = question.washout_days.value_or(trial::washout_of(planned.half_life.days));
    return refuse(Fault::malformed,
                  fmt::format("{} days are too few: {} pairs of periods, each of {} days of washout and {} that count, "
                              "need {}; ask for --days {}, or a shorter --washout",
                              days, options.min_pairs, washout, trial::least_counted_days, needed, needed));
  }
  std::vector<trial::TrialOutcome> of;
  for (const std::size_t d : *places) {
    const Own own = own_noise(covariates.outcomes[d].daily);
    if (!own.fit.identifiable || !(own.fit.variance > 0) || !(own.sd > 0)) continue;
    of.push_back({.dimension = covariates.outcomes[d].dimension,
                  .noise = own.fit.noise,
                  .sd = std::sqrt(own.fit.variance),
                  .difference = in_units(difference, own.sd),
                  .read = own.read});
  }
  planned.plan = trial::plan_trial(of, options);
  return planned;
}

Result<DoneTrial> done_trial(std::span<const diary::Entry> entries, const diary::Profile& profile,
                             const std::optional<std::string>& site, const TrialQuestion& question,
                             const Size& margin) {
  DoneTrial done{.a = question.a, .b = question.b};
  std::set<std::string> products;
  std::map<Day, trial::Used> uses;
  for (const diary::Entry& entry : entries) {
    if (entry.kind != diary::Kind::product) continue;
    products.insert(entry.name);
    const bool a = entry.name == question.a;
    if ((!a && entry.name != question.b) || (question.start && entry.time.day < *question.start)) continue;
    const auto [use, is_first] = uses.try_emplace(entry.time.day, a ? trial::Used::a : trial::Used::b);
    if (!is_first && use->second != (a ? trial::Used::a : trial::Used::b)) use->second = trial::Used::both;
  }
  for (const std::string& name : {question.a, question.b}) {
    if (products.contains(name)) continue;
    const std::vector<std::string> names(products.begin(), products.end());
    const auto near = nearest(name, names);
    return refuse(Fault::missing, fmt::format("no use of {} in the diary{}", in_quotes(name),
                                              near ? "; did you mean " + in_quotes(*near) + "?"
                                                   : "; products are imported, docs/reference/diary-files.md"));
  }
  if (uses.empty()) {
    return refuse(Fault::missing, fmt::format("neither {} nor {} was used from {} on", in_quotes(question.a),
                                              in_quotes(question.b), to_text(*question.start)));
  }
  done.first = question.start.value_or(uses.begin()->first);
  std::vector<trial::Used> used(static_cast<std::size_t>(uses.rbegin()->first - done.first + 1), trial::Used::neither);
  for (const auto& [day, use] : uses) used[static_cast<std::size_t>(day - done.first)] = use;

  std::vector<diary::Entry> before;
  for (const diary::Entry& entry : entries) {
    if (entry.time.day < done.first) before.push_back(entry);
  }
  done.half_life = half_life_of(causes_of(before, profile, site), question);
  const int washout = question.washout_days.value_or(trial::washout_of(done.half_life.days));
  done.record = trial::read_trial(used, washout + trial::least_counted_days);
  if (done.record) {
    done.record->shape.washout_days = washout;
    done.record->shape.half_life_days = done.half_life.days;
  }

  const Covariates covariates = causes_of(entries, profile, site);
  const auto places = asked_dimensions(covariates.outcomes, question);
  if (!places) return tl::unexpected(places.error());
  for (const std::size_t d : *places) {
    const lag::Outcome& whole = covariates.outcomes[d];
    done.results.push_back({.dimension = whole.dimension});
    if (!done.record) continue;
    lag::Outcome within{whole.dimension, {done.first, {}}};
    for (int day = 0; day < done.record->shape.days(); ++day) {
      const int at = done.first + day - whole.daily.first;
      within.daily.values.push_back(
          at >= 0 && at < whole.daily.days() ? whole.daily.values[static_cast<std::size_t>(at)] : NAN);
    }
    trial::TrialOptions options{.orders = {.seed = question.seed}};
    const double units = in_units(margin, stats::sd(whole.daily.values));
    if (!(units > 0)) continue;
    options.margin_units = units;
    done.results.back() = trial::trial(std::span(&within, 1), *done.record, options)[0];
  }
  return done;
}

}  // namespace skin2vec::insight
