// The linear forecast that networks add to in the validations: a ridge pooled over people, and one of each person's
// own.
//
//   const Ridge ridge(people, words);
//   Path path = path_of(person, words, ridge, 30);       // causal: nothing after the origin
//   add_own(people, words, paths_of_people, paths_of_others);
//
// Pooled, for each dimension and horizon: the last 7 day means about the centre and whether they were read, drift,
// roughness, the causes of the last 3 days. Own: what the person's causes did beyond that, learned as the days go by.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/forecast/tokens.h"
#include "skin2vec/twin/twin.h"

namespace skin2vec::bench {

constexpr int first_origin = 120;

struct Prepared {
  forecast::DayTable table;
  forecast::Tokens tokens;
  forecast::Forecasts oracle;  // of those who are judged
  int first = first_origin;
};

inline Prepared prepare(const twin::VirtualPerson& person) {
  Prepared one;
  one.table = forecast::day_table(person.entries, *diary::built_in_profile("skin"));
  one.tokens = forecast::tokens(one.table);
  one.oracle = forecast::Forecasts(one.table.days, static_cast<int>(one.table.dimensions.size()));
  bool met = false;
  for (const twin::Oracle& oracle : person.truth.oracle) {
    const int origin = oracle.origin - one.table.first;
    if (origin < 0 || origin >= one.table.days) continue;
    if (!met && origin >= first_origin) one.first = origin, met = true;
    for (int d = 0; d < one.oracle.dimensions(); ++d) {
      for (int h = 1; h <= forecast::kHorizons; ++h) {
        const auto at = static_cast<std::size_t>(h - 1), dimension = static_cast<std::size_t>(d);
        one.oracle.mean(origin, h, d) = oracle.mean[at][dimension];
        one.oracle.sd(origin, h, d) = oracle.day_sd[at][dimension];
      }
    }
  }
  return one;
}

// The pooled ridge. A row of each origin; the same columns for every dimension but its own readings.
class Ridge {
 public:
  Ridge(const std::vector<Prepared>& people, const forecast::Vocabulary& words) : words_(words) {
    for (std::size_t f = 0; f < words.columns.size(); ++f) {
      if (forecast::part_of(words.columns[f]) == forecast::Part::covariates)
        covariates_.push_back(static_cast<Eigen::Index>(f));
    }
    const auto dimensions = static_cast<int>(words.dimensions.size());
    const Eigen::Index width = columns();
    for (int d = 0; d < dimensions; ++d) {
      std::vector<Eigen::MatrixXd> gram(forecast::kHorizons, Eigen::MatrixXd::Zero(width, width));
      Eigen::MatrixXd moment = Eigen::MatrixXd::Zero(width, forecast::kHorizons);
      for (const Prepared& person : std::span(people).first(std::min<std::size_t>(people.size(), most))) {
        const forecast::Targets wanted = forecast::targets(person.table, person.tokens, words.dimensions);
        const Eigen::MatrixXd rows = design(person, d);
        for (int h = 0; h < forecast::kHorizons; ++h) {
          const Eigen::VectorXd weight = wanted.weight.col(h * dimensions + d).cast<double>().matrix();
          const Eigen::MatrixXd kept = weight.asDiagonal() * rows;
          gram[static_cast<std::size_t>(h)].selfadjointView<Eigen::Lower>().rankUpdate(kept.transpose());
          moment.col(h) += kept.transpose() * wanted.target.col(h * dimensions + d).cast<double>().matrix();
        }
      }
      Eigen::MatrixXd weights(width, forecast::kHorizons);
      for (int h = 0; h < forecast::kHorizons; ++h) {
        Eigen::MatrixXd full = gram[static_cast<std::size_t>(h)].selfadjointView<Eigen::Lower>();
        full.diagonal().array() += 50;  // rows of a column of variance 1; there are some ten thousand
        weights.col(h) = full.ldlt().solve(moment.col(h));
      }
      weights_.push_back(weights);
    }
  }

  [[nodiscard]] forecast::Rows forecast(const Prepared& person) const {
    const auto dimensions = static_cast<int>(words_.dimensions.size());
    forecast::Rows mean(person.table.days, forecast::kHorizons * dimensions);
    for (int d = 0; d < dimensions; ++d) {
      const Eigen::MatrixXd said = design(person, d) * weights_[static_cast<std::size_t>(d)];
      for (int h = 0; h < forecast::kHorizons; ++h) mean.col(h * dimensions + d) = said.col(h).cast<float>().array();
    }
    return mean;
  }

