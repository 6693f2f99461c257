#include "skin2vec/net/parameters.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "skin2vec/base/require.h"

namespace skin2vec::net {

std::size_t Layout::add(std::string name, std::vector<int> shape, Initial initial) {
  require(!name.empty(), "Layout::add: a block needs a name");
  const bool taken = std::any_of(blocks_.begin(), blocks_.end(), [&](const Block& b) { return b.name == name; });
  require(!taken, "Layout::add: the name {} is taken", name);
  std::size_t size = 1;
  for (const int length : shape) {
    require(length >= 1, "Layout::add: {}: a length must be at least 1, got {}", name, length);
    size *= static_cast<std::size_t>(length);
  }
  const std::size_t offset = size_;
  constexpr std::size_t alignment = 16;
  size_ += (size + alignment - 1) / alignment * alignment;
  blocks_.push_back(
      {.name = std::move(name), .shape = std::move(shape), .offset = offset, .size = size, .initial = initial});
  return offset;
}

const Block& Layout::block(const std::string& name) const {
  const auto found = std::find_if(blocks_.begin(), blocks_.end(), [&](const Block& b) { return b.name == name; });
  require(found != blocks_.end(), "Layout::block: there is no block {}", name);
  return *found;
}

template <typename Real>
std::vector<Real> initial(const Layout& layout, const Random& random) {
  std::vector<Real> theta(layout.size());
  for (std::size_t k = 0; k < layout.blocks().size(); ++k) {
    const Block& block = layout.blocks()[k];
    Random own = random.fork(k);
    for (std::size_t i = 0; i < block.size; ++i) {
      const double draw = block.initial.spread == 0 ? 0 : own.uniform(-block.initial.spread, block.initial.spread);
      theta[block.offset + i] = static_cast<Real>(block.initial.centre + draw);
    }
  }
  return theta;
}

template std::vector<float> initial<float>(const Layout&, const Random&);
template std::vector<double> initial<double>(const Layout&, const Random&);

double glorot(int in, int out) {
  return std::sqrt(6.0 / (in + out));
}

}  // namespace skin2vec::net
