#include "skin2vec/report/report.h"

#include <fmt/format.h>

#include "skin2vec/figure/svg.h"
#include "skin2vec/insight/forecast_alerts.h"
#include "skin2vec/stats/describe.h"

namespace skin2vec::report {

namespace {

constexpr int most_letters_in_head = 60;  // of a name in the head

PageHead head_of(const Found& found, const diary::Profile& profile, const ReportOptions& options) {
  const bool zh = options.language == words::Language::zh;
  const std::string person = figure::shortened(options.head.person, most_letters_in_head);
  const std::string& of = zh ? profile.label.zh : profile.label.en;
  PageHead head{.title = zh ? fmt::format("{}：{}", person, of) : fmt::format("{}: {}", person, of), .lines = {}};
  if (!options.head.from || !options.head.to) {
    head.lines.emplace_back(zh ? "还没有读数" : "no readings yet");
    return head;
  }
  const int days = *options.head.to - *options.head.from + 1;
  std::string line = zh ? fmt::format("{} 至 {}，{} 天，{} 天有读数；档案 {}", to_text(*options.head.from),
                                      to_text(*options.head.to), days, found.coverage.days_read, profile.name)
                        : fmt::format("{} to {}, {} {}, {} with a reading; profile {}", to_text(*options.head.from),
                                      to_text(*options.head.to), days, days == 1 ? "day" : "days",
                                      found.coverage.days_read, profile.name);
  if (!found.summary.site.empty()) line += (zh ? "；部位 " : "; site ") + figure::shortened(found.summary.site, 30);
  head.lines.push_back(std::move(line));
  int others = 0;
  for (const auto& [site, count] : found.summary.sites_left_out) others += count;
  if (others > 0) {
    head.lines.push_back(zh ? fmt::format("其他部位的 {} 个读数未计入", others)
                            : fmt::format("{} {} of other sites not used", others, others == 1 ? "value" : "values"));
  }
  return head;
}

}  // namespace

Found find_everything(std::span<const diary::Entry> entries, const diary::Profile& profile,
                      const FindOptions& options) {
  Found found;
  found.summary = insight::with_forecast_alerts(
      insight::summarize(entries, profile, {.today = options.today, .anchor = {}, .site = options.site}), entries,
      profile, options.today, options.shipped);
  found.rhythms = insight::find_rhythms(entries, profile, options.site, options.seed);
  const insight::Covariates covariates = insight::causes_of(entries, profile, options.site);
  for (const lag::Outcome& outcome : covariates.outcomes) {
    const std::vector<double>& values = outcome.daily.values;
    found.sd[outcome.dimension] = stats::sd(values);
    if (outcome.scale == diary::OutcomeScale::count) {
      found.log_sd[outcome.dimension] = stats::sd(values) / stats::mean(values);
    }
    std::vector<double>& weekly = found.weekly[outcome.dimension];
    for (std::size_t from = 0; from < values.size(); from += 7) {
      weekly.push_back(stats::mean(std::span(values).subspan(from, std::min<std::size_t>(7, values.size() - from))));
    }
  }
  found.changes = insight::find_changes(covariates, {.threads = options.threads});
  found.effects = insight::find_effects(covariates, {.threads = options.threads, .permutation = {}});
  found.doses = insight::find_dose(covariates, profile, options.threads);
  found.habits = insight::find_habits(covariates, options.threads);
  trial::UptakeOptions uptake;
  uptake.seed = options.seed;
  found.products = trial::compare_uptake(trial::uptake_uses(entries, profile), uptake);
  found.coverage = coverage(
      entries,
      {.from = options.from, .to = options.today, .site = found.summary.site, .every_days = profile.slots.every_days});
  return found;
}

Report report_on(const Found& found, const diary::Profile& profile, const ReportOptions& options) {
  const words::Language language = options.language;
  Report report;
  report.sections = {frame_section(found, profile, language),    alerts_section(found, options.snoozes, language),
                     changes_section(found, profile, language),  causes_section(found, profile, language),
                     habits_section(found, profile, language),   dose_section(found, profile, language),
                     products_section(found, profile, language), rhythms_section(found, profile, language),
                     gaps_section(found, profile, language)};
  report.html = page(head_of(found, profile, options), report.sections, {.language = language});
  return report;
}

}  // namespace skin2vec::report
