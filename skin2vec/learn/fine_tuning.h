// A network of one's own: the one that ships, trained on with a person's days, or a new one; judged on later days.
//
//   FineTuning training(tables, {.shipped = &shipped, .threads = 2});
//   training.run([&](const Progress&) { return stop_asked ? Go::stop : Go::on; });
//   if (training.holdout().adopted) use(print_safetensors(file_of(training.personal())));
//
// The days of each person stand in three blocks: those learned from; those on which the best weights are chosen
// (kHoldoutFraction of what is left, at least kLeastBlock days); and those it is judged on, which training never sees
// (the last kHoldoutFraction of all). No target reaches from a block into the next. From the shipped network its words
// grow by the person's own columns and dimensions, with weights of 0, so that it says the same at first; it is then
// trained on at a small rate. Another architecture, or one without a shipped network, begins from nothing and adds to
// the structural forecast likewise. It is adopted if its mean square error on the days it is judged on, over that of
// the shipped network, at 1, 3, 7 and 14 days, is below 1 on average, by kLeastGain, and, of one person, the 95 %
// interval of its mean absolute error less the other's lies below 0 at one of them.
//
// Same seed, same bytes, with any number of threads, and with or without an interruption. One caller at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/forecast/backtest.h"
#include "skin2vec/learn/network_forecaster.h"
#include "skin2vec/learn/shipped_candidates.h"
#include "skin2vec/learn/trainer.h"

namespace skin2vec::learn {

inline constexpr double kHoldoutFraction = 0.2;
inline constexpr double kLeastGain = 0.001;
inline constexpr int kLeastBlock = 28;                                 // days of the two later blocks
inline constexpr int kLeastLearned = 64;                               // days learned from
inline constexpr int kLeastTrained = kLeastLearned + 2 * kLeastBlock;  // of a record

// First days of the second and the third block of a record of so many days, >= kLeastTrained.
struct Blocks {
  int chosen = 0, holdout = 0;
};
[[nodiscard]] Blocks blocks_of(int days);

// The same network with more words: what it says of any table is what it said before.
[[nodiscard]] NetworkForecaster with_extended_vocabulary(const NetworkForecaster& model,
                                                         const forecast::Vocabulary& more);

// The means of Candidate "personal": what the shipped network says up to the evening `through`, the personal one after.
struct FineTuned {
  NetworkForecaster model;
  Day through;              // nothing after it was learned from
  std::string fingerprint;  // of what it was trained on
};
[[nodiscard]] TensorFile file_of(const FineTuned& personal);
[[nodiscard]] Result<FineTuned> personal_from(const TensorFile& file);

// shipped_candidates with "personal", last, in the place of the shipped network, if it reads the table.
[[nodiscard]] std::vector<forecast::Candidate> candidates_with(const FineTuned& personal,
                                                               const forecast::DayTable& table,
                                                               CandidateOptions options = {});

struct FineTuningOptions {
  const Shipped* shipped = nullptr;            // nullptr: none; it must outlive the training
  std::optional<Architecture> architecture{};  // none, or the shipped one's: from the network that ships
  std::uint64_t seed = 7;
  int threads = 0;
};

struct HoldoutResult {
  // personal, shipped (without one: structural), persistence at 1, 3, 7 and 14 days, against the last
  std::vector<forecast::Line> lines;
  std::vector<forecast::Difference>
      gains;             // of the personal less the shipped, the same horizons; of several people empty
  double ratio = NAN;    // of mean square errors, as above; NaN: nothing to judge
  bool adopted = false;  // as told above
};

class FineTuning {
 public:
  // tables   of people with at least kLeastTrained days each; several are learned from together
  // throws   ContractError if there is none, or one is shorter
  FineTuning(std::span<const forecast::DayTable> tables, const FineTuningOptions& options);
  FineTuning(const FineTuning&) = delete;
  FineTuning& operator=(const FineTuning&) = delete;

  Trained run(const std::function<Go(const Progress&)>& told = {}) { return trainer_->run(told); }

  // To go on later: conflict if it was of other days, another seed or architecture (begin anew then).
  [[nodiscard]] TensorFile state() const;
  [[nodiscard]] Result<void> resume(const TensorFile& file);

  [[nodiscard]] double epochs(const Trained& trained) const;  // windows drawn, in passes over the days learned from
  [[nodiscard]] HoldoutResult holdout() const;
  [[nodiscard]] FineTuned personal() const;  // of the best weights so far
  [[nodiscard]] Architecture architecture() const { return options_.architecture; }
  [[nodiscard]] Day through() const { return through_; }
  [[nodiscard]] bool from_shipped() const { return from_shipped_; }

 private:
  const Shipped* shipped_;
  std::vector<forecast::DayTable> tables_;
  std::vector<forecast::Forecasts> structural_;
  std::vector<Sequence> sequences_;
  forecast::Vocabulary words_;
  WindowOptions window_;
  NetworkOptions options_;
  bool from_shipped_ = true;
  std::uint64_t seed_ = 7;
  int threads_ = 0, batch_ = 1;
  std::string fingerprint_;
  Day through_;
  net::Layout layout_;
  std::optional<Network<float>> network_;
  std::optional<Trainer> trainer_;
};

}  // namespace skin2vec::learn
