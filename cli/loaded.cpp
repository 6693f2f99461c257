#include "cli/loaded.h"

namespace skin2vec::cli {

Result<Loaded> load(const Common& common, const LoadOptions& options) {
  const auto words = language(common);
  if (!words) return tl::unexpected(words.error());
  const auto asked = asked_span(common);
  if (!asked) return tl::unexpected(asked.error());
  const auto clock = now();
  if (!clock) return tl::unexpected(clock.error());
  auto store = open_diary(common, false);
  if (!store) return tl::unexpected(store.error());
  auto profile = load_profile(common, &*store);
  if (!profile) return tl::unexpected(profile.error());
  const auto person = choose_person(common, *store);
  if (!person) return tl::unexpected(person.error());
  return record::load(*store,
                      {.person = *person,
                       .now = *clock,
                       .profile = std::move(*profile),
                       .from = asked->from,
                       .to = asked->to,
                       .language = *words},
                      options);
}

insight::Summary awake(insight::Summary summary, const Loaded& loaded) {
  std::erase_if(summary.alerts,
                [&](const auto& alert) { return insight::quiet_until(alert, loaded.snoozes).has_value(); });
  return summary;
}

}  // namespace skin2vec::cli
