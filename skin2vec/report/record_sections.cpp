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

using namespace words::literals;

constexpr std::size_t most_dimensions = 10;
constexpr int most_years = 10;

std::string dimension_text(const insight::DimensionSummary& one, words::Language language) {
  std::string text = insight::spoken(one.dimension.label, language);
  if (!one.dimension.unit.empty()) text += " (" + one.dimension.unit + ")";
  if (!one.instrument.empty()) text += " [" + figure::shortened(one.instrument, 16) + "]";
  return text;
}

std::string better_text(diary::Better better, words::Language language) {
  switch (better) {
    case diary::Better::high:
      return words::say<"report.frame.better.high">(language);
    case diary::Better::low:
      return words::say<"report.frame.better.low">(language);
    case diary::Better::middle:
      break;
  }
  return words::say<"report.frame.better.middle">(language);
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

std::string sparkline_of(const insight::DimensionSummary& one, words::Language language) {
  const std::vector<double>& days = one.last_days;
  const std::size_t n_days = days.size();
  const int n_read = stats::count(days);
  std::string desc;
  if (n_read > 0) {
    const auto [low, high] = figure::extent(days);
    desc = words::say<"report.frame.picture.range">(language, "n_read"_a = n_read, "n_days"_a = n_days,
                                                    "low"_a = words::numeral(low), "high"_a = words::numeral(high));
  } else {
    desc = words::say<"report.frame.picture.empty">(language, "n_read"_a = n_read, "n_days"_a = n_days);
  }
  return figure::sparkline(
      {.words = {words::say<"report.frame.picture">(
                     language, "dimension"_a = insight::spoken(one.dimension.label, language), "n_days"_a = n_days),
                 std::move(desc)},
       .values = days,
       .centre = one.frame.baseline_mean,
       .spread = one.frame.baseline_sd,
       .height = 18});
}

std::string sign_text(double z) {
  return std::isfinite(z) ? fmt::format("{:+.1f}", z) : "-";
}

std::string level_text(insight::Level level, words::Language language) {
  switch (level) {
    case insight::Level::watch:
      return words::say<"report.alerts.level.watch">(language);
    case insight::Level::warn:
      return words::say<"report.alerts.level.warn">(language);
    case insight::Level::act:
      break;
  }
  return words::say<"report.alerts.level.act">(language);
}

// Whether it was foretold, or how it came.
std::string alert_kind(const insight::Alert& alert, words::Language language) {
  if (alert.foretold) return words::say<"report.alerts.kind.foretold">(language);
  return alert.kind == change::Kind::drift ? words::say<"report.alerts.kind.drift">(language)
                                           : words::say<"report.alerts.kind.shift">(language);
}

// Of a rhythm that was looked for.
std::string rhythm_cell(const series::Rhythm& one, words::Language language) {
  if (one.verdict == series::RhythmVerdict::too_little_data) {
    return words::say<"report.rhythms.verdict.too_little_data">(language);
  }
  if (one.verdict == series::RhythmVerdict::none_found) {
    return words::say<"report.rhythms.verdict.none_found">(language);
  }
  std::string swing = "±" + insight::numeral(one.amplitude, one.amplitude_ci.low, one.amplitude_ci.high, language);
  if (one.higher) {
    return *one.higher == series::Slot::morning
               ? words::say<"report.rhythms.swing.morning_higher">(language, "swing"_a = swing)
               : words::say<"report.rhythms.swing.evening_higher">(language, "swing"_a = swing);
  }
  if (one.peak) {
    return words::say<"report.rhythms.swing.peak">(language, "swing"_a = swing, "peak"_a = to_text(*one.peak));
  }
  return swing;
}

}  // namespace

std::string days_text(int n, words::Language language) {
  return n == 1 ? words::say<"report.days.one">(language, "n"_a = n) : words::say<"report.days">(language, "n"_a = n);
}

Section frame_section(const Found& found, const diary::Profile& profile, words::Language language) {
  const int window = profile.reference.window_days, baseline = profile.reference.baseline_days;
  Section section{"frame", words::say<"report.frame.heading">(language)};
  if (found.summary.dimensions.empty()) {
    section.notes.push_back(words::say<"report.no_readings_yet">(language));
    return section;
  }
  section.table.columns =
      columns_of(words::say<"report.frame.columns">(language, "window"_a = window, "baseline"_a = baseline));
  section.table.words = 2;
  bool flagged = false;
  std::string unread;
  const std::set<std::string> silent = never_read(found);
  for (const insight::DimensionSummary& one : found.summary.dimensions) {
    if (silent.contains(one.dimension.name)) {
      if (!unread.empty()) unread += words::say<"report.between_names">(language);
      unread += dimension_text(one, language);
      continue;
    }
    if (section.table.rows.size() == most_dimensions) {
      ++section.left_out;
      continue;
    }
    const series::Frame& frame = one.frame;
    flagged = flagged || frame.today_flagged;
    section.table.rows.push_back(
        {{dimension_text(one, language)},
         {better_text(one.dimension.better, language)},
         {words::numeral(frame.today) + (frame.today_flagged ? "?" : "")},
         {words::numeral(frame.window_mean)},
         {mean_text(frame.baseline_mean, frame.baseline_sd)},
         {sign_text(frame.z_window)},
         {sign_text(frame.z_baseline)},
         {std::isfinite(frame.percentile) ? fmt::format("{:.0f}", frame.percentile) : "-"},
         {insight::numeral(frame.trend_per_week.value, frame.trend_per_week.low, frame.trend_per_week.high, language)},
         {"", sparkline_of(one, language)}});
  }
  section.notes.push_back(words::say<"report.frame.note">(language, "window"_a = window, "baseline"_a = baseline));
  if (section.table.rows.empty()) section.table.columns.clear();
  if (!unread.empty()) section.notes.push_back(words::say<"report.frame.not_read">(language, "dimensions"_a = unread));
  if (flagged) {
    section.notes.push_back(words::say<"report.frame.flagged">(language));
  }
  return section;
}

