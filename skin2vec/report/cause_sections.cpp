// The parts of the report that tell what follows what: causes, hidden habits, doses, products.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "skin2vec/figure/curve.h"
#include "skin2vec/figure/forest.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/report/sections.h"
#include "skin2vec/words/words.h"

namespace skin2vec::report {

namespace {

using namespace words::literals;

constexpr std::size_t most_covariates = 10;
constexpr std::size_t most_habits = 5;
constexpr std::size_t most_doses = 5;
constexpr std::size_t most_curves = 2;
constexpr std::size_t most_products = 4;
constexpr int most_letters = 20;  // of a name in a table

double sd_of(const Found& found, const std::string& dimension) {
  const auto sd = found.sd.find(dimension);
  return sd != found.sd.end() && sd->second > 0 ? sd->second : NAN;
}

// In the units of the effect's total.
double sd_of(const Found& found, const lag::Effect& effect) {
  if (effect.scale != diary::OutcomeScale::count) return sd_of(found, effect.dimension);
  const auto sd = found.log_sd.find(effect.dimension);
  return sd != found.log_sd.end() && sd->second > 0 ? sd->second : NAN;
}

// The least that a value can be within its interval, in sd: 0 where that holds 0 or is not known.
double least(double low, double high, double sd) {
  if (!(low > 0 || high < 0) || std::isnan(sd)) return 0;
  return std::min(std::abs(low), std::abs(high)) / sd;
}

std::string name_of(const std::string& name, const diary::Profile& profile, words::Language language) {
  return figure::shortened(insight::spoken(name, profile, language), most_letters);
}

std::string dimension_of(const std::string& name, const diary::Profile& profile, words::Language language) {
  const diary::Dimension* dimension = diary::find_dimension(profile, name);
  const std::string unit = dimension && !dimension->unit.empty() ? " (" + dimension->unit + ")" : "";
  return name_of(name, profile, language) + unit;
}

// ", 10 ug/m3": for how much of an exposure an effect is told. Events are told for weight 1, products for a use.
std::string step_of(const lag::Effect& effect, const diary::Profile& profile) {
  const diary::Exposure* exposure = diary::find_exposure(profile, effect.covariate);
  return exposure ? fmt::format(", {} {}", exposure->unit_step, exposure->unit) : "";
}

// True if more of it is on the dimension's bad side; where the middle is best, either side is.
bool harms(const lag::Habit& habit, const diary::Profile& profile) {
  const diary::Dimension* dimension = diary::find_dimension(profile, habit.dimension);
  if (!dimension || dimension->better == diary::Better::middle) return true;
  return (habit.hidden < 0) == (dimension->better == diary::Better::high);
}

// "0.041", "< 0.001", under a head that says of what.
std::string p_cell(double p) {
  return p < 0.001 ? "< 0.001" : fmt::format("{:.3f}", p);
}

// "0.41 (0.20 to 0.62)"; of a count the ratio, "× 1.51 (1.22 to 1.86)".
std::string total_cell(const lag::Effect& effect, words::Language language) {
  const auto [low, high] = effect.total_ci;
  if (effect.scale != diary::OutcomeScale::count) return insight::numeral(effect.total, low, high, language);
  return "× " + insight::numeral(std::exp(effect.total), std::exp(low), std::exp(high), language);
}

std::string shape_text(const dose::Dose& dose, words::Language language) {
  switch (dose.shape) {
    case dose::DoseShape::bell:
      return dose.height < 0 ? words::say<"report.dose.shape.trough">(language)
                             : words::say<"report.dose.shape.bell">(language);
    case dose::DoseShape::rising:
      return words::say<"report.dose.shape.rising">(language);
    case dose::DoseShape::falling:
      return words::say<"report.dose.shape.falling">(language);
    case dose::DoseShape::flat:
      return words::say<"report.dose.shape.flat">(language);
    case dose::DoseShape::unidentified:
      break;
  }
  return words::say<"report.dose.shape.unidentified">(language);
}

std::string verdict_text(trial::ComparisonVerdict verdict, words::Language language) {
  switch (verdict) {
    case trial::ComparisonVerdict::found:
      return words::say<"report.products.verdict.found">(language);
    case trial::ComparisonVerdict::none_found:
      return words::say<"report.products.verdict.none_found">(language);
    case trial::ComparisonVerdict::no_difference:
      return words::say<"report.products.verdict.no_difference">(language);
    case trial::ComparisonVerdict::too_little_data:
      break;
  }
  return words::say<"report.products.verdict.too_little_data">(language);
}

}  // namespace

Section causes_section(const Found& found, const diary::Profile& profile, words::Language language) {
  Section section{"causes", words::say<"report.causes.heading">(language)};
  if (found.effects.empty()) {
    section.notes.push_back(words::say<"report.causes.none_yet">(language));
    return section;
  }
  struct Told {
    const lag::Effect* effect;
    double size;
  };
  std::vector<Told> told;
  int examined = 0, n_found = 0, n_confounded = 0;
  for (const lag::Effect& effect : found.effects) {
    examined += effect.verdict == lag::EffectVerdict::too_little_data ? 0 : 1;
    n_found += effect.verdict == lag::EffectVerdict::found ? 1 : 0;
    n_confounded += effect.verdict == lag::EffectVerdict::confounded ? 1 : 0;
    if (effect.verdict != lag::EffectVerdict::found && effect.verdict != lag::EffectVerdict::confounded) continue;
    told.push_back({&effect, least(effect.total_ci.low, effect.total_ci.high, sd_of(found, effect))});
  }
  // Found before confounded; then what is large at least; then what is sure.
  std::stable_sort(told.begin(), told.end(), [](const Told& a, const Told& b) {
    const bool a_found = a.effect->verdict == lag::EffectVerdict::found;
    const bool b_found = b.effect->verdict == lag::EffectVerdict::found;
    if (a_found != b_found) return a_found;
    return a.size != b.size ? a.size > b.size : a.effect->q < b.effect->q;
  });
  section.table.columns = columns_of(words::say<"report.causes.columns">(language));
  section.table.words = 2;
  figure::Forest picture{
      .words = {words::say<"report.causes.picture">(language), words::say<"report.forest.legend">(language)},
      .x_label = words::say<"report.causes.picture.axis">(language),
      .label_letters = 22,
      .width = 250,
      .row_height = 14};
  for (const auto& [effect, size] : told) {
    const bool sound = effect->verdict == lag::EffectVerdict::found;
    const FindingKind use = !sound                                            ? FindingKind::warning
                            : effect->kind == series::CovariateKind::exposure ? FindingKind::surroundings
                                                                              : FindingKind::covariate;
    const std::string control = words::chance("p", effect->control_p);
    section.findings.push_back({use, size, insight::sentence(*effect, profile, language),
                                sound ? words::say<"report.causes.doubt.passes">(language, "p"_a = control)
                                      : words::say<"report.causes.doubt.fails">(language, "p"_a = control)});
    if (section.table.rows.size() == most_covariates) {
      ++section.left_out;
      continue;
    }
    const std::string mark = sound ? "" : "◇ ";
    const double sd = sd_of(found, *effect);
    picture.rows.push_back(
        {fmt::format("{}, {}", figure::shortened(insight::spoken(effect->covariate, profile, language), 12),
                     name_of(effect->dimension, profile, language)),
         effect->total / sd, effect->total_ci.low / sd, effect->total_ci.high / sd,
         sound ? figure::Marker::filled : figure::Marker::hollow});
    section.table.rows.push_back({{mark + name_of(effect->covariate, profile, language) + step_of(*effect, profile)},
                                  {dimension_of(effect->dimension, profile, language)},
                                  {total_cell(*effect, language)},
                                  {fmt::format("{}", effect->peak_day)},
                                  {fmt::format("{}", effect->n_exposed)},
                                  {p_cell(effect->q)},
                                  {p_cell(effect->control_p)}});
  }
  if (told.empty()) section.table.columns.clear();
  if (!picture.rows.empty()) section.pictures.push_back(figure::forest(picture));
  const auto silent = static_cast<int>(std::ssize(found.effects)) - examined;
  section.notes.push_back(
      words::say<"report.causes.examined">(language, "n"_a = examined, "n_found"_a = n_found, "n_silent"_a = silent));
  if (!told.empty()) {
    section.notes.push_back(words::say<"report.causes.note">(language));
  }
  if (n_confounded > 0) {
    section.notes.push_back(words::say<"report.causes.failed">(language, "n"_a = n_confounded));
  }
  return section;
}

Section habits_section(const Found& found, const diary::Profile& profile, words::Language language) {
  Section section{"habits", words::say<"report.habits.heading">(language)};
  if (found.habits.empty()) {
    section.notes.push_back(words::say<"report.habits.none_yet">(language));
    return section;
  }
  std::set<std::pair<std::string, std::string>> failed;  // pairs whose effect failed the control
  for (const lag::Effect& effect : found.effects) {
    if (effect.verdict == lag::EffectVerdict::confounded) failed.emplace(effect.covariate, effect.dimension);
  }
  section.table.columns = columns_of(words::say<"report.habits.columns">(language));
  section.table.words = 2;
  int examined = 0, n_found = 0;
  for (const lag::Habit& habit : found.habits) {
    examined += habit.verdict == lag::EffectVerdict::too_little_data ? 0 : 1;
    if (habit.verdict != lag::EffectVerdict::found) continue;
    ++n_found;
    const bool sound = !failed.contains({habit.covariate, habit.dimension});
    section.findings.push_back(
        {!sound                  ? FindingKind::warning
         : harms(habit, profile) ? FindingKind::habit
                                 : FindingKind::covariate,
         least(habit.ci.low, habit.ci.high, sd_of(found, habit.dimension)), insight::sentence(habit, profile, language),
         sound ? words::say<"report.habits.doubt">(language) : words::say<"report.habits.doubt.fails">(language)});
    if (section.table.rows.size() == most_habits) {
      ++section.left_out;
      continue;
    }
    section.table.rows.push_back({{(sound ? "" : "◇ ") + name_of(habit.covariate, profile, language)},
                                  {dimension_of(habit.dimension, profile, language)},
                                  {words::numeral(habit.immediate)},
                                  {insight::numeral(habit.hidden, habit.ci.low, habit.ci.high, language)},
                                  {p_cell(habit.q)}});
  }
  if (section.table.rows.empty()) section.table.columns.clear();
  const auto silent = static_cast<int>(std::ssize(found.habits)) - examined;
  section.notes.push_back(
      words::say<"report.habits.examined">(language, "n"_a = examined, "n_found"_a = n_found, "n_silent"_a = silent));
  return section;
}

Section dose_section(const Found& found, const diary::Profile& profile, words::Language language) {
  Section section{"dose", words::say<"report.dose.heading">(language)};
  std::vector<const dose::Dose*> told;
  for (const dose::Dose& dose : found.doses) {
    if (dose.shape != dose::DoseShape::flat && dose.shape != dose::DoseShape::unidentified) told.push_back(&dose);
  }
  const auto height = [&](const dose::Dose* dose) {
    const double sd = sd_of(found, dose->dimension);
    return std::isfinite(dose->height) && std::isfinite(sd) ? std::abs(dose->height) / sd : 0.0;
  };
  // Bells before lines, the highest first.
  std::stable_sort(told.begin(), told.end(), [&](const dose::Dose* a, const dose::Dose* b) {
    const bool a_bell = a->shape == dose::DoseShape::bell, b_bell = b->shape == dose::DoseShape::bell;
    return a_bell != b_bell ? a_bell : height(a) > height(b);
  });
  section.table.columns = columns_of(words::say<"report.dose.columns">(language));
  section.table.words = 3;
  std::set<std::string> drawn;      // one picture for each exposure
  std::set<std::string> spoken_of;  // and one finding: what is best for one dimension is mostly best for the others
  for (const dose::Dose* dose : told) {
    const bool bell = dose->shape == dose::DoseShape::bell;
    const diary::Exposure* exposure = diary::find_exposure(profile, dose->exposure);
    const std::string unit = exposure ? exposure->unit : "";
    if (spoken_of.insert(dose->exposure).second) {
      section.findings.push_back(
          {FindingKind::surroundings, height(dose), insight::sentence(*dose, profile, language),
           words::say<"report.dose.doubt">(language, "n_days"_a = dose->n_days, "p"_a = words::chance("p", dose->p))});
    }
    if (bell && drawn.size() < most_curves && drawn.insert(dose->exposure).second) {
      std::vector<figure::CurvePoint> points;
      points.reserve(dose->curve.size());
      for (const dose::DosePoint& one : dose->curve) points.push_back({one.x, one.y, one.low, one.high});
      const std::string what = insight::spoken(dose->dimension, profile, language),
                        of = insight::spoken(dose->exposure, profile, language);
      section.pictures.push_back(
          figure::curve({.words = {words::say<"report.dose.picture">(language, "dimension"_a = what, "exposure"_a = of),
                                   insight::sentence(*dose, profile, language)},
                         .points = std::move(points),
                         .x_label = unit.empty() ? of : fmt::format("{} ({})", of, unit),
                         .y_label = what,
                         .marks = {{dose->optimum, fmt::format("{:.1f}", dose->optimum)}},
                         .width = 190,
                         .height = 100}));
    }
    if (section.table.rows.size() == most_doses) {
      ++section.left_out;
      continue;
    }
    section.table.rows.push_back(
        {{name_of(dose->exposure, profile, language) + (unit.empty() ? "" : " (" + unit + ")")},
         {dimension_of(dose->dimension, profile, language)},
         {shape_text(*dose, language)},
         {bell ? insight::numeral(dose->optimum, dose->optimum_ci.low, dose->optimum_ci.high, language) : "-"},
         {p_cell(dose->p)}});
  }
  if (told.empty()) section.table.columns.clear();
  section.notes.push_back(found.doses.empty() ? words::say<"report.dose.none_yet">(language)
                                              : words::say<"report.dose.examined">(language, "n"_a = found.doses.size(),
                                                                                   "n_found"_a = told.size()));
  return section;
}

Section products_section(const Found& found, const diary::Profile& profile, words::Language language) {
  using Verdict = trial::ComparisonVerdict;
  Section section{"products", words::say<"report.products.heading">(language)};
  if (found.products.empty()) {
    section.notes.push_back(words::say<"report.products.none_yet">(language));
    return section;
  }
  section.table.columns = columns_of(words::say<"report.products.columns">(language));
  section.table.words = 3;
  figure::Forest picture{
      .words = {words::say<"report.products.picture">(language), words::say<"report.forest.legend">(language)},
      .x_label = words::say<"report.products.picture.axis">(language),
      .none = 1,
      .label_letters = 20,
      .width = 250,
      .row_height = 15};
  std::vector<const trial::Comparison*> told;
  told.reserve(found.products.size());
  for (const trial::Comparison& one : found.products) told.push_back(&one);
  const auto rank = [](const trial::Comparison* one) {
    return one->verdict == Verdict::found           ? 0
           : one->verdict == Verdict::no_difference ? 1
           : one->verdict == Verdict::none_found    ? 2
                                                    : 3;
  };
  std::stable_sort(told.begin(), told.end(), [&](auto* a, auto* b) { return rank(a) < rank(b); });
  for (const trial::Comparison* one : told) {
    const bool sure = one->verdict == Verdict::found || one->verdict == Verdict::no_difference;
    if (sure) {
      const double size = one->verdict == Verdict::found ? least(std::log(one->ci.low), std::log(one->ci.high), 1) : 0;
      section.findings.push_back({FindingKind::comparison, size, insight::sentence(*one, language),
                                  words::say<"report.products.doubt">(language, "p"_a = words::chance("p", one->p))});
    }
    if (section.table.rows.size() == most_products) {
      ++section.left_out;
      continue;
    }
    const std::string pair = fmt::format("{} / {}", figure::shortened(one->a, 12), figure::shortened(one->b, 12));
    if (std::isfinite(one->ratio)) {
      picture.rows.push_back(
          {pair, one->ratio, one->ci.low, one->ci.high, sure ? figure::Marker::filled : figure::Marker::hollow});
    }
    section.table.rows.push_back({{pair},
                                  {dimension_of(one->dimension, profile, language)},
                                  {verdict_text(one->verdict, language)},
                                  {insight::numeral(one->ratio, one->ci.low, one->ci.high, language)},
                                  {fmt::format("{}, {}", one->n_a, one->n_b)},
                                  {one->verdict == Verdict::too_little_data ? "-" : p_cell(one->p)}});
  }
  if (!picture.rows.empty()) section.pictures.push_back(figure::forest(picture));
  return section;
}

}  // namespace skin2vec::report
