// Would the same be seen if the covariate had come at other times? A p value by turning the covariate's series round.
//
//   options.permutation = {.permutations = 200, .seed = 7};
//   lag::effects(outcomes, grid, options)[0].permutation.p;
//
// The whole series of one covariate is rotated within the record, by more than 30 days either way, so that what it had
// to do with the dimension is broken, while its runs and the dimension's own memory both stay as they are. Each
// rotation is tested as the true series was, and p = (1 + rotations that are at least as extreme) / (1 + rotations).
// For speed the noise, its variance and the sizes of all other blocks are kept from the fit of the true series
// (stats/permutation_test.h), the covariate's late load among them. There are no more rotations than days - 61, each at
// most once. It assumes that the covariate comes in the same way throughout the record: one that was given up half way
// is not given up there when it is turned round. Cost: 540 days, 1,000 rotations about 0.5 s.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "skin2vec/lag/lagged_design.h"
#include "skin2vec/lag/outcome_fit.h"
#include "skin2vec/stats/permutation_test.h"

namespace skin2vec::lag {

inline constexpr int shortest_rotation = 31;  // days, either way

struct PermutationOptions {
  int permutations = 0;    // of each pair; >= 0; 0: none
  std::uint64_t seed = 7;  // of the rotations; a covariate has the same for all dimensions
  // Told how many are done, of how many; false: enough. From any thread, one call at a time. Pairs that were not
  // reached have then fewer rotations, or none.
  std::function<bool(std::int64_t done, std::int64_t all)> go_on = {};
};

struct Permutation {
  int n = 0;       // rotations
  double p = NAN;  // in [1 / (n + 1), 1]; NaN: not asked, or none could be made
};

// `wanted` different numbers of days to rotate by, in no order; all there are, if these are fewer.
// throws   ContractError if days or wanted < 0
[[nodiscard]] std::vector<int> rotations(int days, int wanted, std::uint64_t seed);

// p of a block's test in the place that `place` was made for by the fit `own`, if its covariate had come `days` later
// (those at the end of the record at its beginning). 0 days: the test itself.
[[nodiscard]] double rotated_p(const stats::PermutationTest& place, const OutcomeFit& own, const LagBlock& block,
                               int days);

}  // namespace skin2vec::lag
