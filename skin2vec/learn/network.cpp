// B people, T days, F features, W width, O outputs. The stream is the (B,T,W) array that blocks add to.
#include "skin2vec/learn/network.h"

#include <algorithm>

#include "skin2vec/base/require.h"
#include "skin2vec/linalg/kernels.h"
#include "skin2vec/net/dropout.h"

namespace skin2vec::learn {
namespace {

std::string numbered(const char* what, int i) {
  return std::string(what) + "." + std::to_string(i);
}

template <typename Real>
void add(std::vector<Real>& y, const std::vector<Real>& x) {
  linalg::kernels<Real>().add(y.data(), x.data(), static_cast<std::ptrdiff_t>(y.size()));
}

// The branch, thinned by dropout if there is any, plus the stream it was taken from.
template <typename Real>
void join(std::vector<Real>& branch, std::span<const Real> stream, std::vector<std::uint8_t>& drop, double share,
          Random* random) {
  drop.clear();
  if (random != nullptr && share > 0) drop = net::dropout<Real>(branch, share, *random);
  linalg::kernels<Real>().add(branch.data(), stream.data(), static_cast<std::ptrdiff_t>(branch.size()));
}

}  // namespace

const char* name(Architecture architecture) {
  switch (architecture) {
    case Architecture::lstm_attention:
      return "lstm-attention";
    case Architecture::transformer:
      return "transformer";
    case Architecture::hybrid:
      return "hybrid";
  }
  return "";
}

template <typename Real>
Network<Real>::Network(net::Layout& layout, NetworkOptions options) : options_(options) {
  const NetworkOptions& o = options_;
  require(o.layers >= 1, "Network: layers must be at least 1, got {}", o.layers);
  int lstms = 0, blocks = 0;
  if (o.architecture == Architecture::lstm_attention) lstms = o.layers;
  if (o.architecture == Architecture::hybrid) lstms = 1;
  if (o.architecture != Architecture::lstm_attention) blocks = o.layers;
  if (lstms == 0) in_.emplace_back(layout, "in", o.features, o.width);
  lstms_.reserve(static_cast<std::size_t>(lstms));
  blocks_.reserve(static_cast<std::size_t>(blocks));
  for (int i = 0; i < lstms; ++i)
    lstms_.emplace_back(layout, numbered("lstm", i), i == 0 ? o.features : o.width, o.width);
  if (blocks == 0) {
    lookback_.push_back(
        {.norm = {layout, "lookback.norm", o.width}, .attention = {layout, "lookback.attention", o.width, o.heads}});
  }
  for (int i = 0; i < blocks; ++i) {
    const std::string block = numbered("block", i);
    blocks_.push_back({.norm = {layout, block + ".norm", o.width},
                       .attention = {layout, block + ".attention", o.width, o.heads},
                       .feed_norm = {layout, block + ".feed_norm", o.width},
                       .feed = {layout, block + ".feed", o.width, o.hidden}});
  }
  norm_.emplace_back(layout, "norm", o.width);
  head_.emplace_back(layout, "head", o.width, o.outputs);
}

// What block `block` reads: the output of the one before it, or of the LSTMs, or of the first linear layer.
template <typename Real>
std::span<const Real> Network<Real>::stream(const Kept& kept, std::size_t block) const {
  if (block > 0) return kept.blocks[block - 1].out;
  return lstms_.empty() ? std::span<const Real>(kept.embedded) : std::span<const Real>(kept.lstms.back().state);
}

template <typename Real>
void Network<Real>::forward_until(std::span<const Real> theta, std::span<const Real> x, int days,
                                  std::span<const int> first, Kept& kept, Random* random, double dropout,
                                  std::size_t left) const {
  const auto features = static_cast<std::size_t>(options_.features), width = static_cast<std::size_t>(options_.width);
  const std::size_t size = x.size() / features * width;
  require(days >= 1 && x.size() % (features * static_cast<std::size_t>(days)) == 0,
          "Network: {} elements are not people of {} days of {}", x.size(), days, features);
  kept.days = days;
  kept.dropout = dropout;
  kept.lstms.resize(lstms_.size());
  kept.blocks.resize(blocks_.size() + lookback_.size());
  if (!in_.empty()) {
    kept.embedded.resize(size);
    in_.front().forward(theta, x, kept.embedded);
  }
  for (std::size_t i = 0; i < lstms_.size(); ++i) {
    lstms_[i].forward(theta, i == 0 ? x : std::span<const Real>(kept.lstms[i - 1].state), days, first, kept.lstms[i]);
  }
  for (AttentionRow& b : kept.blocks) {
    for (auto* room : {&b.normal, &b.middle, &b.feed_normal, &b.out}) room->resize(size);
  }
  for (std::size_t i = 0; i + left < blocks_.size(); ++i) {
    AttentionRow& b = kept.blocks[i];
    blocks_[i].norm.forward(theta, stream(kept, i), b.normal, b.norm);
    blocks_[i].attention.forward(theta, b.normal, days, first, b.middle, b.attention);
    join<Real>(b.middle, stream(kept, i), b.attention_drop, dropout, random);
    blocks_[i].feed_norm.forward(theta, b.middle, b.feed_normal, b.feed_norm);
    blocks_[i].feed.forward(theta, b.feed_normal, b.out, b.feed);
    join<Real>(b.out, b.middle, b.feed_drop, dropout, random);
  }
}

template <typename Real>
void Network<Real>::forward(std::span<const Real> theta, std::span<const Real> x, int days, std::span<const int> first,
                            Kept& kept, Random* random, double dropout) const {
  forward_until(theta, x, days, first, kept, random, dropout, 0);
  if (!lookback_.empty()) {
    AttentionRow& b = kept.blocks.front();
    lookback_.front().norm.forward(theta, stream(kept, 0), b.normal, b.norm);
    lookback_.front().attention.forward(theta, b.normal, days, first, b.out, b.attention);
    join<Real>(b.out, stream(kept, 0), b.attention_drop, dropout, random);
  }
  const std::size_t rows = x.size() / static_cast<std::size_t>(options_.features);
  kept.normal.resize(rows * static_cast<std::size_t>(options_.width));
  kept.outputs.resize(rows * static_cast<std::size_t>(options_.outputs));
  norm_.front().forward(theta, stream(kept, kept.blocks.size()), kept.normal, kept.norm);
  head_.front().forward(theta, kept.normal, kept.outputs);
}

template <typename Real>
void Network<Real>::forward_last(std::span<const Real> theta, std::span<const Real> x, int days,
                                 std::span<const int> first, Kept& kept) const {
  forward_until(theta, x, days, first, kept, nullptr, 0, 1);
  const std::size_t at = kept.blocks.size() - 1;
  AttentionRow& b = kept.blocks[at];
  const bool looks = !lookback_.empty();
  const std::span<const Real> before = stream(kept, at);
  (looks ? lookback_.front().norm : blocks_.back().norm).forward(theta, before, b.normal, b.norm);
  const auto width = static_cast<std::size_t>(options_.width), t = static_cast<std::size_t>(days);
  const std::size_t people = before.size() / (t * width);
  for (auto* room : {&kept.last_stream, &kept.last_branch, &kept.last_normal}) room->resize(people * width);
  for (std::size_t p = 0; p < people; ++p) {
    const auto day = before.subspan((p * t + t - 1) * width, width);
    std::copy(day.begin(), day.end(), kept.last_stream.begin() + static_cast<std::ptrdiff_t>(p * width));
  }
  (looks ? lookback_.front().attention : blocks_.back().attention)
      .forward_last(theta, b.normal, days, first, kept.last_branch, kept.last_attention);
  add(kept.last_stream, kept.last_branch);
  if (!looks) {
    blocks_.back().feed_norm.forward(theta, kept.last_stream, kept.last_normal, b.feed_norm);
    blocks_.back().feed.forward(theta, kept.last_normal, kept.last_branch, kept.last_feed);
    add(kept.last_stream, kept.last_branch);
  }
  kept.last.resize(people * static_cast<std::size_t>(options_.outputs));
  norm_.front().forward(theta, kept.last_stream, kept.last_normal, kept.norm);
  head_.front().forward(theta, kept.last_normal, kept.last);
}

template <typename Real>
void Network<Real>::backward(std::span<const Real> theta, std::span<Real> gradient, std::span<const Real> x, Kept& kept,
                             std::span<const Real> d_outputs, std::span<Real> dx) const {
  require(d_outputs.size() == kept.outputs.size(), "Network::backward: {} gradients of {} outputs", d_outputs.size(),
          kept.outputs.size());
  const std::size_t size = kept.normal.size();
  std::vector<Real>&d = kept.d_stream, &branch = kept.d_branch, &normal = kept.d_normal;
  d.assign(size, 0);
  branch.resize(size);
  normal.resize(size);
  // d + the gradient through one branch: what dropout left of it, backwards, then through its norm.
  const auto drop = [&](const std::vector<std::uint8_t>& marks) {
    std::copy(d.begin(), d.end(), branch.begin());
    if (!marks.empty()) net::dropout_back<Real>(branch, marks, kept.dropout);
  };
  head_.front().backward(theta, gradient, kept.normal, d_outputs, normal, linalg::Start::zero);
  norm_.front().backward(theta, gradient, stream(kept, kept.blocks.size()), kept.norm, normal, d);
  for (std::size_t i = blocks_.size(); i-- > 0;) {
    AttentionRow& b = kept.blocks[i];
    drop(b.feed_drop);
    blocks_[i].feed.backward(theta, gradient, b.feed_normal, b.feed, branch, normal, linalg::Start::zero);
    blocks_[i].feed_norm.backward(theta, gradient, b.middle, b.feed_norm, normal, d);
    drop(b.attention_drop);
    blocks_[i].attention.backward(theta, gradient, b.normal, b.attention, branch, normal, linalg::Start::zero);
    blocks_[i].norm.backward(theta, gradient, stream(kept, i), b.norm, normal, d);
  }
  if (!lookback_.empty()) {
    AttentionRow& b = kept.blocks.front();
    drop(b.attention_drop);
    lookback_.front().attention.backward(theta, gradient, b.normal, b.attention, branch, normal, linalg::Start::zero);
    lookback_.front().norm.backward(theta, gradient, stream(kept, 0), b.norm, normal, d);
  }
  if (!in_.empty()) in_.front().backward(theta, gradient, x, d, dx, linalg::Start::zero);
  for (std::size_t i = lstms_.size(); i-- > 0;) {
    if (i == 0) {
      lstms_[i].backward(theta, gradient, x, kept.lstms[i], d, dx);
    } else {
      lstms_[i].backward(theta, gradient, kept.lstms[i - 1].state, kept.lstms[i], d, branch);
      std::swap(d, branch);
    }
  }
}

template class Network<float>;
template class Network<double>;

}  // namespace skin2vec::learn
