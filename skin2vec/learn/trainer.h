// Trains a network on people's days: windows drawn at random, AdamW, early stopping; it can stop and go on.
//
//   Trainer trainer(network, layout, people, {.steps = 2000, .seed = 7, .threads = 2});
//   const Trained trained = trainer.run([&](const Progress&) { return stop_asked ? Go::stop : Go::on; });
//   const std::string bytes = print_safetensors(trainer.state());       // ... and later, in a trainer made alike:
//   trainer.resume(*parse_safetensors(bytes)), trainer.run();
//   net::checkpoint(layout, trainer.best());
//
// A step draws `batch` windows (windows.h): a person in proportion to the days learned from, then the first day,
// evenly, with the record's two ends drawn more often so that all of its days count alike. In each window whole days
// are hidden at random: their `hidden_columns` are 0, and what comes after must be forecast in spite of the gap, as
// from a diary with missing days. (What later days say of the hidden ones in other columns stays.) Every `check_every`
// steps the judged days are forecast; the weights of the best check are kept, and after `patience` checks without a
// better one the training ends. Loss: gradient.h, per target. The head starts at 0, so that an untrained network says
// the linear path. A training that begins with given weights keeps them where no check is better.
//
// All draws come from (seed, step), so that a training that was interrupted and resumed gives the same bytes as one
// that was not, with any number of threads.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/base/safetensors.h"
#include "skin2vec/learn/gradient.h"
#include "skin2vec/learn/windows.h"
#include "skin2vec/net/adam.h"

namespace skin2vec::learn {

struct TrainerOptions {
  std::int64_t steps;                // at most; the rate falls to 0 over them; >= 1
  std::uint64_t seed = 1;            // of the first weights, windows, hidden days and dropout
  double rate = 2e-3;                // of learning, at its highest
  std::int64_t warm_up_steps = 100;  // less than steps
  double weight_decay = 0.01;
  double clip_norm = 1;
  int batch = 32;  // windows of a step, >= 1
  WindowOptions window = {};
  double hide = 0.1;                // part of the days that are hidden, in [0, 0.9]
  std::vector<int> hidden_columns;  // features that tell of a day's readings; empty: nothing is hidden
  double dropout = 0.1;             // in [0, 0.9]
  std::int64_t check_every = 100;   // steps, >= 1
  int patience = 8;                 // checks without a better one; 0: all steps are done
  int threads = 1;                  // 0: as many as the machine has processors
  std::vector<float> start = {};    // weights to begin with, which are checked before the first step; empty: drawn
  double pull = 0;                  // towards `start` in each step, times the rate (L2-SP, apart from the gradient
                                    // as AdamW's decay is; Li, Grandvalet & Davoine, ICML 2018); >= 0
};

struct Progress {
  std::int64_t step = 0, steps = 0;  // done, and at most
  double loss = 0;                   // mean over the steps since the last check
  double holdout = 0;                // loss of the judged days if this step was checked, else NaN
  double best = 0;                   // the lowest so far; NaN before the first check
};

enum class Go { on, stop };
enum class Ended { all_steps, no_better, asked, not_finite };  // not_finite: the loss or its gradient was not

struct Trained {
  Ended ended = Ended::all_steps;
  std::int64_t steps = 0;      // done
  std::int64_t best_step = 0;  // whose weights are kept
  double best = 0;             // their loss on the judged days; NaN if there are none
};

class Trainer {
 public:
  // Network, layout and people must outlive it; one trainer belongs to one caller.
  // throws   ContractError if a sequence does not fit, an option is outside its range, or there is nothing to learn
  Trainer(const Network<float>& network, const net::Layout& layout, std::span<const Sequence> people,
          TrainerOptions options);

  // Trains on from where it is. `told` is called after each step; nothing is called if it is empty.
  Trained run(const std::function<Go(const Progress&)>& told = {});

  // Of the best check; if nothing is judged, the last.
  [[nodiscard]] std::span<const float> best() const { return best_; }
  [[nodiscard]] double judged_loss(std::span<const float> theta) const;  // NaN if there are no judged targets

  // All that training on needs: weights by their blocks, "trainer.best", moments, counts; the options as metadata.
  [[nodiscard]] TensorFile state() const;

  // malformed if the file is none of this network; conflict if it was trained with other options (threads may differ).
  // A refusal changes nothing.
  [[nodiscard]] Result<void> resume(const TensorFile& file);

 private:
  [[nodiscard]] Batch batch_of(std::int64_t step) const;
  [[nodiscard]] bool check_step();  // true if it is the best so far

  const Network<float>* network_;
  const net::Layout* layout_;
  std::span<const Sequence> people_;
  TrainerOptions options_;
  std::vector<std::int64_t> learned_up_to_;  // days learned from, summed over people
  net::Adam<float> adam_;
  GradientPool pool_;
  std::vector<float> theta_, best_;
  std::int64_t step_ = 0, best_step_ = 0, stale_ = 0, summed_ = 0;
  double best_loss_, judged_, loss_sum_ = 0;
};

}  // namespace skin2vec::learn
