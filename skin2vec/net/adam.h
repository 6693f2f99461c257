// Adam, with weight decay apart from the gradient (AdamW), clipping of the whole gradient, warm-up and a cosine
// descent.
//
//   Adam<float> adam(theta.size(), {.rate = 1e-3, .warm_up_steps = 50});
//   const double norm = adam.step(theta, gradient);
//
// Kingma & Ba (2015); Loshchilov & Hutter (2019); the numbers of PyTorch's Adam, AdamW and clip_grad_norm_. The moments
// and the count of steps can be taken out and put back, so that training resumes with the same bytes. One Adam belongs
// to one thread. Cost: some 12 operations a parameter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace skin2vec::net {

struct AdamOptions {
  double rate;                     // of learning, at its highest; > 0
  double beta1 = 0.9;              // of the first moment, in [0, 1)
  double beta2 = 0.999;            // of the second moment, in [0, 1)
  double epsilon = 1e-8;           // > 0
  double weight_decay = 0;         // of each step, times the rate; >= 0
  double clip_norm = 0;            // the gradient's length is cut to this; 0 = as it is
  std::int64_t warm_up_steps = 0;  // the rate rises linearly over these; 0 = at once
  std::int64_t descent_steps = 0;  // after the warm-up the rate falls along a cosine to 0 over these; 0 = it stays
};

template <typename Real>
class Adam {
 public:
  // What a checkpoint keeps.
  struct State {
    std::vector<Real> first, second;  // moments, (n)
    std::int64_t steps = 0;
  };

  // throws   ContractError if an option is outside its range
  Adam(std::size_t size, AdamOptions options);

  // One step: theta changes, gradient does not. Returns the gradient's length before it was cut.
  // throws   ContractError if a span is not of the size; a gradient that is not finite changes nothing and returns NaN
  double step(std::span<Real> theta, std::span<const Real> gradient);

  [[nodiscard]] double rate_at(std::int64_t step) const;  // step >= 0 is the number of steps done before it
  [[nodiscard]] const State& state() const { return state_; }
  void resume(State state);  // throws ContractError if it is of another size

 private:
  AdamOptions options_;
  State state_;
};

}  // namespace skin2vec::net
