#include "skin2vec/lag/one_fit.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <numbers>
#include <numeric>

#include "skin2vec/base/require.h"
#include "skin2vec/lag/lag_basis.h"
#include "skin2vec/lag/posterior_summary.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"

namespace skin2vec::lag {

namespace {

constexpr int apart = 400;  // days between two people's rows: 0.98^400 is 0.0003
constexpr int most_waves = 20;
constexpr int days_a_wave = 8;   // the fastest has a period of twice that
constexpr int most_groups = 20;  // of the jackknife

// One person's part of the rows.
struct Part {
  const Record* record = nullptr;
  const series::Series* daily = nullptr;
  Eigen::Index from = 0;  // first row
};

// A covariate in the fit.
struct Placed {
  const Shared* shared = nullptr;
  int block = 0;            // in MixedDesign::blocks
  Eigen::MatrixXd to_come;  // (rows, 3)
  int exposed = 0;          // days with a reading, with the covariate
  int people = 0;           // in whom it varies
};

// The amounts of a person less what is in common, unit by unit_step; days not known 0.
Eigen::VectorXd amounts(const Record& record, const series::CovariateSeries& covariate, const Shared& shared) {
  Eigen::VectorXd amount = covariate.amount;
  if (shared.is_shared) amount -= shared.mean_amount.segment(record.grid.first - shared.first, amount.size());
  const auto known = (amount.array() == amount.array());
  if (covariate.kind == series::CovariateKind::exposure) {
    const double n = static_cast<double>(known.count());
    const double mean = n > 0 ? known.select(amount.array(), 0).sum() / n : 0;
    const auto step = record.design.unit_step.find(covariate.name);
    return known.select(amount.array() - mean, 0) / (step == record.design.unit_step.end() ? 1 : step->second);
  }
  return known.select(amount.array(), 0);
}

class Rows {
 public:
  Rows(std::vector<Part> parts, std::span<const Shared> shared) : parts_(std::move(parts)) {
    for (Part& part : parts_) {
      part.from = rows_;
      rows_ += part.daily->days() + apart;
    }
    y.assign(static_cast<std::size_t>(rows_), NAN);
    for (const Part& part : parts_) {
      std::copy(part.daily->values.begin(), part.daily->values.end(), y.begin() + part.from);
    }
    levels_and_lines();
    waves();
    for (const Shared& one : shared) add(one);
    design.random.resize(rows_, columns_);
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      design.random.middleCols(design.blocks[i].from, design.blocks[i].columns) = blocks_[i];
    }
  }

  std::vector<double> y;
  stats::MixedDesign design;
  std::vector<Placed> covariates;

  // Of the readings about each person's own mean.
  [[nodiscard]] double spread() const {
    double squares = 0, n = 0;
    for (const Part& part : parts_) {
      const double count = stats::count(part.daily->values), sd = stats::sd(part.daily->values);
      squares += sd * sd * (count - 1), n += count - 1;
    }
    return std::max(std::sqrt(squares / n), 1e-6);
  }

  // Without the people of one group: their rows have no value.
  [[nodiscard]] std::vector<double> without(std::size_t group, std::size_t groups) const {
    std::vector<double> rest = y;
    for (std::size_t i = group; i < parts_.size(); i += groups) {
      std::fill_n(rest.begin() + parts_[i].from, parts_[i].daily->days(), NAN);
    }
    return rest;
  }
  // Only the levels and lines of the others: the columns of people without rows would make the fit singular.
  [[nodiscard]] stats::MixedDesign design_without(std::size_t group, std::size_t groups) const {
    stats::MixedDesign rest{{}, design.random, design.blocks};
    std::vector<Eigen::Index> kept;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (i % groups == group) continue;
      kept.push_back(static_cast<Eigen::Index>(2 * i));
      kept.push_back(static_cast<Eigen::Index>(2 * i + 1));
    }
    rest.fixed = design.fixed(Eigen::all, kept);
    return rest;
  }

 private:
  void block(Eigen::MatrixXd columns) {
    design.blocks.push_back({columns_, static_cast<int>(columns.cols())});
    columns_ += static_cast<int>(columns.cols());
    blocks_.push_back(std::move(columns));
  }

