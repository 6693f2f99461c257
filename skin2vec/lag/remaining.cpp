#include "skin2vec/lag/remaining.h"

#include <cmath>
#include <vector>

#include "skin2vec/base/require.h"

namespace skin2vec::lag {

series::Series remaining(const series::Series& daily, const LagDesign& design) {
  require(daily.days() == design.mixed.fixed.rows(), "remaining: {} days expected, as the design has, got {}",
          design.mixed.fixed.rows(), daily.days());
  const stats::MixedFit fit = stats::mixed(daily.values, design.mixed);
  if (!fit.identifiable) return daily;
  Eigen::VectorXd effects = fit.coefficients.tail(design.mixed.random.cols());
  for (const int slow : {design.slow_block, design.load_block}) {
    if (slow < 0) continue;
    const stats::Block& block = design.mixed.blocks[static_cast<std::size_t>(slow)];
    effects.segment(block.from, block.columns).setZero();
  }
  const Eigen::VectorXd taken = design.mixed.random * effects;
  series::Series rest = daily;
  for (int t = 0; t < daily.days(); ++t) rest.values[static_cast<std::size_t>(t)] -= taken(t);
  return rest;
}

}  // namespace skin2vec::lag
