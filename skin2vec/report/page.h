// The report as one page of HTML that needs nothing else: to be read, printed, put into a letter.
//
//   const std::string html = page({.title = "Ann", .lines = {"2025-01-01 to 2026-03-01"}}, sections);
//
// One file without script, style sheet or picture from elsewhere (its own policy forbids them), well-formed as XML too.
// Prints on A4, black on white. First the findings of all sections, the most useful first (section.h), each with its
// doubt; then the sections, each with its pictures and their table. All texts are escaped here: what a person wrote
// stays text. The same sections give the same bytes.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "skin2vec/insight/alerts.h"
#include "skin2vec/report/section.h"
#include "skin2vec/words/language.h"

namespace skin2vec::report {

struct PageHead {
  std::string title;               // whose
  std::vector<std::string> lines;  // from when to when, of what
};

// A finding and the section it comes from.
struct RankedFinding {
  const Section* section;
  const Finding* finding;
};

// All findings, the most useful first: by use, then by size, then as they stand.
[[nodiscard]] std::vector<RankedFinding> ranked(std::span<const Section> sections);

struct PageOptions {
  words::Language language = words::Language::en;
  int most_findings = 10;   // >= 1; how many more there are is told
  int most_of_section = 4;  // findings of one section, so that one does not fill the page; >= 1
};

// throws   ContractError if a row is not as long as its columns, or an option is out of range
[[nodiscard]] std::string page(const PageHead& head, std::span<const Section> sections,
                               const PageOptions& options = {});

}  // namespace skin2vec::report
