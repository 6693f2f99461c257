// Multi-head attention over a person's days, causal, with a learned decay of each head by lag.
//
//   const Attention<float> attention(layout, "encoder.0.attention", 64, 4);
//   Attention<float>::Kept kept;
//   attention.forward(theta, x, 30, {}, y, kept);    // x (people,30,64) -> y (people,30,64); kept.weights to look at
//
// "Attention is all you need" (Vaswani et al. 2017) with the score of query day i for key day j <= i lowered by
// decay * (i - j), decay = log(1 + e^raw) >= 0 learned for each head (ALiBi, Press, Smith & Lewis 2022, with the slope
// learned): what happened long ago counts less, unless the head learns otherwise. The query is the state of the day,
// the keys are the days up to it, the values their impact. B people, T days, W width, H heads of W / H. Days before a
// person's `first` are padding: no day attends to them and their output is the bias alone. Conventions and threads:
// linear.h. Cost: 8 B T W^2 + 4 B T^2 W operations forward, twice that backward; memory B H T^2.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "skin2vec/net/linear.h"

namespace skin2vec::net {

template <typename Real>
class Attention {
 public:
  struct Kept {
    int days = 0;
    std::vector<int> first;     // (B)
    std::vector<Real> qkv;      // (B,T,3W)
    std::vector<Real> weights;  // (B,H,T,T): of query day i for key day j; a row sums to 1 over j <= i
    std::vector<Real> mixed;    // (B,T,W), the heads side by side, before the last linear layer
    std::vector<Real> d_qkv, d_mixed, d_weights;  // room for backward
  };

  struct LastKept {             // room for forward_last
    std::vector<Real> query;    // (B,W)
    std::vector<Real> asked;    // (H,W): what each head looks for in a day
    std::vector<Real> weights;  // (H,T)
    std::vector<Real> met;      // (H,W): the days, in the parts the head looked at them
    std::vector<Real> mixed;    // (B,W)
  };

  // Blocks NAME.qkv and NAME.out, as Linear's, and NAME.decay (heads), raw, spread so that half-lives go from
  // about 2 days to about 28.
  // throws   ContractError if width is no multiple of heads
  Attention(Layout& layout, const std::string& name, int width, int heads);

  // x (B,T,W) -> y (B,T,W). first (B) in [0, T]; empty: all 0. throws ContractError if the spans do not fit
  void forward(std::span<const Real> theta, std::span<const Real> x, int days, std::span<const int> first,
               std::span<Real> y, Kept& kept) const;
  // The last day's y alone, (B,W): no day's keys and values are made. A score is the query times W_k x up to what all
  // days share, so that (W_k' query) x does; the mean of W_v x over days is W_v of the mean. 4 B T W H operations.
  void forward_last(std::span<const Real> theta, std::span<const Real> x, int days, std::span<const int> first,
                    std::span<Real> y, LastKept& kept) const;
  void backward(std::span<const Real> theta, std::span<Real> gradient, std::span<const Real> x, Kept& kept,
                std::span<const Real> dy, std::span<Real> dx, linalg::Start start) const;

  // The decay of each head, a day; >= 0. The half-life of its weights is log(2) / decay days.
  [[nodiscard]] std::vector<Real> decays(std::span<const Real> theta) const;

 private:
  int width_, heads_;
  Linear<Real> qkv_, out_;
  std::size_t decay_;
};

}  // namespace skin2vec::net
