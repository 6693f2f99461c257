// Mixed model equations at one noise and one set of ratios, from the side of the columns or of the days: what the
// search of mixed.h asks again and again.
//
//   GramCache grams(usable_rows(days, {y}, design));
//   Search search(grams, p, design, scales, options);
//   Solved solved = search.at({.phi = 0.4, .white = 0.3}, ratios);
//   update_ratios(solved, search.used(solved, ratios), design.blocks, scales, k, ratios);
//
// Part of mixed.cpp: nobody else includes it. Method and source: mixed.h.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "skin2vec/stats/dual_form.h"
#include "skin2vec/stats/mixed.h"

namespace skin2vec::stats::equations {

// Legend: n days, k fixed and q random columns, p = k + q, m dimensions that have a value on the same days,
// z (n, p + m) = [fixed | random | their values], gram = z' V^-1 z with V the correlation matrix of the noise.
struct Usable {
  std::vector<int> days;
  Eigen::MatrixXd z;
};

// Days on which y and every column are there.
[[nodiscard]] std::vector<int> usable_days(std::span<const double> y, const MixedDesign& design);
[[nodiscard]] Usable usable_rows(std::vector<int> days, const std::vector<std::span<const double>>& values,
                                 const MixedDesign& design);

struct Gram {
  Eigen::MatrixXd matrix;  // (p + m, p + m)
  double log_determinant = 0;
};

[[nodiscard]] Gram gram_of(const Usable& rows, Noise noise);

// The GramCache of the noises that were tried: the search comes back to where it was, with other ratios, and the
// searches for other dimensions come by. Each is made once, by the thread that is there first.
class GramCache {
 public:
  explicit GramCache(Usable rows) : rows_(std::move(rows)) {}
  [[nodiscard]] const Usable& rows() const { return rows_; }
  const Gram& at(Noise noise) {
    std::unique_lock lock(guard_);
    Entry& entry = known_[{noise.phi, noise.white}];
    lock.unlock();
    std::call_once(entry.made, [&] { entry.gram = gram_of(rows_, noise); });
    return entry.gram;
  }

 private:
  struct Entry {
    std::once_flag made;
    Gram gram;
  };
  Usable rows_;
  std::mutex guard_;
  std::map<std::pair<double, double>, Entry> known_;
};

struct Solved {
  bool good = false;
  Eigen::LLT<Eigen::MatrixXd> factor{Eigen::MatrixXd(0, 0)};  // of the coefficient matrix of the mixed model equations
  Eigen::VectorXd coefficients;
  double variance = 0;
  double likelihood = 0;       // restricted log likelihood up to a constant, with the priors
  DualForm::Solved dual_form;  // where the days are fewer than the columns, instead of the factor
};

// Prior of a ratio r: gamma, log density boundary_prior log r - r / scale, where a block of ratio `scale` explains
// `largest_share` times the noise of a day. Off zero, and proper: without an upper end a diary shorter than the design
// is explained without noise.
constexpr double boundary_prior = 0.5;
constexpr double largest_share = 4;
constexpr double first_share = 0.3;  // where the search starts

// One round of the fixed point: ratio = (b'b / variance + prior) / used. Gives the largest change of a log ratio.
double update_ratios(const Solved& solved, const std::vector<double>& used, const std::vector<Block>& blocks,
                     const std::vector<double>& scales, int k, std::vector<double>& variance_ratios);

// The same equations from the side of the days, where those are fewer (dual_form.h).
class Search {
 public:
  // All must outlive it. y: its column in the rows.
  Search(GramCache& grams, Eigen::Index y, const MixedDesign& design, const std::vector<double>& scales,
         const MixedOptions& options);
  [[nodiscard]] Solved at(Noise noise, const std::vector<double>& variance_ratios);
  // The degrees of freedom that each block takes.
  [[nodiscard]] std::vector<double> used(const Solved& solved, const std::vector<double>& variance_ratios) const;
  // With the factor of the coefficient matrix.
  [[nodiscard]] Solved last(Solved best, Noise noise, const std::vector<double>& variance_ratios);

 private:
  [[nodiscard]] Solved dual_form(Noise noise, const std::vector<double>& variance_ratios);

  GramCache& grams_;
  Eigen::Index y_;
  const std::vector<Block>& blocks_;
  const std::vector<double>& scales_;
  int k_, n_ = 0;
  std::optional<DualForm> days_;
};

}  // namespace skin2vec::stats::equations
