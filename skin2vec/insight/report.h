// One page for a doctor: everything that is known of one person, on at most two sheets.
//
//   const Report report = report_on(find_everything(entries, profile, {...}), profile, {.head = head, .language = zh});
//   report.html;                              // a file of its own
//   add_report(answer, report, "ann.html");   // what is in it, as JSON
//
// The parts and their order are the list in report.cpp. The same diary gives the same bytes: nothing in it is of the
// clock. Two sheets of A4 hold in Chromium for every diary tried, up to ten years with 8 causes and 6 dimensions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "skin2vec/insight/answers.h"
#include "skin2vec/insight/page.h"
#include "skin2vec/insight/sections.h"

namespace skin2vec::insight {

struct ReportOptions {
  Head head;  // whose, from when to when; without dates: nothing was read
  Snoozes snoozes = {};
  Language language = Language::en;
};

struct Report {
  std::vector<Section> sections;
  std::string html;
};

// found  of the profile; nothing in it where nothing was read
[[nodiscard]] Report report_on(const Found& found, const diary::Profile& profile, const ReportOptions& options);

// Adds `report`: {out, bytes, sections[{name, heading, findings[{rank, sentence, doubt}], rows, left_out, pictures,
// notes[]}]}. out: where the page was written; none: nowhere.
void add_report(Answer& answer, const Report& report, const std::optional<std::string>& out);

}  // namespace skin2vec::insight
