#include "skin2vec/change/segment_cost.h"

#include "skin2vec/base/require.h"

namespace skin2vec::change {

namespace {

template <typename Open>
std::vector<double> grown(std::span<const double> values, Open open) {
  std::vector<double> costs{0};
  costs.reserve(values.size() + 1);
  for (const double y : values) {
    open.add(y);
    costs.push_back(open.cost());
  }
  return costs;
}

}  // namespace

std::vector<double> growing_costs(std::span<const double> values, const CostOptions& options) {
  if (options.model != Model::memory) return grown(values, OpenLine(options.model));
  require(options.noise.phi >= 0 && options.noise.phi < 1 && options.noise.white >= 0 && options.noise.white <= 1,
          "growing_costs: phi in [0, 1) and white in [0, 1] expected, got {} and {}", options.noise.phi,
          options.noise.white);
  return grown(values, OpenMemory(options.noise));
}

}  // namespace skin2vec::change
