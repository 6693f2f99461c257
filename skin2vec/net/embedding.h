// A learned vector for each of a few kinds (an event, a product, a slot), summed by weight.
//
//   const Embedding<float> events(layout, "events", 12, 64);
//   const std::vector<Embedding<float>::Use> uses{{.row = 3, .kind = 5, .weight = 1.5F}};
//   events.forward(theta, uses, y);                                      // y row 3 += 1.5 * vector of kind 5
//
// The sparse form of a linear layer without bias: a day with no event costs nothing. Conventions: linear.h.
#pragma once

#include <span>
#include <string>

#include "skin2vec/net/parameters.h"

namespace skin2vec::net {

template <typename Real>
class Embedding {
 public:
  // One thing on one day.
  struct Use {
    int row = 0;      // of y, >= 0
    int kind = 0;     // in [0, kinds)
    Real weight = 1;  // its vector is multiplied by this
  };

  // Block NAME.weight (kinds,width), uniform with sd 1 / sqrt(width).
  Embedding(Layout& layout, const std::string& name, int kinds, int width);

  // Adds to y (rows,width). throws ContractError if a kind or a row is outside
  void forward(std::span<const Real> theta, std::span<const Use> uses, std::span<Real> y) const;
  void backward(std::span<Real> gradient, std::span<const Use> uses, std::span<const Real> dy) const;

 private:
  int kinds_, width_;
  std::size_t weight_;
};

}  // namespace skin2vec::net
