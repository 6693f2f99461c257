#include "cli/screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/insight/sentences.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

using namespace words::literals;

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

std::string trend_text(const series::Slope& slope) {
  if (!std::isfinite(slope.value)) return "-";
  if (slope.low > 0) return "↑ " + shown(slope.value);
  if (slope.high < 0) return "↓ " + shown(slope.value);
  return "· " + shown(slope.value);
}

std::string name_text(series::RhythmName name, words::Language language) {
  switch (name) {
    case series::RhythmName::daily:
      return words::say<"rhythms.name.daily">(language);
    case series::RhythmName::monthly:
      return words::say<"rhythms.name.monthly">(language);
    case series::RhythmName::seasonal:
      break;
  }
  return words::say<"rhythms.name.seasonal">(language);
}

std::string verdict_text(series::RhythmVerdict verdict, words::Language language) {
  switch (verdict) {
    case series::RhythmVerdict::found:
      return words::say<"rhythms.verdict.found">(language);
    case series::RhythmVerdict::none_found:
      return words::say<"rhythms.verdict.none_found">(language);
    case series::RhythmVerdict::too_little_data:
      break;
  }
  return words::say<"rhythms.verdict.too_little_data">(language);
}

// When it is highest: a half of the day, or a date; "-" where that is not known.
std::string peak_text(const series::Rhythm& rhythm, words::Language language) {
  if (rhythm.verdict != series::RhythmVerdict::found) return "-";
  if (rhythm.higher == series::Slot::morning) return words::say<"rhythms.peak.morning">(language);
  if (rhythm.higher) return words::say<"rhythms.peak.evening">(language);
  return rhythm.peak && rhythm.name != series::RhythmName::daily ? to_text(*rhythm.peak) : "-";
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

std::string summary_text(const insight::Summary& summary, words::Language language) {
  std::vector<std::vector<std::string>> rows{
      {"", words::say<"summary.column.today">(language),
       words::say<"summary.column.days">(language, "n_days"_a = summary.window_days),
       words::say<"summary.column.days">(language, "n_days"_a = summary.baseline_days),
       words::say<"summary.column.sd">(language), "z", words::say<"summary.column.percentile">(language),
       words::say<"summary.column.trend">(language),
       words::say<"summary.column.last">(language, "n_days"_a = summary.baseline_days)}};
  for (const auto& one : summary.dimensions) {
    const auto& frame = one.frame;
    std::string name = insight::spoken(one.dimension.label, language);
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
    out += fmt::format("  ? {}\n", words::say<"summary.typing_error">(language));
  }
  return out;
}

std::string alerts_text(const insight::Summary& summary, words::Language language, bool colour) {
  if (summary.alerts.empty()) return fmt::format("  {}\n", words::say<"alerts.none">(language));
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
  std::vector<std::vector<std::string>> rows{
      {"", words::say<"rhythms.column.rhythm">(language), words::say<"rhythms.column.period">(language),
       words::say<"rhythms.column.amplitude">(language), words::say<"rhythms.column.interval">(language),
       words::say<"rhythms.column.peak">(language), "p", words::say<"rhythms.column.verdict">(language)}};
  for (const auto& rhythm : rhythms) {
    const bool found = rhythm.verdict == series::RhythmVerdict::found;
    const bool interval = found && std::isfinite(rhythm.amplitude_ci.low) && std::isfinite(rhythm.amplitude_ci.high);
    rows.push_back(
        {insight::spoken(rhythm.dimension, profile, language), name_text(rhythm.name, language),
         found ? fmt::format("{:.1f}", rhythm.period_days) : "-", found ? shown(rhythm.amplitude) : "-",
         interval ? fmt::format("{} to {}", shown(rhythm.amplitude_ci.low), shown(rhythm.amplitude_ci.high)) : "-",
         peak_text(rhythm, language),
         rhythm.verdict == series::RhythmVerdict::too_little_data ? "-" : fmt::format("{:.3f}", rhythm.p),
         verdict_text(rhythm.verdict, language)});
  }
  return table(rows);
}

std::string age_text(std::optional<double> age_hours, double over_hours, words::Language language) {
  if (!age_hours || *age_hours < over_hours) return "";
  const bool days = *age_hours >= 48;
  return fmt::format("  {}\n", days ? words::say<"verbs.newest.days">(language, "n"_a = *age_hours / 24)
                                    : words::say<"verbs.newest.hours">(language, "n"_a = *age_hours));
}

std::string no_readings_text(words::Language language) {
  return fmt::format("  {}\n", words::say<"verbs.no_readings">(language));
}

std::string too_short_text(const std::vector<std::string>& dimensions, words::Language language) {
  if (dimensions.empty()) return "";
  const std::string all = fmt::format("{}", fmt::join(dimensions, ", "));
  return words::say<"verbs.too_little_data">(language, "dimensions"_a = all) + "\n";
}

}  // namespace skin2vec::cli
