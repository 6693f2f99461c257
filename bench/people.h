// Virtual people for the validations: which, from the command line; their diaries as the library reads them.
#pragma once

#include <fmt/format.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/text.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/lag/effects.h"
#include "skin2vec/series/daily.h"
#include "skin2vec/series/slot_grid.h"
#include "skin2vec/twin/twin.h"

namespace skin2vec::bench {

struct PeopleOptions {
  int people = 30, days = 540, threads = 2;
  std::vector<std::uint64_t> seeds{1};
  std::string variant = "default", rounding = "tenth";
  double habit = 1;
  bool misses = false;                                     // a line for each miss
  twin::OracleOrigins oracle = twin::OracleOrigins::none;  // of the oracle; a bench sets it

  [[nodiscard]] std::string told() const { return fmt::format("{} {} d {}", variant, days, rounding); }
};

// None, after words on stderr, if the arguments are not understood.
inline std::optional<PeopleOptions> people_options(int argc, char** argv) {
  PeopleOptions options;
  for (int i = 1; i < argc; ++i) {
    const std::string key = argv[i];
    if (key == "--misses") {
      options.misses = true;
      continue;
    }
    const std::string value = i + 1 < argc ? argv[++i] : "";
    if (key == "--people")
      options.people = std::atoi(value.c_str());
    else if (key == "--days")
      options.days = std::atoi(value.c_str());
    else if (key == "--threads")
      options.threads = std::atoi(value.c_str());
    else if (key == "--variant" && twin::parse_variant(value))
      options.variant = value;
    else if (key == "--rounding" && (value == "tenth" || value == "whole"))
      options.rounding = value;
    else if (key == "--habit")
      options.habit = std::atof(value.c_str());
    else if (key == "--seeds") {
      options.seeds.clear();
      for (const auto part : split(value, ',')) {
        options.seeds.push_back(std::strtoull(std::string(part).c_str(), nullptr, 10));
      }
    } else {
      fmt::print(stderr, "not understood: {} {}\n", key, value);
      return std::nullopt;
    }
  }
  return options;
}

// What `judge` says of each person of each seed, in their order.
template <typename Result, typename Judge>
std::vector<Result> each_person(const PeopleOptions& options, const Judge& judge) {
  std::vector<Result> all;
  for (const std::uint64_t seed : options.seeds) {
    twin::TwinOptions how{.people = options.people,
                          .days = options.days,
                          .seed = seed,
                          .variant = *twin::parse_variant(options.variant),
                          .threads = options.threads,
                          .habit_strength = options.habit,
                          .oracle = options.oracle};
    if (options.rounding == "whole") how.rounding = twin::Rounding::whole;
    const auto people = twin::simulate(how);
    std::vector<Result> each(people.size());
    parallel_for(people.size(), options.threads, [&](std::size_t i) { each[i] = judge(people[i]); });
    all.insert(all.end(), each.begin(), each.end());
  }
  return all;
}

struct Diary {
  std::vector<lag::Outcome> outcomes;  // the five dimensions
  series::CovariateGrid grid;
  lag::LagDesignOptions design;  // as insight/causes.h makes it, but for logged cycles and routines
};

inline Diary read_diary(const twin::VirtualPerson& person, const diary::Profile& profile) {
  Diary diary;
  series::SlotGridOptions span;
  span.from = person.truth.first;
  span.to = person.truth.first + person.truth.days - 1;
  const series::SlotGrid slots = series::slot_grid(person.entries, profile, span);
  for (const std::string_view name : twin::dimension_names) {
    diary.outcomes.push_back({std::string(name), series::DailyReader(*series::find_series(slots, name)).series()});
  }
  diary.grid = series::covariate_grid(person.entries, profile, person.truth.first, person.truth.days);
  for (const diary::Exposure& exposure : profile.exposures) diary.design.unit_step[exposure.name] = exposure.unit_step;
  diary.design.shortest_cycle = 21, diary.design.longest_cycle = 40;
  return diary;
}

}  // namespace skin2vec::bench
