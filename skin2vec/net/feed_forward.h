// Two linear layers with max(0, x) between them, on each row by itself.
//
//   const FeedForward<float> feed(layout, "encoder.0.feed", 64, 256);
//   FeedForward<float>::Kept kept;
//   feed.forward(theta, x, y, kept);
//
// Conventions and threads: linear.h.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "skin2vec/net/linear.h"

namespace skin2vec::net {

template <typename Real>
class FeedForward {
 public:
  struct Kept {
    std::vector<Real> hidden;    // (rows,hidden), after max(0, x)
    std::vector<Real> d_hidden;  // room for backward
  };

  // Blocks NAME.in and NAME.out, as Linear's.
  FeedForward(Layout& layout, const std::string& name, int width, int hidden);

  // x (rows,width) -> y (rows,width). throws ContractError if the spans do not fit
  void forward(std::span<const Real> theta, std::span<const Real> x, std::span<Real> y, Kept& kept) const;
  void backward(std::span<const Real> theta, std::span<Real> gradient, std::span<const Real> x, Kept& kept,
                std::span<const Real> dy, std::span<Real> dx, linalg::Start start) const;

 private:
  Linear<Real> in_, out_;
};

}  // namespace skin2vec::net
