#include "cli/context.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "skin2vec/base/text.h"

namespace skin2vec::cli {

namespace {

std::int64_t steady_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

bool is_url(std::string_view place) {
  return place.starts_with("postgresql://") || place.starts_with("postgres://");
}

}  // namespace

CLI::App* add_verb(CLI::App& program, const std::string& name, const std::string& what, const std::string& examples,
                   const std::shared_ptr<Common>& common) {
  CLI::App* verb = program.add_subcommand(name, what);
  verb->description("Examples:\n" + examples + "\n\n" + what);
  verb->get_formatter()->column_width(34);
  verb->option_defaults()->always_capture_default(true);
  const auto optional = [&](const char* option, std::string& value, const char* text) {
    return verb->add_option(option, value, text)->always_capture_default(false)->group(common_group);
  };
  optional("--diary", common->diary, "the diary: a file, or postgresql://...")->type_name("PATH|URL");
  optional("--profile", common->profile, "skin, sleep, fitness, or a profile file")->type_name("NAME|FILE");
  optional("--person", common->person, "whose; the only person is the default")->type_name("NAME");
  optional("--from", common->from, "first date looked at")->type_name("DATE");
  optional("--to", common->to, "last date looked at; it is `today`")->type_name("DATE");
  verb->add_flag("--json", common->json, "one JSON object on standard output")
      ->always_capture_default(false)
      ->group(common_group);
  verb->add_option("--lang", common->language, "language of sentences: en or zh")
      ->type_name("en|zh")
      ->group(common_group);
  verb->parse_complete_callback([common] {
    if (const auto span = asked_span(*common); !span) throw CLI::ValidationError(span.error().message);
    if (const auto words = language(*common); !words) throw CLI::ValidationError(words.error().message);
  });
  verb->add_option("--seed", common->seed, "of whatever is drawn at random")->type_name("N")->group(common_group);
  verb->add_option("--threads", common->threads, "0: as many as there are processors")
      ->type_name("N")
      ->check(CLI::Range(0, 1024))
      ->group(common_group);
  return verb;
}

std::vector<const CLI::App*> verbs_of(const CLI::App& program) {
  return program.get_subcommands([](const CLI::App*) { return true; });
}

bool takes_value(const CLI::Option& option) {
  return option.get_items_expected_max() != 0;
}

Help help_of(const CLI::App& verb) {
  constexpr std::string_view head = "Examples:\n", between = "\n\n";  // as add_verb writes them
  const std::string text = verb.get_description();
  const std::size_t end = text.rfind(between);
  if (end == std::string::npos || !text.starts_with(head)) return {text, ""};
  return {text.substr(end + between.size()), text.substr(head.size(), end - head.size())};
}

int fail(const Error& error) {
  std::fflush(stdout);
  fmt::print(stderr, "skin2vec: {}\n", error.message);
  return exit_status(error.fault);
}

int fail_usage(const std::string& message) {
  std::fflush(stdout);
  fmt::print(stderr, "skin2vec: {}\n", message);
  return usage_status;
}

Result<Now> now() {
  const std::string given = environment("SKIN2VEC_NOW");
  if (!given.empty()) {
    const bool runs = given.front() == '@';  // as faketime writes a clock that goes on from there
    const auto time = parse_time(given.substr(runs ? 1 : 0));
    if (!time || !time->offset_min)
      return refuse(Fault::malformed, "SKIN2VEC_NOW must be a time with an offset, got " + in_quotes(given));
    static const std::int64_t began = steady_ms();
    return Now{Instant{instant(*time, {}).ms + (runs ? steady_ms() - began : 0)}, *time->offset_min};
  }
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  const std::int64_t ms = std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count();
  const std::time_t seconds = ms / 1000;
  std::tm local{};
  localtime_r(&seconds, &local);
  return Now{Instant{ms}, static_cast<std::int16_t>(local.tm_gmtoff / 60)};
}

std::string diary_place(const Common& common) {
  if (!common.diary.empty()) return common.diary;
  if (std::string place = environment("SKIN2VEC_DIARY"); !place.empty()) return place;
  std::string data = environment("XDG_DATA_HOME");
  if (data.empty()) data = environment("HOME") + "/.local/share";
  return data + "/skin2vec/diary.db";
}

std::string weather_folder() {
  std::string cache = environment("XDG_CACHE_HOME");
  if (cache.empty()) cache = environment("HOME") + "/.cache";
  return cache + "/skin2vec/weather";
}

Result<store::Store> open_diary(const Common& common, bool create) {
  const std::string place = diary_place(common);
  if (create && !is_url(place)) {
    const auto folder = std::filesystem::path(place).parent_path();
    std::error_code problem;
    if (!folder.empty()) std::filesystem::create_directories(folder, problem);
    if (problem)
      return refuse(Fault::unavailable,
                    fmt::format("the folder {} cannot be made: {}", folder.string(), problem.message()));
  }
  auto store = store::Store::open(place, {.create = create});
  if (!store && store.error().fault == Fault::missing) {
    return refuse(Fault::missing,
                  fmt::format("no diary at {}; `skin2vec import FILE` or `skin2vec log` begins one", place));
  }
  return store;
}

Result<diary::Profile> load_profile(const Common& common, store::Store* store) {
  if (common.profile.empty()) {
    if (!store) return diary::built_in_profile("skin");
    return record::kept_profile(*store);
  }
  std::error_code problem;
  const bool is_file = std::filesystem::is_regular_file(common.profile, problem);
  if (!is_file && common.profile.find('/') == std::string::npos && !common.profile.ends_with(".toml")) {
    return diary::built_in_profile(common.profile);
  }
  std::ifstream in(common.profile, std::ios::binary);
  if (!is_file || !in) return refuse(Fault::missing, fmt::format("no profile file {}", in_quotes(common.profile)));
  std::ostringstream text;
  text << in.rdbuf();
  auto profile = diary::parse_profile(text.str());
  if (!profile) return refuse(profile.error().fault, common.profile + ": " + profile.error().message);
  return profile;
}

Result<std::string> choose_person(const Common& common, store::Store& store) {
  return record::choose_person(store, common.person, diary_place(common));
}

Result<Span> asked_span(const Common& common) {
  Span span;
  for (const auto& [text, option, day] :
       {std::tuple{&common.from, "--from", &span.from}, std::tuple{&common.to, "--to", &span.to}}) {
    if (text->empty()) continue;
    const auto parsed = parse_day(*text);
    if (!parsed)
      return refuse(Fault::malformed, fmt::format("{} is {}; expected a date YYYY-MM-DD", option, in_quotes(*text)));
    *day = *parsed;
  }
  if (span.from && span.to && *span.to < *span.from) return refuse(Fault::malformed, "--to lies before --from");
  return span;
}

Result<words::Language> language(const Common& common) {
  if (common.language == "en") return words::Language::en;
  if (common.language == "zh") return words::Language::zh;
  return refuse(Fault::malformed, fmt::format("--lang is {}; expected en or zh", in_quotes(common.language)));
}

void print(const ask::Answer& answer) {
  const std::string text = answer.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
}

bool coloured() {
  return isatty(STDOUT_FILENO) && environment("NO_COLOR").empty();
}

Progress::Progress(std::string what, std::int64_t total)
    : what_(std::move(what)), total_(total), terminal_(isatty(STDERR_FILENO)), started_ms_(steady_ms()) {}

Progress::~Progress() {
  if (shown_) fmt::print(stderr, "\r\033[K");
}

void Progress::show(std::int64_t done) {
  const std::int64_t elapsed = steady_ms() - started_ms_;
  if (!terminal_ || elapsed < 500 || elapsed - last_ms_ < 100) return;
  last_ms_ = elapsed;
  shown_ = true;
  if (total_ <= 0 || done <= 0) {
    fmt::print(stderr, "\r\033[K{}: {} s", what_, elapsed / 1000);
    return;
  }
  const double part = std::min(1.0, static_cast<double>(done) / static_cast<double>(total_));
  const double left = static_cast<double>(elapsed) / 1000 * (1 - part) / part;
  fmt::print(stderr, "\r\033[K{}: {:.0f} %, about {:.0f} s left", what_, 100 * part, left);
}

}  // namespace skin2vec::cli
