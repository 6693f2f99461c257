#include "skin2vec/net/embedding.h"

#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::net {
namespace {

template <typename Real>
void check(const typename Embedding<Real>::Use& use, int kinds, std::size_t rows) {
  require(use.kind >= 0 && use.kind < kinds, "Embedding: kind {} is not in [0, {})", use.kind, kinds);
  require(use.row >= 0 && static_cast<std::size_t>(use.row) < rows, "Embedding: row {} is not in [0, {})", use.row,
          rows);
}

}  // namespace

template <typename Real>
Embedding<Real>::Embedding(Layout& layout, const std::string& name, int kinds, int width)
    : kinds_(kinds),
      width_(width),
      weight_(layout.add(name + ".weight", {kinds, width}, {.spread = std::sqrt(3.0 / width)})) {}

template <typename Real>
void Embedding<Real>::forward(std::span<const Real> theta, std::span<const Use> uses, std::span<Real> y) const {
  const auto width = static_cast<std::size_t>(width_);
  for (const Use& use : uses) {
    check<Real>(use, kinds_, y.size() / width);
    const Real* vector = theta.data() + weight_ + static_cast<std::size_t>(use.kind) * width;
    Real* row = y.data() + static_cast<std::size_t>(use.row) * width;
    for (std::size_t j = 0; j < width; ++j) row[j] += use.weight * vector[j];
  }
}

template <typename Real>
void Embedding<Real>::backward(std::span<Real> gradient, std::span<const Use> uses, std::span<const Real> dy) const {
  const auto width = static_cast<std::size_t>(width_);
  for (const Use& use : uses) {
    check<Real>(use, kinds_, dy.size() / width);
    Real* vector = gradient.data() + weight_ + static_cast<std::size_t>(use.kind) * width;
    const Real* row = dy.data() + static_cast<std::size_t>(use.row) * width;
    for (std::size_t j = 0; j < width; ++j) vector[j] += use.weight * row[j];
  }
}

template class Embedding<float>;
template class Embedding<double>;

}  // namespace skin2vec::net
