#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>

#include "cli/screen.h"
#include "cli/serving.h"
#include "cli/verbs.h"
#include "skin2vec/base/text.h"
#include "skin2vec/twin/twin.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace demo_verb {

using namespace words::literals;

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  bool once = false;
  int days = 365;
};

// A person whose story shows something: a change that has just begun, and a cycle to be found.
std::size_t choose(const std::vector<twin::VirtualPerson>& people, const diary::Profile& profile, Day today) {
  std::size_t best = 0;
  int most = -1;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const auto summary = insight::summarize(people[i].entries, profile, {.today = today});
    const int points =
        2 * std::min<int>(2, static_cast<int>(summary.alerts.size())) + (people[i].truth.has_cycle ? 1 : 0);
    if (points > most) {
      most = points;
      best = i;
    }
  }
  return best;
}

// A folder that only its owner reads, gone when this is.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = std::filesystem::temp_directory_path() / "skin2vec-demo-XXXXXX";
    if (::mkdtemp(name.data())) path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Her page, until Ctrl-C: the same days, the last of them moved to yesterday, so that today waits for a reading.
int serve_her(std::vector<diary::Entry> entries, Day last, words::Language language) {
  const auto clock = now();
  if (!clock) return fail(clock.error());
  const TemporaryFolder folder;
  if (folder.path().empty()) return fail({Fault::unavailable, "no temporary folder can be made"});
  const std::string diary = folder.path() + "/diary.db";
  const int moved = local_time(clock->at, clock->offset_min).day - 1 - last;
  for (diary::Entry& entry : entries) {
    entry.time.day = entry.time.day + moved;
    if (entry.until) entry.until = *entry.until + moved;
  }
  {
    auto store = store::Store::open(diary, {.create = true});
    if (!store) return fail(store.error());
    auto writing = store->begin({.what = "import", .source = "demo", .at = clock->at});
    if (!writing) return fail(writing.error());
    if (const auto put = writing->put(entries); !put) return fail(put.error());
    if (const auto committed = writing->commit(); !committed) return fail(committed.error());
  }
  const auto served = serve_until_told({.diary = diary, .any_port = true}, [&](const Listening& where) {
    fmt::print("\n{}\n", words::say<"demo.page">(language, "url"_a = where.url));
    std::fflush(stdout);
  });
  return served ? 0 : fail(served.error());
}

int run_demo(const Options& options) {
  const Common& common = *options.common;
  const auto words = language(common);
  if (!words) return fail(words.error());
  const auto profile = *diary::built_in_profile("skin");
  const Day first = *parse_day("2025-11-01");
  const Day today = first + (options.days - 1);
  const auto people = twin::simulate({.people = 12,
                                      .days = options.days,
                                      .seed = common.seed,
                                      .threads = common.threads,
                                      .first_day = first,
                                      .log_starts = 0,
                                      .oracle = twin::OracleOrigins::none});
  const auto& person = people[choose(people, profile, today)];
  const auto summary = insight::summarize(person.entries, profile, {.today = today});
  const auto rhythms = insight::find_rhythms(person.entries, profile, std::nullopt, common.seed);
  if (common.json) {
    ask::Answer answer = ask::head({profile.name, person.name, first, today});
    ask::add_summary(answer, summary, {{}, 0.0, *words});
    ask::add_rhythms(answer, rhythms);
    print(answer);
    return 0;
  }
  int readings = 0;
  int events = 0;
  for (const auto& entry : person.entries) {
    readings += entry.kind == diary::Kind::reading ? 1 : 0;
    events += entry.kind == diary::Kind::event ? 1 : 0;
  }
  const char* bold = coloured() ? "\033[1m" : "";
  const char* plain = coloured() ? "\033[0m" : "";
  const auto title = [&](const std::string& text) { fmt::print("\n{}{}{}\n", bold, text, plain); };
  fmt::print("{}Skin2Vec{}  {}\n", bold, plain,
             words::say<"demo.begins">(*words, "n_days"_a = options.days, "readings"_a = readings, "events"_a = events,
                                       "seed"_a = common.seed));
  title(words::say<"demo.title.summary">(*words));
  fmt::print("{}", summary_text(summary, *words));
  title(words::say<"demo.title.alerts">(*words));
  fmt::print("{}", alerts_text(summary, *words, coloured()));
  title(words::say<"demo.title.rhythms">(*words));
  std::vector<series::Rhythm> found;
  for (const auto& rhythm : rhythms) {
    if (rhythm.verdict == series::RhythmVerdict::found) found.push_back(rhythm);
  }
  fmt::print("{}", found.empty() ? fmt::format("  {}\n", words::say<"demo.no_rhythm">(*words))
                                 : rhythms_text(found, profile, *words));
  const double period = person.truth.monthly.period_days;
  fmt::print("  {}\n", person.truth.has_cycle ? words::say<"demo.truth.cycle">(*words, "n_days"_a = period)
                                              : words::say<"demo.truth.none">(*words));
  title(words::say<"demo.title.yours">(*words));
  fmt::print(
      "  skin2vec log moisture=2.5 oil=3 --event late_night\n"
      "  skin2vec import readings.csv && skin2vec summary\n"
      "  skin2vec --help\n");
  if (options.once || !isatty(STDOUT_FILENO)) return 0;
  return serve_her(person.entries, today, *words);
}

}  // namespace demo_verb

Verb add_demo(CLI::App& program) {
  using namespace demo_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(
      program, "demo", "The product on a virtual person: one screen, then her page; needs no file and keeps nothing.",
      "  skin2vec demo\n  skin2vec demo --seed 11 --lang zh", options->common);
  verb->add_flag("--once", options->once, "ends after the screen, as it does where standard output is no terminal")
      ->always_capture_default(false);
  verb->add_option("--days", options->days, "how long the diary is")->type_name("N")->check(CLI::Range(60, 3650));
  return {verb, [options] { return run_demo(*options); }};
}

}  // namespace skin2vec::cli
