// How near is humidity's optimum to the truth, and how far does PM2.5 move it?
//
//   bench_validate_dose                30 people of 540 days, seed 1
//   ... --people 30 --days 540 --seeds 1,2 --variant asymmetric_bell --rounding whole --threads 2
//
// And is a season's difference seen where there is one? Onto elasticity, which no exposure moves, is laid an effect of
// PM2.5 (decay over 3 days, per 10 ug/m3 a quarter of elasticity's sd in all), the same in all seasons or twice in
// winter, once in spring and autumn, none in summer; the bell of humidity has one optimum, or one that is 8 % lower in
// winter and 8 % higher in summer. All other pairs have no difference: what is found of them is false.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "bench/people.h"
#include "skin2vec/dose/dose.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/twin/skin.h"

namespace {

using namespace skin2vec;

struct Person {
  int bells = 0, false_bells = 0, other = 0;  // of 2 and of 3 dimensions
  double error = NAN, shift_error = NAN;
  bool cover = false, shift_cover = false, shift_found = false;
};

// Of one person with a difference laid on, or an effect without one.
struct Turned {
  double p = 1, optimum_p = NAN;  // of what was laid on
  bool found = false, bell = false;
  int covered = 0, parts = 0;  // intervals of the totals that hold the truth, of those that were told
  std::vector<double> error;   // of the totals, in units of the truth's mean
  std::vector<double> optimum_error;
  int optimum_covered = 0, optima = 0;
  std::vector<double> null_p;  // of the pairs that have no difference
  int null_found = 0;
};

Turned judge_seasons(const twin::VirtualPerson& person, const diary::Profile& profile, bool differs) {
  bench::Diary diary = bench::read_diary(person, profile);
  const std::vector<int> season = dose::seasons_of(diary.grid.first, diary.grid.days, dose::Hemisphere::north);
  const auto& dust = series::find_covariate(diary.grid, "pm25")->amount;
  const auto& humid = series::find_covariate(diary.grid, "humidity")->amount;
  const auto known = [](double value, double else_value) { return std::isnan(value) ? else_value : value; };
  const auto median = [](const Eigen::VectorXd& x) {
    return stats::median(std::span(x.data(), static_cast<std::size_t>(x.size())));
  };
  const double usual_dust = median(dust), usual_humid = median(humid);
  std::vector<double>& elastic = diary.outcomes[twin::elasticity].daily.values;
  const double total = 0.25 * stats::sd(elastic);
  constexpr double winter_to_autumn[] = {2, 1, 0, 1};
  constexpr double moved[] = {-8, 0, 8, 0};
  for (int t = 0; t < diary.grid.days; ++t) {
    const auto i = static_cast<std::size_t>(t);
    const double part = differs ? winter_to_autumn[season[i]] : 1;
    for (int lag = 0; lag <= std::min(t, 21); ++lag) {
      const double share = std::exp(-lag / 3.0) * (1 - std::exp(-1 / 3.0));
      elastic[i] += part * total * share * (known(dust(t - lag), usual_dust) - usual_dust) / 10;
    }
    twin::Bell bell = person.truth.bell;
    bell.optimum += differs ? moved[season[i]] : 0;
    for (int d = 0; d < twin::n_dimensions; ++d) {
      const double wet = known(humid(t), usual_humid), pm = known(dust(t), usual_dust),
                   at = person.truth.pm25_reference;
      diary.outcomes[d].daily.values[i] +=
          twin::bell_value(bell, d, wet, pm, at) - twin::bell_value(person.truth.bell, d, wet, pm, at);
    }
  }
  dose::DoseOptions how;
  how.design = diary.design;
  how.questions = {{"temperature", ""}, {"humidity", "pm25"}, {"pm25", ""}, {"uv", ""}};
  how.season = season;
  Turned result;
  for (const dose::Dose& dose : dose::dose(diary.outcomes, diary.grid, how)) {
    const bool ours = dose.exposure == "pm25" && dose.dimension == "elasticity";
    const bool bell = dose.exposure == "humidity" && (dose.dimension == "moisture" || dose.dimension == "radiance");
    if (bell && !result.bell && dose.shape == dose::DoseShape::bell) {
      result.bell = true;
      result.optimum_p = dose.optimum_p;
      for (std::size_t s = 0; s < dose::n_seasons; ++s) {
        if (std::isnan(dose.bell_seasons[s].optimum)) continue;
        const double truth = person.truth.bell.optimum + (differs ? moved[s] : 0);
        ++result.optima;
        const lag::Interval& ci = dose.bell_seasons[s].optimum_ci;
        result.optimum_covered += ci.low <= truth && truth <= ci.high ? 1 : 0;
        result.optimum_error.push_back(std::abs(dose.bell_seasons[s].optimum - truth));
      }
    }
    if (ours) {
      result.p = dose.seasons.p;
      result.found = dose.seasons.verdict == dose::SeasonsVerdict::differ;
      for (std::size_t s = 0; s < dose::n_seasons; ++s) {
        const dose::SeasonPart& part = dose.seasons.parts[s];
        if (std::isnan(part.total)) continue;
        const double truth = total * (differs ? winter_to_autumn[s] : 1);
        ++result.parts;
        result.covered += part.ci.low <= truth && truth <= part.ci.high ? 1 : 0;
        result.error.push_back(std::abs(part.total - truth) / total);
      }
    }
    if (!differs || (!ours && !bell)) {
      result.null_p.push_back(dose.seasons.p);
      result.null_found += dose.seasons.verdict == dose::SeasonsVerdict::differ ? 1 : 0;
    }
  }
  return result;
}

void tell_seasons(const bench::PeopleOptions& options, const diary::Profile& profile, bool differs) {
  const auto each =
      bench::each_person<Turned>(options, [&](const auto& person) { return judge_seasons(person, profile, differs); });
  std::vector<double> error, optimum_error, null_p;
  double p5 = 0, found = 0, covered = 0, parts = 0, bells = 0, o5 = 0, o_covered = 0, optima = 0, null_found = 0;
  for (const Turned& one : each) {
    p5 += one.p < 0.05, found += one.found, covered += one.covered, parts += one.parts, bells += one.bell;
    o5 += one.optimum_p < 0.05, o_covered += one.optimum_covered, optima += one.optima, null_found += one.null_found;
    error.insert(error.end(), one.error.begin(), one.error.end());
    optimum_error.insert(optimum_error.end(), one.optimum_error.begin(), one.optimum_error.end());
    null_p.insert(null_p.end(), one.null_p.begin(), one.null_p.end());
  }
  const auto below = [&](double level) {
    return static_cast<double>(std::count_if(null_p.begin(), null_p.end(), [&](double p) { return p < level; })) /
           std::max(1.0, static_cast<double>(null_p.size()));
  };
  const double people = static_cast<double>(each.size());
  fmt::print(
      "{} {}: PM2.5 differs p < 0.05 {:.3f}, found {:.3f}; total of a season: error {:.2f}, cover {:.3f} | bell "
      "{:.3f}, "
      "optimum differs p < 0.05 {:.3f}; optimum of a season: error {:.2f}, cover {:.3f} ({:.0f}) | no difference: p < "
      "0.05 {:.3f}, < 0.01 {:.3f}, found {:.3f} of {} pairs\n",
      options.told(), differs ? "seasons differ" : "seasons alike", p5 / people, found / people, stats::median(error),
      covered / std::max(1.0, parts), bells / people, o5 / std::max(1.0, bells), stats::median(optimum_error),
      o_covered / std::max(1.0, optima), optima, below(0.05), below(0.01),
      null_found / std::max(1.0, static_cast<double>(null_p.size())), null_p.size());
}

Person judge(const twin::VirtualPerson& person, const diary::Profile& profile) {
  const bench::Diary diary = bench::read_diary(person, profile);
  dose::DoseOptions how;
  how.design = diary.design;
  how.questions = {{"humidity", "pm25"}};
  Person result;
  for (const dose::Dose& dose : dose::dose(diary.outcomes, diary.grid, how)) {
    const bool real =
        person.truth.bell.height[twin::moisture] > 0 && (dose.dimension == "moisture" || dose.dimension == "radiance");
    if (dose.shape != dose::DoseShape::bell) continue;
    ++(real ? result.bells : result.false_bells);
    if (!real) continue;
    const twin::Bell& truth = person.truth.bell;
    result.error = std::abs(dose.optimum - truth.optimum);
    result.cover = dose.optimum_ci.low <= truth.optimum && truth.optimum <= dose.optimum_ci.high;
    result.shift_error = std::abs(dose.shift.per_100 - truth.shift_per_100);
    result.shift_cover = dose.shift.ci.low <= truth.shift_per_100 && truth.shift_per_100 <= dose.shift.ci.high;
    result.shift_found = dose.shift.p < 0.05;
  }
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = bench::people_options(argc, argv);
  if (!options) return 64;
  const diary::Profile profile = *diary::built_in_profile("skin");
  const auto each = bench::each_person<Person>(*options, [&](const auto& person) { return judge(person, profile); });
  std::vector<double> error, shift;
  int bells = 0, wrong = 0, cover = 0, shift_cover = 0, shift_found = 0, n = 0;
  for (const Person& one : each) {
    bells += one.bells, wrong += one.false_bells;
    if (std::isnan(one.error)) continue;
    ++n, cover += one.cover, shift_cover += one.shift_cover, shift_found += one.shift_found;
    error.push_back(one.error), shift.push_back(one.shift_error);
  }
  const double people = static_cast<double>(each.size());
  fmt::print(
      "{}: bells found {:.3f}, false {:.3f} of the rest | optimum: error {:.2f} %RH, cover {:.3f} | shift per 100: "
      "error {:.2f}, cover {:.3f}, p < 0.05 {:.3f} | {} people\n",
      options->told(), bells / (2 * people), wrong / (3 * people), stats::median(error),
      cover / std::max(1.0, double(n)), stats::median(shift), shift_cover / std::max(1.0, double(n)),
      shift_found / std::max(1.0, double(n)), each.size());
  for (const bool differs : {false, true}) tell_seasons(*options, profile, differs);
}
