#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "cli/verbs.h"
#include "cli/written_file.h"
#include "skin2vec/base/text.h"
#include "skin2vec/diary/writer.h"

namespace skin2vec::cli {

namespace export_verb {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::string format = "csv";
  std::string out;
};

int run_export(const Options& options) {
  const Common& common = *options.common;
  if (options.format != "csv" && options.format != "json")
    return fail_usage(fmt::format("--format is {}; expected csv or json", in_quotes(options.format)));
  const auto span = asked_span(common);
  if (!span) return fail(span.error());
  auto store = open_diary(common, false);
  if (!store) return fail(store.error());
  auto profile = load_profile(common, &*store);
  if (!profile) return fail(profile.error());
  std::optional<std::string> person;
  if (!common.person.empty()) {
    auto chosen = choose_person(common, *store);
    if (!chosen) return fail(chosen.error());
    person = std::move(*chosen);
  }
  const auto entries = store->read({.person = person, .kinds = {}, .from = span->from, .to = span->to});
  if (!entries) return fail(entries.error());
  std::map<std::string, std::string> files;
  if (options.format == "json") {
    files["diary.json"] = diary::diary_json(*entries, *profile);
  } else {
    diary::DiaryCsv csv(*profile);
    for (const auto& entry : *entries) csv.add(entry);
    files = csv.files();
  }
  if (options.out.empty()) {
    if (options.format != "json")
      return fail_usage("export: CSV is several files; name a folder with --out, or --format json");
    const std::string& text = files["diary.json"];
    std::fwrite(text.data(), 1, text.size(), stdout);
    return 0;
  }
  std::error_code problem;
  std::filesystem::create_directories(options.out, problem);
  if (problem)
    return fail({Fault::unavailable, fmt::format("the folder {} cannot be made: {}", options.out, problem.message())});
  ask::Answer list = ask::Answer::array();
  for (const auto& [name, text] : files) {
    const std::string path = options.out + "/" + name;
    if (const auto written = write_file(path, text); !written) return fail(written.error());
    list.push_back({{"file", path}, {"bytes", text.size()}});
    if (!common.json) fmt::print("wrote {}\n", path);
  }
  // A file of an earlier export that this one has no rows for would be read back as if it held.
  for (const auto* name : {"readings.csv", "events.csv", "surroundings.csv", "products.csv", "routines.csv"}) {
    const std::string path = options.out + "/" + name;
    if (options.format == "csv" && !files.contains(name) && std::filesystem::remove(path, problem)) {
      fmt::print(stderr, "removed {}: there are no such entries now\n", path);
    }
  }
  if (common.json) {
    ask::Answer answer = ask::head({profile->name, person.value_or(""), span->from, span->to});
    answer["files"] = std::move(list);
    answer["entries"] = entries->size();
    print(answer);
  } else if (files.empty()) {
    fmt::print("nothing to write: the diary holds no entries of these dates\n");
  }
  return 0;
}

}  // namespace export_verb

Verb add_export(CLI::App& program) {
  using namespace export_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(program, "export", "Writes the diary as files that import reads back without loss.",
                            "  skin2vec export --out backup/\n  skin2vec export --format json --person ann > ann.json",
                            options->common);
  verb->add_option("--format", options->format, "csv or json")->type_name("csv|json");
  verb->add_option("--out", options->out, "folder; JSON goes to standard output without it")
      ->type_name("DIR")
      ->always_capture_default(false);
  return {verb, [options] { return run_export(*options); }};
}

}  // namespace skin2vec::cli
