#include "cli/trained.h"

#include <utility>

namespace skin2vec::cli {

Result<std::optional<model::Personal>> personal_of(const Common& common, const std::string& person) {
  auto store = open_diary(common, false);
  if (!store) return tl::unexpected(store.error());
  return record::kept_model(*store, person);
}

KeptForecast::KeptForecast(const Common& common, std::string person, std::optional<std::string> site)
    : person_(std::move(person)), site_(std::move(site)) {
  auto store = store::Store::open(diary_place(common), {.busy_timeout_ms = 0});
  if (!store) return;
  store_.emplace(std::move(*store));
  state_ = record::kept_forecast(*store_, person_, site_);
}

void KeptForecast::leave(std::string_view next) {
  const auto clock = now();
  if (!store_ || !clock || next.empty() || next == state_) return;
  record::keep_forecast(*store_, person_, site_, next, clock->at);
}

}  // namespace skin2vec::cli