 private:
  static constexpr std::size_t most = 300;  // people: a hundred thousand rows for some eighty columns
  static constexpr int recent = 7, lags = 3;
  [[nodiscard]] Eigen::Index columns() const {
    return 2 * recent + 4 + lags * static_cast<Eigen::Index>(covariates_.size());
  }
  [[nodiscard]] Eigen::MatrixXd design(const Prepared& person, int dimension) const {
    const int days = person.table.days;
    Eigen::MatrixXd rows = Eigen::MatrixXd::Zero(days, columns());
    const std::string& name = words_.dimensions[static_cast<std::size_t>(dimension)];
    const auto found = std::find(person.tokens.dimensions.begin(), person.tokens.dimensions.end(), name);
    if (found == person.tokens.dimensions.end()) return rows;
    const auto d = found - person.tokens.dimensions.begin();
    const forecast::Rows x = forecast::arranged(person.tokens, words_.columns);
    const forecast::Rows own =
        forecast::arranged(person.tokens, std::vector{name + ".level", name + ".drift", name + ".rough"});
    for (int t = 0; t < days; ++t) {
      for (int lag = 0; lag < std::min(recent, t + 1); ++lag) {
        const double value = person.table.value(t - lag, d);
        if (std::isnan(value)) continue;
        rows(t, lag) = std::clamp((value - person.tokens.centre(t, d)) / person.tokens.scale(t, d), -5.0, 5.0);
        rows(t, recent + lag) = 1;
      }
      for (int i = 0; i < 3; ++i) rows(t, 2 * recent + i) = static_cast<double>(own(t, i));
      rows(t, 2 * recent + 3) = 1;
      Eigen::Index at = 2 * recent + 4;
      for (const Eigen::Index covariate : covariates_) {
        for (int lag = 0; lag < lags; ++lag, ++at)
          rows(t, at) = t < lag ? 0 : static_cast<double>(x(t - lag, covariate));
      }
    }
    return rows;
  }

