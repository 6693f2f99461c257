// One person's diary, loaded for an answer: who, under which profile, up to which day.
#pragma once

#include <optional>
#include <vector>

#include "cli/context.h"

namespace skin2vec::cli {

struct Loaded {
  diary::Profile profile;
  std::string person;
  std::optional<Day> from;   // first date looked at; none: nothing was read
  std::optional<Day> today;  // the last: --to, or the last date with a reading
  std::vector<diary::Entry> entries;
  std::optional<double> data_age_hours;  // of the newest reading up to `today`
  insight::Snoozes snoozes;              // that hold today
  insight::Language language = insight::Language::en;

  [[nodiscard]] insight::Head head() const { return {profile.name, person, from, today}; }
  [[nodiscard]] insight::AlertContext alert_context() const { return {snoozes, data_age_hours, language}; }
};

struct LoadOptions {
  std::vector<diary::Kind> kinds{diary::Kind::reading};
  std::optional<int> last_days;  // of the record are enough; none: all of it
  std::optional<Day> also_from;  // but from this day on at least
};

// Loads what the common options ask for.
[[nodiscard]] Result<Loaded> load(const Common& common, const LoadOptions& options);

// missing, with the nearest name, if there are readings and none of the site that was asked for.
[[nodiscard]] Result<void> check_site(const Loaded& loaded, const std::optional<std::string>& site);

// The summary without the alerts that are snoozed.
[[nodiscard]] insight::Summary awake(insight::Summary summary, const Loaded& loaded);

}  // namespace skin2vec::cli
