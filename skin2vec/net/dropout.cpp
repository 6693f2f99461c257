#include "skin2vec/net/dropout.h"

#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::net {
namespace {

constexpr int kParts = 256;

int dropped_parts(double share) {
  require(share >= 0 && share <= 0.9, "dropout: the share must be in [0, 0.9], got {}", share);
  return static_cast<int>(std::lround(share * kParts));
}

}  // namespace

template <typename Real>
std::vector<std::uint8_t> dropout(std::span<Real> x, double share, Random& random) {
  const int dropped = dropped_parts(share);
  std::vector<std::uint8_t> kept(x.size(), 1);
  if (dropped == 0) return kept;
  for (std::size_t start = 0; start < x.size(); start += 8) {  // eight bytes of one draw decide on eight elements
    std::uint64_t bits = random.bits();
    for (std::size_t i = start; i < x.size() && i < start + 8; ++i, bits >>= 8) {
      kept[i] = static_cast<int>(bits & 255U) >= dropped ? 1 : 0;
    }
  }
  dropout_back<Real>(x, kept, share);
  return kept;
}

template <typename Real>
void dropout_back(std::span<Real> d, std::span<const std::uint8_t> kept, double share) {
  require(d.size() == kept.size(), "dropout_back: {} elements, {} marks", d.size(), kept.size());
  const Real growth = static_cast<Real>(kParts) / static_cast<Real>(kParts - dropped_parts(share));
  for (std::size_t i = 0; i < d.size(); ++i) d[i] *= static_cast<Real>(kept[i]) * growth;
}

template std::vector<std::uint8_t> dropout<float>(std::span<float>, double, Random&);
template std::vector<std::uint8_t> dropout<double>(std::span<double>, double, Random&);
template void dropout_back<float>(std::span<float>, std::span<const std::uint8_t>, double);
template void dropout_back<double>(std::span<double>, std::span<const std::uint8_t>, double);

}  // namespace skin2vec::net
