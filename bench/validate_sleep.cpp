// Diaries of sleep: what is followed beside the best of the models that only look back.
//
//   bench_validate_sleep [--people N] [--days N] [--seed N]
//
// The virtual skin makes skin only; this makes one night a day of the profile `sleep`, written as a person's entries:
//   minutes_asleep     a person's mean, weekends longer, a short night followed by a longer one, shorter after alcohol
//                      and with much screen
//   resting_hr         a level that wanders with fitness, a few days of illness, higher after alcohol
//   rmssd              the other way, in its logarithm, noisy
//   sleep_efficiency   close to its ceiling, with bad nights
//   sleep_feeling      whole numbers 0 to 5 of the night and a mood of some days
// with steps and screen_minutes, alcohol (Fridays and Saturdays), exercise, stress in runs, own tags without effect.
// Nights are missing one by one and in runs. None of its equations or ranges are those of the records that the pooled
// ridge was trained on (varied_series.h). Errors in sds of each dimension, from the 60th day on (the middle of a
// shorter record), every origin; intervals of people drawn whole.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/random.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/insight/cohort_forecasts.h"
#include "test/learn/shipped.h"

namespace {

using namespace skin2vec;

diary::Entry entry(diary::Kind kind, Day day) {
  diary::Entry one;
  one.kind = kind;
  one.person = "p";
  one.time = *parse_time(to_text(day));
  return one;
}

void add_event(std::vector<diary::Entry>& entries, Day day, const std::string& name) {
  diary::Entry one = entry(diary::Kind::event, day);
  one.name = name;
  entries.push_back(std::move(one));
}

std::vector<diary::Entry> sleeper(int days, Random random) {
  std::vector<diary::Entry> entries;
  const double mean = random.uniform(360, 480), weekend = random.uniform(-10, 60), debt = random.uniform(0.05, 0.4);
  const double scatter = random.uniform(25, 70), drinks = random.uniform(0, 0.5), harm = random.uniform(0, 40);
  const double heart = random.uniform(50, 75), wander = random.uniform(0.1, 0.5), beat = random.uniform(0.7, 2);
  const double hrv = std::log(random.uniform(20, 80)), missing = random.uniform(0, 0.3),
               efficiency = random.uniform(85, 95);
  double fitness = 0, mood = 0, before = 0, ill = 0;
  bool stressed = false, away = false;
  for (int t = 0; t < days; ++t) {
    const Day day = Day{20089} + t;
    const bool free = day.weekday() == 4 || day.weekday() == 5;  // the night to Saturday, and to Sunday
    const bool alcohol = random.chance(free ? drinks : drinks / 6), exercise = random.chance(0.3);
    stressed = stressed ? !random.chance(0.25) : random.chance(0.05);
    away = away ? !random.chance(0.3) : random.chance(0.02);
    const double screen = std::max(0.0, random.uniform(30, 150) + (free ? 40 : 0));
    fitness = 0.995 * fitness + wander * random.normal() - (exercise ? 0.03 : -0.013);
    mood = 0.8 * mood + 0.5 * random.normal() - (stressed ? 0.3 : 0);
    ill = random.chance(0.01) ? random.uniform(3, 8) : 0.7 * ill;
    const double night = -debt * before + (free ? weekend : 0) - (alcohol ? harm : 0) - 0.1 * (screen - 90) -
                         (stressed ? 15 : 0) + scatter * (random.chance(0.05) ? 2.5 : 1) * random.normal();
    before = night;
    const double hr = heart + fitness + ill + (alcohol ? harm / 12 : 0) + beat * random.normal();
    if (alcohol) add_event(entries, day, "alcohol");
    if (exercise) add_event(entries, day, "exercise");
    if (stressed) add_event(entries, day, "stress");
    if (random.chance(0.1)) add_event(entries, day, "new_pillow");
    diary::Entry around = entry(diary::Kind::surroundings, day);
    around.values = {{"steps", std::max(500.0, 7000 + (exercise ? 4000 : 0) + 2500 * random.normal()), ""},
                     {"screen_minutes", screen, ""}};
    entries.push_back(std::move(around));
    const double felt = 2.5 + night / 60 + mood + 0.5 * random.normal();
    const double good = efficiency - std::abs(random.normal()) * (random.chance(0.1) ? 12 : 3) + 0.02 * night;
    const double rmssd = std::exp(hrv - 0.04 * (fitness + ill) - (alcohol ? harm / 150 : 0) + 0.2 * random.normal());
    if (away || random.chance(missing)) continue;
    diary::Entry one = entry(diary::Kind::reading, day);
    one.values = {{"minutes_asleep", std::clamp(std::round(mean + night), 60.0, 800.0), ""},
                  {"sleep_efficiency", std::clamp(std::round(good), 30.0, 100.0), ""},
                  {"resting_hr", std::round(hr), ""},
                  {"rmssd", std::clamp(std::round(rmssd), 1.0, 300.0), ""},
                  {"sleep_feeling", std::clamp(std::round(felt), 0.0, 5.0), ""}};
    entries.push_back(std::move(one));
  }
  return entries;
}

}  // namespace

int main(int argc, char** argv) {
  int people = 40, days = 180;
  std::uint64_t seed = 721;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string key = argv[i];
    if (key == "--people") people = std::atoi(argv[i + 1]);
    if (key == "--days") days = std::atoi(argv[i + 1]);
    if (key == "--seed") seed = std::strtoull(argv[i + 1], nullptr, 10);
  }
  const auto profile = *diary::built_in_profile("sleep");
  std::vector<forecast::DayTable> tables(static_cast<std::size_t>(people));
  parallel_for(tables.size(), 0,
               [&](std::size_t i) { tables[i] = forecast::day_table(sleeper(days, Random(seed).fork(i)), profile); });
  for (const insight::RidgeOf ridge : {insight::RidgeOf::shipped, insight::RidgeOf::others}) {
    fmt::print("sleep, {} people, {} d, seed {}, ridge {}; MAE, and minus that of historical and of smoothing\n",
               people, days, seed, ridge == insight::RidgeOf::shipped ? "shipped" : "of the others");
    std::array<insight::CohortComparison, 2> against;
    against[0] = insight::compare_people(
        tables, {.shipped = &learn::shipped(), .ridge = ridge, .against = "historical", .threads = 0});
    against[1] = insight::compare_people(
        tables, {.shipped = &learn::shipped(), .ridge = ridge, .against = "exponential-smoothing", .threads = 0});
    for (std::size_t i = 0; i < against[0].all.lines.size(); ++i) {
      const forecast::Line &mean = against[0].all.lines[i], &smooth = against[1].all.lines[i];
      fmt::print("  {:<22} {:>2} d | {:.4f} | {:+.4f} to {:+.4f} | {:+.4f} to {:+.4f} | crps {:.4f} covers {:.3f}\n",
                 mean.model, mean.horizon, mean.score.mae, mean.ci_low, mean.ci_high, smooth.ci_low, smooth.ci_high,
                 mean.score.crps, mean.score.coverage80);
    }
  }
  return 0;
}