  void levels_and_lines() {
    design.fixed = Eigen::MatrixXd::Zero(rows_, 2 * std::ssize(parts_));
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const Part& part = parts_[i];
      const int days = part.daily->days();
      for (int t = 0; t < days; ++t) {
        design.fixed(part.from + t, static_cast<Eigen::Index>(2 * i)) = 1;
        design.fixed(part.from + t, static_cast<Eigen::Index>(2 * i + 1)) = days > 1 ? 2.0 * t / (days - 1) - 1 : 0;
      }
    }
  }

  // Cosines over the dates of anybody, and over the days of a record, slow ones larger.
  void waves() {
    Day first = parts_[0].daily->first, last = first;
    int longest = 1;
    for (const Part& part : parts_) {
      first = std::min(first, part.daily->first);
      last = std::max(last, part.daily->first + part.daily->days());
      longest = std::max(longest, part.daily->days());
    }
    waves_over(last - first, [&](const Part& part) { return part.daily->first - first; });
    waves_over(longest, [](const Part&) { return 0; });
  }

  template <typename Start>
  void waves_over(int span, const Start& start) {
    const int n = std::clamp(span / days_a_wave, 1, most_waves);
    Eigen::MatrixXd columns = Eigen::MatrixXd::Zero(rows_, n);
    for (const Part& part : parts_) {
      for (int t = 0; t < part.daily->days(); ++t) {
        const double at = (start(part) + t + 0.5) / span;
        for (int k = 1; k <= n; ++k) columns(part.from + t, k - 1) = std::cos(std::numbers::pi * k * at) / k;
      }
    }
    block(std::move(columns));
  }

  void add(const Shared& shared) {
    if (shared.is_same) return;  // goes with the date: the waves have it
    Eigen::MatrixXd lags = Eigen::MatrixXd::Zero(rows_, n_lags), before = lags;
    Placed placed{&shared, 0, Eigen::MatrixXd::Zero(rows_, 3), 0, 0};
    for (const Part& part : parts_) {
      for (const series::CovariateSeries& covariate : part.record->grid.covariates) {
        if (covariate.name != shared.covariate || covariate.kind != shared.kind) continue;
        const Eigen::VectorXd amount = amounts(*part.record, covariate, shared);
        const double usual = amount.mean();
        const Eigen::Index days = amount.size();
        if ((amount.array() - usual).abs().maxCoeff() > 1e-9) ++placed.people;
        lags.middleRows(part.from, days) = lagged_columns(amount, usual);
        before.middleRows(part.from, days) = lagged_columns(Eigen::VectorXd::Zero(days), usual);
        placed.to_come.middleRows(part.from, days) = ahead(amount, usual);
        for (Eigen::Index t = 0; t < days; ++t) {
          const bool read = !std::isnan(y[static_cast<std::size_t>(part.from + t)]);
          placed.exposed += read && covariate.amount(t) != 0 && !std::isnan(covariate.amount(t)) ? 1 : 0;
        }
      }
    }
    if (placed.people == 0) return;
    placed.block = static_cast<int>(design.blocks.size());
    block(lags * lag_basis());
    if (before.cwiseAbs().maxCoeff() > 1e-9) block(before * lag_basis());
    covariates.push_back(std::move(placed));
  }

  std::vector<Part> parts_;
  Eigen::Index rows_ = 0;
  int columns_ = 0;
  std::vector<Eigen::MatrixXd> blocks_;
};

// Errors of total and kernel by leaving out a group of people at a time, noise and ratios as fitted to all:
// variance = (G - 1) / G sum (estimate without g - their mean)^2, on G - 1 degrees of freedom.
struct Jackknife {
  explicit Jackknife(std::size_t covariates) : totals(covariates), kernels(covariates) {}
  std::vector<std::vector<double>> totals;
  std::vector<std::vector<Eigen::VectorXd>> kernels;
};

Interval about(double middle, double half) {
  return {middle - half, middle + half};
}

void widen(const std::vector<double>& totals, const std::vector<Eigen::VectorXd>& kernels, Effect& effect) {
  const double groups = static_cast<double>(totals.size());
  const double t = stats::student_quantile(stats::kTwoSided95, groups - 1), factor = (groups - 1) / groups;
  const double mean = stats::mean(totals);
  double squares = 0;
  for (const double one : totals) squares += (one - mean) * (one - mean);
  const double error = std::sqrt(factor * squares);
  effect.total = effect.contribution.total;  // without a prior on its size
  effect.contribution.error = error;
  effect.total_ci = about(effect.total, t * error);
  effect.p = error > 0 ? 2 * stats::student_cdf(-std::abs(effect.total) / error, groups - 1) : 1;
  const Eigen::VectorXd middle =
      std::accumulate(kernels.begin(), kernels.end(), Eigen::VectorXd(Eigen::VectorXd::Zero(n_lags))) / groups;
  Eigen::VectorXd spread = Eigen::VectorXd::Zero(n_lags);
  for (const Eigen::VectorXd& one : kernels) spread += (one - middle).cwiseAbs2();
  for (int lag = 0; lag < n_lags; ++lag) {
    const auto l = static_cast<std::size_t>(lag);
    const double half = t * std::sqrt(factor * spread(lag));
    effect.kernel_ci[l] = {std::min(effect.kernel_ci[l].low, effect.kernel[l] - half),
                           std::max(effect.kernel_ci[l].high, effect.kernel[l] + half)};
  }
}

