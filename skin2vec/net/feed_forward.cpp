#include "skin2vec/net/feed_forward.h"

namespace skin2vec::net {

template <typename Real>
FeedForward<Real>::FeedForward(Layout& layout, const std::string& name, int width, int hidden)
    : in_(layout, name + ".in", width, hidden), out_(layout, name + ".out", hidden, width) {}

template <typename Real>
void FeedForward<Real>::forward(std::span<const Real> theta, std::span<const Real> x, std::span<Real> y,
                                Kept& kept) const {
  const std::size_t rows = x.size() / static_cast<std::size_t>(in_.in());
  kept.hidden.resize(rows * static_cast<std::size_t>(in_.out()));
  in_.forward(theta, x, kept.hidden);
  linalg::kernels<Real>().relu(kept.hidden.data(), static_cast<std::ptrdiff_t>(kept.hidden.size()));
  out_.forward(theta, kept.hidden, y);
}

template <typename Real>
void FeedForward<Real>::backward(std::span<const Real> theta, std::span<Real> gradient, std::span<const Real> x,
                                 Kept& kept, std::span<const Real> dy, std::span<Real> dx, linalg::Start start) const {
  kept.d_hidden.resize(kept.hidden.size());
  out_.backward(theta, gradient, kept.hidden, dy, kept.d_hidden, linalg::Start::zero);
  linalg::kernels<Real>().relu_back(kept.d_hidden.data(), kept.hidden.data(),
                                    static_cast<std::ptrdiff_t>(kept.hidden.size()));
  in_.backward(theta, gradient, x, kept.d_hidden, dx, start);
}

template class FeedForward<float>;
template class FeedForward<double>;

}  // namespace skin2vec::net
