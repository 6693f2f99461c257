#include <fmt/format.h>

#include <algorithm>
#include <mutex>

#include "cli/loaded.h"
#include "cli/question.h"
#include "cli/screen.h"
#include "cli/shipped.h"
#include "cli/verbs.h"
#include "skin2vec/ask/forecast_answers.h"
#include "skin2vec/base/parallel.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace compare_verb {

using namespace words::literals;

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::shared_ptr<ask::Options> given = std::make_shared<ask::Options>();
  bool cohort = false;
};

std::string lines_text(const insight::ForecastComparison& found, words::Language language) {
  std::vector<std::vector<std::string>> rows{
      {words::say<"verbs.column.model">(language), words::say<"verbs.column.days">(language),
       words::say<"verbs.column.n">(language), words::say<"verbs.column.error">(language), "CRPS", "RPS", "lpd",
       words::say<"verbs.column.covers">(language), words::say<"compare.column.difference">(language)}};
  for (const forecast::Line& line : found.lines) {
    const bool interval = !std::isnan(line.ci_low);
    rows.push_back({line.model, std::to_string(line.horizon), std::to_string(line.score.n), shown(line.score.mae),
                    shown(line.score.crps), shown(line.score.rps), shown(line.score.lpd), shown(line.score.coverage80),
                    interval ? fmt::format("{:+.3f} to {:+.3f}", line.ci_low, line.ci_high) : "-"});
  }
  return table(rows) + "\n";
}

std::string compare_text(const insight::ForecastComparison& found, words::Language language) {
  if (found.lines.empty()) return no_readings_text(language);
  std::string text = lines_text(found, language);
  const forecast::CompareOptions options;
  for (std::size_t i = 0; i < found.chosen.size(); ++i) {
    text += fmt::format(
        "  {}\n", words::say<"compare.used">(language, "n_days"_a = options.horizons[i], "model"_a = found.chosen[i]));
  }
  return text + "  " + ask::surroundings_sentence(found, language) + "\n";
}

std::string compare_text(const insight::CohortComparison& found, words::Language language) {
  if (found.all.lines.empty()) return no_readings_text(language);
  std::string text = lines_text(found.all, language);
  for (const insight::ChosenByPeople& one : found.chosen) {
    text += fmt::format("  {}\n",
                        words::say<"compare.used.cohort">(language, "n_days"_a = one.horizon, "people"_a = one.people,
                                                          "all"_a = found.people, "model"_a = one.model));
  }
  return text + "  " + ask::surroundings_sentence(found.all, language) + "\n";
}

struct One {
  std::optional<Error> error;
  std::optional<Day> from, to;
  forecast::DayTable table;
};

// The days of one person, as `compare --person` would have them. No days: no reading, or none of the site.
One days_of(const Common& common, const std::string& person, const std::optional<std::string>& site) {
  One one;
  Common asked = common;
  asked.person = person;
  const auto loaded = load(asked, {.kinds = {}});
  if (!loaded) {
    one.error = loaded.error();
    return one;
  }
  if (!loaded->today || !ask::check_site(*loaded, site)) return one;
  one.from = loaded->from;
  one.to = loaded->today;
  series::SlotGridOptions which;
  which.site = site;
  one.table = forecast::day_table(loaded->entries, loaded->profile, which);
  return one;
}

int compare_cohort(const Common& common, const std::optional<std::string>& site) {
  if (!common.person.empty()) return fail_usage("--cohort compares over all people; leave out --person");
  const auto words = language(common);
  if (!words) return fail(words.error());
  auto store = open_diary(common, false);
  if (!store) return fail(store.error());
  const auto profile = load_profile(common, &*store);
  if (!profile) return fail(profile.error());
  const auto people = store->people();
  if (!people) return fail(people.error());
  std::vector<One> each(people->size());
  parallel_for(each.size(), common.threads,
               [&](std::size_t i) { each[i] = days_of(common, (*people)[i].person, site); });
  insight::Head head{profile->name, "", std::nullopt, std::nullopt};
  std::vector<forecast::DayTable> tables;
  tables.reserve(each.size());
  for (One& one : each) {
    if (one.error) return fail(*one.error);
    if (!one.to || one.table.days == 0) continue;
    head.from = std::min(head.from.value_or(*one.from), *one.from);
    head.to = std::max(head.to.value_or(*one.to), *one.to);
    tables.push_back(std::move(one.table));
  }
  const auto trained = shipped().parsed();
  if (!trained) return fail(trained.error());
  insight::CohortComparison found;
  {
    Progress progress("people", std::ssize(tables));
    const auto told = [&](int done) { progress.show(done); };
    found = insight::compare_people(
        tables, {.shipped = *trained, .seed = common.seed, .threads = common.threads, .progress = told});
  }
  if (common.json) {
    ask::Answer answer = ask::head(head);
    ask::add_comparison(answer, found);
    print(answer);
    return 0;
  }
  fmt::print("{}", compare_text(found, *words));
  return 0;
}

int run(const Options& options) {
  const auto site = options.given->find("site");
  if (options.cohort) {
    return compare_cohort(*options.common, site == options.given->end() ? std::nullopt : std::optional(site->second));
  }
  return answer_question(*options.common, question_named("compare"), *options.given,
                         view<insight::ForecastComparison>([](const auto& found, const ask::Record& record) {
                           return compare_text(found, record.language);
                         }));
}

}  // namespace compare_verb

Verb add_compare(CLI::App& program) {
  using namespace compare_verb;
  const auto options = std::make_shared<Options>();
  const ask::Question& question = question_named("compare");
  CLI::App* verb = add_verb(program, question.name, question.what,
                            "  skin2vec compare\n  skin2vec compare --cohort --json", options->common);
  add_options(*verb, question, options->given);
  verb->add_flag("--cohort", options->cohort, "over all people of the diary; the pooled ridge learns from the others");
  return {verb, [options] { return run(*options); }};
}

}  // namespace skin2vec::cli
