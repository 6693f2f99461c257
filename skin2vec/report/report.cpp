#include "skin2vec/report/report.h"

#include "skin2vec/figure/svg.h"
#include "skin2vec/insight/forecast_alerts.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/words/words.h"

namespace skin2vec::report {

namespace {

constexpr int most_letters_in_head = 60;  // of a name in the head
constexpr int most_letters_of_site = 30;

PageHead head_of(const Found& found, const diary::Profile& profile, const ReportOptions& options) {
  using namespace words::literals;
  const words::Language language = options.language;
  PageHead head{.title = words::say<"report.head.title">(
                    language, "person"_a = figure::shortened(options.head.person, most_letters_in_head),
                    "profile"_a = insight::spoken(profile.label, language)),
                .lines = {}};
  if (!options.head.from || !options.head.to) {
    head.lines.push_back(words::say<"report.no_readings_yet">(language));
    return head;
  }
  const std::string from = to_text(*options.head.from), to = to_text(*options.head.to),
                    days = days_text(*options.head.to - *options.head.from + 1, language),
                    site = figure::shortened(found.summary.site, most_letters_of_site);
  const int n_read = found.coverage.days_read;
  head.lines.push_back(site.empty()
                           ? words::say<"report.head.record">(language, "from"_a = from, "to"_a = to, "days"_a = days,
                                                              "n_read"_a = n_read, "profile"_a = profile.name)
                           : words::say<"report.head.record_of_site">(language, "from"_a = from, "to"_a = to,
                                                                      "days"_a = days, "n_read"_a = n_read,
                                                                      "profile"_a = profile.name, "site"_a = site));
  int others = 0;
  for (const auto& [elsewhere, count] : found.summary.sites_left_out) others += count;
  if (others > 0) {
    head.lines.push_back(others == 1 ? words::say<"report.head.other_sites.one">(language, "n"_a = others)
                                     : words::say<"report.head.other_sites">(language, "n"_a = others));
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
