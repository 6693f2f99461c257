// The parts of the report, each from what one verb finds.
//
//   const Found found = find_everything(entries, profile, {.from = first, .today = day});
//   frame_section(found, profile, words::Language::zh);
//
// Every function gives its part also where nothing was found: then its notes say so, and how much was looked at. Tables
// have a limit, so that the page keeps to two sheets; what is left out is counted. In pictures effects of different
// dimensions stand on one scale: the sd of the dimension's days. What follows is told, never what caused it; effects
// that failed the negative control are told as such, behind all others.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/insight/alerts.h"
#include "skin2vec/insight/causes.h"
#include "skin2vec/insight/changes.h"
#include "skin2vec/insight/summary.h"
#include "skin2vec/learn/shipped.h"
#include "skin2vec/report/coverage.h"
#include "skin2vec/report/section.h"
#include "skin2vec/trial/absorption.h"
#include "skin2vec/words/language.h"

namespace skin2vec::report {

// What the other verbs answer for one person.
struct Found {
  insight::Summary summary;
  std::vector<series::Rhythm> rhythms;
  insight::Changes changes;
  std::vector<lag::Effect> effects;
  std::vector<dose::Dose> doses;
  std::vector<lag::Habit> habits;
  std::vector<trial::Comparison> products;
  Coverage coverage;
  std::map<std::string, double> sd;                   // dimension -> sd of its daily values; NaN below two days
  std::map<std::string, double> log_sd;               // of counts -> about the sd of their logarithm: sd over mean
  std::map<std::string, std::vector<double>> weekly;  // dimension -> means of its weeks from the first day; NaN: none
};

struct FindOptions {
  Day from;
  Day today;                             // >= from
  std::optional<std::string> site = {};  // none: the one with most readings
  std::uint64_t seed = 7;
  int threads = 1;
  const learn::Shipped* shipped = nullptr;  // nullptr: none
};

// Asks all of them. entries: of one person, from `from` to `today`, all kinds. Cost: the sum of the verbs'.
[[nodiscard]] Found find_everything(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                    const FindOptions& options);

// "1 day", "12 days".
[[nodiscard]] std::string days_text(int n, words::Language language);

// Today against 7 and 30 days, a sparkline each.
[[nodiscard]] Section frame_section(const Found& found, const diary::Profile& profile, words::Language language);
// Alerts that stand. Those that are snoozed are told too, with that date.
[[nodiscard]] Section alerts_section(const Found& found, const insight::Snoozes& snoozes, words::Language language);
// Shifts, drifts and bouts, by start.
[[nodiscard]] Section changes_section(const Found& found, const diary::Profile& profile, words::Language language);
// Daily, monthly, seasonal.
[[nodiscard]] Section rhythms_section(const Found& found, const diary::Profile& profile, words::Language language);
// Effects that were found, the largest first, then those that failed the control.
[[nodiscard]] Section causes_section(const Found& found, const diary::Profile& profile, words::Language language);
[[nodiscard]] Section habits_section(const Found& found, const diary::Profile& profile, words::Language language);
[[nodiscard]] Section dose_section(const Found& found, const diary::Profile& profile, words::Language language);
[[nodiscard]] Section products_section(const Found& found, const diary::Profile& profile, words::Language language);
// Days with a reading.
[[nodiscard]] Section gaps_section(const Found& found, const diary::Profile& profile, words::Language language);

}  // namespace skin2vec::report
