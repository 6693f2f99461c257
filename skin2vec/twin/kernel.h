// How an effect spreads over the days after its covariate.
//
//   const auto kernel = kernel_of({.shape = Shape::delayed, .onset = 0, .days = 5.0, .size = 0.6});
//   kernel[5];                           // what weight 1 did five days ago adds today; the largest of this kernel
//
// A kernel holds one number per lag in days, 22 of them (lag 0 is the same date), as the answers of `effects` do.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace skin2vec::twin {

inline constexpr int n_lags = 22;

enum class Shape {
  exponential,  // exp(-(lag - onset) / days) from the onset on
  delayed,      // ((lag - onset)/days)^3 exp(-3 (lag - onset)/days): a gamma density that peaks `days` after the onset
  plateau,      // 1 for `days` days (rounded, at least 2) from the onset on
  biphasic,     // exponential, less 0.6 of a delayed wave that peaks 2 + 2 `days` after the onset
  accumulated,  // the hidden habit: the same on lags onset to onset + days - 1, beyond 22 lags too
};

struct KernelShape {
  Shape shape = Shape::exponential;
  int onset = 0;    // lag of the first effect, days; >= 0
  double days = 1;  // see Shape; > 0
  double size = 0;  // sum of absolute values, signed: the first phase has this sign
};

// "exponential", "delayed", "plateau", "biphasic", "accumulated".
[[nodiscard]] std::string_view to_text(Shape shape);

// The kernel: 22 numbers whose absolute values sum to |size|; for `accumulated`, onset + days numbers, which may be
// more.
// throws   ContractError if onset < 0 or >= 22, or days <= 0
[[nodiscard]] std::vector<double> kernel_of(const KernelShape& shape);

// The first 22 numbers, filled with zero.
[[nodiscard]] std::vector<double> first_lags(std::span<const double> kernel);

// Sum over lag of kernel[lag] * amount[day - lag]; nothing happened before day 0.
[[nodiscard]] double lagged_sum(std::span<const double> kernel, std::span<const double> amount, int day);

}  // namespace skin2vec::twin
