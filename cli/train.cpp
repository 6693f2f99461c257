#include <fmt/format.h>

#include <chrono>

#include "cli/interrupt.h"
#include "cli/loaded.h"
#include "cli/screen.h"
#include "cli/shipped.h"
#include "cli/verbs.h"
#include "skin2vec/ask/training_answers.h"
#include "skin2vec/base/text.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace train_verb {

constexpr int interrupted_status = 130;

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::string model = learn::name(learn::Architecture::hybrid);
  bool cohort = false;
};

// Whose days are learned from, and where what is learned is kept.
struct Learners {
  insight::Head head;
  words::Language language = words::Language::en;
  std::string place;  // the person; "": everybody
  std::vector<forecast::DayTable> tables;
  int longest = 0;  // days of the longest record, long enough or not
};

Result<Learners> learners_of(const Options& options) {
  const Common& common = *options.common;
  std::vector<std::string> people{common.person};
  if (options.cohort) {
    auto store = open_diary(common, false);
    if (!store) return tl::unexpected(store.error());
    const auto all = store->people();
    if (!all) return tl::unexpected(all.error());
    people.clear();
    for (const auto& one : *all) people.push_back(one.person);
  }
  Learners found;
  for (const std::string& person : people) {
    Common one = common;
    one.person = person;
    const auto loaded = load(one, {.kinds = {}});
    if (!loaded) return tl::unexpected(loaded.error());
    found.language = loaded->language;
    found.place = options.cohort ? "" : loaded->person;
    insight::Head head = loaded->head();
    if (found.head.profile.empty()) found.head = head;
    found.head.person = found.place;
    if (!loaded->today) continue;
    found.head.from = std::min(found.head.from.value_or(*loaded->from), *loaded->from);
    found.head.to = std::max(found.head.to.value_or(*loaded->today), *loaded->today);
    auto table = forecast::day_table(loaded->entries, loaded->profile);
    found.longest = std::max(found.longest, table.days);
    if (table.days >= learn::kLeastTrained) found.tables.push_back(std::move(table));
  }
  return found;
}

Result<void> keep(const Common& common, const std::string& place, const std::string& model,
                  const std::string& training) {
  const auto clock = now();
  if (!clock) return tl::unexpected(clock.error());
  auto store = open_diary(common, false);
  if (!store) return tl::unexpected(store.error());
  auto writing = store->begin({.what = "train", .source = "", .at = clock->at});
  if (!writing) return tl::unexpected(writing.error());
  if (training.empty()) {  // one that has ended
    if (auto kept = writing->keep(place, ask::kKeptModel, model); !kept) return kept;
  }
  if (auto kept = writing->keep(place, ask::kKeptTraining, training); !kept) return kept;
  if (const auto committed = writing->commit(); !committed) return tl::unexpected(committed.error());
  return {};
}

// Goes on where one of the same days, seed and architecture was stopped; any other begins anew.
Result<bool> resumed(const Common& common, const std::string& place, learn::FineTuning& training) {
  auto store = open_diary(common, false);
  if (!store) return tl::unexpected(store.error());
  const auto bytes = store->kept(place, ask::kKeptTraining);
  if (!bytes) return tl::unexpected(bytes.error());
  if (!*bytes) return false;
  const auto file = parse_safetensors(**bytes);
  return file && training.resume(*file).has_value();
}

std::string training_text(const ask::Training& told, words::Language language) {
  std::string text;
  if (!told.holdout.lines.empty()) {
    std::vector<std::vector<std::string>> rows{
        {words::say<"verbs.column.model">(language), words::say<"verbs.column.days">(language),
         words::say<"verbs.column.n">(language), words::say<"verbs.column.error">(language), "CRPS",
         words::say<"verbs.column.covers">(language)}};
    for (const forecast::Line& line : told.holdout.lines) {
      rows.push_back({line.model, std::to_string(line.horizon), std::to_string(line.score.n), shown(line.score.mae),
                      shown(line.score.crps), shown(line.score.coverage80)});
    }
    text = table(rows) + "\n";
  }
  return text + "  " + ask::sentence(told, language) + "\n";
}

int tell(const Learners& who, const ask::Training& told, const Common& common) {
  if (common.json) {
    ask::Answer answer = ask::head(who.head);
    ask::add_training(answer, told);
    print(answer);
  } else {
    fmt::print("{}", training_text(told, who.language));
  }
  return 0;
}

int run_train(const Options& options) {
  const Common& common = *options.common;
  const std::vector<std::string> names = {"lstm-attention", "transformer", "hybrid"};
  if (options.model == "gan")
    return fail_usage("--model gan is not there yet; expected lstm-attention, transformer or hybrid");
  const auto at = std::find(names.begin(), names.end(), options.model);
  if (at == names.end()) {
    const auto near = nearest(options.model, names);
    return fail_usage(fmt::format("--model is {}; expected lstm-attention, transformer or hybrid{}",
                                  in_quotes(options.model), near ? "; did you mean " + *near + "?" : ""));
  }
  const auto architecture = static_cast<learn::Architecture>(at - names.begin());
  const auto begun = std::chrono::steady_clock::now();
  const auto who = learners_of(options);
  if (!who) return fail(who.error());
  ask::Training told{.model = options.model,
                     .people = static_cast<int>(who->tables.size()),
                     .cohort = options.cohort,
                     .days_longest = who->longest};
  if (who->tables.empty()) return tell(*who, told, common);

  const auto begin = shipped().parsed();
  if (!begin) return fail(begin.error());
  learn::FineTuning training(
      who->tables, {.shipped = *begin, .architecture = architecture, .seed = common.seed, .threads = common.threads});
  const auto went_on = resumed(common, who->place, training);
  if (!went_on) return fail(went_on.error());
  learn::Trained trained;
  {
    const InterruptGuard guard;
    std::optional<Progress> progress;
    trained = training.run([&](const learn::Progress& p) {
      if (!progress) progress.emplace("steps", p.steps);
      progress->show(p.step);
      return guard.asked() ? learn::Go::stop : learn::Go::on;
    });
  }
  if (trained.ended == learn::Ended::asked) {
    const auto kept = keep(common, who->place, "", print_safetensors(training.state()));
    if (!kept) return fail(kept.error());
    fmt::print(stderr, "skin2vec: stopped after {} steps; they are kept, and `skin2vec train` goes on from there\n",
               trained.steps);
    return interrupted_status;
  }
  told.trained = trained;
  told.epochs = training.epochs(trained);
  told.through = training.through();
  told.from_shipped = training.from_shipped();
  told.holdout = training.holdout();
  const std::string bytes = told.holdout.adopted ? print_safetensors(learn::file_of(training.personal())) : "";
  if (const auto kept = keep(common, who->place, bytes, ""); !kept) return fail(kept.error());
  told.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return tell(*who, told, common);
}

}  // namespace train_verb

Verb add_train(CLI::App& program) {
  using namespace train_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(program, "train", "Trains a network on this diary; it is used if it forecasts better.",
                            "  skin2vec train\n  skin2vec train --cohort --json", options->common);
  verb->add_option("--model", options->model, "lstm-attention, transformer or hybrid")->type_name("NAME");
  verb->add_flag("--cohort", options->cohort, "from everybody's days together, for those without a model of their own");
  return {verb, [options] { return run_train(*options); }};
}

}  // namespace skin2vec::cli
