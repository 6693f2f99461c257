#include "cli/screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/insight/sentences.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace {

bool is_wide(unsigned code) {
  return (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) ||
         (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) ||
         (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) ||
         (code >= 0xffe0 && code <= 0xffe6) || (code >= 0x1f300 && code <= 0x1faff);
}

std::string padded(const std::string& text, std::size_t columns, bool left) {
  const std::string blanks(columns - std::min(columns, width(text)), ' ');
  return left ? text + blanks : blanks + text;
}

struct Words {
  const char *today, *days, *sd, *z, *percentile, *trend, *last;
};

const Words& words(words::Language language) {
  static constexpr Words en{"today", " days", "sd", "z", "pct", "a week", "last "};
  static constexpr Words zh{"今天", "天", "标准差", "z", "百分位", "每周", "近"};
  return language == words::Language::zh ? zh : en;
}

std::string trend_text(const series::Slope& slope) {
  if (!std::isfinite(slope.value)) return "-";
  if (slope.low > 0) return "↑ " + shown(slope.value);
  if (slope.high < 0) return "↓ " + shown(slope.value);
  return "· " + shown(slope.value);
}

}  // namespace

std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    unsigned code = length == 1 ? byte : byte & (0xffU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
      code = (code << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3fU);
    columns += is_wide(code) ? 2 : 1;
    i += length;
  }
  return columns;
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> columns;
  for (const auto& row : rows) {
    columns.resize(std::max(columns.size(), row.size()), 0);
    for (std::size_t c = 0; c < row.size(); ++c) columns[c] = std::max(columns[c], width(row[c]));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) line += (c == 0 ? "  " : "   ") + padded(row[c], columns[c], c == 0);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::string curve(std::span<const double> values) {
  static constexpr const char* bars[8] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  double low = INFINITY;
  double high = -INFINITY;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  std::string out;
  for (const double value : values) {
    if (std::isnan(value)) {
      out += ' ';
    } else {
      out += bars[high > low ? std::min(7, static_cast<int>((value - low) / (high - low) * 8)) : 3];
    }
  }
  return out;
}

std::string shown(double value) {
  return words::numeral(value);
}

const std::string& label(const diary::Label& label, words::Language language) {
  return language == words::Language::zh ? label.zh : label.en;
}

std::string summary_text(const insight::Summary& summary, words::Language language) {
  const Words& w = words(language);
  const std::string window = fmt::format("{}{}", summary.window_days, w.days);
  const std::string baseline = fmt::format("{}{}", summary.baseline_days, w.days);
  std::vector<std::vector<std::string>> rows{
      {"", w.today, window, baseline, w.sd, w.z, w.percentile, w.trend, w.last + baseline}};
  for (const auto& one : summary.dimensions) {
    const auto& frame = one.frame;
    std::string name = label(one.dimension.label, language);
    if (!one.dimension.unit.empty()) name += " (" + one.dimension.unit + ")";
    if (!one.instrument.empty()) name += " [" + one.instrument + "]";
    rows.push_back({name, shown(frame.today) + (frame.today_flagged ? "?" : ""), shown(frame.window_mean),
                    shown(frame.baseline_mean), shown(frame.baseline_sd),
                    std::isfinite(frame.z_baseline) ? fmt::format("{:+.1f}", frame.z_baseline) : "-",
                    std::isfinite(frame.percentile) ? fmt::format("{:.0f}", frame.percentile) : "-",
                    trend_text(frame.trend_per_week), curve(one.last_days)});
  }
  std::string out = table(rows);
  if (std::any_of(summary.dimensions.begin(), summary.dimensions.end(),
                  [](const auto& one) { return one.frame.today_flagged; })) {
    out += language == words::Language::zh ? "  ? 今天的读数像是输入错误\n"
                                           : "  ? today's reading looks like a typing error\n";
  }
  return out;
}

std::string alerts_text(const insight::Summary& summary, words::Language language, bool colour) {
  if (summary.alerts.empty()) return language == words::Language::zh ? "  没有警示\n" : "  no alerts\n";
  std::string out;
  for (const auto& alert : summary.alerts) {
    const auto dimension = std::find_if(summary.dimensions.begin(), summary.dimensions.end(),
                                        [&](const auto& one) { return one.dimension.name == alert.dimension; });
    const char* on = !colour ? "" : alert.level == insight::Level::watch ? "\033[33m" : "\033[31m";
    out += fmt::format("  {}{:<6}{}{}\n", on, insight::level_name(alert.level), colour ? "\033[0m" : "",
                       insight::reason(alert, dimension->dimension, language));
  }
  return out;
}

std::string rhythms_text(std::span<const series::Rhythm> rhythms, const diary::Profile& profile,
                         words::Language language) {
  const bool zh = language == words::Language::zh;
  static constexpr const char* names[2][3] = {{"daily", "monthly", "seasonal"}, {"每日", "每月", "季节"}};
  static constexpr const char* verdicts[2][3] = {{"found", "none found", "too little data"},
                                                 {"有", "未发现", "数据太少"}};
  std::vector<std::vector<std::string>> rows{{"", zh ? "节律" : "rhythm", zh ? "周期(天)" : "period (days)",
                                              zh ? "振幅" : "amplitude", zh ? "95% 区间" : "95 % interval",
                                              zh ? "高峰" : "peak", "p", zh ? "结论" : "verdict"}};
  for (const auto& rhythm : rhythms) {
    const diary::Dimension* dimension = diary::find_dimension(profile, rhythm.dimension);
    const bool found = rhythm.verdict == series::RhythmVerdict::found;
    const bool interval = found && std::isfinite(rhythm.amplitude_ci.low) && std::isfinite(rhythm.amplitude_ci.high);
    std::string peak = found && rhythm.peak && rhythm.name != series::RhythmName::daily ? to_text(*rhythm.peak) : "-";
    if (found && rhythm.higher)
      peak = *rhythm.higher == series::Slot::morning ? (zh ? "早" : "morning") : (zh ? "晚" : "evening");
    rows.push_back(
        {dimension ? label(dimension->label, language) : rhythm.dimension, names[zh][static_cast<int>(rhythm.name)],
         found ? fmt::format("{:.1f}", rhythm.period_days) : "-", found ? shown(rhythm.amplitude) : "-",
         interval ? fmt::format("{} to {}", shown(rhythm.amplitude_ci.low), shown(rhythm.amplitude_ci.high)) : "-",
         peak, rhythm.verdict == series::RhythmVerdict::too_little_data ? "-" : fmt::format("{:.3f}", rhythm.p),
         verdicts[zh][static_cast<int>(rhythm.verdict)]});
  }
  return table(rows);
}

std::string age_text(std::optional<double> age_hours, double over_hours, words::Language language) {
  if (!age_hours || *age_hours < over_hours) return "";
  const bool days = *age_hours >= 48;
  const double age = days ? *age_hours / 24 : *age_hours;
  if (language == words::Language::zh) return fmt::format("  最近一次读数在 {:.0f} {}前\n", age, days ? "天" : "小时");
  return fmt::format("  the newest reading is {:.0f} {} old\n", age, days ? "days" : "hours");
}

std::string snoozed_text(const std::string& alert, Day until, words::Language language) {
  if (language == words::Language::zh) return fmt::format("  {}的警示暂停至 {}\n", alert, to_text(until));
  return fmt::format("  {} is snoozed until {}\n", alert, to_text(until));
}

}  // namespace skin2vec::cli
