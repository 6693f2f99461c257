#include "skin2vec/dose/bell_seasons.h"

#include <algorithm>
#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"

namespace skin2vec::dose {

namespace {

constexpr int fewest_days_of_season = 30;
constexpr double least_spread = 0.25;  // of the year's

// A season that can be asked.
struct Part {
  int season;
  Eigen::ArrayXd inside;  // 1 or 0 a day
  double first, last;     // quantiles 0.05, 0.95 of its exposure
};

std::vector<Part> parts_of(const Exposure& exposure, const std::vector<int>& season) {
  std::vector<Part> parts;
  for (int s = 0; s < n_seasons; ++s) {
    Part part{s, Eigen::ArrayXd::Zero(exposure.x.size()), 0, 0};
    std::vector<double> x;
    for (std::size_t t = 0; t < season.size(); ++t) {
      if (season[t] != s) continue;
      part.inside(static_cast<Eigen::Index>(t)) = 1;
      x.push_back(exposure.x(static_cast<Eigen::Index>(t)));
    }
    if (std::ssize(x) < fewest_days_of_season) continue;
    part.first = stats::quantile(x, 0.05), part.last = stats::quantile(x, 0.95);
    if (part.last - part.first < least_spread * exposure.range()) continue;
    parts.push_back(std::move(part));
  }
  return parts;
}

// What a bell of each season explains in all dimensions; heights of each dimension.
struct Explained {
  double gain = 0;
  std::vector<Eigen::VectorXd> heights;
};

class Seasonal {
 public:
  Seasonal(const std::vector<const FittedOutcome*>& dimensions, const Exposure& exposure,
           const std::vector<Part>& parts)
      : dimensions_(dimensions), exposure_(exposure), parts_(parts) {}

  [[nodiscard]] Explained apart(const std::vector<Params>& at) const {
    Eigen::MatrixXd columns(exposure_.x.size(), std::ssize(parts_));
    for (std::size_t i = 0; i < parts_.size(); ++i)
      columns.col(static_cast<Eigen::Index>(i)) = column(parts_[i], at[i]);
    return of(columns);
  }
  [[nodiscard]] double one_height(const Params& at) const {
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(exposure_.x.size());
    for (const Part& part : parts_) sum += column(part, at);
    return of(sum).gain;
  }

 private:
  [[nodiscard]] Eigen::VectorXd column(const Part& part, const Params& at) const {
    const Eigen::ArrayXd bell = exposure_.bell(at).array();
    return (bell - (bell * part.inside).sum() / part.inside.sum()) * part.inside;
  }
  [[nodiscard]] Explained of(const Eigen::MatrixXd& columns) const {
    Explained all;
    for (const FittedOutcome* one : dimensions_) {
      const auto evidence = one->added->group(columns).evidence;
      Eigen::VectorXd height = evidence.information.ldlt().solve(evidence.score);
      all.gain += height.dot(evidence.score);
      all.heights.push_back(std::move(height));
    }
    return all;
  }

  const std::vector<const FittedOutcome*>& dimensions_;
  const Exposure& exposure_;
  const std::vector<Part>& parts_;
};

// The best optimum of part i, the others held: steps that halve where neither side is better.
double settle(const Seasonal& model, const Exposure& exposure, std::vector<Params>& at, std::size_t i) {
  double gain = model.apart(at).gain;
  for (double step = exposure.range() / 16; step > exposure.range() / 500;) {
    bool moved = false;
    for (const double sign : {-1.0, 1.0}) {
      std::vector<Params> other = at;
      other[i][0] += sign * step;
      if (!exposure.allowed(other[i])) continue;
      const double there = model.apart(other).gain;
      if (there <= gain + 1e-6) continue;
      at = std::move(other), gain = there, moved = true;
      break;
    }
    if (!moved) step /= 2;
  }
  return gain;
}

// Where the gain has fallen by 3.84; infinite if it does not within what is allowed.
double end_of(const Seasonal& model, const Exposure& exposure, const std::vector<Params>& at, std::size_t i,
              double gain, double step) {
  std::vector<Params> out = at;
  double inside = at[i][0];
  for (;;) {
    out[i][0] = inside + step;
    if (!exposure.allowed(out[i])) return std::copysign(INFINITY, step);
    if (model.apart(out).gain < gain - stats::kChiSquare95) break;
    inside = out[i][0];
  }
  double low = inside, high = out[i][0];
  for (int halving = 0; halving < 7; ++halving) {
    out[i][0] = (low + high) / 2;
    (model.apart(out).gain < gain - stats::kChiSquare95 ? high : low) = out[i][0];
  }
  return (low + high) / 2;
}

}  // namespace

BellSeasons bell_by_season(const std::vector<const FittedOutcome*>& dimensions, const Exposure& exposure,
                           const Params& at, const std::vector<int>& season) {
  require(std::ssize(season) == exposure.x.size(), "bell_by_season: a season a day expected, got {} for {} days",
          season.size(), exposure.x.size());
  BellSeasons answer;
  const std::vector<Part> parts = parts_of(exposure, season);
  if (parts.empty()) return answer;
  const Seasonal model(dimensions, exposure, parts);
  std::vector<Params> own(parts.size(), at);
  const double of_heights = model.apart(own).gain;
  double gain = of_heights;
  for (int round = 0; round < 2; ++round) {
    for (std::size_t i = 0; i < parts.size(); ++i) gain = settle(model, exposure, own, i);
  }
  const Explained best = model.apart(own);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const lag::Interval ci{end_of(model, exposure, own, i, gain, -exposure.range() / 12),
                           end_of(model, exposure, own, i, gain, exposure.range() / 12)};
    if (!(ci.low > parts[i].first) || !(ci.high < parts[i].last)) continue;
    BellSeason& part = answer.parts[static_cast<std::size_t>(parts[i].season)];
    part.optimum = own[i][0];
    part.ci = ci;
    for (const Eigen::VectorXd& heights : best.heights) part.height.push_back(heights(static_cast<Eigen::Index>(i)));
  }
  if (parts.size() < 2) return answer;
  const double apart = static_cast<double>(parts.size()) - 1;
  answer.height_p = stats::chi_square_tail(std::max(of_heights - model.one_height(at), 0.0),
                                           apart * static_cast<double>(dimensions.size()));
  answer.optimum_p = stats::chi_square_tail(std::max(gain - of_heights, 0.0), apart);
  return answer;
}

}  // namespace skin2vec::dose
