#include <fmt/format.h>

#include <algorithm>

#include "cli/loaded.h"
#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "skin2vec/base/text.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/record/record.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace alerts_verb {

using namespace words::literals;

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::string id;
  int days = 7;
};

// "moisture is snoozed until 2026-03-09"
std::string snoozed_text(const insight::Alert& alert, Day until, const ask::Record& record) {
  const std::string label = insight::spoken(alert.dimension, record.profile, record.language);
  return alert.foretold ? words::say<"alerts.snoozed.foretold">(record.language, "name"_a = alert.dimension,
                                                                "label"_a = label, "until"_a = to_text(until))
                        : words::say<"alerts.snoozed">(record.language, "name"_a = alert.dimension, "label"_a = label,
                                                       "until"_a = to_text(until));
}

std::string whole_alerts_text(const insight::Summary& summary, const ask::Record& record) {
  std::string text = alerts_text(awake(summary, record), record.language, coloured());
  for (const auto& alert : summary.alerts) {
    const auto quiet = insight::quiet_until(alert, record.snoozes);
    if (quiet) text += fmt::format("  {}\n", snoozed_text(alert, *quiet, record));
  }
  return text + age_text(record.data_age_hours, 0, record.language);
}

int run_alerts(const Common& common) {
  TextView text = view<insight::Summary>(whole_alerts_text);
  text.headed = false;
  text.without_readings = true;
  return answer_question(common, question_named("alerts"), {}, text);
}

int run_snooze(const Options& options) {
  const Common& common = *options.common;
  if (options.days < 1 || options.days > 365) return fail_usage("--days expects 1 to 365");
  const auto clock = now();
  if (!clock) return fail(clock.error());
  const auto found = ask_question(common, question_named("alerts"), {});
  if (!found) return fail(found.error());
  const ask::Record& record = found->record;
  const auto& summary = found->found.as<insight::Summary>();
  std::vector<std::string> ids;
  for (const auto& alert : summary.alerts) ids.push_back(insight::alert_id(alert));
  if (std::find(ids.begin(), ids.end(), options.id) == ids.end()) {
    const auto near = nearest(options.id, ids);
    return fail({Fault::missing, fmt::format("no alert {} stands{}", in_quotes(options.id),
                                             near ? "; did you mean " + in_quotes(*near) + "?" : "")});
  }
  insight::Snoozes snoozed = record.snoozes;
  for (const auto& alert : summary.alerts) {
    if (insight::alert_id(alert) != options.id) continue;
    snoozed[options.id] = {local_time(clock->at, clock->offset_min).day + options.days, alert.level};
  }
  auto store = open_diary(common, false);
  if (!store) return fail(store.error());
  auto writing = store->begin({.what = "snooze", .source = "", .at = clock->at});
  if (!writing) return fail(writing.error());
  if (const auto set = writing->set(record.person, "snoozes", skin2vec::record::to_text(snoozed)); !set)
    return fail(set.error());
  if (const auto committed = writing->commit(); !committed) return fail(committed.error());
  if (common.json) {
    ask::Answer answer = ask::head(record.head());
    ask::add_alerts(answer, summary, {snoozed, record.data_age_hours, record.language});
    print(answer);
  } else {
    const auto alert = std::find_if(summary.alerts.begin(), summary.alerts.end(),
                                    [&](const auto& one) { return insight::alert_id(one) == options.id; });
    fmt::print("{}\n", snoozed_text(*alert, snoozed[options.id].until, record));
  }
  return 0;
}

}  // namespace alerts_verb

Verb add_alerts(CLI::App& program) {
  using namespace alerts_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(program, "alerts", question_named("alerts").what,
                            "  skin2vec alerts\n  skin2vec alerts snooze moisture --days 7", options->common);
  verb->fallthrough();
  CLI::App* snooze = verb->add_subcommand("snooze", "Keeps an alert quiet for some days, or until it rises.");
  snooze->add_option("ID", options->id, "the alert's id, as --json shows it")->required()->type_name("");
  snooze->add_option("--days", options->days, "for how many days")->type_name("N")->always_capture_default(true);
  return {verb, [options, snooze] { return snooze->parsed() ? run_snooze(*options) : run_alerts(*options->common); }};
}

}  // namespace skin2vec::cli
