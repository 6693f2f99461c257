// Bytes that were kept beside a record: a trained network, what a forecast left for the next one.
//
//   const auto network = kept_model(kept);            // none: the one that comes with the program
//   kept.put(kKeptModel, bytes);
//
// What can be made again from the entries; where it is kept is not known here (record/ keeps it with the diary).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "skin2vec/base/result.h"
#include "skin2vec/learn/fine_tuning.h"

namespace skin2vec::ask {

class Kept {
 public:
  Kept() = default;
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;
  virtual ~Kept() = default;

  // What is kept for the person under this name, else for everybody; none if nothing is. unavailable as the store.
  [[nodiscard]] virtual Result<std::optional<std::string>> get(std::string_view name) const = 0;
  // Keeps it for the person, if that can be done just now: an answer never fails for it.
  virtual void put(std::string_view name, std::string_view bytes) = 0;
};

// Keeps nothing, has nothing.
class NothingKept final : public Kept {
 public:
  [[nodiscard]] Result<std::optional<std::string>> get(std::string_view name) const override;
  void put(std::string_view name, std::string_view bytes) override;
};

inline constexpr const char* kKeptModel = "model";        // an adopted network: learn::file_of
inline constexpr const char* kKeptTraining = "training";  // one that was stopped: FineTuning::state

// The network that `train` has kept for the person, else that of all people together, else none.
// malformed if what is kept cannot be read: the message says to train again
[[nodiscard]] Result<std::optional<learn::FineTuned>> kept_model(const Kept& kept);

// What a forecast of a site left for the next one (insight/forecasts.h); "" if there is nothing, or it cannot be read.
[[nodiscard]] std::string kept_forecast(const Kept& kept, const std::optional<std::string>& site);
// Keeps `next`, unless there is nothing to keep or it is what was kept `before`.
void keep_forecast(Kept& kept, const std::optional<std::string>& site, std::string_view before, std::string_view next);

}  // namespace skin2vec::ask
