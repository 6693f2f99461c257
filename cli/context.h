// What every verb shares: the common options, the clock, the diary, the way answers and refusals go out.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "skin2vec/ask/answers.h"
#include "skin2vec/base/result.h"
#include "skin2vec/base/time.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/record/record.h"
#include "skin2vec/store/store.h"
#include "skin2vec/words/language.h"

namespace skin2vec::cli {

constexpr int usage_status = 64;
constexpr int defect_status = 70;

struct Common {
  std::string diary;    // path or URL; "" is the default place
  std::string profile;  // name or file; "" is the diary's own, else skin
  std::string person;   // "" is the only one
  std::string from;
  std::string to;
  std::string language = "en";
  bool json = false;
  std::uint64_t seed = 7;
  int threads = 0;  // 0: as many as there are processors
};

// A verb: its place in the command line, and what it does. `run` gives the exit status.
struct Verb {
  CLI::App* app = nullptr;
  std::function<int()> run;
};

// Adds a verb whose help leads with its examples, and the options that every verb takes.
[[nodiscard]] CLI::App* add_verb(CLI::App& program, const std::string& name, const std::string& what,
                                 const std::string& examples, const std::shared_ptr<Common>& common);

constexpr const char* common_group = "Common options";

// The verbs of the program, or those under a verb, in their order.
[[nodiscard]] std::vector<const CLI::App*> verbs_of(const CLI::App& program);

[[nodiscard]] bool takes_value(const CLI::Option& option);  // false: a flag

// What help says of a verb, or of the program.
struct Help {
  std::string what;
  std::string examples;  // a line each, indented; "" if there are none
};
[[nodiscard]] Help help_of(const CLI::App& verb);

// Tells the refusal on standard error; the exit status it ends with.
int fail(const Error& error);
int fail_usage(const std::string& message);

// The clock of the machine, or SKIN2VEC_NOW (a time with an offset) where it is set. The offset is that of TZ.
using record::Now;
[[nodiscard]] Result<Now> now();

// $SKIN2VEC_DIARY, else diary.db in the user's data directory (XDG), or the one that was asked for.
[[nodiscard]] std::string diary_place(const Common& common);

// The folder of fetched weather, of all diaries of this user: by XDG_CACHE_HOME.
[[nodiscard]] std::string weather_folder();

// Opens the diary; `create` makes it, and its folder, where there is none.
[[nodiscard]] Result<store::Store> open_diary(const Common& common, bool create);

// The profile that holds: the one asked for, else the one kept with the diary, else skin.
[[nodiscard]] Result<diary::Profile> load_profile(const Common& common, store::Store* store);

// The person meant: the one asked for, who must be in the diary, else the only one. missing if there is nobody,
// malformed if there are several.
[[nodiscard]] Result<std::string> choose_person(const Common& common, store::Store& store);

struct Span {
  std::optional<Day> from;
  std::optional<Day> to;
};
// The dates of --from and --to.
[[nodiscard]] Result<Span> asked_span(const Common& common);

[[nodiscard]] Result<words::Language> language(const Common& common);

// Prints the answer as one JSON object.
void print(const ask::Answer& answer);

// True if words on standard output may be coloured: a terminal, and NO_COLOR is not set.
[[nodiscard]] bool coloured();

// Progress on standard error, on a terminal only: what, how far, time left. Gone when it is destroyed.
class Progress {
 public:
  Progress(std::string what, std::int64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void show(std::int64_t done);

 private:
  std::string what_;
  std::int64_t total_;
  bool shown_ = false;
  bool terminal_;
  std::int64_t started_ms_;
  std::int64_t last_ms_ = 0;
};

}  // namespace skin2vec::cli
