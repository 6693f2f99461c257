#include <fmt/format.h>

#include <filesystem>

#include "cli/file_import.h"
#include "cli/verbs.h"
#include "skin2vec/base/text.h"
#include "skin2vec/diary/reader.h"

namespace skin2vec::cli {

namespace import_verb {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::vector<std::string> files;
};

// Rows that name nobody are the asked person's, else the only person's; in an empty diary `me`.
Result<Whose> whose(const Common& common, store::Store* store) {
  if (!common.person.empty()) {
    if (!is_name(common.person))
      return refuse(Fault::malformed,
                    fmt::format("--person is {}; expected a name without : ; = @ \"", in_quotes(common.person)));
    return Whose{common.person, true};
  }
  if (!store) return Whose{"me", false};
  const auto people = store->people();
  if (!people) return tl::unexpected(people.error());
  if (people->empty()) return Whose{"me", false};
  if (people->size() == 1) return Whose{people->front().person, false};
  return Whose{"", false};
}

FileOutcome check_file(const std::string& file, const diary::Profile& profile, const Common& common) {
  FileOutcome outcome{file, {}, 0, 0, 0, std::nullopt};
  const auto of = whose(common, nullptr);
  if (!of) return outcome.error = of.error(), outcome;
  auto report = read_file(file, profile, *of, [](auto, auto) -> Result<void> { return {}; });
  if (!report) return outcome.error = report.error(), outcome;
  outcome.report = std::move(*report);
  return outcome;
}

std::string rows_text(std::int64_t rows) {
  return fmt::format("{} {}", rows, rows == 1 ? "row" : "rows");
}

void tell(const FileOutcome& outcome, const diary::Profile& profile, bool checking) {
  constexpr std::size_t most_errors = 20;
  const auto& errors = outcome.report.errors;
  if (outcome.error) fmt::print(stderr, "skin2vec: {}: {}\n", outcome.file, outcome.error->message);
  for (std::size_t i = 0; i < std::min(errors.size(), most_errors); ++i) {
    const auto& error = errors[i];
    if (error.line == 1 && error.column == error.value && !error.column.empty()) {
      fmt::print(stderr, "{}:1: the column {} is unknown; expected {}\n", outcome.file, in_quotes(error.column),
                 error.expected);
      continue;
    }
    const std::string what = error.column.empty() ? "the row has" : error.column + " is";
    fmt::print(stderr, "{}:{}: {} {}; expected {}\n", outcome.file, error.line, what, in_quotes(error.value),
               error.expected);
  }
  if (errors.size() > most_errors)
    fmt::print(stderr, "{}: and {} more errors; --json lists all\n", outcome.file, errors.size() - most_errors);
  for (const std::string& notice : outcome.report.notices) fmt::print(stderr, "{}: {}\n", outcome.file, notice);
  if (outcome.repeated > 0) {
    fmt::print(stderr, "{}: {} an entry that a later row gives again; the later one won\n", outcome.file,
               outcome.repeated == 1 ? "1 row gives" : fmt::format("{} rows give", outcome.repeated));
  }
  if (!outcome.error && outcome.report.rows == 0) fmt::print(stderr, "{}: no rows below the header\n", outcome.file);
  std::vector<std::string> known;
  for (const auto& event : profile.events) known.push_back(event.name);
  for (const auto& [tag, count] : outcome.report.own_tags) {
    const auto near = nearest(tag, known);
    fmt::print(stderr, "{}: {} is no event of profile {}; {} as an own tag{}\n", outcome.file, in_quotes(tag),
               profile.name, checking ? "it would be kept" : "kept",
               near ? "; did you mean " + in_quotes(*near) + "?" : "");
  }
  if (outcome.error) return;
  if (checking) {
    fmt::print("{}: {}, {} good, {} bad\n", outcome.file, rows_text(outcome.report.rows),
               outcome.report.rows - outcome.report.bad_rows, outcome.report.bad_rows);
  } else {
    fmt::print("{}: imported {}, {} unchanged, {} skipped\n", outcome.file, rows_text(outcome.kept), outcome.unchanged,
               outcome.report.bad_rows);
  }
  std::fflush(stdout);
}

ask::Answer answer_of(const std::vector<FileOutcome>& outcomes, ask::Answer head) {
  head["files"] = ask::Answer::array();
  for (const FileOutcome& outcome : outcomes) head["files"].push_back(record::file_answer(outcome));
  return head;
}

int run_import(const Options& options) {
  const Common& common = *options.common;
  const auto clock = now();
  if (!clock) return fail(clock.error());
  std::optional<diary::Profile> asked;
  if (!common.profile.empty()) {
    auto profile = load_profile(common, nullptr);
    if (!profile) return fail(profile.error());
    asked = std::move(*profile);
  }
  // Files that are not there begin no diary.
  const bool any_file = std::any_of(options.files.begin(), options.files.end(), [](const std::string& file) {
    std::error_code problem;
    return file == "-" || std::filesystem::exists(file, problem);
  });
  if (!any_file) return fail({Fault::missing, fmt::format("{}: no such file", fmt::join(options.files, ", "))});
  auto store = open_diary(common, true);
  if (!store) return fail(store.error());
  const auto kept = store->setting("", "profile");
  if (!kept) return fail(kept.error());
  auto profile = asked ? Result<diary::Profile>(*asked) : load_profile(common, &*store);
  if (!profile) return fail(profile.error());
  bool keep_profile = !*kept || **kept != profile->text;
  const bool replaces = kept->has_value();
  std::vector<FileOutcome> outcomes;
  bool any_good = false;
  int worst = exit_status(Fault::malformed);
  for (const std::string& file : options.files) {
    const auto of = whose(common, &*store);
    if (!of) return fail(of.error());
    const auto profile_text = keep_profile ? std::optional(profile->text) : std::nullopt;
    outcomes.push_back(import_file(file, *store, *profile, *of, clock->at, profile_text));
    const FileOutcome& outcome = outcomes.back();
    if (!outcome.error && outcome.kept + outcome.unchanged > 0) {
      any_good = true;
      if (replaces && keep_profile) fmt::print(stderr, "the diary's profile is now {}\n", profile->name);
      keep_profile = false;
    }
    if (outcome.error) worst = exit_status(outcome.error->fault);
    if (common.json) {
      if (outcome.error) fmt::print(stderr, "skin2vec: {}: {}\n", outcome.file, outcome.error->message);
    } else {
      tell(outcome, *profile, false);
    }
  }
  if (common.json) {
    insight::Head head{profile->name, "", std::nullopt, std::nullopt};
    const auto people = store->people();
    if (!people) return fail(people.error());
    for (const auto& each : *people) {
      if (!head.from || each.first < *head.from) head.from = each.first;
      if (!head.to || each.last > *head.to) head.to = each.last;
    }
    if (people->size() == 1) head.person = people->front().person;
    if (!common.person.empty()) head.person = common.person;
    print(answer_of(outcomes, ask::head(head)));
  }
  // A file that failed as a whole is not hidden by one that was good.
  for (const FileOutcome& outcome : outcomes) {
    if (outcome.error && outcome.error->fault != Fault::malformed) return exit_status(outcome.error->fault);
  }
  return any_good ? 0 : worst;
}

int run_check(const Options& options) {
  const Common& common = *options.common;
  std::optional<store::Store> store;
  if (common.profile.empty()) {
    auto opened = open_diary(common, false);
    if (!opened && opened.error().fault != Fault::missing) return fail(opened.error());
    if (opened) store.emplace(std::move(*opened));
  }
  auto profile = load_profile(common, store ? &*store : nullptr);
  if (!profile) return fail(profile.error());
  std::vector<FileOutcome> outcomes;
  int status = 0;
  for (const std::string& file : options.files) {
    outcomes.push_back(check_file(file, *profile, common));
    const FileOutcome& outcome = outcomes.back();
    if (outcome.error) {
      status = exit_status(outcome.error->fault);
    } else if (!outcome.report.errors.empty() && status == 0) {
      status = exit_status(Fault::malformed);
    }
    if (!common.json) tell(outcome, *profile, true);
  }
  if (common.json) print(answer_of(outcomes, ask::head({profile->name, common.person, std::nullopt, std::nullopt})));
  return status;
}

Verb add_reading_verb(CLI::App& program, const std::string& name, const std::string& what, const std::string& examples,
                      int (*run)(const Options&)) {
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(program, name, what, examples, options->common);
  verb->add_option("FILE", options->files, "CSV or JSON files; - is standard input")
      ->required()
      ->type_name("")
      ->default_str("");
  return {verb, [options, run] { return run(*options); }};
}

}  // namespace import_verb

Verb add_import(CLI::App& program) {
  using namespace import_verb;
  return add_reading_verb(program, "import", "Reads diary files into the diary; a file read twice changes nothing.",
                          "  skin2vec import readings.csv events.csv\n  zcat watch.csv.gz | skin2vec import - "
                          "--profile watch.toml --diary watch.db",
                          run_import);
}

Verb add_check(CLI::App& program) {
  using namespace import_verb;
  return add_reading_verb(program, "check", "Reads diary files and tells every bad cell; keeps nothing.",
                          "  skin2vec check readings.csv\n  skin2vec check watch.csv --profile watch.toml --json",
                          run_check);
}

}  // namespace skin2vec::cli
