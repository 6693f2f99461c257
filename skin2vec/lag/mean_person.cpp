#include "skin2vec/lag/mean_person.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace skin2vec::lag {

namespace {

using Key = std::pair<series::CovariateKind, std::string>;

constexpr double same = 0.95;

struct Span {
  Day first;
  int days = 0;
};

Span span_of(std::span<const Record* const> people) {
  Span span;
  Day last;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const series::CovariateGrid& grid = people[i]->grid;
    span.first = i == 0 ? grid.first : std::min(span.first, grid.first);
    last = i == 0 ? grid.first + grid.days : std::max(last, grid.first + grid.days);
  }
  span.days = people.empty() ? 0 : last - span.first;
  return span;
}

// Sums over people by date.
struct Sums {
  explicit Sums(int days) : sum(Eigen::VectorXd::Zero(days)), squares(sum), people(sum) {}
  void add(Eigen::Index t, double value) {
    if (std::isnan(value)) return;
    sum(t) += value, squares(t) += value * value, people(t) += 1;
  }
  // NaN on dates with fewer than half as many people as on the fullest.
  [[nodiscard]] Eigen::VectorXd mean() const {
    const double enough = std::max(people.size() > 0 ? people.maxCoeff() / 2 : 0.0, 1.0);
    return (people.array() >= enough).select(sum.array() / people.array().max(1), NAN);
  }
  Eigen::VectorXd sum, squares, people;
};

// The known values less level, line and days of the week, of variance 1; empty if nothing is left.
Eigen::VectorXd residual(const Eigen::VectorXd& amount, Day first) {
  std::vector<Eigen::Index> known;
  for (Eigen::Index t = 0; t < amount.size(); ++t) {
    if (!std::isnan(amount(t))) known.push_back(t);
  }
  const Eigen::Index n = std::ssize(known);
  const Eigen::VectorXd y = amount(known);
  Eigen::MatrixXd columns = Eigen::MatrixXd::Zero(n, 8);  // a day of the week each, and a line
  for (Eigen::Index i = 0; i < n; ++i) {
    const Eigen::Index t = known[static_cast<std::size_t>(i)];
    columns(i, (first + static_cast<int>(t)).weekday()) = 1;
    columns(i, 7) = static_cast<double>(t) / static_cast<double>(amount.size());
  }
  const Eigen::VectorXd rest = y - columns * columns.completeOrthogonalDecomposition().solve(y);
  const double variance = rest.squaredNorm() / static_cast<double>(std::max<Eigen::Index>(n, 1));
  if (!(variance > 1e-9 * y.squaredNorm() / static_cast<double>(std::max<Eigen::Index>(n, 1)))) return {};
  Eigen::VectorXd all = Eigen::VectorXd::Constant(amount.size(), NAN);
  for (Eigen::Index i = 0; i < n; ++i) all(known[static_cast<std::size_t>(i)]) = rest(i) / std::sqrt(variance);
  return all;
}

}  // namespace

series::Series additive(const Outcome& outcome) {
  series::Series days = outcome.daily;
  if (outcome.scale == diary::OutcomeScale::count) {
    for (double& value : days.values) value = std::log1p(value);
  }
  return days;
}

std::vector<Shared> shared_covariates(std::span<const Record* const> people) {
  const Span span = span_of(people);
  struct Gathered {
    Sums amount, standard;
  };
  std::map<Key, std::size_t> place;
  std::vector<Shared> all;
  std::vector<Gathered> gathered;
  for (const Record* person : people) {
    const Eigen::Index from = person->grid.first - span.first;
    for (const series::CovariateSeries& covariate : person->grid.covariates) {
      const auto [at, is_new] = place.try_emplace({covariate.kind, covariate.name}, all.size());
      if (is_new) {
        all.push_back({covariate.name, covariate.kind, 0, false, false, span.first, {}});
        gathered.push_back({Sums(span.days), Sums(span.days)});
      }
      Gathered& into = gathered[at->second];
      for (Eigen::Index t = 0; t < covariate.amount.size(); ++t) into.amount.add(from + t, covariate.amount(t));
      const Eigen::VectorXd standard = residual(covariate.amount, person->grid.first);
      for (Eigen::Index t = 0; t < standard.size(); ++t) into.standard.add(from + t, standard(t));
    }
  }
  for (std::size_t c = 0; c < all.size(); ++c) {
    // With m people of variance 1 on a date: sum over pairs of z_i z_j = ((sum z)^2 - sum z^2) / 2.
    const Sums& z = gathered[c].standard;
    const double pairs = (z.people.array() * (z.people.array() - 1)).sum();
    const double with = (z.sum.array().square() - z.squares.array()).sum();
    all[c].mean_amount = gathered[c].amount.mean();
    if (!(pairs > 0)) continue;
    all[c].correlation = with / pairs;
    const double most = z.people.maxCoeff();
    all[c].is_shared = most >= kFewestPeople && (most - 1) * all[c].correlation > 1;
    all[c].is_same = all[c].is_shared && all[c].correlation > same;
  }
  return all;
}