void answer(const Rows& rows, std::size_t people, const OneFitOptions& options,
            const std::vector<OneFitEffect*>& into) {
  const stats::MixedFit fit = stats::mixed(rows.y, rows.design);
  if (!fit.identifiable) return;
  const double alternative = rows.spread() * rows.spread();
  const stats::AddedVariableTest columns(rows.y, rows.design, fit);
  Jackknife jackknife(rows.covariates.size());
  for (std::size_t c = 0; c < rows.covariates.size(); ++c) {
    const Placed& placed = rows.covariates[c];
    if (placed.people < options.min_people) continue;
    Effect& effect = into[c]->effect;
    describe(fit, placed.block, alternative, effect);
    const stats::AddedVariableTest::Group control = columns.group(placed.to_come);
    effect.control_p = stats::block_test(control.evidence, fit.degrees, alternative).p;
    effect.contribution.control = control.evidence;
    effect.n_days = fit.n;
    effect.n_exposed = placed.exposed;
    effect.verdict = EffectVerdict::none_found;
    into[c]->n_people = static_cast<int>(people);
  }
  const std::size_t groups = std::min<std::size_t>(people, most_groups);
  const stats::MixedOptions known{.noise = fit.noise, .variance_ratios = fit.variance_ratios};
  for (std::size_t g = 0; g < groups; ++g) {
    const stats::MixedFit rest = stats::mixed(rows.without(g, groups), rows.design_without(g, groups), known);
    if (!rest.identifiable) continue;
    for (std::size_t c = 0; c < rows.covariates.size(); ++c) {
      if (into[c]->effect.verdict == EffectVerdict::too_little_data) continue;
      Effect one;
      describe(rest, rows.covariates[c].block, alternative, one);
      jackknife.totals[c].push_back(one.contribution.total);
      jackknife.kernels[c].push_back(Eigen::Map<const Eigen::VectorXd>(one.kernel.data(), n_lags));
    }
  }
  for (std::size_t c = 0; c < rows.covariates.size(); ++c) {
    if (into[c]->effect.verdict != EffectVerdict::too_little_data) {
      widen(jackknife.totals[c], jackknife.kernels[c], into[c]->effect);
    }
  }
}

}  // namespace

std::vector<OneFitEffect> one_fit(std::span<const Record* const> people, const OneFitOptions& options) {
  require(options.min_people >= 5, "one_fit: min_people must be >= 5, got {}", options.min_people);
  require(options.min_readings >= 3, "one_fit: min_readings must be >= 3, got {}", options.min_readings);
  require(options.min_left >= 30, "one_fit: min_left must be >= 30, got {}", options.min_left);
  require(options.most_people >= options.min_people, "one_fit: most_people must be >= {}, got {}", options.min_people,
          options.most_people);
  std::vector<std::string> dimensions;
  for (const Record* person : people) {
    for (const Outcome& outcome : person->outcomes) {
      if (std::find(dimensions.begin(), dimensions.end(), outcome.dimension) == dimensions.end()) {
        dimensions.push_back(outcome.dimension);
      }
    }
  }
  const std::vector<Shared> shared = shared_covariates(people);
  std::vector<OneFitEffect> all(shared.size() * dimensions.size());
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    std::vector<Part> parts;
    std::deque<series::Series> days;  // what parts point to
    diary::OutcomeScale scale = diary::OutcomeScale::continuous;
    for (const Record* person : people) {
      for (const Outcome& outcome : person->outcomes) {
        if (outcome.dimension != dimensions[d] || stats::count(outcome.daily.values) < options.min_readings) continue;
        scale = outcome.scale;
        parts.push_back({person, &days.emplace_back(additive(outcome)), 0});
      }
    }
    std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
      return stats::count(a.daily->values) > stats::count(b.daily->values);
    });
    if (std::ssize(parts) > options.most_people) parts.resize(static_cast<std::size_t>(options.most_people));
    int left = 0;
    for (const Part& part : parts) left += stats::count(part.daily->values) - 2;
    for (std::size_t c = 0; c < shared.size(); ++c) {
      Effect& effect = all[c * dimensions.size() + d].effect;
      effect.covariate = shared[c].covariate;
      effect.kind = shared[c].kind;
      effect.dimension = dimensions[d];
      effect.scale = scale;
      effect.kernel.fill(NAN);
      effect.kernel_ci.fill({NAN, NAN});
    }
    const std::size_t n = parts.size();
    if (static_cast<int>(n) < options.min_people || left < options.min_left) continue;
    const Rows rows(std::move(parts), shared);
    std::vector<OneFitEffect*> into;
    for (const Placed& placed : rows.covariates) {
      into.push_back(&all[static_cast<std::size_t>(placed.shared - shared.data()) * dimensions.size() + d]);
    }
    answer(rows, n, options, into);
  }
  return all;
}

}  // namespace skin2vec::lag
