// What changed in a diary, and what would have been told of it while it was written.
//
//   const Changes found = find_changes(causes_of(entries, profile, {}), {.threads = 0});
//   found.changes[0].change.start;      // in what remains after rhythm, events, surroundings and routines
//   found.alarms[0].alarm.date();        // of a replay, day by day
//
// Offline search (change/shape.h) of what remains of every dimension that is read; derived ones follow from these.
// Alarms (change/alarms.h) are of the daily values as they were read: taking out what acts, day by day, by what was
// known then, cost more false alarms than it saved (docs/explanation/changes.md). The budget of false alarms is the
// person's: each dimension has its part. Raw: the offline search is of the daily values too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "skin2vec/change/alarms.h"
#include "skin2vec/change/shape.h"
#include "skin2vec/insight/causes.h"

namespace skin2vec::insight {

enum class LookedAt { remaining, raw };

struct ChangesOptions {
  LookedAt looked_at = LookedAt::remaining;
  double false_alarms_per_year = 1;  // of the person; > 0
  int threads = 1;                   // as in lag::EffectsOptions
};

struct FoundChange {
  std::string dimension;
  change::Change change;
  std::optional<Day> detected_on;  // of the first alarm within it that was not withdrawn; none: it was not told
};

struct RaisedAlarm {
  std::string dimension;
  change::Alarm alarm;
};

struct Changes {
  std::vector<FoundChange> changes;    // by start
  std::vector<RaisedAlarm> alarms;     // by date
  std::vector<std::string> too_short;  // dimensions with too little data
  double false_alarms_per_year = 1;
};

// throws   ContractError if an option is out of range
// The same for any number of threads.
[[nodiscard]] Changes find_changes(const Covariates& covariates, const ChangesOptions& options = {});

}  // namespace skin2vec::insight
