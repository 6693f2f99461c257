// A long record read by a network in windows of fixed length, as it is trained and as it is used.
//
//   const NetworkOutput said = network_output(network, theta, person, {.days = 96, .context = 28});
//   said.mean[t * M + j];                                   // target j from the evening of day t
//
// Window k begins on day k (days - context); of all windows but the first only the days after the context are used. So
// a day always has the context before it, no more than the network was trained with, and nothing later changes it. F
// features, M targets a day (half of the network's outputs).
#pragma once

#include <span>
#include <vector>

#include "skin2vec/learn/network.h"

namespace skin2vec::learn {

// One person's T days.
struct Sequence {
  int days = 0;               // T
  std::vector<float> x;       // (T,F)
  std::vector<float> linear;  // (T,M), what the network adds to; empty: 0
  std::vector<float> target;  // (T,M), finite; may be empty where nothing is learned or judged
  std::vector<float> weight;  // (T,M), >= 0; 0: not there
  int learned = 0;            // origins [0, learned) are trained on
  int holdout = 0;            // origins [judged, days) are validated on; days: none
};

struct WindowOptions {
  int days = 96;     // of a window
  int context = 28;  // days at its start that are read and not used, but in the first window; in [0, days)
};

struct NetworkOutput {
  std::vector<float> mean, log_sd;  // (T,M); 0 before `from`'s window
};

// The means, with the linear path, and log sds from each day on.
// from     days before it need not be forecast
// throws   ContractError if the sequence is not of the network's sizes, or an option is outside its range
// Deterministic; safe to call from several threads. Cost: a forward pass over T days / (1 - context / days).
[[nodiscard]] NetworkOutput network_output(const Network<float>& network, std::span<const float> theta,
                                           const Sequence& person, const WindowOptions& options = {}, int from = 0);

// Throws ContractError, naming `where`, if the arrays do not fit each other, the network and the options.
void check(const char* where, const Network<float>& network, const Sequence& person, const WindowOptions& options);

}  // namespace skin2vec::learn
