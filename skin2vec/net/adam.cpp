#include "skin2vec/net/adam.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/linalg/kernels.h"

namespace skin2vec::net {

template <typename Real>
Adam<Real>::Adam(std::size_t size, AdamOptions options)
    : options_(options), state_{.first = std::vector<Real>(size, 0), .second = std::vector<Real>(size, 0)} {
  const AdamOptions& o = options_;
  require(o.rate > 0 && o.epsilon > 0, "Adam: rate and epsilon must be positive, got {} and {}", o.rate, o.epsilon);
  require(o.beta1 >= 0 && o.beta1 < 1 && o.beta2 >= 0 && o.beta2 < 1, "Adam: betas must be in [0, 1), got {} and {}",
          o.beta1, o.beta2);
  require(o.weight_decay >= 0 && o.clip_norm >= 0 && o.warm_up_steps >= 0 && o.descent_steps >= 0,
          "Adam: weight_decay, clip_norm and steps must not be negative");
}

template <typename Real>
double Adam<Real>::rate_at(std::int64_t step) const {
  const AdamOptions& o = options_;
  if (step < o.warm_up_steps) return o.rate * static_cast<double>(step + 1) / static_cast<double>(o.warm_up_steps);
  if (o.descent_steps == 0) return o.rate;
  const double share = static_cast<double>(step - o.warm_up_steps) / static_cast<double>(o.descent_steps);
  return o.rate * (1 + std::cos(std::numbers::pi * std::min(share, 1.0))) / 2;
}

template <typename Real>
double Adam<Real>::step(std::span<Real> theta, std::span<const Real> gradient) {
  const auto size = static_cast<std::ptrdiff_t>(state_.first.size());
  require(theta.size() == state_.first.size() && gradient.size() == theta.size(),
          "Adam: {} parameters, {} gradients, made for {}", theta.size(), gradient.size(), size);
  const linalg::Kernels<Real>& run = linalg::kernels<Real>();
  const double norm = std::sqrt(static_cast<double>(run.dot(gradient.data(), gradient.data(), size)));
  if (!std::isfinite(norm)) return std::numeric_limits<double>::quiet_NaN();
  const AdamOptions& o = options_;
  const double rate = rate_at(state_.steps);
  ++state_.steps;
  const auto steps = static_cast<double>(state_.steps);
  constexpr double margin = 1e-6;  // as in clip_grad_norm_
  const double scale = o.clip_norm > 0 ? std::min(1.0, o.clip_norm / (norm + margin)) : 1;
  run.adam(theta.data(), gradient.data(), state_.first.data(), state_.second.data(), size,
           {.rate = static_cast<Real>(rate / (1 - std::pow(o.beta1, steps))),
            .beta1 = static_cast<Real>(o.beta1),
            .beta2 = static_cast<Real>(o.beta2),
            .second_scale = static_cast<Real>(1 / (1 - std::pow(o.beta2, steps))),
            .epsilon = static_cast<Real>(o.epsilon),
            .decay = static_cast<Real>(rate * o.weight_decay),
            .gradient_scale = static_cast<Real>(scale)});
  return norm;
}

template <typename Real>
void Adam<Real>::resume(State state) {
  require(state.first.size() == state_.first.size() && state.second.size() == state_.second.size() && state.steps >= 0,
          "Adam::resume: a state of {} parameters, made for {}", state.first.size(), state_.first.size());
  state_ = std::move(state);
}

template class Adam<float>;
template class Adam<double>;

}  // namespace skin2vec::net
