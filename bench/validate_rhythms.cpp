// How many of the cycles of virtual people are found, and how many are found that are not there?
//
//   bench_validate_rhythms             the aim, seed 1: 20 people of 365 days without logged starts; then 100 of them
//   ... --people 60 --days 365 --seeds 1,2,3 --variant event_runs --logged 1 --threads 2 --misses
//   ... --check                        ends with 1 if the 100 have less than 0.85 found or more than 0.10 false
//
// A cycle counts as found if a dimension shows it with a mean length within 2 days of the truth, and as false if one is
// shown by a person without. `oracle` would be found by one who knows every other cause, the length and the phase of
// every cycle: an upper bound; `given the phase` by one who knows the phase, beside the columns that the library has.
// With --logged, people without a cycle log made-up starts. Period error and cover are of what was found.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <numbers>
#include <string>
#include <vector>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/random.h"
#include "skin2vec/base/text.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/series/cycle_phase.h"
#include "skin2vec/series/cycle_scan.h"
#include "skin2vec/series/rhythm.h"
#include "skin2vec/series/slot_grid.h"
#include "skin2vec/stats/distributions.h"
#include "skin2vec/stats/regress.h"
#include "skin2vec/twin/twin.h"

namespace {

using namespace skin2vec;
using series::Rhythm;
using series::RhythmName;
using series::RhythmVerdict;

struct Options {
  int people = 20;
  int days = 365;
  std::vector<std::uint64_t> seeds{1};
  std::string variant = "default";
  double logged = 0;
  double level = 0;  // 0: the library's
  int threads = 1;
  bool misses = false;  // a line a person
};

struct Rate {
  int hit = 0, of = 0;
  void add(bool yes) { hit += yes, ++of; }
  void add(const Rate& other) { hit += other.hit, of += other.of; }
  [[nodiscard]] double share() const { return of == 0 ? 0 : static_cast<double>(hit) / of; }
  [[nodiscard]] std::string text() const {
    return of == 0 ? "-" : fmt::format("{}/{} = {:.3f}", hit, of, static_cast<double>(hit) / of);
  }
};

struct Table {
  Rate cycle_found, cycle_false, oracle, given;
  Rate found[3], wrong[3], cover[3], silent[3];
  std::vector<double> period_error;
  Rate period_cover;
  double seconds = 0;
  std::vector<std::string> notes;