  const forecast::Vocabulary& words_;
  std::vector<Eigen::Index> covariates_;
  std::vector<Eigen::MatrixXd> weights_;  // of each dimension (columns, horizons)
};

constexpr std::array ahead = {1, 2, 3, 5, 7};  // days

// What one person's own causes did so far beyond the pooled ridge: a ridge on its errors of the day ahead, brought up
// to date each day (recursive least squares; one gain a day for all dimensions, a reading that is missing changes
// nothing). Causes in four stretches of lags, exposures also squared. From day t it knows the errors of origins up to t
// - 1, and says what the causes up to t will add 1, 2, 3, 5 and 7 days later if nothing more happens. (days, dimensions
// ahead)
inline forecast::Rows own_ridge(const Prepared& person, const forecast::Vocabulary& words, const forecast::Rows& pooled,
                                double penalty) {
  constexpr std::array stretches = {0, 1, 3, 6, 10};
  const int days = person.table.days, dimensions = static_cast<int>(words.dimensions.size());
  std::vector<Eigen::VectorXd> inputs;
  for (const auto& name : person.tokens.columns) {
    if (!name.ends_with(".amount")) continue;
    inputs.emplace_back(forecast::arranged(person.tokens, std::vector{name}).col(0).cast<double>().matrix());
    const std::string measured = name.substr(0, name.size() - 7) + ".measured";
    if (std::find(person.tokens.columns.begin(), person.tokens.columns.end(), measured) !=
        person.tokens.columns.end()) {
      inputs.emplace_back((inputs.back().array().square() - 1).matrix() / 1.5);
    }
  }
  const auto width = static_cast<Eigen::Index>(inputs.size() * (stretches.size() - 1));
  const auto row_of = [&](int known, int later) {  // the day `later` after `known`, causes up to `known`
    Eigen::VectorXd row = Eigen::VectorXd::Zero(width);
    Eigen::Index at = 0;
    for (const Eigen::VectorXd& input : inputs) {
      for (std::size_t s = 0; s + 1 < stretches.size(); ++s, ++at) {
        for (int lag = std::max(stretches[s], later); lag < stretches[s + 1] && lag <= known + later; ++lag) {
          row(at) += input(known + later - lag) / std::sqrt(stretches[s + 1] - stretches[s]);
        }
      }
    }
    return row;
  };
  const forecast::Targets wanted = forecast::targets(person.table, person.tokens, words.dimensions);
  forecast::Rows said = forecast::Rows::Zero(days, dimensions * static_cast<Eigen::Index>(ahead.size()));
  Eigen::MatrixXd beta = Eigen::MatrixXd::Zero(width, dimensions),
                  p = Eigen::MatrixXd::Identity(width, width) / penalty;
  for (int t = 0; t < days; ++t) {
    if (t > 0) {
      const Eigen::VectorXd z = row_of(t - 1, 0), pz = p * z, gain = pz / (1 + z.dot(pz));
      p.noalias() -= gain * pz.transpose();
      for (int d = 0; d < dimensions; ++d) {
        if (wanted.weight(t - 1, d) == 0) continue;
        const double error = static_cast<double>(wanted.target(t - 1, d) - pooled(t - 1, d)) - z.dot(beta.col(d));
        beta.col(d) += std::clamp(error, -3.0, 3.0) * gain;
      }
    }
    for (std::size_t i = 0; i < ahead.size(); ++i) {
      said.row(t).segment(static_cast<Eigen::Index>(i) * dimensions, dimensions) =
          (row_of(t, ahead[i] - 1).transpose() * beta).array().cast<float>().cwiseMax(-3.0F).cwiseMin(3.0F);
    }
  }
  return said;
}

struct Path {
  forecast::Forecasts structural;  // where that is what the network adds to
  forecast::Rows linear;
  forecast::Rows more;  // columns for the tokens: what own_ridge says
};

// penalty: of own_ridge, in readings
inline Path path_of(const Prepared& person, const forecast::Vocabulary& words, const Ridge& ridge, double penalty) {
  Path path{.linear = ridge.forecast(person), .more = {}};
  path.more = own_ridge(person, words, path.linear, penalty);
  return path;
}

// Adds to the linear paths of everyone what own_ridge says, by weights for each horizon that are one for all dimensions
// and people, of the training people.
inline void add_own(const std::vector<Prepared>& train, const forecast::Vocabulary& words, std::vector<Path>& learned,
                    std::vector<Path>& holdout) {
  const auto dimensions = static_cast<Eigen::Index>(words.dimensions.size());
  constexpr auto n = static_cast<Eigen::Index>(ahead.size());
  std::vector<Eigen::MatrixXd> gram(forecast::kHorizons, Eigen::MatrixXd::Identity(n, n) * 10);
  std::vector<Eigen::VectorXd> moment(forecast::kHorizons, Eigen::VectorXd::Zero(n));
  const auto row_of = [&](const Path& path, Eigen::Index t, Eigen::Index d) {
    Eigen::VectorXd row(n);
    for (Eigen::Index i = 0; i < n; ++i) row(i) = static_cast<double>(path.more(t, i * dimensions + d));
    return row;
  };
  for (std::size_t p = 0; p < std::min<std::size_t>(train.size(), 300); ++p) {
    const forecast::Targets wanted = forecast::targets(train[p].table, train[p].tokens, words.dimensions);
    for (Eigen::Index t = 30; t < wanted.target.rows(); ++t) {
      for (Eigen::Index d = 0; d < dimensions; ++d) {
        const Eigen::VectorXd row = row_of(learned[p], t, d);
        for (std::size_t h = 0; h < forecast::kHorizons; ++h) {
          const Eigen::Index column = static_cast<Eigen::Index>(h) * dimensions + d;
          if (wanted.weight(t, column) == 0) continue;
          gram[h] += row * row.transpose();
          moment[h] += row * static_cast<double>(wanted.target(t, column) - learned[p].linear(t, column));
        }
      }
    }
  }
  for (std::size_t h = 0; h < forecast::kHorizons; ++h) {
    const Eigen::VectorXd weight = gram[h].ldlt().solve(moment[h]);
    for (auto* paths : {&learned, &holdout}) {
      for (Path& path : *paths) {
        for (Eigen::Index i = 0; i < n; ++i) {
          path.linear.middleCols(static_cast<Eigen::Index>(h) * dimensions, dimensions) +=
              static_cast<float>(weight(i)) * path.more.middleCols(i * dimensions, dimensions);
        }
      }
    }
  }
}

}  // namespace skin2vec::bench
