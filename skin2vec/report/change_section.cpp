// The part of the report that tells what changed.
#include <fmt/format.h>

#include "skin2vec/figure/sparkline.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/report/sections.h"

namespace skin2vec::report {

namespace {

constexpr std::size_t most_changes = 5;

const char* kind_text(change::Kind kind, bool zh) {
  switch (kind) {
    case change::Kind::shift:
      return zh ? "突变" : "at once";
    case change::Kind::drift:
      return zh ? "渐变" : "slowly";
    case change::Kind::passing:
      break;
  }
  return zh ? "暂时" : "for a while";
}

}  // namespace

Section changes_section(const Found& found, const diary::Profile& profile, words::Language language) {
  const bool zh = language == words::Language::zh;
  Section section{"changes", zh ? "什么变了" : "What changed"};
  section.table.columns = zh ? std::vector<std::string>{"维度", "方式", "开始", "结束", "大小（95 % 区间）", "每周均值"}
                             : std::vector<std::string>{"", "how", "from", "to", "size (95 %)", "weekly means"};
  section.table.words = 4;
  for (const insight::FoundChange& one : found.changes.changes) {
    const change::Change& c = one.change;
    const auto sd = found.sd.find(one.dimension);
    const double least = c.size_low * c.size_high <= 0 ? 0 : std::min(std::abs(c.size_low), std::abs(c.size_high));
    section.findings.push_back({FindingKind::change, sd != found.sd.end() && sd->second > 0 ? least / sd->second : 0,
                                sentence(one, profile, language),
                                zh ? "在去除节律、事件与环境之后；未记下的原因也可能"
                                   : "in what remains after rhythms, events and "
                                     "surroundings; a cause that was not written down may explain it"});
    if (section.table.rows.size() == most_changes) {
      ++section.left_out;
      continue;
    }
    const diary::Dimension* dimension = diary::find_dimension(profile, one.dimension);
    const std::string name = !dimension ? one.dimension : zh ? dimension->label.zh : dimension->label.en;
    const auto weekly = found.weekly.find(one.dimension);
    std::string picture;
    if (weekly != found.weekly.end()) {
      picture = figure::sparkline(
          {.words = {zh ? fmt::format("{}，每周均值", name) : fmt::format("{}, weekly means", name),
                     zh ? fmt::format("{} 周", weekly->second.size()) : fmt::format("{} weeks", weekly->second.size())},
           .values = weekly->second,
           .height = 18});
    }
    section.table.rows.push_back({{name},
                                  {kind_text(c.kind, zh)},
                                  {to_text(c.start)},
                                  {c.kind == change::Kind::shift ? "-" : to_text(c.end)},
                                  {insight::numeral(c.size, c.size_low, c.size_high, language)},
                                  {"", std::move(picture)}});
  }
  if (section.table.rows.empty()) {
    section.table.columns.clear();
    section.notes.emplace_back(zh ? "未见持续的变化" : "no changes found");
  }
  if (!found.changes.too_short.empty()) {
    section.notes.push_back(zh ? fmt::format("{} 个维度数据太少", found.changes.too_short.size())
                               : fmt::format("{} with too little data", found.changes.too_short.size()));
  }
  return section;
}

}  // namespace skin2vec::report
