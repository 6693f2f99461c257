// n days of a group, q columns of what is solved: D dimensions, then the unit vectors of some days. F columns of
// covariates.
#include "skin2vec/explain/gp_attribution.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/forecast/gp_groups.h"

namespace skin2vec::explain {
namespace attribution {

using OfParts = std::array<double, forecast::kResponseScales.size()>;

// What one amount leaves in the columns of its covariate on each of the days after an evening,
// (kHorizons,kFiltersPerCovariate): the difference that it makes. `amount` is in the covariate's own scale.
Eigen::MatrixXd left_behind(const series::CovariateSeries& covariate, const forecast::CovariateScaling& scaling,
                            int day, int evening, double amount) {
  forecast::DistributedLagFilter faded;
  Eigen::MatrixXd left(forecast::kHorizons, forecast::kFiltersPerCovariate);
  double last = 0;
  for (int t = day; t <= evening + forecast::kHorizons; ++t) {
    const bool observed = t <= evening && !std::isnan(covariate.amount(t));
    last = t == day ? amount : observed ? 0 : last * scaling.autocorrelation;
    faded.add(last);
    if (t <= evening) continue;
    const auto columns = faded.columns(scaling.prior_sd);
    left.row(t - evening - 1) = Eigen::Map<const Eigen::RowVectorXd>(columns.data(), forecast::kFiltersPerCovariate);
  }
  return left;
}

// An amount in the covariate's scale, against none of it or the usual value.
double against_none(const series::CovariateSeries& covariate, const forecast::CovariateScaling& scaling, int day) {
  const bool measured = covariate.kind == series::CovariateKind::exposure;
  return (covariate.amount(day) - (measured ? scaling.mean : 0)) / scaling.scale;
}

// The part of each axis of bump b in the covariances of the days ahead, (2 kHorizons,n), the first axis first: the mean
// of its two differences.
linalg::RowMatrix bump_parts(const forecast::FeatureRows& future, const forecast::FeatureRows& days, Eigen::Index b,
                             const forecast::GpOptions& options) {
  const auto at = [&](bool with_one, bool with_other) {
    forecast::FeatureRows moved = future;
    if (!with_one) moved.bump_input.col(2 * b).setZero();
    if (!with_other) moved.bump_input.col(2 * b + 1).setZero();
    linalg::RowMatrix answers = linalg::RowMatrix::Zero(future.bump_input.rows(), std::ssize(days.day));
    forecast::add_rbf_interaction(moved, days, b, options, answers);
    return answers;
  };
  const linalg::RowMatrix both = at(true, true), one = at(true, false), other = at(false, true),
                          none = at(false, false);
  linalg::RowMatrix parts(2 * both.rows(), both.cols());
  parts << (both - other + one - none) / 2, (both - one + other - none) / 2;
  return parts;
}

// The last day up to `evening` on which the covariate was measured; -1: none.
int last_measured(const series::CovariateSeries& covariate, int evening) {
  while (evening >= 0 && std::isnan(covariate.amount(evening))) --evening;
  return evening;
}

// Days as rows of what was solved, and their unit vectors as columns of it.
struct Units {
  std::vector<Eigen::Index> rows, columns;
};

// A group with the days whose unit vectors are solved with its values: those that may be taken out, or come later.
struct Solved {
  forecast::Group group;
  std::vector<int> units;

  [[nodiscard]] Eigen::Index width() const { return std::ssize(group.dimensions) + std::ssize(units); }
  // Those for which wanted(day).
  template <typename Wanted>
  [[nodiscard]] Units of(const Wanted& wanted) const {
    Units some;
    for (std::size_t k = 0; k < units.size(); ++k) {
      if (!wanted(units[k])) continue;
      some.rows.push_back(group.row(units[k]));
      some.columns.push_back(std::ssize(group.dimensions) + static_cast<Eigen::Index>(k));
    }
    return some;
  }
};

forecast::LeaveOut without_days(const linalg::RowMatrix& x, Units days) {
  return {x, days.rows, std::move(days.columns)};
}

linalg::RowMatrix times(const linalg::RowMatrix& rows, const linalg::RowMatrix& x) {
  linalg::RowMatrix product = linalg::RowMatrix::Zero(rows.rows(), x.cols());
  linalg::add_product(rows, x, product);
  return product;
}

}  // namespace attribution
using namespace attribution;

// Dimensions of a group that were read on the same days, each part of kResponseScales solved: K^-1 of their values and
// of unit vectors. How much each part counts, for each dimension.
struct GpAttribution::Block {
  const forecast::DayTable& table;
  const forecast::GpOptions& options;
  const forecast::BlockRows& rows;
  const forecast::FeatureRows& days;  // of the group
  const Solved& solved;
  int block = 0, end = 0, first = 0;  // first: the first origin

