// Is what goes with the season told as if it acted?
//
//   bench_validate_season                             20 cohorts of 25 virtual people of 90 days, seeds 101 to 120
//   ... --people 60 --from 21 --cohorts 1 --weather same --threads 2 --pairs
//
// The skin of virtual people has a season (moist and oily in summer, sensitive in winter, in half of them each), and so
// has their weather, UV and temperature above all. These two do nothing. Each cohort starts 37 days later in the year
// than the one before (--step; the first on 2025-01-01). Weather: each person's own about a common season (`own`), or
// the same in all (`same`). A family is one cause of one cohort with all its dimensions.
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "bench/people.h"
#include "skin2vec/lag/cohort.h"

namespace {

using namespace skin2vec;

struct Options {
  int people = 25, days = 90, cohorts = 20, threads = 1, step = 37;
  std::uint64_t from = 101;
  bool same = false, pairs = false;
};

struct One {
  lag::Member member;
  std::map<std::string, double> pm25;  // the true total on each dimension
};

std::vector<One> cohort_of(int c, const Options& o, const diary::Profile& profile) {
  twin::TwinOptions how{.people = o.people,
                        .days = o.days,
                        .seed = o.from + std::uint64_t(c),
                        .threads = o.threads,
                        .oracle = twin::OracleOrigins::none};
  how.first_day = how.first_day + o.step * c % 365;
  if (o.same) {
    const auto place = twin::synthetic_weather(how.first_day, o.days, Random(how.seed).fork(1'000'000));
    how.weather = twin::WeatherSeries{how.first_day, place.value};
  }
  std::vector<One> all(static_cast<std::size_t>(o.people));
  parallel_for(all.size(), o.threads, [&](std::size_t i) {
    const twin::VirtualPerson person = twin::simulate_person(how, int(i));
    bench::Diary diary = bench::read_diary(person, profile);
    lag::EffectsOptions fit;
    fit.design = diary.design;
    all[i].member = {person.name, lag::effects(diary.outcomes, diary.grid, fit), {}};
    all[i].member.record = {std::move(diary.outcomes), std::move(diary.grid), std::move(diary.design)};
    for (const twin::Effect& effect : person.truth.effects) {
      if (effect.covariate != "pm25") continue;
      all[i].pm25[std::string(twin::dimension_names[static_cast<std::size_t>(effect.dimension)])] =
          std::accumulate(effect.kernel.begin(), effect.kernel.end(), 0.0);
    }
  });
  return all;
}

struct Tally {
  int n = 0, p05 = 0, p01 = 0, found = 0, confounded = 0, covered = 0, families = 0, told = 0;
  double error = 0, width = 0, correlation = 0;
};

}  // namespace

int main(int argc, char** argv) {
  Options o;
  for (int i = 1; i < argc; ++i) {
    const std::string key = argv[i];
    if (key == "--pairs") {
      o.pairs = true;
      continue;
    }
    const std::string value = i + 1 < argc ? argv[++i] : "";
    if (key == "--people")
      o.people = std::atoi(value.c_str());
    else if (key == "--days")
      o.days = std::atoi(value.c_str());
    else if (key == "--cohorts")
      o.cohorts = std::atoi(value.c_str());
    else if (key == "--threads")
      o.threads = std::atoi(value.c_str());
    else if (key == "--step")
      o.step = std::atoi(value.c_str());
    else if (key == "--from")
      o.from = std::strtoull(value.c_str(), nullptr, 10);
    else if (key == "--weather" && (value == "own" || value == "same"))
      o.same = value == "same";
    else
      return fmt::print(stderr, "not understood: {} {}\n", key, value), 64;
  }
  const diary::Profile profile = *diary::built_in_profile("skin");
  std::map<std::string, Tally> by_covariate;
  for (int c = 0; c < o.cohorts; ++c) {
    const std::vector<One> people = cohort_of(c, o, profile);
    std::vector<lag::Member> members;
    members.reserve(people.size());
    for (const One& one : people) members.push_back(one.member);
    std::map<std::string, int> told;
    for (const lag::CohortEffect& effect : lag::cohort(members, {.threads = o.threads})) {
      const bool pm25 = effect.covariate == "pm25";
      if (!pm25 && effect.covariate != "uv" && effect.covariate != "temperature") continue;
      if (effect.verdict == lag::EffectVerdict::too_little_data) continue;
      double truth = 0;
      for (const One& one : people) {
        const auto at = one.pm25.find(effect.dimension);
        if (pm25 && at != one.pm25.end()) truth += at->second / double(people.size());
      }
      Tally& t = by_covariate[pm25 ? truth != 0 ? "pm25, acts" : "pm25, null" : effect.covariate];
      const bool found = effect.verdict == lag::EffectVerdict::found;
      ++t.n, t.p05 += effect.p < 0.05, t.p01 += effect.p < 0.01, t.found += found, told[effect.covariate] += found;
      t.confounded += effect.verdict == lag::EffectVerdict::confounded;
      t.covered += effect.mean_ci.low <= truth && truth <= effect.mean_ci.high;
      t.error += std::pow(effect.mean - truth, 2), t.width += effect.mean_ci.high - effect.mean_ci.low;
      t.correlation += effect.correlation;
      if (o.pairs) {
        fmt::print("{:3} {:12}{:12} {:7.3f} ({:.3f} to {:.3f}) true {:.3f} p {:.4f} q {:.3f} r {:.2f}{}{}\n", c,
                   effect.covariate, effect.dimension, effect.mean, effect.mean_ci.low, effect.mean_ci.high, truth,
                   effect.p, effect.q, effect.correlation,
                   effect.source == lag::CohortSource::in_common ? " in common" : "", found ? " found" : "");
      }
    }
    for (const std::string covariate : {"temperature", "uv"})
      ++by_covariate[covariate].families, by_covariate[covariate].told += told[covariate] > 0;
  }
  fmt::print("{} cohorts from {}, {} people of {} days, weather {}\n", o.cohorts, o.from, o.people, o.days,
             o.same ? "the same" : "their own");
  fmt::print("cause           n  p<.05  p<.01  found  conf.  cover  error  width  correlation  families told\n");
  for (const auto& [covariate, t] : by_covariate) {
    const double n = std::max(t.n, 1);
    fmt::print("{:12}{:>5}  {:.3f}  {:.3f}  {:.3f}  {:.3f}  {:.3f}  {:.3f}  {:.3f}  {:.3f}        {} of {}\n",
               covariate, t.n, t.p05 / n, t.p01 / n, t.found / n, t.confounded / n, t.covered / n,
               std::sqrt(t.error / n), t.width / n, t.correlation / n, t.told, t.families);
  }
}
