// One person's record, loaded from the diary for an answer: who, under which profile, from when to when.
//
//   const Result<Record> record = load(store, {.person = "ann", .now = now}, {.kinds = {}});
//   insight::Answer answer = insight::head(record->head());
//
// What the command line and the API share. The clock comes from the caller.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/base/time.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/insight/answers.h"
#include "skin2vec/model/personal.h"
#include "skin2vec/store/store.h"

namespace skin2vec::record {

struct Record {
  diary::Profile profile;
  std::string person;
  std::optional<Day> from;   // first date looked at; none: nothing was read
  std::optional<Day> today;  // the last: `to`, or the last date with a reading
  std::vector<diary::Entry> entries;
  std::optional<double> data_age_hours;  // of the newest reading up to `today`
  insight::Snoozes snoozes;              // that hold today
  insight::Language language = insight::Language::en;

  [[nodiscard]] insight::Head head() const { return {profile.name, person, from, today}; }
  [[nodiscard]] insight::AlertContext alert_context() const { return {snoozes, data_age_hours, language}; }
};

// The clock, and the offset of the machine's or the person's zone: naive times are read in it.
struct Now {
  Instant at;
  std::int16_t offset_min = 0;
};

struct Wanted {
  std::string person;  // as choose_person() gives it
  Now now;
  std::optional<diary::Profile> profile = {};  // none: the one kept with the diary, else skin
  std::optional<Day> from = {}, to = {};       // both included; none: open
  insight::Language language = insight::Language::en;
};

struct LoadOptions {
  std::vector<diary::Kind> kinds{diary::Kind::reading};  // empty: all
  std::optional<int> last_days;                          // of the record are enough; none: all of it
  std::optional<Day> also_from;                          // but from this day on at least
};

// unavailable, malformed as the store; a person without readings gives a record without dates and entries.
[[nodiscard]] Result<Record> load(store::Store& store, const Wanted& wanted, const LoadOptions& options);

// The profile kept with the diary, else skin.
[[nodiscard]] Result<diary::Profile> kept_profile(store::Store& store);

// The person meant: the one named, who must be in the diary, else the only one. missing if there is nobody, with the
// nearest name; malformed if there are several.
// place    of the diary, for the words of a refusal
[[nodiscard]] Result<std::string> choose_person(store::Store& store, const std::string& name, const std::string& place);

// missing, with the nearest name, if there are readings and none of the site that was asked for.
[[nodiscard]] Result<void> check_site(const Record& record, const std::optional<std::string>& site);

inline constexpr const char* kKeptModel = "model";        // an adopted network: model::file_of
inline constexpr const char* kKeptTraining = "training";  // one that was stopped: PersonalTraining::state

// The network that `train` has kept for the person, else that of all people together ("" is their place), else none.
// malformed if what is kept cannot be read: the message says to train again
[[nodiscard]] Result<std::optional<model::Personal>> kept_model(store::Store& store, const std::string& person);

// What a forecast left with the diary for the next one of that person and site (insight/forecasts.h); "" if there is
// nothing, or it cannot be read.
[[nodiscard]] std::string kept_forecast(store::Store& store, const std::string& person,
                                        const std::optional<std::string>& site);
// Leaves it there, if the diary can be written just now: an answer never fails for it.
void keep_forecast(store::Store& store, const std::string& person, const std::optional<std::string>& site,
                   std::string_view state, Instant now);

// The snoozes of a person as the store keeps them: "moisture:2026-03-08:warn;oil:..."; without a level, of any. Those
// that were over before `today` are left out.
[[nodiscard]] insight::Snoozes parse_snoozes(const std::string& text, Day today);
[[nodiscard]] std::string to_text(const insight::Snoozes& snoozes);

}  // namespace skin2vec::record
