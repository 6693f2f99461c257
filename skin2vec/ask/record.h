// One person's record, as questions are answered from it: who, under which profile, from when to when.
//
//   const Record record{.profile = profile, .person = "ann", .from = first, .today = last, .entries = entries};
//   Answer answer = head(record.head());
//
// Where it comes from is not known here: record/ loads it from the diary.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "skin2vec/ask/answers.h"
#include "skin2vec/base/result.h"
#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/words/language.h"

namespace skin2vec::ask {

struct Record {
  diary::Profile profile;
  std::string person;
  std::optional<Day> from = {};   // first date looked at; none: nothing was read
  std::optional<Day> today = {};  // the last: `to`, or the last date with a reading
  std::vector<diary::Entry> entries = {};
  std::optional<double> data_age_hours = {};  // of the newest reading up to `today`
  insight::Snoozes snoozes = {};              // that hold today
  words::Language language = words::Language::en;

  [[nodiscard]] insight::Head head() const { return {profile.name, person, from, today}; }
  [[nodiscard]] AlertContext alert_context() const { return {snoozes, data_age_hours, language}; }
};

// Which entries a question needs.
struct Needs {
  std::vector<diary::Kind> kinds{diary::Kind::reading};  // empty: all
  std::optional<int> last_days;                          // of the record are enough; none: all of it
  std::optional<Day> also_from;                          // but from this day on at least
};

// missing, with the nearest name, if there are readings and none of the site that was asked for.
[[nodiscard]] Result<void> check_site(const Record& record, const std::optional<std::string>& site);

}  // namespace skin2vec::ask