  std::vector<Eigen::Index> places{};  // of the dimensions, in the group
  std::array<linalg::RowMatrix, forecast::kResponseScales.size()> x{}, covariates{},
      calendar{};                // (n,q), and columns of FeatureRows times it
  std::vector<OfParts> share{};  // of each dimension

  [[nodiscard]] int dimension(std::size_t i) const {
    return solved.group.dimensions[static_cast<std::size_t>(places[i])];
  }
  [[nodiscard]] bool is_read(int day) const { return forecast::was_read(table, day, dimension(0)); }
};

GpAttribution::GpAttribution(const forecast::DayTable& table, const PartsOptions& options)
    : from_(std::max(0, table.days - options.origins)),
      days_(table.days),
      dimensions_(static_cast<int>(table.value.cols())),
      covariates_(static_cast<int>(table.covariates.size())),
      lags_(options.lags) {
  require(options.origins >= 1 && options.lags >= 1, "StructuralParts: {} origins and {} lags", options.origins,
          options.lags);
  answers_.assign(static_cast<std::size_t>(days_ - from_) * forecast::kHorizons *
                      static_cast<std::size_t>(dimensions_ * covariates_) * static_cast<std::size_t>(lags_),
                  0.0);
  waves_.resize(static_cast<std::size_t>(days_ - from_) * forecast::kHorizons * static_cast<std::size_t>(dimensions_));
  const int refit = options.structural.refit_days;
  for (int block = from_ / refit * refit; block < days_; block += refit) {
    add_block(table, options.structural, block);
  }
}

void GpAttribution::add_block(const forecast::DayTable& table, const forecast::GpOptions& o, int block) {
  const int begin = std::max(0, block - o.remembered_days), end = std::min(block + o.refit_days, days_);
  const int first = std::max(block, from_), known = std::min(block, from_);
  const forecast::BlockRows rows = forecast::block_rows(table, o, begin, block, block + o.refit_days, first);
  for (forecast::Group& group : forecast::groups(table, begin, end)) {
    if (group.days.empty()) continue;
    Solved solved{.group = std::move(group), .units = {}};
    std::vector<Eigen::Index> which;
    which.reserve(solved.group.days.size());
    for (const int day : solved.group.days) {
      which.push_back(day - begin);
      const bool missing = std::binary_search(solved.group.missing.begin(), solved.group.missing.end(), day);
      if (day >= known || missing) solved.units.push_back(day);
    }
    const forecast::FeatureRows days = forecast::select(rows.observed, which);
    const auto n = static_cast<Eigen::Index>(which.size());
    const auto width = static_cast<Eigen::Index>(solved.group.dimensions.size());
    linalg::RowMatrix y = linalg::RowMatrix::Zero(n, solved.width());
    std::map<std::vector<bool>, std::vector<Eigen::Index>> alike;  // dimensions by the days on which they were read
    for (Eigen::Index i = 0; i < width; ++i) {
      const int dimension = solved.group.dimensions[static_cast<std::size_t>(i)];
      const double zero = forecast::first_value(table, begin, end, dimension);
      std::vector<bool> read;
      read.reserve(which.size());
      for (Eigen::Index k = 0; k < n; ++k) {
        const int day = days.day[static_cast<std::size_t>(k)];
        read.push_back(forecast::was_read(table, day, dimension));
        if (read.back()) y(k, i) = table.value(day, dimension) - zero;
      }
      alike[std::move(read)].push_back(i);
    }
    for (std::size_t k = 0; k < solved.units.size(); ++k) {
      y(solved.group.row(solved.units[k]), width + static_cast<Eigen::Index>(k)) = 1;
    }

    const forecast::Covariance covariances = forecast::covariance(days, days, rows.distance, o);
    std::array<linalg::RowMatrix, forecast::kResponseScales.size()> all;
    OfParts determinant{};
    for (std::size_t c = 0; c < forecast::kResponseScales.size(); ++c) {
      linalg::RowMatrix k = forecast::with_scale(covariances, forecast::kResponseScales[c]);
      k.diagonal().array() += o.noise_sd * o.noise_sd;
      const linalg::Cholesky factor(std::move(k));
      all[c] = factor.solve(y);
      determinant[c] = factor.log_determinant();
    }
    for (auto& [read, places] : alike) {
      Block one{table, o, rows, days, solved, block, end, first};
      one.places = std::move(places);
      std::vector<OfParts> likelihood(one.places.size());
      for (std::size_t c = 0; c < forecast::kResponseScales.size(); ++c) {
        const forecast::LeaveOut lacking = without_days(all[c], solved.of([&](int day) { return !one.is_read(day); }));
        one.x[c] = lacking.downdate(all[c]);
        one.covariates[c] = times(days.covariates.transpose(), one.x[c]);
        one.calendar[c] = times(days.calendar.transpose(), one.x[c]);
        const forecast::LeaveOut before =
            without_days(one.x[c], solved.of([&](int day) { return day >= block && one.is_read(day); }));
        int own_days = 0;
        for (int day = begin; day < block; ++day) own_days += one.is_read(day) ? 1 : 0;
        const linalg::RowMatrix square = before.downdate(times(y(Eigen::all, one.places).transpose(), one.x[c]));
        for (std::size_t i = 0; i < one.places.size(); ++i) {
          likelihood[i][c] =
              forecast::log_likelihood(own_days, square(static_cast<Eigen::Index>(i), one.places[i]), determinant[c],
                                       lacking.log_determinant() + before.log_determinant());
        }
      }
      for (const OfParts& of_dimension : likelihood) one.share.push_back(forecast::shares(of_dimension));
      for (int origin = first; origin < end; ++origin) add_origin(one, origin);
    }
  }
}

void GpAttribution::add_origin(const Block& block, int day) {
  const forecast::FeatureRows& future = block.rows.future[static_cast<std::size_t>(day - block.first)];
  const forecast::Covariance across = forecast::covariance(future, block.days, block.rows.distance, block.options);
  const auto bumps = static_cast<Eigen::Index>(block.rows.bumps.size());
  const Eigen::Index of_covariates = block.covariates[0].rows(), of_bumps = Eigen::Index{2} * forecast::kHorizons,
                     of_calendar = block.calendar[0].rows();
  linalg::RowMatrix bump(bumps * of_bumps, std::ssize(block.days.day));
  for (Eigen::Index b = 0; b < bumps; ++b) {
    bump.middleRows(b * of_bumps, of_bumps) = bump_parts(future, block.days, b, block.options);
  }
  const Units hidden = block.solved.of([&](int one) { return one >= from_ && one <= day && block.is_read(one); });
  const Units later = block.solved.of([&](int one) { return one > day && block.is_read(one); });
  std::vector<Eigen::Index> at;  // of the hidden days, from `from_` on
  for (const Eigen::Index row : hidden.rows)
    at.push_back(block.solved.group.days[static_cast<std::size_t>(row)] - from_);

  const auto width = static_cast<Eigen::Index>(block.places.size());
  Eigen::MatrixXd answers = Eigen::MatrixXd::Zero(of_covariates + bump.rows(), width);
  Eigen::MatrixXd calendar = Eigen::MatrixXd::Zero(of_calendar, width);
  for (std::size_t c = 0; c < forecast::kResponseScales.size(); ++c) {
    const double response_scale = forecast::kResponseScales[c];
    const linalg::RowMatrix& x = block.x[c];
    linalg::RowMatrix told(answers.rows() + of_calendar + forecast::kHorizons + std::ssize(hidden.rows), x.cols());
    told.topRows(of_covariates) = block.covariates[c];
    told.middleRows(of_covariates, bump.rows()) = times(bump, x);
    told.middleRows(answers.rows(), of_calendar) = block.calendar[c];
    told.middleRows(answers.rows() + of_calendar, forecast::kHorizons) =
        times(forecast::with_scale(across, response_scale), x);
    told.bottomRows(std::ssize(hidden.rows)) = x(hidden.rows, Eigen::all);
    const Eigen::MatrixXd own = without_days(x, later).downdate(told);
    Origin origin{
        .day = day,
        .dimensions = {},
        .shares = {},
        .at = at,
        .across = own(Eigen::all, hidden.columns).middleRows(answers.rows() + of_calendar, forecast::kHorizons),
        .inner = own(Eigen::all, hidden.columns).bottomRows(std::ssize(hidden.rows)),
        .weights = own(Eigen::all, block.places).bottomRows(std::ssize(hidden.rows))};
    for (Eigen::Index i = 0; i < width; ++i) {
      const auto place = static_cast<std::size_t>(i);
      const double share = block.share[place][c];
      answers.col(i) += share * response_scale * response_scale * own.col(block.places[place]).head(answers.rows());
      calendar.col(i) += share * own.col(block.places[place]).segment(answers.rows(), of_calendar);
      origin.dimensions.push_back(block.dimension(place));
      origin.shares.push_back(share);
    }
    if (!at.empty()) origins_.push_back(std::move(origin));
  }
  add_answers(block, day, answers);
  add_rhythms(block, day, calendar);
}

// answers (F + 2 kHorizons bumps, dimensions of the block): the posterior mean weights of the columns of covariates,
// and what each axis of a bump adds on each day ahead.
void GpAttribution::add_answers(const Block& block, int day, const Eigen::MatrixXd& answers) {
  const forecast::DayTable& table = block.table;
  for (std::size_t c = 0; c < block.rows.scalings.size(); ++c) {
    const forecast::CovariateScaling& scaling = block.rows.scalings[c];
    const auto& covariate = table.covariates[static_cast<std::size_t>(scaling.covariate)];
    for (int lag = 0; lag < lags_ && lag <= day; ++lag) {
      if (std::isnan(covariate.amount(day - lag))) continue;
      const double amount = against_none(covariate, scaling, day - lag);
      if (amount == 0) continue;
      const Eigen::MatrixXd response_scale =
          left_behind(covariate, scaling, day - lag, day, amount) *
          answers.middleRows(static_cast<Eigen::Index>(c) * forecast::kFiltersPerCovariate,
                             forecast::kFiltersPerCovariate);
      for (std::size_t i = 0; i < block.places.size(); ++i) {
        for (int h = 1; h <= forecast::kHorizons; ++h) {
          answers_[at(day, h, block.dimension(i), scaling.covariate, lag)] +=
              response_scale(h - 1, static_cast<Eigen::Index>(i));
        }
      }
    }
  }
  Eigen::Index row = std::ssize(block.rows.scalings) * forecast::kFiltersPerCovariate;
  for (const auto& bump : block.rows.bumps) {
    for (const int scaling : bump) {
      const int covariate = block.rows.scalings[static_cast<std::size_t>(scaling)].covariate;
      const int lag = day - last_measured(table.covariates[static_cast<std::size_t>(covariate)], day);
      for (int h = 1; h <= forecast::kHorizons; ++h, ++row) {
        if (lag >= lags_ || lag > day) continue;
        for (std::size_t i = 0; i < block.places.size(); ++i) {
          answers_[at(day, h, block.dimension(i), covariate, lag)] += answers(row, static_cast<Eigen::Index>(i));
        }
      }
    }
  }
}

// weights (K, dimensions of the block): the posterior mean weights of the columns of the calendar.
void GpAttribution::add_rhythms(const Block& block, int day, const Eigen::MatrixXd& weights) {
  const linalg::RowMatrix& future = block.rows.future[static_cast<std::size_t>(day - block.first)].calendar;
  for (std::size_t wave = 0; wave < forecast::kCalendarWaves.size(); ++wave) {
    const auto of_cosine = 2 * static_cast<Eigen::Index>(wave), of_sine = of_cosine + 1;
    for (std::size_t i = 0; i < block.places.size(); ++i) {
      const double a = weights(of_cosine, static_cast<Eigen::Index>(i)),
                   b = weights(of_sine, static_cast<Eigen::Index>(i));
      for (int h = 1; h <= forecast::kHorizons; ++h) {
        const double cosine = future(h - 1, of_cosine), sine = future(h - 1, of_sine);
        waves_[at(day, h, block.dimension(i))][wave] = {a * cosine + b * sine, b * cosine - a * sine};
      }
    }
  }
}

double GpAttribution::rhythm(int origin, int horizon, int dimension, forecast::TimeScale scale, double turns) const {
  double sum = 0;
  const auto& waves = waves_[at(origin, horizon, dimension)];
  for (std::size_t wave = 0; wave < forecast::kCalendarWaves.size(); ++wave) {
    if (forecast::kCalendarWaves[wave].scale != scale) continue;
    const double angle = 2 * std::numbers::pi * forecast::kCalendarWaves[wave].turns * turns;
    sum += waves[wave][0] * std::cos(angle) + waves[wave][1] * std::sin(angle);
  }
  return sum;
}

// With L L' = (K^-1)_SS of the days in their order, those of the first k days are its first k rows: what is lost by
// them is the sum of k rows of L^-1 across' times L^-1 weights.
std::vector<Eigen::ArrayXXd> GpAttribution::without_in_turn(std::span<const int> days) const {
  const Eigen::Index rows = days_ - from_, columns = Eigen::Index{forecast::kHorizons} * dimensions_;
  std::vector<Eigen::ArrayXXd> changes(days.size(), Eigen::ArrayXXd::Zero(rows, columns));
  for (const int day : days) {
    require(day >= from_ && day < days_, "StructuralParts: day {} is not in [{}, {})", day, from_, days_);
  }
  std::vector<Eigen::Index> out;
  std::vector<std::size_t> turn;
  for (const Origin& origin : origins_) {
    out.clear();
    turn.clear();
    for (std::size_t k = 0; k < days.size(); ++k) {
      const auto found = std::lower_bound(origin.at.begin(), origin.at.end(), days[k] - from_);
      if (found == origin.at.end() || *found != days[k] - from_) continue;  // it was not read by then
      out.push_back(found - origin.at.begin());
      turn.push_back(k);
    }
    if (out.empty()) continue;
    const Eigen::LLT<Eigen::MatrixXd> root(Eigen::MatrixXd(origin.inner(out, out)));
    const Eigen::MatrixXd across = root.matrixL().solve(Eigen::MatrixXd(origin.across(Eigen::all, out).transpose()));
    const Eigen::MatrixXd weights = root.matrixL().solve(Eigen::MatrixXd(origin.weights(out, Eigen::all)));
    for (std::size_t k = 0; k < out.size(); ++k) {
      // What the k-th takes with it is gone from its turn on.
      for (std::size_t i = 0; i < origin.dimensions.size(); ++i) {
        const double weight = origin.shares[i] * weights(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(i));
        for (int h = 0; h < forecast::kHorizons; ++h) {
          changes[turn[k]](origin.day - from_, h * dimensions_ + origin.dimensions[i]) -=
              weight * across(static_cast<Eigen::Index>(k), h);
        }
      }
    }
  }
  for (std::size_t k = 1; k < changes.size(); ++k) changes[k] += changes[k - 1];
  return changes;
}

Eigen::ArrayXXd GpAttribution::without(std::span<const int> days) const {
  if (days.empty()) return Eigen::ArrayXXd::Zero(days_ - from_, Eigen::Index{forecast::kHorizons} * dimensions_);
  return without_in_turn(days).back();
}

}  // namespace skin2vec::explain