  void add(const Table& o) {
    cycle_found.add(o.cycle_found), cycle_false.add(o.cycle_false), oracle.add(o.oracle), given.add(o.given);
    period_cover.add(o.period_cover);
    for (int i = 0; i < 3; ++i)
      found[i].add(o.found[i]), wrong[i].add(o.wrong[i]), cover[i].add(o.cover[i]), silent[i].add(o.silent[i]);
    period_error.insert(period_error.end(), o.period_error.begin(), o.period_error.end());
    notes.insert(notes.end(), o.notes.begin(), o.notes.end());
    seconds += o.seconds;
  }
};

double true_amplitude(const twin::Truth& truth, int d, RhythmName name) {
  if (name == RhythmName::daily) return std::abs(truth.slot_offset[d]) / 2;
  if (name == RhythmName::monthly) return truth.has_cycle ? truth.monthly.amplitude[d] : 0;
  return truth.seasonal.amplitude[d];
}

// p of one who knows all other causes, and the phase: F tests of the true wave, added over the dimensions.
double oracle_p(const twin::Truth& truth, const std::vector<series::Series>& daily) {
  const auto phase = series::logged_phase(truth.monthly.starts, truth.first, truth.days, 60);
  double sum = 0, degrees = 0;
  for (int d = 0; d < twin::n_dimensions; ++d) {
    Eigen::MatrixXd design(truth.days, 3);
    std::vector<double> rest = daily[static_cast<std::size_t>(d)].values;
    for (int t = 0; t < truth.days; ++t) {
      const auto at = static_cast<std::size_t>(t);
      const double angle = 2 * std::numbers::pi * phase[at];
      design.row(t) << 1, std::cos(angle), std::sin(angle);
      rest[at] -= truth.noise_free[d][at] -
                  truth.monthly.amplitude[d] * std::cos(angle - 2 * std::numbers::pi * truth.monthly.peak_phase[d]);
    }
    const auto fit = stats::regress(rest, design);
    if (!fit.identifiable) continue;
    sum += 2 * stats::wald(fit, std::vector<int>{1, 2}).f;
    degrees += 2;
  }
  return stats::chi_square_tail(sum, std::max(1.0, degrees));
}

// p of one who knows the phase only: the same tests beside the columns that the library has.
double phase_p(const twin::Truth& truth, const std::vector<series::Series>& daily, const Eigen::MatrixXd& nuisance) {
  const auto phase = series::logged_phase(truth.monthly.starts, truth.first, truth.days, 60);
  double sum = 0, degrees = 0;
  const Eigen::MatrixXd slow = series::slow_columns(truth.days, nuisance);
  for (int d = 0; d < twin::n_dimensions; ++d) {
    Eigen::MatrixXd design(truth.days, slow.cols() + 2);
    design.leftCols(slow.cols()) = slow;
    for (int t = 0; t < truth.days; ++t) {
      const double angle = 2 * std::numbers::pi * phase[static_cast<std::size_t>(t)];
      design(t, slow.cols()) = std::cos(angle), design(t, slow.cols() + 1) = std::sin(angle);
    }
    const auto fit = stats::regress(daily[static_cast<std::size_t>(d)].values, design);
    if (!fit.identifiable) continue;
    const int k = static_cast<int>(slow.cols());
    sum += 2 * stats::wald(fit, std::vector<int>{k, k + 1}).f;
    degrees += 2;
  }
  return stats::chi_square_tail(sum, std::max(1.0, degrees));
}

Table judge(const twin::VirtualPerson& person, const diary::Profile& profile, const Options& options) {
  Table table;
  const twin::Truth& truth = person.truth;
  series::SlotGridOptions span;
  span.from = truth.first;
  span.to = truth.first + truth.days - 1;
  const series::SlotGrid grid = series::slot_grid(person.entries, profile, span);
  std::vector<series::SlotSeries> slots;
  std::vector<series::Series> daily;
  for (const std::string_view name : twin::dimension_names) slots.push_back(*series::find_series(grid, name));
  for (const auto& one : slots) daily.push_back(series::DailyReader(one).series());
  const auto begin = std::chrono::steady_clock::now();
  series::RhythmOptions how = series::rhythm_options(profile, person.entries, grid.first, grid.days);
  if (options.logged > 0 && !truth.has_cycle) {  // made-up starts, so that what they find is false
    Random random(static_cast<std::uint64_t>(truth.days) + std::hash<std::string>{}(person.name));
    for (double t = random.uniform(0, 28); t < truth.days; t += 28 + random.normal()) {
      how.cycle_starts.push_back(truth.first + static_cast<int>(t));
    }
  }
  if (options.level > 0) how.level = options.level;
  const std::vector<Rhythm> all = series::rhythms(slots, how);
  table.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();

  bool cycle = false, right = false;
  double least_p = 1, period = NAN;
  std::string amplitudes;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Rhythm& one = all[i];
    const int d = static_cast<int>(i / 3), which = static_cast<int>(one.name);
    const double amplitude = true_amplitude(truth, d, one.name);
    const bool found = one.verdict == RhythmVerdict::found;
    (amplitude > 0 ? table.found : table.wrong)[which].add(found);
    table.silent[which].add(one.verdict == RhythmVerdict::too_little_data);
    if (found && amplitude > 0) {
      table.cover[which].add(one.amplitude_ci.low <= amplitude && amplitude <= one.amplitude_ci.high);
    }
    if (one.name != RhythmName::monthly) continue;
    least_p = std::min(least_p, one.p);
    amplitudes += fmt::format(" {:.2f}({:.1e}{})", amplitude, one.p, found ? "*" : "");
    if (!found) continue;
    cycle = true;
    period = one.period_days;
    right = std::abs(period - truth.monthly.period_days) <= 2;
  }
  const double given = truth.has_cycle ? phase_p(truth, daily, how.nuisance) : 1;
  const double oracle = truth.has_cycle ? oracle_p(truth, daily) : 1;
  if (truth.has_cycle) {
    table.cycle_found.add(cycle && right);
    table.oracle.add(oracle < 0.05), table.given.add(given < 0.05);
    if (cycle) {
      table.period_error.push_back(std::abs(period - truth.monthly.period_days));
      for (const Rhythm& one : all) {
        if (one.name != RhythmName::monthly || one.verdict != RhythmVerdict::found) continue;
        table.period_cover.add(one.period_ci.low <= truth.monthly.period_days &&
                               truth.monthly.period_days <= one.period_ci.high);
        break;
      }
    }
  } else {
    table.cycle_false.add(cycle);
  }
  if (options.misses) {
    table.notes.push_back(
        fmt::format("{} {} p={:.2e} period {:.1f} (true {:.1f} sd {:.1f}) oracle {:.1e} given {:.1e} {}",
                    truth.has_cycle ? (cycle && right ? "HIT  " : "MISS ") : (cycle ? "FALSE" : "none "), person.name,
                    least_p, period, truth.monthly.period_days, truth.monthly.length_sd, oracle, given, amplitudes));
  }
  return table;
}

