#include <fmt/format.h>

#include <algorithm>

#include "cli/loaded.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "skin2vec/base/text.h"
#include "skin2vec/insight/forecast_alerts.h"

namespace skin2vec::cli {

namespace {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::string id;
  int days = 7;
};

Result<std::pair<Loaded, insight::Summary>> load_alerts(const Common& common) {
  auto loaded = load(common, {.last_days = insight::needed_days});
  if (!loaded) return tl::unexpected(loaded.error());
  insight::Summary summary;
  if (loaded->today) {
    const auto whole = load(common, {.kinds = {}});  // forecasts learn from all of the record
    if (!whole) return tl::unexpected(whole.error());
    auto store = open_diary(common, false);
    if (!store) return tl::unexpected(store.error());
    summary = insight::with_forecast_alerts(
        insight::summarize(loaded->entries, loaded->profile, {.today = *loaded->today}), whole->entries,
        loaded->profile, *loaded->today, record::kept_forecast(*store, loaded->person, std::nullopt));
  }
  return std::pair{std::move(*loaded), std::move(summary)};
}

std::string named(const insight::Alert& alert, const Loaded& loaded) {
  const bool zh = loaded.language == insight::Language::zh;
  const auto* dimension = diary::find_dimension(loaded.profile, alert.dimension);
  const std::string name = zh && dimension ? dimension->label.zh : alert.dimension;
  return !alert.foretold ? name : name + (zh ? "（预测）" : " (forecast)");
}

int run_alerts(const Common& common) {
  const auto found = load_alerts(common);
  if (!found) return fail(found.error());
  const auto& [loaded, summary] = *found;
  if (common.json) {
    insight::Answer answer = insight::head(loaded.head());
    insight::add_alerts(answer, summary, loaded.alert_context());
    print(answer);
    return 0;
  }
  fmt::print("{}", alerts_text(awake(summary, loaded), loaded.language, coloured()));
  for (const auto& alert : summary.alerts) {
    const auto quiet = insight::quiet_until(alert, loaded.snoozes);
    if (!quiet) continue;
    fmt::print("{}", snoozed_text(named(alert, loaded), *quiet, loaded.language));
  }
  fmt::print("{}", age_text(loaded.data_age_hours, 0, loaded.language));
  return 0;
}

int run_snooze(const Options& options) {
  const Common& common = *options.common;
  if (options.days < 1 || options.days > 365) return fail_usage("--days expects 1 to 365");
  const auto clock = now();
  if (!clock) return fail(clock.error());
  const auto found = load_alerts(common);
  if (!found) return fail(found.error());
  const auto& [loaded, summary] = *found;
  std::vector<std::string> ids;
  for (const auto& alert : summary.alerts) ids.push_back(insight::alert_id(alert));
  if (std::find(ids.begin(), ids.end(), options.id) == ids.end()) {
    const auto near = nearest(options.id, ids);
    return fail({Fault::missing, fmt::format("no alert {} stands{}", in_quotes(options.id),
                                             near ? "; did you mean " + in_quotes(*near) + "?" : "")});
  }
  insight::Snoozes snoozed = loaded.snoozes;
  for (const auto& alert : summary.alerts) {
    if (insight::alert_id(alert) != options.id) continue;
    snoozed[options.id] = {local_time(clock->at, clock->offset_min).day + options.days, alert.level};
  }
  auto store = open_diary(common, false);
  if (!store) return fail(store.error());
  auto writing = store->begin({.what = "snooze", .source = "", .at = clock->at});
  if (!writing) return fail(writing.error());
  if (const auto set = writing->set(loaded.person, "snoozes", record::to_text(snoozed)); !set) return fail(set.error());
  if (const auto committed = writing->commit(); !committed) return fail(committed.error());
  if (common.json) {
    insight::Answer answer = insight::head(loaded.head());
    insight::add_alerts(answer, summary, {snoozed, loaded.data_age_hours, loaded.language});
    print(answer);
  } else {
    const auto alert = std::find_if(summary.alerts.begin(), summary.alerts.end(),
                                    [&](const auto& one) { return insight::alert_id(one) == options.id; });
    fmt::print("{}\n", trim(snoozed_text(named(*alert, loaded), snoozed[options.id].until, loaded.language)));
  }
  return 0;
}

}  // namespace

Verb add_alerts(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(program, "alerts",
                            "What should be watched: a dimension that left its own baseline on the bad side, or will.",
                            "  skin2vec alerts\n  skin2vec alerts snooze moisture --days 7", options->common);
  verb->fallthrough();
  CLI::App* snooze = verb->add_subcommand("snooze", "Keeps an alert quiet for some days, or until it rises.");
  snooze->add_option("ID", options->id, "the alert's id, as --json shows it")->required()->type_name("");
  snooze->add_option("--days", options->days, "for how many days")->type_name("N")->always_capture_default(true);
  return {verb, [options, snooze] { return snooze->parsed() ? run_snooze(*options) : run_alerts(*options->common); }};
}

}  // namespace skin2vec::cli
