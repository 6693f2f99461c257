#include "skin2vec/dose/dose.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/require.h"
#include "skin2vec/dose/bell_search.h"
#include "skin2vec/dose/bell_seasons.h"
#include "skin2vec/series/event_columns.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"
#include "skin2vec/stats/mixed.h"

namespace skin2vec::dose {

namespace {

constexpr int fewest_days = 60;
constexpr double bell_beats_line = 12;    // deviance
constexpr double skew_beats_even = 6.63;  // deviance: chi-square, 1 degree, 0.01
constexpr double line_level = 0.01;
constexpr double zone_height = 0.75;  // of the bell's, at the ends of the ideal zone

// The ratios of `design`, which leaves out what the exposure has of its own, as fitted with all in it.
std::vector<double> shared_ratios(const lag::CovariateFits& fits, std::size_t outcome, const lag::LagDesign& design) {
  std::vector<double> variance_ratios = fits.fits[outcome].variance_ratios;
  if (design.bell_block < 0 && fits.design.bell_block >= 0)
    variance_ratios.erase(variance_ratios.begin() + fits.design.bell_block);
  variance_ratios.resize(design.mixed.blocks.size());
  return variance_ratios;
}

// A free curve in the bell's place.
Eigen::MatrixXd free_curve(const Exposure& exposure) {
  const double sd = std::max(exposure.range() / 3.3, 1e-12), middle = (exposure.low + exposure.high) / 2;
  const Eigen::ArrayXd x = (exposure.x.array() - middle) / sd;
  const double spread = std::sqrt(exposure.z.squaredNorm() / static_cast<double>(exposure.z.size()));
  Eigen::MatrixXd free(x.size(), exposure.shifts ? 5 : 3);
  free.col(0) = x;
  free.col(1) = x.square();
  free.col(2) = x.cube() / 3;
  if (exposure.shifts) {
    const Eigen::ArrayXd z = exposure.z.array() / std::max(spread, 1e-12);
    free.col(3) = x * z;
    free.col(4) = x.square() * z / 2;
  }
  return free;
}

// The variances are fitted with a free curve in the bell's place, which is then taken away: what the bell explains is
// not noise. `with` is the design with the curve.
FittedOutcome ready_for(const lag::Outcome& outcome, std::size_t index, const lag::CovariateFits& fits,
                        const lag::LagDesign& design, const stats::MixedDesign& with) {
  constexpr int rounds = 12;
  constexpr double first_share = 0.3;  // of the noise of a day that the curve explains, where the rounds start
  FittedOutcome ready;
  ready.outcome = index;
  if (!fits.fits[index].identifiable) return ready;
  const Eigen::Index columns = with.blocks.back().columns;
  std::vector<double> variance_ratios = shared_ratios(fits, index, design);
  variance_ratios.push_back(first_share * static_cast<double>(with.random.rows()) /
                            std::max(with.random.rightCols(columns).squaredNorm(), 1e-12));
  const stats::MixedFit fitted =
      stats::mixed(outcome.daily.values, with, {fits.fits[index].noise, variance_ratios, rounds});
  if (!fitted.identifiable) return ready;
  ready.fit = stats::without_last_block(fitted);
  ready.added.emplace(outcome.daily.values, design.mixed, ready.fit);
  return ready;
}

std::vector<double> points(const Exposure& exposure, int n) {
  std::vector<double> x;
  x.reserve(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) x.push_back(exposure.first + (exposure.last - exposure.first) * i / (n - 1));
  return x;
}

void straight(const FittedOutcome& ready, const Exposure& exposure, const DoseOptions& options, Dose& answer) {
  const double mean = exposure.x.mean();
  const auto line = ready.added->of((exposure.x.array() - mean).matrix())[0];
  const double t = stats::student_quantile(0.975, ready.fit.degrees);
  answer.p =
      std::isnan(line.estimate) ? 1 : 2 * stats::student_cdf(-std::abs(line.estimate / line.error), ready.fit.degrees);
  answer.shape = answer.p >= line_level ? DoseShape::flat : line.estimate > 0 ? DoseShape::rising : DoseShape::falling;
  if (std::isnan(line.estimate)) return;
  for (const double x : points(exposure, options.points)) {
    const double y = line.estimate * (x - mean), half = t * std::abs(line.error * (x - mean));
    answer.curve.push_back({x, y, y - half, y + half});
  }
}

void bell_curve(const FittedOutcome& ready, const Exposure& exposure, const Optimum& best,
                const Eigen::Matrix4d& spread, const FreeMask& free, const DoseOptions& options, Dose& answer) {
  // f(x; at) = height(at) (bell(x) - its mean over the days); its gradient in `at` by differences, height estimated
  // anew.
  const auto shape = [&](double x, const Params& at) {
    const double width = std::exp(x < at[0] ? at[1] - at[3] : at[1] + at[3]);
    return std::exp(-std::pow((x - at[0]) / width, 2) / 2) - exposure.bell(at).mean();
  };
  std::vector<Params> places{best.at};
  const Params step{exposure.range() / 100, 0.02, 0.5, 0.02};
  for (std::size_t i = 0; i < n_at; ++i) {
    places.push_back(best.at);
    if (free[i]) places.back()[i] += step[i];
  }
  Eigen::MatrixXd columns(exposure.x.size(), n_at + 1);
  for (std::size_t i = 0; i <= n_at; ++i) columns.col(static_cast<Eigen::Index>(i)) = exposure.bell(places[i]);
  const auto heights = ready.added->of(columns);
  answer.height = heights[0].estimate;
  const double t = stats::student_quantile(0.975, ready.fit.degrees);
  for (const double x : points(exposure, options.points)) {
    const double base = shape(x, best.at), y = heights[0].estimate * base;
    Eigen::Vector4d gradient;
    for (std::size_t i = 0; i < n_at; ++i) {
      gradient(static_cast<Eigen::Index>(i)) = (heights[i + 1].estimate * shape(x, places[i + 1]) - y) / step[i];
    }
    const double half = t * std::sqrt(gradient.dot(spread * gradient) + std::pow(heights[0].error * base, 2));
    answer.curve.push_back({x, y, y - half, y + half});
  }
}

// Of one question, the dimensions that are asked together.
struct Asked {
  const Exposure& exposure;
  const DoseQuestion& question;
  const DoseOptions& options;
};

// Which dimensions show a bell, and where it is; their answers are put into `answers`.
void answer_together(const Asked& asked, const std::vector<const FittedOutcome*>& ready, std::span<Dose> answers) {
  const Exposure& exposure = asked.exposure;
  const DoseOptions& options = asked.options;
  FreeMask free{true, true, exposure.shifts, false};
  // A coarse look, then the best of each alone.
  std::vector<Params> coarse;
  for (int i = 0; i <= 8; ++i) {
    for (const double width : {0.15, 0.3, 0.6}) {
      coarse.push_back({exposure.low + exposure.range() * i / 8, std::log(width * exposure.range()), 0, 0});
    }
  }
  std::vector<const FittedOutcome*> belled;
  Optimum start;
  for (const FittedOutcome* one : ready) {
    const std::vector<double> gain = deviances({one}, exposure, coarse);
    const auto top = static_cast<std::size_t>(std::max_element(gain.begin(), gain.end()) - gain.begin());
    const Optimum alone = pattern_search({one}, exposure, coarse[top], free);
    const auto line = one->added->of(exposure.x)[0];
    const double of_line = std::isnan(line.estimate) ? 0 : std::pow(line.estimate / line.error, 2);
    Dose& answer = answers[one->outcome];
    const bool inside = alone.at[0] > exposure.low && alone.at[0] < exposure.high;
    if (alone.gain - of_line < bell_beats_line || !inside) {
      straight(*one, exposure, options, answer);
      continue;
    }
    answer.p = stats::chi_square_tail(alone.gain, 4);
    belled.push_back(one);
    if (alone.gain > start.gain) start = alone;
  }
  if (belled.empty()) return;

  Optimum best = pattern_search(belled, exposure, start.at, free);
  FreeMask skewed = free;
  skewed[3] = true;
  if (const Optimum leaning = pattern_search(belled, exposure, best.at, skewed);
      leaning.gain > best.gain + skew_beats_even) {
    best = leaning;
    free = skewed;
  }
  const lag::Interval optimum = profile(belled, exposure, best, free, 0, exposure.range() / 20);
  if (!(optimum.low > exposure.first) || !(optimum.high < exposure.last)) return;  // unidentified
  const Eigen::Matrix4d spread = covariance(belled, exposure, best, free);
  DoseShift shift;
  if (exposure.shifts) {
    shift.by = asked.question.shifted_by;
    shift.per_100 = best.at[2];
    shift.median = exposure.median;
    shift.ci = profile(belled, exposure, best, free, 2, 2);
    Params still = best.at;
    still[2] = 0;
    shift.p = stats::chi_square_tail(
        std::max(best.gain - pattern_search(belled, exposure, still, {true, true, false, free[3]}).gain, 0.0), 1);
    if (!std::isfinite(shift.ci.low) || !std::isfinite(shift.ci.high)) shift.ci = {NAN, NAN};
  }
  BellSeasons by_season;
  if (!options.season.empty()) by_season = bell_by_season(belled, exposure, best.at, options.season);
  for (std::size_t i = 0; i < belled.size(); ++i) {
    const FittedOutcome* one = belled[i];
    Dose& answer = answers[one->outcome];
    answer.optimum_p = by_season.optimum_p, answer.height_p = by_season.height_p;
    for (std::size_t s = 0; s < n_seasons; ++s) {
      const BellSeason& part = by_season.parts[s];
      if (!part.height.empty()) answer.bell_seasons[s] = {part.optimum, part.ci, part.height[i]};
    }
    answer.shape = DoseShape::bell;
    answer.optimum = best.at[0];
    answer.optimum_ci = optimum;
    answer.width = std::exp(best.at[1] - best.at[3]);
    answer.width_above = std::exp(best.at[1] + best.at[3]);
    answer.shift = shift;
    bell_curve(*one, exposure, best, spread, free, options, answer);
    const double widths = std::sqrt(-2 * std::log(zone_height));
    const double from = std::max(answer.optimum - widths * answer.width, exposure.first),
                 to = std::min(answer.optimum + widths * answer.width_above, exposure.last);
    if (from > exposure.first) answer.zones.push_back({"below", exposure.first, from});
    answer.zones.push_back({"ideal", from, to});
    if (to < exposure.last) answer.zones.push_back({"above", to, exposure.last});
  }
}

// One question, prepared: the design without the exposure's own day, and with a free curve in its place.
struct Prepared {
  std::optional<Exposure> exposure;  // none: it cannot be asked
  lag::LagDesign design;
  stats::MixedDesign with;
  std::vector<FittedOutcome> ready;  // one for each outcome
};

Prepared prepare(const series::CovariateGrid& grid, const DoseQuestion& question, const DoseOptions& options) {
  Prepared prepared;
  const series::CovariateSeries* covariate = series::find_covariate(grid, question.exposure);
  if (!covariate || covariate->kind != series::CovariateKind::exposure ||
      series::standardised(covariate->amount).size() == 0) {
    return prepared;
  }
  const series::CovariateSeries* shifter =
      question.shifted_by.empty() ? nullptr : series::find_covariate(grid, question.shifted_by);
  const Exposure exposure = exposure_of(*covariate, shifter);
  const auto step = options.design.unit_step.find(question.exposure);
  const double unit_step = step == options.design.unit_step.end() ? 1 : step->second;
  if (exposure.range() < options.min_spread * unit_step) return prepared;
  lag::LagDesignOptions without = options.design;
  without.without_same_day = question.exposure;
  prepared.design = lag::lagged_design_matrix(grid, without);
  prepared.with = prepared.design.mixed;
  const Eigen::MatrixXd free = free_curve(exposure);
  const Eigen::Index q = prepared.with.random.cols();
  prepared.with.random.conservativeResize(Eigen::NoChange, q + free.cols());
  prepared.with.random.rightCols(free.cols()) = free;
  prepared.with.blocks.push_back({static_cast<int>(q), static_cast<int>(free.cols())});
  prepared.exposure = exposure;
  return prepared;
}

}  // namespace

std::vector<Dose> dose(std::span<const lag::Outcome> outcomes, const series::CovariateGrid& grid,
                       const lag::CovariateFits& fits, const DoseOptions& options) {
  require(options.min_spread > 0 && options.points >= 2, "dose: min_spread > 0 and points >= 2 expected, got {} and {}",
          options.min_spread, options.points);
  require(fits.fits.size() == outcomes.size(), "dose: a fit for each of {} outcomes expected, got {}", outcomes.size(),
          fits.fits.size());
  const std::size_t n = outcomes.size();
  std::vector<Dose> answers(options.questions.size() * n);
  std::vector<Prepared> prepared(options.questions.size());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    answers[i].exposure = options.questions[i / n].exposure;
    answers[i].dimension = outcomes[i % n].dimension;
    answers[i].n_days = stats::count(outcomes[i % n].daily.values);
  }
  for (std::size_t q = 0; q < prepared.size(); ++q) {
    prepared[q] = prepare(grid, options.questions[q], options);
    prepared[q].ready.resize(n);
  }
  parallel_for(answers.size(), options.threads, [&](std::size_t i) {
    Prepared& question = prepared[i / n];
    if (!question.exposure || answers[i].n_days < fewest_days) return;
    question.ready[i % n] = ready_for(outcomes[i % n], i % n, fits, question.design, question.with);
  });
  // Those that are asked together, then those that are asked alone.
  struct Group {
    std::size_t question;
    std::vector<const FittedOutcome*> ready;
  };
  std::vector<Group> groups;
  for (std::size_t q = 0; q < prepared.size(); ++q) {
    Group together{q, {}};
    for (const FittedOutcome& one : prepared[q].ready) {
      if (!one.added) continue;
      if (options.alone.contains(outcomes[one.outcome].dimension)) {
        groups.push_back({q, {&one}});
      } else {
        together.ready.push_back(&one);
      }
    }
    if (!together.ready.empty()) groups.push_back(std::move(together));
  }
  parallel_for(groups.size(), options.threads, [&](std::size_t g) {
    const std::size_t q = groups[g].question;
    answer_together({*prepared[q].exposure, options.questions[q], options}, groups[g].ready,
                    std::span(answers).subspan(q * n, n));
  });
  if (options.season.empty()) return answers;
  SeasonsOptions by_season{.season = options.season, .transition = options.transition, .threads = options.threads};
  for (const DoseQuestion& question : options.questions) by_season.exposures.push_back(question.exposure);
  std::vector<Seasons> parts = seasons(outcomes, grid, fits, by_season);
  for (std::size_t i = 0; i < answers.size(); ++i) answers[i].seasons = std::move(parts[i]);
  return answers;
}

std::vector<Dose> dose(std::span<const lag::Outcome> outcomes, const series::CovariateGrid& grid,
                       const DoseOptions& options) {
  return dose(outcomes, grid, lag::fit_covariates(outcomes, grid, options.design, options.threads), options);
}

}  // namespace skin2vec::dose
