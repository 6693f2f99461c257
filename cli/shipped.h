// The network and the pooled ridge that the program has inside, of data/shipped/.
#pragma once

#include "skin2vec/learn/shipped.h"

namespace skin2vec::cli {

// Read when something forecasts.
[[nodiscard]] const learn::ShippedFiles& shipped();

}  // namespace skin2vec::cli
