#include "skin2vec/change/online.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "skin2vec/base/require.h"

namespace skin2vec::change {

PageHinkley::PageHinkley(const CusumOptions& options) : options_(options) {
  require(options.slack >= 0, "PageHinkley: slack must be >= 0, got {}", options.slack);
}

double PageHinkley::add(double x) {
  if (!std::isnan(x)) {
    ++n_;
    mean_ += (x - mean_) / n_;
    up_ += x - mean_ - options_.slack;
    least_up_ = std::min(least_up_, up_);
    down_ += x - mean_ + options_.slack;
    most_down_ = std::max(most_down_, down_);
  }
  return std::max(up_ - least_up_, most_down_ - down_);
}

Cusum::Cusum(const CusumOptions& options) : options_(options) {
  require(options.slack >= 0, "Cusum: slack must be >= 0, got {}", options.slack);
}

double Cusum::add(double x) {
  if (!std::isnan(x)) {
    up_ = std::max(0.0, up_ + x - options_.slack);
    down_ = std::max(0.0, down_ - x - options_.slack);
  }
  return std::max(up_, down_);
}

Bocpd::Bocpd(const BocpdOptions& options) : options_(options) {
  require(options.hazard > 0 && options.hazard < 1, "Bocpd: hazard must be in (0, 1), got {}", options.hazard);
  require(options.recent >= 1, "Bocpd: recent must be >= 1, got {}", options.recent);
}

double Bocpd::add(double x) {
  // Before any value: mean 0 as if from 1 / 4 of a value, variance 1 as if from 2 (scores have about these).
  constexpr double prior_n = 0.25, prior_shape = 1, prior_rate = 1;
  constexpr std::size_t longest = 400;
  if (std::isnan(x)) {
    for (Run& run : runs_) ++run.days;
    return last_;
  }
  runs_.insert(runs_.begin(), {runs_.empty() ? 1.0 : 0.0, 0, 0, 0, 0});
  double total = 0;
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    Run& run = runs_[i];
    // Student's t of the next value: 2 shape degrees, about the run's mean.
    const double n = prior_n + run.n, shape = prior_shape + run.n / 2;
    const double mean = run.mean * run.n / n;
    const double rate = prior_rate + run.squares / 2 + prior_n * run.n * run.mean * run.mean / (2 * n);
    const double scale = rate * (n + 1) / (shape * n), z = (x - mean) * (x - mean) / (scale * 2 * shape);
    const double density =
        std::exp(std::lgamma(shape + 0.5) - std::lgamma(shape) - 0.5 * std::log(2 * shape * std::numbers::pi * scale) -
                 (shape + 0.5) * std::log1p(z));
    if (i == 0 && runs_.size() > 1) {
      run.weight = 0;
      for (std::size_t j = 1; j < runs_.size(); ++j) run.weight += runs_[j].weight * options_.hazard;
    } else if (i > 0) {
      run.weight *= 1 - options_.hazard;
    }
    run.weight *= density;
    total += run.weight;
    const double before = run.mean;
    ++run.n;
    run.mean += (x - run.mean) / run.n;
    run.squares += (x - before) * (x - run.mean);
    ++run.days;
  }
  if (runs_.size() > longest) {  // the two longest runs become one
    runs_[longest - 1].weight += runs_.back().weight;
    runs_.pop_back();
  }
  last_ = 0;
  for (Run& run : runs_) {
    run.weight /= total;
    if (run.days <= options_.recent) last_ += run.weight;
  }
  return last_;
}

namespace {

constexpr int least_values = 14;  // before the level is known well enough
constexpr int least_age = 4;      // days of a shift; a single odd day is none
constexpr int shift_window = 120, shift_dense = 30, shift_step = 5;
constexpr int slope_window = 180, slope_youngest = 21, slope_step = 7;

}  // namespace

Scan::Scan(const ScanOptions& options) : options_(options), spread_(1 - options.noise.white) {
  require(options.noise.phi >= 0 && options.noise.phi < 1 && options.noise.white >= 0 && options.noise.white <= 1,
          "Scan: phi in [0, 1) and white in [0, 1] expected, got {} and {}", options.noise.phi, options.noise.white);
  require(options.variance > 0, "Scan: variance must be > 0, got {}", options.variance);
  require(options.clip > 0, "Scan: clip must be > 0, got {}", options.clip);
}

// The filter of stats/whiten.h, for every column at once.
Scan::Step Scan::add(double y) {
  ++day_;
  const stats::Noise& noise = options_.noise;
  const double carry = day_ > 0 ? noise.phi : 1, slow = 1 - noise.white;
  spread_ = carry * carry * spread_ + (1 - carry * carry) * slow;
  y_state_ *= carry, level_state_ *= carry;
  std::erase_if(shifts_, [&](const Column& c) {
    const int age = day_ - c.begin;
    return age > shift_window || (age > shift_dense && c.begin % shift_step != 0);
  });
  std::erase_if(slopes_, [&](const Column& c) { return day_ - c.begin > slope_window; });
  if (day_ > 0) shifts_.push_back({day_});
  if (day_ > 0 && day_ % slope_step == 0) slopes_.push_back({day_});
  const bool there = !std::isnan(y);
  const double f = spread_ + noise.white, root = std::sqrt(f), gain = spread_ / root;
  const double wl = (1 - level_state_) / root;
  double wy = (y - y_state_) / root;
  if (there && n_ >= least_values) {
    const double foretold = wl * level_y_ / level_own_, limit = options_.clip * std::sqrt(options_.variance);
    wy = foretold + std::clamp(wy - foretold, -limit, limit);
  }
  if (there) {
    ++n_;
    level_own_ += wl * wl, level_y_ += wl * wy;
    y_state_ += gain * wy, level_state_ += gain * wl;
    spread_ -= spread_ * spread_ / f;
  }
  const auto grow = [&](std::vector<Column>& columns, bool slopes) {
    for (Column& c : columns) {
      c.state *= carry;
      if (!there) continue;
      const double height = slopes ? day_ - c.begin + 1 : 1;
      const double w = (height - c.state) / root;
      c.own += w * w, c.with_level += w * wl, c.with_y += w * wy;
      c.state += gain * w;
    }
  };
  grow(shifts_, false);
  grow(slopes_, true);
  Step step;
  if (n_ < least_values) return step;
  const auto look = [&](const std::vector<Column>& columns, int youngest, Best& up, Best& down) {
    for (const Column& c : columns) {
      if (day_ - c.begin + 1 < youngest) continue;
      const double own = c.own - c.with_level * c.with_level / level_own_;
      if (own < 1e-9) continue;
      const double with = c.with_y - c.with_level * level_y_ / level_own_, z2 = with * with / (own * options_.variance);
      Best& best = with > 0 ? up : down;
      if (z2 > best.z2) best = {z2, day_ - c.begin, with / own};
    }
  };
  look(shifts_, least_age, step.up.shift, step.down.shift);
  look(slopes_, slope_youngest, step.up.slope, step.down.slope);
  return step;
}

}  // namespace skin2vec::change
