// The page for a doctor of a record, and as JSON what is in it.
//
//   Answer answer = head(record.head());
//   const Result<report::Report> report = report_of(record, std::nullopt, {.threads = 2});
//   add_report(answer, *report, "ann.html");
#pragma once

#include <optional>
#include <string>

#include "skin2vec/ask/questions.h"
#include "skin2vec/report/report.h"

namespace skin2vec::ask {

// Asks everything of the record, which has all kinds of entries, and puts it on the page.
// site   none: the one with most readings
// malformed if what ships is: learn::ShippedFiles
[[nodiscard]] Result<report::Report> report_of(const Record& record, const std::optional<std::string>& site,
                                               const RunOptions& run);

// Adds `report`: {out, bytes, sections[{name, heading, findings[{rank, sentence, doubt}], rows, left_out, pictures,
// notes[]}]}. out: where the page was written; none: nowhere.
void add_report(Answer& answer, const report::Report& report, const std::optional<std::string>& out);

}  // namespace skin2vec::ask
