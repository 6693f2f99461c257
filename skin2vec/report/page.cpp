#include "skin2vec/report/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "skin2vec/base/require.h"
#include "skin2vec/figure/svg.h"
#include "skin2vec/words/words.h"

namespace skin2vec::report {

namespace {

using figure::escaped;
using namespace words::literals;

// Two sheets: 12 mm at the edges leave 186 by 273 mm. Greys are for rules and notes only, text is black.
constexpr const char* style = R"(
@page { size: A4; margin: 11mm 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 4mm; max-width: 194mm; color: #111; background: #fff; font: 8.3pt/1.3 "Noto Sans",
  "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 13pt; line-height: 1.2; margin: 0 0 1mm; }
h2 { font-size: 9.6pt; line-height: 1.2; margin: 3.2mm 0 1mm; border-bottom: 0.3mm solid #111; break-after: avoid; }
p { margin: 0 0 0.6mm; }
.disclaimer { border: 0.3mm solid #111; padding: 0.6mm 1.5mm; margin: 1mm 0; }
ol { margin: 0; padding-left: 5.5mm; }
li { margin: 0 0 0.5mm; break-inside: avoid; }
.doubt, .note { color: #444; }
.note { font-size: 7.4pt; }
.pair { display: flex; gap: 4mm; align-items: flex-start; break-inside: avoid; }
.pair > div { flex: none; max-width: 100%; }
.pair table { flex: 1 1 60mm; width: auto; min-width: 0; }
.pair tbody th { overflow-wrap: anywhere; }
#gaps td, #gaps th { padding: 0.2mm 0.6mm; }
svg { display: block; max-width: 100%; height: auto; }
td svg { display: inline-block; vertical-align: middle; }
table { overflow-wrap: break-word; border-collapse: collapse; width: 100%; font-size: 7.6pt; line-height: 1.2; font-variant-numeric: tabular-nums; }
th, td { padding: 0.35mm 1mm; text-align: right; vertical-align: middle; border-bottom: 0.1mm solid #bbb; }
td { white-space: nowrap; }
.w { text-align: left; }
thead .w { white-space: nowrap; }
#rhythms td { white-space: normal; }
thead th { border-bottom: 0.2mm solid #111; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; }
th:first-child { padding-left: 0; }
tr { break-inside: avoid; }
@media print { body { padding: 0; max-width: none; } a { color: inherit; } }
)";

std::string table_html(const Table& table) {
  std::string html = "<table><thead><tr>";
  const auto side = [&](std::size_t c) { return static_cast<int>(c) < table.words ? R"( class="w")" : ""; };
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    html += fmt::format(R"(<th scope="col"{}>{}</th>)", side(c), escaped(table.columns[c]));
  }
  html += "</tr></thead><tbody>\n";
  for (const std::vector<Cell>& row : table.rows) {
    require(row.size() == table.columns.size(), "page: a row has {} cells, the table {} columns", row.size(),
            table.columns.size());
    html += "<tr>";
    for (std::size_t c = 0; c < row.size(); ++c) {
      const char* tag = c == 0 ? R"(th scope="row")" : "td";
      html += fmt::format("<{}{}>{}{}</{}>", tag, side(c), escaped(row[c].text), row[c].picture, c == 0 ? "th" : "td");
    }
    html += "</tr>\n";
  }
  return html + "</tbody></table>\n";
}

std::string section_html(const Section& section, words::Language language) {
  std::string html = fmt::format("<section id=\"{}\"><h2>{}</h2>\n", escaped(section.name), escaped(section.heading));
  const bool table = !section.table.columns.empty();
  if (table || !section.pictures.empty()) {
    html += "<div class=\"pair\">\n";
    for (const std::string& picture : section.pictures) html += "<div>" + picture + "</div>\n";
    if (table) html += table_html(section.table);
    html += "</div>\n";
  }
  if (section.left_out > 0) {
    html +=
        fmt::format("<p class=\"note\">{}</p>\n",
                    section.left_out == 1 ? words::say<"report.rows_left_out.one">(language, "n"_a = section.left_out)
                                          : words::say<"report.rows_left_out">(language, "n"_a = section.left_out));
  }
  for (const std::string& note : section.notes) html += fmt::format("<p class=\"note\">{}</p>\n", escaped(note));
  return html + "</section>\n";
}

std::string findings_html(std::span<const Section> sections, const PageOptions& options) {
  const words::Language language = options.language;
  const auto all = ranked(sections);
  std::string list;
  int told = 0;
  std::map<const Section*, int> of_section;
  for (const auto& [section, finding] : all) {
    if (told == options.most_findings || of_section[section] == options.most_of_section) continue;
    ++told, ++of_section[section];
    list += fmt::format("<li>{} <span class=\"doubt\">[{}: {}]</span></li>\n", escaped(finding->sentence),
                        escaped(section->heading), escaped(finding->uncertainty));
  }
  std::string html =
      fmt::format("<section id=\"findings\"><h2>{}</h2>\n", words::say<"report.findings.heading">(language));
  html += all.empty() ? fmt::format("<p>{}</p>\n", words::say<"report.findings.none_yet">(language))
                      : "<ol>\n" + list + "</ol>\n";
  const auto left = static_cast<int>(all.size()) - told;
  if (left > 0) {
    html += fmt::format("<p class=\"note\">{}</p>\n",
                        left == 1 ? words::say<"report.findings.left_out.one">(language, "n"_a = left)
                                  : words::say<"report.findings.left_out">(language, "n"_a = left));
  }
  return html + "</section>\n";
}

}  // namespace

std::vector<RankedFinding> ranked(std::span<const Section> sections) {
  std::vector<RankedFinding> all;
  for (const Section& section : sections) {
    for (const Finding& finding : section.findings) all.push_back({&section, &finding});
  }
  std::stable_sort(all.begin(), all.end(), [](const RankedFinding& a, const RankedFinding& b) {
    return a.finding->use != b.finding->use ? a.finding->use < b.finding->use : a.finding->size > b.finding->size;
  });
  return all;
}

std::string page(const PageHead& head, std::span<const Section> sections, const PageOptions& options) {
  require(options.most_findings >= 1 && options.most_of_section >= 1, "page: at least one finding, got {} and {}",
          options.most_findings, options.most_of_section);
  const words::Language language = options.language;
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\" />\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\" />\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<h1>{}</h1>\n",
      words::say<"report.lang">(language), escaped(head.title), style, escaped(head.title));
  for (const std::string& line : head.lines) html += fmt::format("<p>{}</p>\n", escaped(line));
  html += fmt::format("<p class=\"disclaimer\">{}</p>\n", words::say<"report.disclaimer">(language));
  html += findings_html(sections, options);
  for (const Section& section : sections) html += section_html(section, language);
  return html + "</body>\n</html>\n";
}

}  // namespace skin2vec::report