Section alerts_section(const Found& found, const insight::Snoozes& snoozes, words::Language language) {
  Section section{"alerts", words::say<"report.alerts.heading">(language)};
  if (found.summary.alerts.empty()) {
    section.notes.push_back(words::say<"report.alerts.none">(language));
    return section;
  }
  section.table.columns = columns_of(words::say<"report.alerts.columns">(language));
  section.table.words = 3;
  for (const insight::Alert& alert : found.summary.alerts) {
    const auto dimension =
        std::find_if(found.summary.dimensions.begin(), found.summary.dimensions.end(),
                     [&](const insight::DimensionSummary& one) { return one.dimension.name == alert.dimension; });
    std::string level = level_text(alert.level, language);
    if (const auto quiet = insight::quiet_until(alert, snoozes)) {
      level = words::say<"report.alerts.snoozed">(language, "level"_a = level, "until"_a = to_text(*quiet));
    }
    const auto& foretold = alert.foretold;
    const double off = std::abs(alert.window_mean - alert.baseline_mean) / std::max(alert.baseline_sd, 1e-6);
    const double rate = insight::AlertOptions{}.false_alarms_per_year[static_cast<std::size_t>(alert.level)];
    std::string uncertainty = foretold
                                  ? words::say<"report.alerts.doubt.foretold">(language, "level"_a = level)
                                  : words::say<"report.alerts.doubt">(language, "level"_a = level, "rate"_a = rate);
    section.findings.push_back({FindingKind::stands_now,
                                100 * static_cast<int>(alert.level) + (foretold ? 0 : std::min(off, 99.0)),
                                insight::reason(alert, dimension->dimension, language), std::move(uncertainty)});
    if (section.table.rows.size() == most_dimensions) {
      ++section.left_out;
      continue;
    }
    section.table.rows.push_back(
        {{dimension_text(*dimension, language)},
         {level},
         {to_text(alert.since)},
         {words::numeral(alert.window_mean)},
         {foretold ? words::say<"report.alerts.limit">(language, "limit"_a = words::numeral(foretold->limit))
                   : fmt::format("{} ({})", words::numeral(alert.baseline_mean), words::numeral(alert.baseline_sd))},
         {alert_kind(alert, language)}});
  }
  return section;
}

Section rhythms_section(const Found& found, const diary::Profile& profile, words::Language language) {
  Section section{"rhythms", words::say<"report.rhythms.heading">(language)};
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
    section.findings.push_back({FindingKind::rhythm, size, insight::sentence(told, profile, language),
                                p < 0.001 ? words::say<"report.rhythms.doubt.below_0_001">(language)
                                          : words::say<"report.rhythms.doubt">(language, "p"_a = p)});
  }
  section.table.columns = columns_of(words::say<"report.rhythms.columns">(language));
  section.table.words = 4;
  const std::set<std::string> silent = never_read(found);
  for (std::size_t i = 0; i + 2 < found.rhythms.size(); i += 3) {
    if (silent.contains(found.rhythms[i].dimension)) continue;
    if (section.table.rows.size() == most_dimensions) {
      ++section.left_out;
      continue;
    }
    std::vector<Cell> row{{insight::spoken(found.rhythms[i].dimension, profile, language)}};
    for (std::size_t k = i; k < i + 3; ++k) row.push_back({rhythm_cell(found.rhythms[k], language)});
    section.table.rows.push_back(std::move(row));
  }
  if (section.table.rows.empty()) {
    section.table.columns.clear();
    section.notes.push_back(words::say<"report.no_readings_yet">(language));
  }
  return section;
}

Section gaps_section(const Found& found, const diary::Profile& profile, words::Language language) {
  const Coverage& known = found.coverage;
  Section section{"gaps", words::say<"report.gaps.heading">(language)};
  const auto n_days = static_cast<int>(known.there.size());
  if (n_days == 0) {
    section.notes.push_back(words::say<"report.no_readings_yet">(language));
    return section;
  }
  const int n_read = known.days_read;
  const std::string told =
      known.longest.days > 0
          ? words::say<"report.gaps.read_with_gap">(language, "n_read"_a = n_read, "n_days"_a = n_days,
                                                    "gap"_a = days_text(known.longest.days, language),
                                                    "from"_a = to_text(known.longest.first))
          : words::say<"report.gaps.read">(language, "n_read"_a = n_read, "n_days"_a = n_days);
  const double percent = 100 * known.missing;
  section.findings.push_back({FindingKind::uncertainty, known.missing, told,
                              profile.slots.every_days > 1
                                  ? words::say<"report.gaps.doubt.weeks">(language, "percent"_a = percent)
                                  : words::say<"report.gaps.doubt.days">(language, "percent"_a = percent)});
  section.pictures.push_back(figure::calendar({.words = {words::say<"report.gaps.picture">(language), told},
                                               .first = known.first,
                                               .there = known.there,
                                               .most_years = most_years,
                                               .width = 400}));
  section.table.columns.push_back(words::say<"report.gaps.days_read">(language));
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
