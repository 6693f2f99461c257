// The loss of a batch of people and its gradient, on several threads, with the same bytes for any number of them.
//
//   GradientPool pool(network, layout.size());
//   const double loss = pool.run(theta, batch, {.threads = 2, .seed = 7, .step = 41, .dropout = 0.1}, gradient);
//
// People are split into shards of kShard, whatever the number of threads; each shard has its own gradient, and they are
// added in the order of the shards. Dropout draws from (seed, step, shard). One pool belongs to one caller; its memory
// is kept from step to step. The outputs of a day are its means (horizons x dimensions), then as many log sds; the loss
// is the mean over the targets that are there of the Gaussian negative log density (net/loss.h).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "skin2vec/learn/network.h"

namespace skin2vec::learn {

// B people, T days, F features, M targets a day (half of the network's outputs).
struct Batch {
  int days = 0;               // T
  std::vector<float> x;       // (B,T,F)
  std::vector<float> linear;  // (B,T,M): what the network adds to; empty: 0
  std::vector<float> target;  // (B,T,M), finite
  std::vector<float> weight;  // (B,T,M): 1 where the target is there, else 0
  std::vector<int> first;     // (B), first real day; empty: all 0
};

struct StepOptions {
  int threads = 1;         // 0: as many as the machine has processors
  std::uint64_t seed = 1;  // of dropout
  std::uint64_t step = 0;
  double dropout = 0;  // in [0, 0.9]
};

class GradientPool {
 public:
  static constexpr std::size_t kShard = 16;  // people

  // The network must outlive the pool. throws ContractError if its outputs are not even
  explicit GradientPool(const Network<float>& network, std::size_t parameters);

  // Loss per target; `gradient` (parameters) is written. No target at all gives loss and gradient 0.
  // throws   ContractError if the batch's arrays do not fit together
  double run(std::span<const float> theta, const Batch& batch, const StepOptions& options, std::span<float> gradient);

 private:
  struct Shard {
    Network<float>::Kept kept;
    std::vector<float> gradient, d_outputs;
    double loss = 0;
  };
  const Network<float>* network_;
  std::size_t parameters_;
  std::vector<Shard> shards_;
  std::vector<float> ones_;  // (M)
};

}  // namespace skin2vec::learn
