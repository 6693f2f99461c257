#include "skin2vec/ask/report_answer.h"

namespace skin2vec::ask {

Result<report::Report> report_of(const Record& record, const std::optional<std::string>& site, const RunOptions& run) {
  report::Found found;
  if (record.today) {
    const auto shipped = learn::parsed(run.shipped);
    if (!shipped) return tl::unexpected(shipped.error());
    found = report::find_everything(record.entries, record.profile,
                                    {.from = *record.from,
                                     .today = *record.today,
                                     .site = site,
                                     .seed = run.seed,
                                     .threads = run.threads,
                                     .shipped = *shipped});
  }
  return report::report_on(found, record.profile,
                           {.head = record.head(), .snoozes = record.snoozes, .language = record.language});
}

void add_report(Answer& answer, const report::Report& report, const std::optional<std::string>& out) {
  std::map<const report::Finding*, int> ranks;
  for (const auto& [section, finding] : report::ranked(report.sections)) {
    const int rank = static_cast<int>(ranks.size()) + 1;
    ranks[finding] = rank;
  }
  Answer sections = Answer::array();
  for (const report::Section& section : report.sections) {
    Answer findings = Answer::array();
    for (const report::Finding& finding : section.findings) {
      findings.push_back({{"rank", ranks[&finding]}, {"sentence", finding.sentence}, {"doubt", finding.uncertainty}});
    }
    Answer one;
    one["name"] = section.name;
    one["heading"] = section.heading;
    one["findings"] = std::move(findings);
    one["rows"] = section.table.rows.size();
    one["left_out"] = section.left_out;
    one["pictures"] = section.pictures.size();
    one["notes"] = section.notes;
    sections.push_back(std::move(one));
  }
  Answer told;
  told["out"] = out ? Answer(*out) : Answer(nullptr);
  told["bytes"] = report.html.size();
  told["sections"] = std::move(sections);
  answer["report"] = std::move(told);
}

}  // namespace skin2vec::ask
