// From a new entry to the forecast: with what an earlier answer kept, and without.
//
//   bench_forecast_entry [ENTRIES]     default: 20 entries a diary, a day each
//
// A virtual person of 400 days, and of 730. In the library: the diary grows by its last ENTRIES days; after each the
// next seven days are told once from nothing, once with what the day before kept. Both answers must be the same bytes.
// Told: medians, the slowest, the size of what is kept. The day on which a block of the structural forecast begins is
// among them. As whole commands: `log` of a reading, then `forecast`, each a process of its own on a diary file.
#include <chrono>
#include <cstring>
#include <ctime>

#include "bench/process.h"
#include "skin2vec/insight/forecasts.h"
#include "skin2vec/twin/twin.h"
#include "test/learn/shipped.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;

constexpr double kReachMs = 30;  // of the library, a new entry

double since(std::chrono::steady_clock::time_point before) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
}

// Of this thread alone, which others on the machine hardly touch.
double cpu_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

bool same(double a, double b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

void check_same(const insight::ForecastAnswer& a, const insight::ForecastAnswer& b) {
  bool equal = a.rows.size() == b.rows.size() && a.skill.size() == b.skill.size() && a.kept == b.kept;
  for (std::size_t i = 0; equal && i < a.rows.size(); ++i) {
    equal = same(a.rows[i].mean, b.rows[i].mean) && same(a.rows[i].sd, b.rows[i].sd) &&
            a.rows[i].model == b.rows[i].model && a.rows[i].quantiles == b.rows[i].quantiles &&
            a.rows[i].pmf == b.rows[i].pmf;
  }
  for (std::size_t i = 0; equal && i < a.skill.size(); ++i) {
    equal = same(a.skill[i].score.mae, b.skill[i].score.mae) && same(a.skill[i].score.crps, b.skill[i].score.crps) &&
            same(a.skill[i].ci_low, b.skill[i].ci_low) && same(a.skill[i].ci_high, b.skill[i].ci_high);
  }
  if (!equal) give_up("the answers with and without what was kept differ");
}

void library(int days, int entries) {
  const diary::Profile profile = *diary::built_in_profile("skin");
  const twin::VirtualPerson person = twin::simulate_person({.days = days, .seed = 31}, 0);
  const Day last = person.truth.first + days - 1;
  const auto until = [&](Day day) {
    std::vector<diary::Entry> written;
    for (const diary::Entry& entry : person.entries) {
      if (entry.time.day <= day) written.push_back(entry);
    }
    return written;
  };
  std::string kept = insight::find_forecasts(until(last - entries), profile, {}, {.shipped = &learn::shipped()}).kept;
  std::vector<double> fresh_ms, kept_ms, kept_cpu_ms;
  for (int back = entries - 1; back >= 0; --back) {
    const std::vector<diary::Entry> written = until(last - back);
    auto before = std::chrono::steady_clock::now();
    const insight::ForecastAnswer fresh = insight::find_forecasts(written, profile, {}, {.shipped = &learn::shipped()});
    fresh_ms.push_back(since(before));
    before = std::chrono::steady_clock::now();
    const double cpu = cpu_ms();
    insight::ForecastAnswer now =
        insight::find_forecasts(written, profile, {}, {.shipped = &learn::shipped(), .kept = kept});
    kept_ms.push_back(since(before));
    kept_cpu_ms.push_back(cpu_ms() - cpu);
    check_same(fresh, now);
    kept = std::move(now.kept);
  }
  print_note(fmt::format("{} days, from nothing: median", days), shown(median(fresh_ms)));
  print_limit(fmt::format("{} days, a new entry: median", days), median(kept_ms), kReachMs, "ms");
  print_note("  of it this thread's own", shown(median(kept_cpu_ms)));
  print_note("  the slowest", shown(*std::max_element(kept_ms.begin(), kept_ms.end())));
  print_note("  what is kept", fmt::format("{:.0f} kB", static_cast<double>(kept.size()) / 1024));
}

void commands(int days) {
  const Folder folder;
  const std::string diary = folder.file("diary.db"), people = folder.file("people");
  (void)run_program(
      {program(), "twin", "--people", "1", "--days", std::to_string(days), "--seed", "31", "--out", people});
  for (const char* file : {"readings", "events", "surroundings", "products"}) {
    (void)run_program({program(), "import", fmt::format("{}/p001/{}.csv", people, file), "--diary", diary});
  }
  std::vector<double> log_ms, forecast_ms;
  double peak = 0;
  (void)run_program({program(), "forecast", "--diary", diary, "--json"});
  const Day first = twin::TwinOptions{}.first_day + days;
  for (int day = 0; day < 10; ++day) {
    const Run log =
        run_program({program(), "log", "oil=2.5", "moisture=3", "elasticity=3", "radiance=2.5", "sensitivity=1.5",
                     "--at", to_text(first + day), "--person", "p001", "--diary", diary});
    const Run forecast = run_program({program(), "forecast", "--diary", diary, "--json"});
    log_ms.push_back(log.ms);
    forecast_ms.push_back(forecast.ms);
    peak = std::max(peak, forecast.peak_mb);
  }
  print_note(fmt::format("{} days, `log` of a day: median", days), shown(median(log_ms)));
  print_note(fmt::format("{} days, `forecast` after it: median", days), shown(median(forecast_ms)));
  print_note("  peak memory of `forecast`", fmt::format("{:.0f} MB", peak));
}

}  // namespace

int main(int count, char** words) {
  const int entries = count > 1 ? std::atoi(words[1]) : 20;
  print_head("a new entry to the forecast, the library");
  for (const int days : {400, 730}) library(days, entries);
  print_head("the same, as commands from a cold start");
  for (const int days : {400, 730}) commands(days);
  return 0;
}
