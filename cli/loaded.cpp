#include "cli/loaded.h"

namespace skin2vec::cli {

Result<Requested> requested(const Common& common) {
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
  return Requested{std::move(*store),
                   {.person = *person,
                    .now = *clock,
                    .profile = std::move(*profile),
                    .from = asked->from,
                    .to = asked->to,
                    .language = *words}};
}

Result<ask::Record> load(const Common& common, const ask::Needs& needs) {
  auto asked = requested(common);
  if (!asked) return tl::unexpected(asked.error());
  return record::load(asked->store, asked->request, needs);
}

insight::Summary awake(insight::Summary summary, const ask::Record& record) {
  std::erase_if(summary.alerts,
                [&](const auto& alert) { return insight::quiet_until(alert, record.snoozes).has_value(); });
  return summary;
}

}  // namespace skin2vec::cli
