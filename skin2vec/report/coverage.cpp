#include "skin2vec/report/coverage.h"

#include <algorithm>

#include "skin2vec/base/require.h"

namespace skin2vec::report {

Coverage coverage(std::span<const diary::Entry> entries, const CoverageOptions& options) {
  const auto& [from, to, site, every_days] = options;
  require(from <= to, "coverage: the days must be in order, got {} and {}", to_text(from), to_text(to));
  require(every_days >= 1, "coverage: every_days must be 1 or more, got {}", every_days);
  Coverage known{.first = from, .there = std::vector<char>(static_cast<std::size_t>(to - from + 1), 0)};
  for (const diary::Entry& entry : entries) {
    const Day day = entry.time.day;
    if (entry.kind != diary::Kind::reading || entry.place != site || entry.values.empty() || day < from || to < day) {
      continue;
    }
    known.there[static_cast<std::size_t>(day - from)] = 1;
  }
  int periods = 0, read_periods = 0, gap = 0;
  bool read_in_period = false;
  for (int t = 0; t <= to - from; ++t) {
    const Day day = from + t;
    const bool read = known.there[static_cast<std::size_t>(t)] != 0;
    if (known.months.empty() || known.months.back().month != day.month() || known.months.back().year != day.year()) {
      known.months.push_back({day.year(), day.month(), 0, 0});
    }
    ++known.months.back().days;
    known.months.back().read += read ? 1 : 0;
    known.days_read += read ? 1 : 0;
    gap = read ? 0 : gap + 1;
    if (gap > known.longest.days) known.longest = {day - (gap - 1), gap};
    read_in_period = read_in_period || read;
    if ((t + 1) % every_days == 0 || day == to) {
      ++periods;
      read_periods += read_in_period ? 1 : 0;
      read_in_period = false;
    }
  }
  known.missing = 1 - static_cast<double>(read_periods) / periods;
  return known;
}

}  // namespace skin2vec::report
