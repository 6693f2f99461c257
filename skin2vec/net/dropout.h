// Some elements set to 0 in training, the others grown so that the mean stays.
//
//   std::vector<std::uint8_t> kept = dropout(x, 0.1, random);   // in place
//   dropout_back(dx, kept, 0.1);
//
// Srivastava et al., JMLR 15 (2014) 1929. The share is rounded to a 256th. In use nothing is called: the layer is the
// identity.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "skin2vec/base/random.h"

namespace skin2vec::net {

// Drops each element of x with probability `share` (rounded to a 256th) and divides the others by 1 - share.
// returns  1 for an element that was kept, 0 for one that was dropped
// throws   ContractError if share is outside [0, 0.9]
template <typename Real>
std::vector<std::uint8_t> dropout(std::span<Real> x, double share, Random& random);

// The same elements dropped, the others divided, in a gradient. throws ContractError if the sizes differ
template <typename Real>
void dropout_back(std::span<Real> d, std::span<const std::uint8_t> kept, double share);

}  // namespace skin2vec::net
