// Where a diary has gaps: days with a reading, by month, and the longest stretch without one.
//
//   const Coverage known = coverage(entries, {.from = first, .to = today, .site = "face"});
//   known.days_read, known.longest.days;
//
// A date counts as read if there is any reading of the site on it, whatever it holds. In a weekly diary a week counts,
// not a day: weeks are of seven dates from the first; the last may be shorter. Pure; O(entries + days).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "skin2vec/base/day.h"
#include "skin2vec/diary/entry.h"

namespace skin2vec::report {

struct CoverageOptions {
  Day from;            // first date that counts
  Day to;              // last; >= from
  std::string site;    // whose readings
  int every_days = 1;  // of the profile: 7 is weekly; >= 1
};

struct MonthRead {
  int year = 0;
  int month = 0;  // 1 to 12
  int read = 0;   // dates with a reading
  int days = 0;   // dates of the month within the record
};

struct Gap {
  Day first;
  int days = 0;  // 0: there is none
};

struct Coverage {
  Day first;
  std::vector<char> there;  // a date: 1 if it has a reading
  int days_read = 0;
  double missing = 0;             // share of dates (weekly: of weeks) without a reading, 0 to 1; 0 of no dates
  Gap longest;                    // dates without a reading, the first of the longest
  std::vector<MonthRead> months;  // of the record, without a gap between them
};

// entries  of one person, any kinds, any order
// throws   ContractError if to < from or every_days < 1
[[nodiscard]] Coverage coverage(std::span<const diary::Entry> entries, const CoverageOptions& options);

}  // namespace skin2vec::report
