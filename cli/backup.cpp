#include <fmt/format.h>

#include <filesystem>

#include "cli/verbs.h"
#include "skin2vec/base/text.h"

namespace skin2vec::cli {

namespace backup_verb {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::string path;
};

int run_backup(const Options& options) {
  const Common& common = *options.common;
  const auto clock = now();
  if (!clock) return fail(clock.error());
  auto store = open_diary(common, false);
  if (!store) return fail(store.error());
  auto profile = load_profile(common, &*store);
  if (!profile) return fail(profile.error());
  std::string path = options.path;
  if (path.empty()) path = fmt::format("skin2vec-{}.db", to_text(local_time(clock->at, clock->offset_min).day));
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code problem;
  if (!folder.empty() && !std::filesystem::is_directory(folder, problem)) {
    return fail({Fault::missing, fmt::format("no folder {} for the backup", in_quotes(folder.string()))});
  }
  const auto entries = store->backup(path);
  if (!entries) return fail(entries.error());
  if (common.json) {
    ask::Answer answer = ask::head({profile->name, "", std::nullopt, std::nullopt});
    answer["backup"] = {{"file", path}, {"entries", *entries}};
    print(answer);
  } else {
    fmt::print("wrote {} with {} entries; it opens with --diary {}\n", path, *entries, path);
  }
  return 0;
}

}  // namespace backup_verb

Verb add_backup(CLI::App& program) {
  using namespace backup_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(
      program, "backup", "Writes the whole diary into a new file, also while it is in use.",
      "  skin2vec backup\n  skin2vec backup /media/stick/diary.db --diary postgresql://me@host/skin", options->common);
  verb->add_option("FILE", options->path, "the new file; default: skin2vec-DATE.db here")->type_name("");
  return {verb, [options] { return run_backup(*options); }};
}

}  // namespace skin2vec::cli
