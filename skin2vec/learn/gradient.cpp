#include "skin2vec/learn/gradient.h"

#include <algorithm>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/require.h"
#include "skin2vec/linalg/kernels.h"

namespace skin2vec::learn {

GradientPool::GradientPool(const Network<float>& network, std::size_t parameters)
    : network_(&network), parameters_(parameters) {
  require(network.options().outputs % 2 == 0, "GradientPool: {} outputs are not means and as many log sds",
          network.options().outputs);
}

double GradientPool::run(std::span<const float> theta, const Batch& batch, const StepOptions& options,
                         std::span<float> gradient) {
  const auto features = static_cast<std::size_t>(network_->options().features),
             days = static_cast<std::size_t>(batch.days);
  const auto targets = static_cast<std::size_t>(network_->options().outputs) / 2;
  require(batch.days >= 1 && batch.x.size() % (days * features) == 0,
          "GradientPool: {} elements are not people of {} days", batch.x.size(), batch.days);
  const std::size_t people = batch.x.size() / (days * features);
  require(batch.target.size() == people * days * targets && batch.weight.size() == batch.target.size() &&
              (batch.linear.empty() || batch.linear.size() == batch.target.size()) &&
              (batch.first.empty() || batch.first.size() == people),
          "GradientPool: targets, weights, linear forecasts or first days are of another batch");
  require(gradient.size() == parameters_ && theta.size() == parameters_,
          "GradientPool: {} parameters, {} gradients, made for {}", theta.size(), gradient.size(), parameters_);
  const linalg::Kernels<float>& run = linalg::kernels<float>();
  ones_.resize(targets, 1.0F);
  double total = 0;
  for (std::size_t r = 0; r < people * days; ++r) {
    total += run.dot(batch.weight.data() + r * targets, ones_.data(), static_cast<std::ptrdiff_t>(targets));
  }
  if (total == 0) {
    std::fill(gradient.begin(), gradient.end(), 0.0F);
    return 0;
  }
  const auto scale = static_cast<float>(1 / total);
  const std::size_t shards = (people + kShard - 1) / kShard;
  if (shards_.size() < shards) shards_.resize(shards);
  const Random step = Random(options.seed).fork(options.step);
  parallel_for(shards, options.threads, [&](std::size_t s) {
    Shard& shard = shards_[s];
    const std::size_t from = s * kShard, count = std::min(kShard, people - from), rows = count * days;
    const std::span<const float> x = std::span(batch.x).subspan(from * days * features, rows * features);
    const auto first = batch.first.empty() ? std::span<const int>() : std::span(batch.first).subspan(from, count);
    Random random = step.fork(s);
    network_->forward(theta, x, batch.days, first, shard.kept, options.dropout > 0 ? &random : nullptr,
                      options.dropout);
    shard.d_outputs.resize(rows * 2 * targets);
    shard.loss = 0;
    const auto size = static_cast<std::ptrdiff_t>(targets);
    for (std::size_t r = 0; r < rows; ++r) {  // a row of outputs is its means, then their log sds
      const std::size_t at = (from * days + r) * targets;
      float* out = shard.kept.outputs.data() + r * 2 * targets;
      float* d = shard.d_outputs.data() + r * 2 * targets;
      if (!batch.linear.empty()) run.add(out, batch.linear.data() + at, size);
      shard.loss += run.gaussian(out, out + targets, batch.target.data() + at, batch.weight.data() + at, scale, d,
                                 d + targets, size);
    }
    if (s > 0) shard.gradient.resize(parameters_);
    const std::span<float> own =
        s == 0 ? gradient : std::span<float>(shard.gradient);  // the first needs no room of its own
    std::fill(own.begin(), own.end(), 0.0F);
    network_->backward(theta, own, x, shard.kept, shard.d_outputs, {});
  });
  double loss = shards_[0].loss;
  for (std::size_t s = 1; s < shards; ++s) {
    loss += shards_[s].loss;
    run.add(gradient.data(), shards_[s].gradient.data(), static_cast<std::ptrdiff_t>(parameters_));
  }
  return loss / total;
}

}  // namespace skin2vec::learn
