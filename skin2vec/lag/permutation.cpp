#include "skin2vec/lag/permutation.h"

#include <algorithm>
#include <numeric>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/lag/lag_basis.h"

namespace skin2vec::lag {

std::vector<int> rotations(int days, int wanted, std::uint64_t seed) {
  require(days >= 0, "rotations: days must be >= 0, got {}", days);
  require(wanted >= 0, "rotations: wanted must be >= 0, got {}", wanted);
  const int there = std::max(0, days - 2 * shortest_rotation + 1);
  std::vector<int> all(static_cast<std::size_t>(there));
  std::iota(all.begin(), all.end(), shortest_rotation);
  // The first `wanted` of a shuffle.
  Random random(seed);
  const int taken = std::min(wanted, there);
  for (int i = 0; i < taken; ++i) {
    std::swap(all[static_cast<std::size_t>(i)], all[static_cast<std::size_t>(random.integer(i, there - 1))]);
  }
  all.resize(static_cast<std::size_t>(taken));
  return all;
}

double rotated_p(const stats::PermutationTest& place, const OutcomeFit& own, const LagBlock& block, int days) {
  Eigen::VectorXd amount = block.amount;
  std::rotate(amount.begin(), amount.end() - days, amount.end());
  const stats::BlockScore evidence = place.of(own.weighted(lagged_columns(amount, block.padding) * lag_basis()));
  return stats::block_test(evidence, own.fit.degrees, own.spread).p;
}

}  // namespace skin2vec::lag
