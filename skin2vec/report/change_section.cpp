// The part of the report that tells what changed.
#include "skin2vec/figure/sparkline.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/report/sections.h"
#include "skin2vec/words/words.h"

namespace skin2vec::report {

namespace {

constexpr std::size_t most_changes = 5;

std::string kind_text(change::Kind kind, words::Language language) {
  switch (kind) {
    case change::Kind::shift:
      return words::say<"report.changes.how.shift">(language);
    case change::Kind::drift:
      return words::say<"report.changes.how.drift">(language);
    case change::Kind::passing:
      break;
  }
  return words::say<"report.changes.how.passing">(language);
}

}  // namespace

Section changes_section(const Found& found, const diary::Profile& profile, words::Language language) {
  using namespace words::literals;
  Section section{"changes", words::say<"report.changes.heading">(language)};
  section.table.columns = columns_of(words::say<"report.changes.columns">(language));
  section.table.words = 4;
  for (const insight::FoundChange& one : found.changes.changes) {
    const change::Change& c = one.change;
    const auto sd = found.sd.find(one.dimension);
    const double least = c.size_low * c.size_high <= 0 ? 0 : std::min(std::abs(c.size_low), std::abs(c.size_high));
    section.findings.push_back({FindingKind::change, sd != found.sd.end() && sd->second > 0 ? least / sd->second : 0,
                                sentence(one, profile, language), words::say<"report.changes.doubt">(language)});
    if (section.table.rows.size() == most_changes) {
      ++section.left_out;
      continue;
    }
    const diary::Dimension* dimension = diary::find_dimension(profile, one.dimension);
    const std::string name = dimension ? insight::spoken(dimension->label, language) : one.dimension;
    const auto weekly = found.weekly.find(one.dimension);
    std::string picture;
    if (weekly != found.weekly.end()) {
      picture = figure::sparkline(
          {.words = {words::say<"report.changes.picture">(language, "dimension"_a = name),
                     words::say<"report.changes.picture.weeks">(language, "n"_a = weekly->second.size())},
           .values = weekly->second,
           .height = 18});
    }
    section.table.rows.push_back({{name},
                                  {kind_text(c.kind, language)},
                                  {to_text(c.start)},
                                  {c.kind == change::Kind::shift ? "-" : to_text(c.end)},
                                  {insight::numeral(c.size, c.size_low, c.size_high, language)},
                                  {"", std::move(picture)}});
  }
  if (section.table.rows.empty()) {
    section.table.columns.clear();
    section.notes.push_back(words::say<"report.changes.none_found">(language));
  }
  if (!found.changes.too_short.empty()) {
    section.notes.push_back(
        words::say<"report.changes.too_little_data">(language, "n"_a = found.changes.too_short.size()));
  }
  return section;
}

}  // namespace skin2vec::report
