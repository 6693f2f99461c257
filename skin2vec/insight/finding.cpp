#include "skin2vec/insight/finding.h"

#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/insight/sentences.h"

namespace skin2vec::insight {

std::string sentence(const Finding& finding, const diary::Profile& profile, words::Language language) {
  return words::render(finding.code, finding.params, language,
                       [&](const std::string& name) { return spoken(name, profile, language); });
}

namespace {

using words::Clauses;
using words::Name;
using words::Numeral;
using words::Params;
using words::Phrase;
using words::Value;

Value direction_words(Direction direction) {
  return Phrase{direction == Direction::down ? "direction.lower" : "direction.higher"};
}

// What an effect is told for: "per weight 1", "a use", "per 10 ug/m3".
void add_per(Params& params, series::CovariateKind kind, const diary::Exposure* exposure) {
  if (exposure) {
    params.insert(params.end(), {{"per", Phrase{"per.step"}}, {"step", exposure->unit_step}, {"unit", exposure->unit}});
  } else {
    params.emplace_back("per", Phrase{kind == series::CovariateKind::product ? "per.use" : "per.weight"});
  }
}

// A number of an effect as its text takes it: of a count, a ratio.
Value amount(diary::OutcomeScale scale, double value) {
  return scale == diary::OutcomeScale::count ? Value(Numeral{std::exp(value)}) : Value(value);
}

// " %"; "" where the exposure has no unit.
std::string after_space(const diary::Exposure* exposure) {
  return exposure && !exposure->unit.empty() ? " " + exposure->unit : "";
}

}  // namespace

Finding finding(const lag::Effect& effect, const diary::Profile& profile) {
  Finding found{.kind = FindingKind::effect,
                .subject = effect.covariate,
                .dimension = effect.dimension,
                .direction = effect.total < 0 ? Direction::down : Direction::up,
                .size = effect.total,
                .interval = effect.total_ci,
                .n = effect.n_days,
                .confidence = {"q", effect.q},
                .code = "effect.confounded",
                .params = {{"cause", Name{effect.covariate}}, {"dimension", Name{effect.dimension}}}};
  if (effect.verdict == lag::EffectVerdict::confounded) return found;
  require(effect.peak_day >= 0 && effect.peak_day < lag::n_lags, "finding: the effect has no largest day, got {}",
          effect.peak_day);
  const bool count = effect.scale == diary::OutcomeScale::count;
  const bool open = effect.total_ci.low <= 0 && 0 <= effect.total_ci.high;  // the sum may be of either sign
  if (open) {
    const auto peak = static_cast<std::size_t>(effect.peak_day);
    found.size = effect.kernel[peak], found.interval = effect.kernel_ci[peak];
  }
  found.direction = found.size < 0 ? Direction::down : Direction::up;
  const diary::Exposure* exposure = diary::find_exposure(profile, effect.covariate);
  const std::size_t lag = effect.peak_day == 0 ? 0 : effect.peak_day == 1 ? 1 : 2;
  static constexpr const char* when[] = {"effect.on_the_day", "effect.one_day_after", "effect.days_after"};
  static constexpr const char* strongest[] = {"effect.most_on_the_day", "effect.most_one_day_after",
                                              "effect.most_days_after"};
  found.code = open ? (count ? "effect.open_count" : "effect.open") : count ? "effect.found_count" : "effect.found";
  found.params.insert(found.params.end(), {{"direction", direction_words(found.direction)},
                                           {"size", amount(effect.scale, found.size)},
                                           {"low", amount(effect.scale, effect.total_ci.low)},
                                           {"high", amount(effect.scale, effect.total_ci.high)},
                                           {"peak_day", effect.peak_day},
                                           {"when", Phrase{when[lag]}},
                                           {"strongest", Phrase{strongest[lag]}},
                                           {"q", words::chance("q", effect.q)},
                                           {"n_exposed", effect.n_exposed},
                                           {"n_days", effect.n_days},
                                           {"days", exposure ? Value("") : Phrase{"effect.days"}}});
  add_per(found.params, effect.kind, exposure);
  return found;
}

Finding finding(const lag::CohortEffect& effect, const diary::Profile& profile) {
  const bool count = effect.scale == diary::OutcomeScale::count;
  Finding found{
      .kind = FindingKind::cohort_effect,
      .subject = effect.covariate,
      .dimension = effect.dimension,
      .direction = effect.mean < 0 ? Direction::down : Direction::up,
      .size = effect.mean,
      .interval = effect.mean_ci,
      .n = effect.n_people,
      .confidence = {"q", effect.q},
      .code = "cohort_effect.confounded",
      .params = {
          {"cause", Name{effect.covariate}}, {"dimension", Name{effect.dimension}}, {"n_people", effect.n_people}}};
  if (effect.verdict == lag::EffectVerdict::confounded) return found;
  if (effect.source == lag::CohortSource::one_fit) {
    found.code = count ? "cohort_effect.one_fit_count" : "cohort_effect.one_fit";
    found.params.emplace_back("peak_day", effect.peak_day);
  } else {
    found.code = count ? "cohort_effect.found_count" : "cohort_effect.found";
    found.params.emplace_back("spread", amount(effect.scale, effect.tau));
  }
  found.params.insert(found.params.end(), {{"direction", direction_words(found.direction)},
                                           {"size", amount(effect.scale, effect.mean)},
                                           {"low", amount(effect.scale, effect.mean_ci.low)},
                                           {"high", amount(effect.scale, effect.mean_ci.high)},
                                           {"q", words::chance("q", effect.q)}});
  add_per(found.params, effect.kind, diary::find_exposure(profile, effect.covariate));
  return found;
}

Finding finding(const dose::Dose& dose, const diary::Profile& profile) {
  Finding found{.kind = FindingKind::dose,
                .subject = dose.exposure,
                .dimension = dose.dimension,
                .n = dose.n_days,
                .params = {{"exposure", Name{dose.exposure}}, {"dimension", Name{dose.dimension}}}};
  if (dose.shape != dose::DoseShape::unidentified) found.confidence = {"p", dose.p};
  switch (dose.shape) {
    case dose::DoseShape::bell: {
      const bool shifts = !dose.shift.by.empty() && dose.shift.p < 0.05;
      found.size = dose.optimum, found.interval = dose.optimum_ci;
      found.code = dose.height < 0 ? "dose.trough" : "dose.bell";
      found.params.insert(found.params.end(), {{"optimum", dose.optimum},
                                               {"unit", after_space(diary::find_exposure(profile, dose.exposure))},
                                               {"low", dose.optimum_ci.low},
                                               {"high", dose.optimum_ci.high},
                                               {"shift", shifts ? Value(Phrase{"dose.shift"}) : ""}});
      if (shifts) {
        found.params.emplace_back("by", Name{dose.shift.by});
        found.params.emplace_back("per_100", dose.shift.per_100);
      }
      break;
    }
    case dose::DoseShape::rising:
      found.direction = Direction::up, found.code = "dose.rising";
      break;
    case dose::DoseShape::falling:
      found.direction = Direction::down, found.code = "dose.falling";
      break;
    case dose::DoseShape::flat:
      found.code = "dose.flat";
      break;
    case dose::DoseShape::unidentified:
      found.code = "dose.unidentified";
      break;
  }
  return found;
}

Finding finding(const dose::Seasons& seasons, const diary::Profile& profile) {
  static constexpr const char* codes[] = {"season.winter", "season.spring", "season.summer", "season.autumn"};
  static_assert(std::size(codes) == dose::n_seasons);
  require(seasons.verdict == dose::SeasonsVerdict::differ, "finding: the seasons of {} do not differ",
          seasons.exposure);
  const diary::Exposure* exposure = diary::find_exposure(profile, seasons.exposure);
  Finding found{.kind = FindingKind::season,
                .subject = seasons.exposure,
                .dimension = seasons.dimension,
                .confidence = {"q", seasons.q},
                .code = "season.differ"};
  Clauses told{.joint = "list.comma", .each = {}};
  for (std::size_t s = 0; s < dose::n_seasons; ++s) {
    const dose::SeasonPart& part = seasons.parts[s];
    if (std::isnan(part.total)) continue;
    found.n += part.n_days;
    told.each.push_back({codes[s], {{"size", part.total}, {"low", part.ci.low}, {"high", part.ci.high}}});
  }
  found.params = {{"exposure", Name{seasons.exposure}},
                  {"dimension", Name{seasons.dimension}},
                  {"step", exposure ? exposure->unit_step : 1.0},
                  {"unit", after_space(exposure)},
                  {"seasons", std::move(told)},
                  {"q", words::chance("q", seasons.q)}};
  return found;
}

Finding finding(const lag::Habit& habit) {
  const Direction direction = habit.accumulated < 0 ? Direction::down : Direction::up;
  return {.kind = FindingKind::habit,
          .subject = habit.covariate,
          .dimension = habit.dimension,
          .direction = direction,
          .size = habit.hidden,
          .interval = habit.ci,
          .confidence = {"q", habit.q},
          .code = "habit.found",
          .params = {{"cause", Name{habit.covariate}},
                     {"dimension", Name{habit.dimension}},
                     {"direction", direction_words(direction)},
                     {"accumulated", habit.accumulated},
                     {"horizon_days", habit.horizon_days},
                     {"hidden", habit.hidden},
                     {"low", habit.ci.low},
                     {"high", habit.ci.high},
                     {"q", words::chance("q", habit.q)}}};
}

}  // namespace skin2vec::insight