std::optional<Record> mean_person(std::span<const Record* const> people, std::span<const Shared> shared) {
  if (std::ssize(people) < kFewestPeople) return std::nullopt;
  const Span span = span_of(people);
  Record mean;
  std::vector<Sums> sums;
  std::map<std::string, std::size_t> place;
  for (const Record* person : people) {
    const Eigen::Index from = person->grid.first - span.first;
    for (const Outcome& outcome : person->outcomes) {
      const auto [at, is_new] = place.try_emplace(outcome.dimension, sums.size());
      if (is_new) {
        mean.outcomes.push_back({outcome.dimension, {span.first, {}}});
        sums.emplace_back(span.days);
      }
      const series::Series days = additive(outcome);
      const Eigen::Map<const Eigen::ArrayXd> y(days.values.data(), std::ssize(days.values));
      const auto known = (y == y);
      if (!known.any()) continue;
      const double own = known.select(y, 0).sum() / static_cast<double>(known.count());
      for (Eigen::Index t = 0; t < y.size(); ++t) sums[at->second].add(from + t, y(t) - own);
    }
  }
  for (std::size_t d = 0; d < sums.size(); ++d) {
    const Eigen::VectorXd y = sums[d].mean();
    mean.outcomes[d].daily.values.assign(y.data(), y.data() + y.size());
  }
  mean.grid = {span.first, span.days, {}};
  for (const Shared& covariate : shared) {
    const auto known = (covariate.mean_amount.array() == covariate.mean_amount.array());
    series::CovariateSeries one{covariate.covariate,
                                covariate.is_shared ? series::CovariateKind::exposure : covariate.kind,
                                covariate.mean_amount, static_cast<int>(known.count()), NAN};
    if (one.kind != series::CovariateKind::exposure) one.amount = known.select(one.amount.array(), 0);
    mean.grid.covariates.push_back(std::move(one));
  }
  mean.design.unit_step = people[0]->design.unit_step;
  return mean;
}

Record with_deviations(const Record& person, std::span<const Shared> shared) {
  Record split = person;
  std::vector<series::CovariateSeries> common;
  for (series::CovariateSeries& covariate : split.grid.covariates) {
    const auto at = std::find_if(shared.begin(), shared.end(), [&](const Shared& one) {
      return one.covariate == covariate.name && one.kind == covariate.kind && one.is_shared && !one.is_same;
    });
    if (at == shared.end()) continue;
    series::CovariateSeries mean{covariate.name + " in common", series::CovariateKind::exposure, {}, 0, NAN};
    mean.amount = at->mean_amount.segment(split.grid.first - at->first, split.grid.days);
    const auto step = split.design.unit_step.find(covariate.name);
    if (step != split.design.unit_step.end()) split.design.unit_step[mean.name] = step->second;
    const auto known = (mean.amount.array() == mean.amount.array());
    mean.entries = static_cast<int>(known.count());
    covariate.amount -= mean.amount;  // NaN, not known, where the mean is not
    covariate.kind = series::CovariateKind::exposure;
    common.push_back(std::move(mean));
  }
  for (series::CovariateSeries& mean : common) split.grid.covariates.push_back(std::move(mean));
  return split;
}

}  // namespace skin2vec::lag
