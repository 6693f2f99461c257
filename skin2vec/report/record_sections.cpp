// The parts of the report that tell of the record itself: the frame, what stands in alert, rhythms, gaps.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "skin2vec/figure/calendar.h"
#include "skin2vec/figure/scale.h"
#include "skin2vec/figure/sparkline.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/report/sections.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/words/words.h"

namespace skin2vec::report {

namespace {

constexpr std::size_t most_dimensions = 10;
constexpr int most_years = 10;

std::string dimension_text(const insight::DimensionSummary& one, bool zh) {
  std::string text = zh ? one.dimension.label.zh : one.dimension.label.en;
  if (!one.dimension.unit.empty()) text += " (" + one.dimension.unit + ")";
  if (!one.instrument.empty()) text += " [" + figure::shortened(one.instrument, 16) + "]";
  return text;
}

const char* better_text(diary::Better better, bool zh) {
  switch (better) {
    case diary::Better::high:
      return zh ? "高" : "high";
    case diary::Better::low:
      return zh ? "低" : "low";
    case diary::Better::middle:
      break;
  }
  return zh ? "居中" : "middle";
}

// "2.91 (0.42)"; "-" without a mean.
std::string mean_text(double mean, double sd) {
  return std::isfinite(mean) ? fmt::format("{} ({})", words::numeral(mean), words::numeral(sd)) : "-";
}

// Names of the dimensions that have no reading at all.
std::set<std::string> never_read(const Found& found) {
  std::set<std::string> names;
  for (const insight::DimensionSummary& one : found.summary.dimensions) {
    const auto sd = found.sd.find(one.dimension.name);
    const bool some = (sd != found.sd.end() && std::isfinite(sd->second)) || std::isfinite(one.frame.today) ||
                      std::isfinite(one.frame.window_mean) || std::isfinite(one.frame.baseline_mean);
    if (!some) names.insert(one.dimension.name);
  }
  return names;
}

std::string sparkline_of(const insight::DimensionSummary& one, bool zh) {
  const std::vector<double>& days = one.last_days;
  const int read = stats::count(days);
  const std::string name = zh ? one.dimension.label.zh : one.dimension.label.en;
  std::string desc = zh ? fmt::format("{} 天中有 {} 天的读数", days.size(), read)
                        : fmt::format("{} of {} days read", read, days.size());
  if (read > 0) {
    const auto [low, high] = figure::extent(days);
    desc += zh ? fmt::format("，{} 至 {}", words::numeral(low), words::numeral(high))
               : fmt::format(", {} to {}", words::numeral(low), words::numeral(high));
  }
  return figure::sparkline({.words = {zh ? fmt::format("{}，近 {} 天", name, days.size())
                                         : fmt::format("{}, last {} days", name, days.size()),
                                      desc},
                            .values = days,
                            .centre = one.frame.baseline_mean,
                            .spread = one.frame.baseline_sd,
                            .height = 18});
}

std::string sign_text(double z) {
  return std::isfinite(z) ? fmt::format("{:+.1f}", z) : "-";
}

const char* rhythm_verdict(series::RhythmVerdict verdict, bool zh) {
  return verdict == series::RhythmVerdict::too_little_data ? (zh ? "数据太少" : "too little data")
                                                           : (zh ? "未发现" : "none found");
}

}  // namespace

Section frame_section(const Found& found, const diary::Profile& profile, words::Language language) {
  const bool zh = language == words::Language::zh;
  const int window = profile.reference.window_days, baseline = profile.reference.baseline_days;
  Section section{"frame", zh ? "现在的位置" : "Where things stand"};
  if (found.summary.dimensions.empty()) {
    section.notes.emplace_back(zh ? "还没有读数" : "no readings yet");
    return section;
  }
  section.table.columns = zh ? std::vector<std::string>{"",
                                                        "较好",
                                                        "今天",
                                                        fmt::format("{} 天均值", window),
                                                        fmt::format("{} 天均值（标准差）", baseline),
                                                        fmt::format("z（{} 天）", window),
                                                        fmt::format("z（{} 天）", baseline),
                                                        "百分位",
                                                        "每周趋势（95 % 区间）",
                                                        fmt::format("近 {} 天", baseline)}
                             : std::vector<std::string>{"",
                                                        "better",
                                                        "today",
                                                        fmt::format("{}-day mean", window),
                                                        fmt::format("{}-day mean (sd)", baseline),
                                                        fmt::format("z, {} days", window),
                                                        fmt::format("z, {} days", baseline),
                                                        "percentile",
                                                        "a week (95 %)",
                                                        fmt::format("last {} days", baseline)};
  section.table.words = 2;
  bool flagged = false;
  std::string unread;
  const std::set<std::string> silent = never_read(found);
  for (const insight::DimensionSummary& one : found.summary.dimensions) {
    if (silent.contains(one.dimension.name)) {
      unread += (unread.empty() ? "" : zh ? "、" : ", ") + dimension_text(one, zh);
      continue;
    }
    if (section.table.rows.size() == most_dimensions) {
      ++section.left_out;
      continue;
    }
    const series::Frame& frame = one.frame;
    flagged = flagged || frame.today_flagged;
    section.table.rows.push_back(
        {{dimension_text(one, zh)},
         {better_text(one.dimension.better, zh)},
         {words::numeral(frame.today) + (frame.today_flagged ? "?" : "")},
         {words::numeral(frame.window_mean)},
         {mean_text(frame.baseline_mean, frame.baseline_sd)},
         {sign_text(frame.z_window)},
         {sign_text(frame.z_baseline)},
         {std::isfinite(frame.percentile) ? fmt::format("{:.0f}", frame.percentile) : "-"},
         {insight::numeral(frame.trend_per_week.value, frame.trend_per_week.low, frame.trend_per_week.high, language)},
         {"", sparkline_of(one, zh)}});
  }
  section.notes.push_back(
      zh ? fmt::format(
               "z：今天与自己 {} 天、{} 天均值之差，以标准差计。图中灰带为 {} 天均值加减一个标准差，空白为无读数",
               window, baseline, baseline)
         : fmt::format(
               "z: today less one's own mean of {} and {} days, in sd. Grey band: mean of {} days, less and plus "
               "one sd; a blank is a day without a reading",
               window, baseline, baseline));
  if (section.table.rows.empty()) section.table.columns.clear();
  if (!unread.empty()) section.notes.push_back((zh ? "没有读数：" : "not read: ") + unread);
  if (flagged) {
    section.notes.emplace_back(zh ? "? 今天的读数像是输入错误" : "? today's reading looks like a typing error");
  }
  return section;
}

Section alerts_section(const Found& found, const insight::Snoozes& snoozes, words::Language language) {
  const bool zh = language == words::Language::zh;
  static constexpr const char* levels[2][3] = {{"watch", "warn", "act"}, {"留意", "警告", "行动"}};
  Section section{"alerts", zh ? "值得注意" : "What should be watched"};
  if (found.summary.alerts.empty()) {
    section.notes.emplace_back(zh ? "没有警示" : "no alert stands");
    return section;
  }
  section.table.columns = zh ? std::vector<std::string>{"", "级别", "开始", "近期均值", "此前均值（标准差）", "变化"}
                             : std::vector<std::string>{"", "level", "since", "mean now", "mean before (sd)", "kind"};
  section.table.words = 3;
  for (const insight::Alert& alert : found.summary.alerts) {
    const auto dimension =
        std::find_if(found.summary.dimensions.begin(), found.summary.dimensions.end(),
                     [&](const insight::DimensionSummary& one) { return one.dimension.name == alert.dimension; });
    std::string level = levels[zh][static_cast<int>(alert.level)];
    if (const auto quiet = insight::quiet_until(alert, snoozes)) {
      level += zh ? fmt::format("（暂停至 {}）", to_text(*quiet)) : fmt::format(" (snoozed until {})", to_text(*quiet));
    }
    const auto& foretold = alert.foretold;
    const double off = std::abs(alert.window_mean - alert.baseline_mean) / std::max(alert.baseline_sd, 1e-6);
    const double rate = insight::AlertOptions{}.false_alarms_per_year[static_cast<std::size_t>(alert.level)];
    std::string uncertainty =
        foretold ? (zh ? fmt::format("{}：是预测，不是事实", level) : fmt::format("{}: a forecast, no fact", level))
        : zh ? fmt::format("{}：若什么都没有变，这样的警示每年约 {} 次；是提醒的规则，不是诊断", level, rate)
             : fmt::format("{}: where nothing changes it comes about {} times a year; a rule that warns, no diagnosis",
                           level, rate);
    section.findings.push_back({FindingKind::stands_now,
                                100 * static_cast<int>(alert.level) + (foretold ? 0 : std::min(off, 99.0)),
                                insight::reason(alert, dimension->dimension, language), std::move(uncertainty)});
    if (section.table.rows.size() == most_dimensions) {
      ++section.left_out;
      continue;
    }
    section.table.rows.push_back(
        {{dimension_text(*dimension, zh)},
         {level},
         {to_text(alert.since)},
         {words::numeral(alert.window_mean)},
         {foretold ? fmt::format("{} {}", zh ? "界限" : "limit", words::numeral(foretold->limit))
                   : fmt::format("{} ({})", words::numeral(alert.baseline_mean), words::numeral(alert.baseline_sd))},
         {foretold                            ? (zh ? "预计" : "expected")
          : alert.kind == change::Kind::drift ? (zh ? "缓慢" : "slow")
                                              : (zh ? "突然" : "sudden")}});
  }
  return section;
}

Section rhythms_section(const Found& found, const diary::Profile& profile, words::Language language) {
  const bool zh = language == words::Language::zh;
  Section section{"rhythms", zh ? "反复出现的" : "What comes back"};
  // One finding for each name: who has one rhythm has it in several dimensions.
  for (const auto name : {series::RhythmName::daily, series::RhythmName::monthly, series::RhythmName::seasonal}) {
    std::vector<series::Rhythm> told;
    double size = 0, p = 0;
    for (const series::Rhythm& one : found.rhythms) {
      if (one.name != name || one.verdict != series::RhythmVerdict::found) continue;
      told.push_back(one);
      p = std::max(p, one.p);
      const auto sd = found.sd.find(one.dimension);
      if (sd != found.sd.end() && sd->second > 0 && std::isfinite(one.amplitude_ci.low)) {
        size = std::max(size, one.amplitude_ci.low / sd->second);
      }
    }
    if (told.empty()) continue;
    section.findings.push_back(
        {FindingKind::rhythm, size, insight::sentence(told, profile, language),
         zh ? fmt::format("每项 {}，已按维度数校正；± 为峰谷差之半",
                          p < 0.001 ? "p < 0.001" : fmt::format("p ≤ {:.3f}", p))
            : fmt::format("each {}, corrected for the number of dimensions; ± is half of peak to trough",
                          p < 0.001 ? "p < 0.001" : fmt::format("p at most {:.3f}", p))});
  }
  section.table.columns = zh ? std::vector<std::string>{"", "每日", "每月", "季节"}
                             : std::vector<std::string>{"", "daily", "monthly", "seasonal"};
  section.table.words = 4;
  const std::set<std::string> silent = never_read(found);
  for (std::size_t i = 0; i + 2 < found.rhythms.size(); i += 3) {
    if (silent.contains(found.rhythms[i].dimension)) continue;
    if (section.table.rows.size() == most_dimensions) {
      ++section.left_out;
      continue;
    }
    std::vector<Cell> row{{insight::spoken(found.rhythms[i].dimension, profile, language)}};
    for (std::size_t k = i; k < i + 3; ++k) {
      const series::Rhythm& one = found.rhythms[k];
      if (one.verdict != series::RhythmVerdict::found) {
        row.push_back({rhythm_verdict(one.verdict, zh)});
        continue;
      }
      std::string text = "±" + insight::numeral(one.amplitude, one.amplitude_ci.low, one.amplitude_ci.high, language);
      if (one.higher) {
        const bool morning = *one.higher == series::Slot::morning;
        text += zh ? (morning ? "，早上较高" : "，晚上较高") : (morning ? ", morning higher" : ", evening higher");
      } else if (one.peak) {
        text += zh ? fmt::format("，高峰 {}", to_text(*one.peak)) : fmt::format(", peak {}", to_text(*one.peak));
      }
      row.push_back({text});
    }
    section.table.rows.push_back(std::move(row));
  }
  if (section.table.rows.empty()) {
    section.table.columns.clear();
    section.notes.emplace_back(zh ? "还没有读数" : "no readings yet");
  }
  return section;
}

Section gaps_section(const Found& found, const diary::Profile& profile, words::Language language) {
  const bool zh = language == words::Language::zh;
  const Coverage& known = found.coverage;
  Section section{"gaps", zh ? "数据的空缺" : "Where the diary has gaps"};
  const auto days = static_cast<int>(known.there.size());
  if (days == 0) {
    section.notes.emplace_back(zh ? "还没有读数" : "no readings yet");
    return section;
  }
  const bool weekly = profile.slots.every_days > 1;
  std::string told = zh ? fmt::format("{} 天中有 {} 天的读数", days, known.days_read)
                        : fmt::format("{} of {} days have a reading", known.days_read, days);
  if (known.longest.days > 0) {
    told += zh ? fmt::format("；最长空缺 {} 天，自 {} 起", known.longest.days, to_text(known.longest.first))
               : fmt::format("; the longest gap is {} {}, from {}", known.longest.days,
                             known.longest.days == 1 ? "day" : "days", to_text(known.longest.first));
  }
  const char* unit = weekly ? (zh ? "周" : "weeks") : (zh ? "天" : "days");
  section.findings.push_back(
      {FindingKind::uncertainty, known.missing, told,
       zh ? fmt::format("{:.0f} % 的{}没有读数；缺失不等于零，也不补上", 100 * known.missing, unit)
          : fmt::format("{:.0f} % of the {} are missing; a gap is no zero, and is not filled in", 100 * known.missing,
                        unit)});
  section.pictures.push_back(figure::calendar({.words = {zh ? "有读数的日子" : "Days with a reading", told},
                                               .first = known.first,
                                               .there = known.there,
                                               .most_years = most_years,
                                               .width = 400}));
  section.table.columns.emplace_back(zh ? "有读数的天数" : "days read");
  for (int month = 1; month <= 12; ++month) section.table.columns.push_back(fmt::format("{}", month));
  const int newest = known.months.back().year;
  for (int year = std::max(known.months.front().year, newest - most_years + 1); year <= newest; ++year) {
    std::vector<Cell> row(13);
    row[0].text = fmt::format("{}", year);
    for (const MonthRead& month : known.months) {
      if (month.year == year) row[static_cast<std::size_t>(month.month)].text = fmt::format("{}", month.read);
    }
    section.table.rows.push_back(std::move(row));
  }
  section.left_out = std::max(0, newest - known.months.front().year + 1 - most_years);
  return section;
}

}  // namespace skin2vec::report
