// One page for a doctor: everything that is known of one person, on at most two sheets.
//
//   const Found found = find_everything(entries, profile, {.from = first, .today = today});
//   const Report report = report_on(found, profile, {.head = head, .language = words::Language::zh});
//   report.html;                              // a file of its own
//
// The parts and their order are the list in report.cpp. The same diary gives the same bytes: nothing in it is of the
// clock. Two sheets of A4 hold in Chromium for every diary tried, up to ten years with 8 causes and 6 dimensions.
#pragma once

#include <string>
#include <vector>

#include "skin2vec/insight/alerts.h"
#include "skin2vec/insight/head.h"
#include "skin2vec/report/page.h"
#include "skin2vec/report/sections.h"
#include "skin2vec/words/language.h"

namespace skin2vec::report {

struct ReportOptions {
  insight::Head head;  // whose, from when to when; without dates: nothing was read
  insight::Snoozes snoozes = {};
  words::Language language = words::Language::en;
};

struct Report {
  std::vector<Section> sections;
  std::string html;
};

// found  of the profile; nothing in it where nothing was read
[[nodiscard]] Report report_on(const Found& found, const diary::Profile& profile, const ReportOptions& options);

}  // namespace skin2vec::report
