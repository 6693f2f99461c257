#include "skin2vec/learn/gradient.h"

#include <algorithm>
#include <numeric>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/require.h"
#include "skin2vec/linalg/kernels.h"
#include "skin2vec/net/loss.h"

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
  const double total = std::accumulate(batch.weight.begin(), batch.weight.end(), 0.0);
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
    for (auto* room : {&shard.mean, &shard.log_sd, &shard.d_mean, &shard.d_log_sd}) room->resize(rows * targets);
    const std::size_t at = from * days * targets;
    for (std::size_t r = 0; r < rows; ++r) {
      const float* out = shard.kept.outputs.data() + r * 2 * targets;
      const float* linear = batch.linear.empty() ? nullptr : batch.linear.data() + at + r * targets;
      for (std::size_t j = 0; j < targets; ++j) {
        shard.mean[r * targets + j] = out[j] + (linear == nullptr ? 0.0F : linear[j]);
        shard.log_sd[r * targets + j] = out[targets + j];
      }
    }
    shard.loss = net::gaussian_loss<float>({.mean = shard.mean,
                                            .log_sd = shard.log_sd,
                                            .target = std::span(batch.target).subspan(at, rows * targets),
                                            .weight = std::span(batch.weight).subspan(at, rows * targets)},
                                           shard.d_mean, shard.d_log_sd);
    shard.d_outputs.resize(rows * 2 * targets);
    for (std::size_t r = 0; r < rows; ++r) {
      float* d = shard.d_outputs.data() + r * 2 * targets;
      for (std::size_t j = 0; j < targets; ++j) {
        d[j] = scale * shard.d_mean[r * targets + j];
        d[targets + j] = scale * shard.d_log_sd[r * targets + j];
      }
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
    linalg::kernels<float>().add(gradient.data(), shards_[s].gradient.data(), static_cast<std::ptrdiff_t>(parameters_));
  }
  return loss / total;
}

}  // namespace skin2vec::learn
