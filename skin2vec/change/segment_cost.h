// What a stretch of values costs if it is one segment: the squares that are left when its level, or its line, is taken
// out.
//
//   const std::vector<double> left = growing_costs(values, {.model = Model::line});   // of values[0, k), k = 0 ... n
//
//   level    sum of (y - level)^2
//   line     sum of (y - level - slope t)^2
//   memory   the same as level, of values whose noise remembers: each segment is whitened afresh (stats/whiten.h: AR(1)
//            plus white noise, variance 1 of both together), so that a run of like noise is not taken for a new level
// A missing value (NaN) costs nothing and is never filled in; time goes on. The noise is the same read backwards, so
// that the costs of values[k, n) are those of the reversed values. A cost never falls when a value is added.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "skin2vec/stats/whiten.h"

namespace skin2vec::change {

enum class Model { level, line, memory };

struct CostOptions {
  Model model = Model::level;
  stats::Noise noise = {};  // of the model memory
};

// A segment of level or line that grows by a value a day; its sums, about its own first day.
class OpenLine {
 public:
  explicit OpenLine(Model model) : line_(model == Model::line) {}
  void add(double y) {
    const double t = days_++;
    if (std::isnan(y)) return;
    ++n_, t_ += t, tt_ += t * t, y_ += y, ty_ += t * y, yy_ += y * y;
  }
  [[nodiscard]] double cost() const {
    if (n_ < 1) return 0;
    double left = yy_ - y_ * y_ / n_;
    const double spread = tt_ - t_ * t_ / n_;
    if (line_ && spread > 0) left -= (ty_ - t_ * y_ / n_) * (ty_ - t_ * y_ / n_) / spread;
    return std::max(left, 0.0);
  }

 private:
  bool line_;
  double days_ = 0, n_ = 0, t_ = 0, tt_ = 0, y_ = 0, ty_ = 0, yy_ = 0;
};

// A segment of level whose noise remembers: a Kalman filter of the noise runs over the values and over a column of
// ones, and the sums are of the innovations of both.
class OpenMemory {
 public:
  explicit OpenMemory(stats::Noise noise) : noise_(noise), spread_(1 - noise.white) {}
  void add(double y) {
    if (begun_) {
      y_state_ *= noise_.phi, one_state_ *= noise_.phi;
      spread_ = noise_.phi * noise_.phi * spread_ + (1 - noise_.phi * noise_.phi) * (1 - noise_.white);
    }
    if (std::isnan(y)) return;
    begun_ = true;
    const double variance = spread_ + noise_.white, gain = spread_ / variance;
    const double fresh = y - y_state_, one = 1 - one_state_;
    yy_ += fresh * fresh / variance, y1_ += fresh * one / variance, ones_ += one * one / variance;
    y_state_ += gain * fresh, one_state_ += gain * one;
    spread_ -= gain * spread_;
  }
  [[nodiscard]] double cost() const { return ones_ > 0 ? std::max(yy_ - y1_ * y1_ / ones_, 0.0) : 0; }

 private:
  stats::Noise noise_;
  bool begun_ = false;
  double spread_, y_state_ = 0, one_state_ = 0, yy_ = 0, y1_ = 0, ones_ = 0;
};

// Element k: the cost of the first k values; n + 1 of them, the first 0. O(n).
// throws   ContractError if the noise is out of range (whiten.h)
[[nodiscard]] std::vector<double> growing_costs(std::span<const double> values, const CostOptions& options);

}  // namespace skin2vec::change
