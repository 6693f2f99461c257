#include "skin2vec/twin/twin.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "cli/verbs.h"
#include "cli/written_file.h"
#include "skin2vec/base/text.h"
#include "skin2vec/diary/reader.h"
#include "skin2vec/diary/writer.h"

namespace skin2vec::cli {

namespace twin_verb {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  int people = 30;
  int days = 540;
  std::string out;
  std::string variant = "default";
  std::string rounding = "tenth";
  double missing = 0.1;
  std::string start = "2025-01-01";
  std::string weather;
  bool hourly = false;
};

Result<std::optional<twin::WeatherSeries>> read_weather(const std::string& file, const Common& common) {
  if (file.empty()) return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  if (!in) return refuse(Fault::missing, fmt::format("no weather file {}", in_quotes(file)));
  const auto profile = load_profile(common, nullptr);
  if (!profile) return tl::unexpected(profile.error());
  std::vector<diary::Entry> entries;
  const auto report = diary::read_diary(in, *profile, {.default_person = "me"}, [&](auto some, auto) -> Result<void> {
    entries.insert(entries.end(), some.begin(), some.end());
    return {};
  });
  if (!report) return refuse(report.error().fault, file + ": " + report.error().message);
  return twin::series_of(entries);
}

int run_twin(const Options& options) {
  const Common& common = *options.common;
  const auto variant = twin::parse_variant(options.variant);
  if (!variant) return fail_usage("--variant: " + variant.error().message);
  const auto start = parse_day(options.start);
  if (!start) return fail_usage("--start: " + start.error().message);
  twin::TwinOptions twin_options{.people = options.people,
                                 .days = options.days,
                                 .seed = common.seed,
                                 .variant = *variant,
                                 .threads = common.threads};
  if (options.rounding == "half") {
    twin_options.rounding = twin::Rounding::half;
  } else if (options.rounding == "whole") {
    twin_options.rounding = twin::Rounding::whole;
  } else if (options.rounding != "tenth") {
    return fail_usage(fmt::format("--rounding is {}; expected tenth, half or whole", in_quotes(options.rounding)));
  }
  twin_options.missing_rate = options.missing;
  twin_options.first_day = *start;
  twin_options.surroundings = options.hourly ? twin::Sampling::hourly : twin::Sampling::daily;
  auto weather = read_weather(options.weather, common);
  if (!weather) return fail(weather.error());
  if (*weather) {
    const auto& series = **weather;
    const int days = static_cast<int>(series.value[0].size());
    if (*start < series.first || *start + options.days > series.first + days) {
      return fail(
          {Fault::malformed, fmt::format("{} holds {} to {}; --start and --days must lie within", options.weather,
                                         to_text(series.first), to_text(series.first + (days - 1)))});
    }
    twin_options.weather = std::move(*weather);
  }
  const auto profile = diary::built_in_profile("skin");
  const auto people = twin::simulate(twin_options);
  Progress progress("writing", options.people);
  ask::Answer index;
  index["schema"] = 1;
  index["seed"] = common.seed;
  index["variant"] = twin::to_text(*variant);
  index["people"] = ask::Answer::array();
  std::int64_t done = 0;
  for (const auto& person : people) {
    const std::string folder = options.out + "/" + person.name;
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem)
      return fail({Fault::unavailable, fmt::format("the folder {} cannot be made: {}", folder, problem.message())});
    diary::DiaryCsv csv(*profile);
    for (const auto& entry : person.entries) csv.add(entry);
    auto files = csv.files();
    files["truth.json"] = twin::to_json(person.truth).dump() + "\n";
    for (const auto& [name, text] : files) {
      if (const auto written = write_file(fmt::format("{}/{}", folder, name), text); !written)
        return fail(written.error());
    }
    index["people"].push_back({{"person", person.name}, {"truth", person.name + "/truth.json"}});
    progress.show(++done);
  }
  std::error_code problem;
  std::filesystem::create_directories(options.out, problem);
  if (const auto written = write_file(options.out + "/truth.json", index.dump(2) + "\n"); !written)
    return fail(written.error());
  if (common.json) {
    ask::Answer answer =
        ask::head({"skin", "", *start, options.days > 0 ? std::optional(*start + (options.days - 1)) : std::nullopt});
    answer["twin"] = {{"people", options.people},
                      {"days", options.days},
                      {"seed", common.seed},
                      {"variant", twin::to_text(*variant)},
                      {"out", options.out}};
    print(answer);
  } else {
    fmt::print("wrote {} virtual {} of {} days to {}\n", options.people, options.people == 1 ? "person" : "people",
               options.days, options.out);
  }
  return 0;
}

}  // namespace twin_verb

Verb add_twin(CLI::App& program) {
  using namespace twin_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb =
      add_verb(program, "twin", "Makes virtual people whose truth is known: diaries as CSV, beside them truth.json.",
               "  skin2vec twin --people 30 --days 540 --seed 7 --out people/\n  skin2vec twin --people 5 --variant "
               "biphasic+heavy_tailed --rounding whole --out hard/",
               options->common);
  std::string variants;
  for (const auto name : twin::variant_names()) variants += (variants.empty() ? "" : ", ") + std::string(name);
  verb->add_option("--people", options->people, "how many")->type_name("N")->check(CLI::Range(0, 100000));
  verb->add_option("--days", options->days, "of each")->type_name("N")->check(CLI::Range(0, 36500));
  verb->add_option("--out", options->out, "folder; gets pNNN/*.csv, pNNN/truth.json and an index truth.json")
      ->required()
      ->type_name("DIR")
      ->always_capture_default(false);
  verb->add_option("--variant", options->variant, "joined by +: " + variants)->type_name("NAMES");
  verb->add_option("--rounding", options->rounding, "of scores: tenth, half or whole")->type_name("NAME");
  verb->add_option("--missing", options->missing, "part of the readings that is missing")
      ->type_name("P")
      ->check(CLI::Range(0.0, 0.9));
  verb->add_option("--start", options->start, "first date")->type_name("DATE");
  verb->add_option("--weather", options->weather, "a surroundings file instead of synthetic weather")
      ->type_name("FILE")
      ->always_capture_default(false);
  verb->add_flag("--hourly", options->hourly, "surroundings by the hour instead of by the day")
      ->always_capture_default(false);
  return {verb, [options] { return run_twin(*options); }};
}

}  // namespace skin2vec::cli
