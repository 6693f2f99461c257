// The three networks that read a person's days: LSTM + attention, Transformer encoder, and LSTM then attention.
//
//   net::Layout layout;
//   const Network<float> network(layout, {.architecture = Architecture::hybrid, .features = 40, .outputs = 168});
//   Network<float>::Kept kept;
//   network.forward(theta, x, 30, {}, kept);          // x (people,30,40) -> kept.outputs (people,30,168)
//   network.backward(theta, gradient, x, kept, d_outputs, {});
//
// Every day is an origin: its outputs depend on the tokens of days up to it and on nothing later, so that one pass over
// a diary trains on all of its days. An output is whatever the loss makes of it (means and log sds of all horizons). B
// people, T days, F features, W width, O outputs.
//
//   lstm_attention  `layers` LSTMs; attention over their states is added: query = the state of the day, keys = the days
//                   up to it, values = their impact (Bahdanau, Cho & Bengio 2015, multi-head and with a decay by lag)
//   transformer     a linear layer, `layers` encoder blocks with the norms first (Xiong et al. 2020)
//   hybrid          one LSTM, then `layers` encoder blocks
//
// then a layer norm and a linear head (trainer.h starts it at 0: an untrained network says the linear path). Dropout
// acts on what is added to the stream. Conventions and threads: net/linear.h. Cost of a block: 6 B T W (4 W + 2 hidden)
// operations forward and backward, and 12 B T^2 W of attention.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/net/attention.h"
#include "skin2vec/net/feed_forward.h"
#include "skin2vec/net/linear.h"
#include "skin2vec/net/lstm.h"
#include "skin2vec/net/norm.h"

namespace skin2vec::learn {

enum class Architecture { lstm_attention, transformer, hybrid };

// "lstm-attention", "transformer", "hybrid": the names of the command line.
[[nodiscard]] const char* name(Architecture architecture);

struct NetworkOptions {
  Architecture architecture;
  int features;      // of a token, >= 1
  int outputs;       // of a day, >= 1
  int width = 64;    // a multiple of heads
  int heads = 4;     // of each attention
  int layers = 2;    // >= 1
  int hidden = 256;  // of each feed-forward
};

template <typename Real>
class Network {
 public:
  struct AttentionRow {  // one block of attention, with or without feed-forward after it
    typename net::LayerNorm<Real>::Kept norm, feed_norm;
    typename net::Attention<Real>::Kept attention;
    typename net::FeedForward<Real>::Kept feed;
    std::vector<Real> normal, middle, feed_normal, out;   // (B,T,W)
    std::vector<std::uint8_t> attention_drop, feed_drop;  // of dropout
  };
  struct Kept {
    int days = 0;
    double dropout = 0;
    std::vector<typename net::Lstm<Real>::Kept> lstms;
    std::vector<AttentionRow> blocks;
    std::vector<Real> embedded;  // (B,T,W), transformer only
    typename net::LayerNorm<Real>::Kept norm;
    std::vector<Real> normal;                        // (B,T,W): the state vector of each day
    std::vector<Real> outputs;                       // (B,T,O)
    std::vector<Real> d_stream, d_branch, d_normal;  // room for backward
    std::vector<Real> last;                          // (B,O): of the last day, by forward_last
    typename net::Attention<Real>::LastKept last_attention;
    typename net::FeedForward<Real>::Kept last_feed;
    std::vector<Real> last_stream, last_branch, last_normal;  // (B,W)
  };

  // throws   ContractError if an option is outside its range
  Network(net::Layout& layout, NetworkOptions options);

  // x (B,T,F) -> kept.outputs (B,T,O).
  // first    (B) first real day of each person, in [0, T]; empty: all 0
  // random   of dropout, with its share; nullptr: none, as in use
  void forward(std::span<const Real> theta, std::span<const Real> x, int days, std::span<const int> first, Kept& kept,
               Random* random = nullptr, double dropout = 0) const;

  // The last day's outputs alone, kept.last (B,O), up to rounding those of forward: of the last attention and what
  // comes after it only that day is computed. Nothing is kept to go backward from.
  void forward_last(std::span<const Real> theta, std::span<const Real> x, int days, std::span<const int> first,
                    Kept& kept) const;

  // d_outputs (B,T,O) of the last forward -> gradient, added to, and dx (B,T,F), written unless it is empty.
  void backward(std::span<const Real> theta, std::span<Real> gradient, std::span<const Real> x, Kept& kept,
                std::span<const Real> d_outputs, std::span<Real> dx) const;

  [[nodiscard]] const NetworkOptions& options() const { return options_; }

 private:
  struct Block {
    net::LayerNorm<Real> norm;
    net::Attention<Real> attention;
    net::LayerNorm<Real> feed_norm;
    net::FeedForward<Real> feed;
  };
  struct Lookback {  // attention without a feed-forward after it
    net::LayerNorm<Real> norm;
    net::Attention<Real> attention;
  };

  [[nodiscard]] std::span<const Real> stream(const Kept& kept, std::size_t block) const;
  // All but the last `left` blocks; a lookback, the norm and the head are not of it.
  void forward_until(std::span<const Real> theta, std::span<const Real> x, int days, std::span<const int> first,
                     Kept& kept, Random* random, double dropout, std::size_t left) const;

  NetworkOptions options_;
  std::vector<net::Linear<Real>> in_;  // none or one
  std::vector<net::Lstm<Real>> lstms_;
  std::vector<Lookback> lookback_;  // none or one
  std::vector<Block> blocks_;
  std::vector<net::LayerNorm<Real>> norm_;  // one
  std::vector<net::Linear<Real>> head_;     // one
};

}  // namespace skin2vec::learn