Table run(const Options& options, const diary::Profile& profile) {
  const auto variant = twin::parse_variant(options.variant);
  if (!variant) {
    fmt::print(stderr, "{}\n", variant.error().message);
    std::exit(64);
  }
  Table sum;
  for (const std::uint64_t seed : options.seeds) {
    std::vector<Table> tables(static_cast<std::size_t>(options.people));
    twin::TwinOptions how;
    how.people = options.people;
    how.days = options.days;
    how.seed = seed;
    how.variant = *variant;
    how.log_starts = options.logged;
    how.oracle = twin::OracleOrigins::none;
    parallel_for(tables.size(), options.threads, [&](std::size_t k) {
      tables[k] = judge(twin::simulate_person(how, static_cast<int>(k)), profile, options);
    });
    for (const Table& one : tables) sum.add(one);
  }
  return sum;
}

void print(const Table& table, const Options& options) {
  std::string seeds;
  for (const auto seed : options.seeds) seeds += (seeds.empty() ? "" : ",") + std::to_string(seed);
  const int people = options.people * static_cast<int>(options.seeds.size());
  fmt::print("{} people x {} days, seeds {}, {}, starts logged by {:.0f} %\n", people, options.days, seeds,
             options.variant, 100 * options.logged);
  for (const auto& note : table.notes) fmt::print("  {}\n", note);
  double mean = 0;
  for (const double e : table.period_error) mean += e / static_cast<double>(table.period_error.size());
  fmt::print(
      "  cycle, of a person   found {}   false {}   oracle {}   given the phase {}\n  "
      "{:21}period error {:.2f} days, cover {}\n",
      table.cycle_found.text(), table.cycle_false.text(), table.oracle.text(), table.given.text(), "", mean,
      table.period_cover.text());
  constexpr const char* names[]{"daily", "monthly", "seasonal"};
  for (int i = 0; i < 3; ++i) {
    fmt::print("  {:8} a dimension found {}   false {}   too little data {}   amplitude cover {}\n", names[i],
               table.found[i].text(), table.wrong[i].text(), table.silent[i].text(), table.cover[i].text());
  }
  fmt::print("  {:.3f} s a person\n", table.seconds / std::max(1, people));
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  bool plain = true, check = false;
  const auto profile = diary::built_in_profile("skin");
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--misses" || name == "--check") {
      (name == "--check" ? check : options.misses) = true;
      continue;
    }
    if (i + 1 >= argc) return 64;
    const std::string value = argv[++i];
    if (name == "--threads") {
      options.threads = std::atoi(value.c_str());
      continue;
    }
    plain = false;
    if (name == "--people")
      options.people = std::atoi(value.c_str());
    else if (name == "--days")
      options.days = std::atoi(value.c_str());
    else if (name == "--logged")
      options.logged = std::atof(value.c_str());
    else if (name == "--level")
      options.level = std::atof(value.c_str());
    else if (name == "--variant")
      options.variant = value;
    else if (name == "--seeds") {
      options.seeds.clear();
      for (const auto part : split(value, ',')) {
        options.seeds.push_back(std::strtoull(std::string(part).c_str(), nullptr, 10));
      }
    } else {
      fmt::print(stderr, "no option {}\n", name);
      return 64;
    }
  }
  Table table = run(options, *profile);
  print(table, options);
  if (!plain) return 0;
  options.seeds = {1, 2, 3, 4, 5};
  table = run(options, *profile);
  print(table, options);
  return check && (table.cycle_found.share() < 0.85 || table.cycle_false.share() > 0.10) ? 1 : 0;
}
