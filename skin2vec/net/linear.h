// y = x W + b, for each row.
//
//   const Linear<float> linear(layout, "head", 64, 12);
//   linear.forward(theta, x, y);                             // x (rows,64) -> y (rows,12)
//   linear.backward(theta, gradient, x, dy, dx, linalg::Start::zero);
//
// All layers of this room share the convention: `theta` is the flat vector of a Layout, `gradient` has its length and
// is added to; rows are inferred from the spans; a layer keeps nothing, what backward needs is passed to it or stands
// in the layer's Kept. Not checked: that theta is the layout's. Safe to call from several threads, each with a gradient
// and a Kept of its own. Cost: 2 rows in out operations forward, twice that backward.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "skin2vec/linalg/kernels.h"
#include "skin2vec/net/parameters.h"

namespace skin2vec::net {

template <typename Real>
class Linear {
 public:
  // Blocks NAME.weight (in,out), Glorot, and NAME.bias (out), 0.
  // throws   ContractError if in or out is below 1
  Linear(Layout& layout, const std::string& name, int in, int out);

  // x (rows,in) -> y (rows,out). throws ContractError if the spans do not fit
  void forward(std::span<const Real> theta, std::span<const Real> x, std::span<Real> y) const;

  // dy (rows,out) -> dx (rows,in), written or added to as `start` says; an empty dx is not computed.
  // throws   ContractError if the spans do not fit, or start is bias
  void backward(std::span<const Real> theta, std::span<Real> gradient, std::span<const Real> x,
                std::span<const Real> dy, std::span<Real> dx, linalg::Start start) const;

  [[nodiscard]] int in() const { return in_; }
  [[nodiscard]] int out() const { return out_; }
  [[nodiscard]] std::size_t weight() const { return weight_; }  // offset of W
  [[nodiscard]] std::size_t bias() const { return bias_; }      // offset of b

 private:
  int in_, out_;
  std::size_t weight_, bias_;
};

}  // namespace skin2vec::net
