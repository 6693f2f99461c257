// How often do alerts cry for nothing, and how late do they come?
//
//   validate_alerts [PEOPLE] [DAYS] [SEED]       default: 200 flat people of 365 days, seed 101
//
// Flat: noise about a level, with slot offset, missing readings and rounding, and nothing that changes: every alert is
// false. Then the same people with one shift of 1, 2 or 3 of their own standard deviations on the bad side, on day 200:
// the share that is told within 21 days, the median delay, and the share that is called `warn` or `act` within 42. At
// last default people, on whom seasons, cycles, events, products and real changes act: every alert, and how many of
// those stand within a change of their dimension that the truth knows.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "skin2vec/diary/profile.h"
#include "skin2vec/insight/alerts.h"
#include "skin2vec/insight/summary.h"
#include "skin2vec/series/daily.h"
#include "skin2vec/twin/twin.h"

namespace {

using namespace skin2vec;

struct Counted {
  int alerts[3] = {0, 0, 0};  // by the highest level
  int days_in_alert = 0;
};

double spread(const std::vector<double>& values) {
  double sum = 0, squares = 0;
  int n = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    squares += value * value;
    ++n;
  }
  return std::sqrt(squares / n - sum / n * sum / n);
}

}  // namespace

int main(int count, char** words) {
  const int people = count > 1 ? std::atoi(words[1]) : 200;
  const int days = count > 2 ? std::atoi(words[2]) : 365;
  const std::uint64_t seed = count > 3 ? std::strtoull(words[3], nullptr, 10) : 101;
  const auto profile = *diary::built_in_profile("skin");
  fmt::print("alerts on {} virtual people of {} days, seed {}\n", people, days, seed);
  fmt::print("{:<28}{:>12}{:>12}{:>12}{:>16}\n", "flat: false a person-year", "watch", "warn", "act", "days in alert");
  constexpr int shift_day = 200;
  constexpr double sizes[3] = {1, 2, 3};
  int told[3] = {0, 0, 0}, higher[3][3] = {};
  int asked = 0;
  std::vector<int> delays[3];
  for (const auto* variant : {"flat", "flat+heavy_tailed"}) {
    const twin::TwinOptions options{.people = people,
                                    .days = days,
                                    .seed = seed,
                                    .variant = *twin::parse_variant(variant),
                                    .oracle = twin::OracleOrigins::none};
    Counted counted;
    for (int k = 0; k < people; ++k) {
      const auto person = twin::simulate_person(options, k);
      const auto grid = series::slot_grid(person.entries, profile);
      const auto all = insight::shown_dimensions(grid, profile);
      insight::AlertOptions how = insight::alert_options(profile);
      how.dimensions = static_cast<int>(all.size());
      for (const auto& shown : all) {
        const series::Series daily = series::DailyReader(shown.slots).as_of();
        for (const auto& alert : insight::alerts(shown.dimension, daily, how)) {
          ++counted.alerts[static_cast<int>(alert.level)];
          counted.days_in_alert += alert.ended.value_or(daily.first + daily.days()) - alert.since;
        }
        if (shown.dimension.derived || days <= shift_day + 21) continue;
        ++asked;
        const double sd = spread(daily.values);
        const double bad = shown.dimension.better == diary::Better::high ? -1 : 1;
        for (int s = 0; s < 3; ++s) {
          series::Series shifted = daily;
          for (int t = shift_day; t < shifted.days(); ++t)
            shifted.values[static_cast<std::size_t>(t)] += bad * sizes[s] * sd;
          for (const auto& alert : insight::alerts(shown.dimension, shifted, how)) {
            const int delay = alert.raised - daily.first - shift_day;
            if (delay < 0 || delay > 21) continue;
            ++told[s];
            delays[s].push_back(delay);
            break;
          }
          series::Series known = shifted;
          known.values.resize(shift_day + 43);
          for (const auto& alert : insight::alerts(shown.dimension, known, how)) {
            if (alert.raised < daily.first + shift_day) continue;
            ++higher[s][static_cast<int>(alert.level)];
            break;
          }
        }
      }
    }
    const double years = people * days / 365.25;
    fmt::print("{:<28}{:>12.3f}{:>12.3f}{:>12.3f}{:>16.2f}\n", variant, counted.alerts[0] / years,
               counted.alerts[1] / years, counted.alerts[2] / years, counted.days_in_alert / years);
  }
  fmt::print("\n{:<28}{:>12}{:>16}{:>16}{:>12}\n", "a shift to the bad side", "told in 21", "median delay",
             "warn in 42", "act in 42");
  for (int s = 0; s < 3; ++s) {
    std::sort(delays[s].begin(), delays[s].end());
    if (asked == 0 || delays[s].empty()) continue;
    fmt::print("{:<28}{:>12.2f}{:>14} d{:>16.2f}{:>12.2f}\n", fmt::format("{} sd", sizes[s]),
               static_cast<double>(told[s]) / asked, delays[s][delays[s].size() / 2],
               static_cast<double>(higher[s][1] + higher[s][2]) / asked, static_cast<double>(higher[s][2]) / asked);
  }
  const twin::TwinOptions options{.people = people, .days = days, .seed = seed, .oracle = twin::OracleOrigins::none};
  int raised = 0, of_change = 0;
  for (int k = 0; k < people; ++k) {
    const auto person = twin::simulate_person(options, k);
    const auto grid = series::slot_grid(person.entries, profile);
    const auto all = insight::shown_dimensions(grid, profile);
    insight::AlertOptions how = insight::alert_options(profile);
    how.dimensions = static_cast<int>(all.size());
    for (const auto& shown : all) {
      for (const auto& alert : insight::alerts(shown.dimension, series::DailyReader(shown.slots).as_of(), how)) {
        ++raised;
        of_change += std::any_of(person.truth.changes.begin(), person.truth.changes.end(), [&](const twin::Change& c) {
          return twin::dimension_names[static_cast<std::size_t>(c.dimension)] == shown.dimension.name &&
                 alert.raised >= c.start && alert.raised <= c.end + 60;
        });
      }
    }
  }
  fmt::print("\ndefault people: {:.2f} alerts a person-year, {} of {} within a true change\n",
             raised / (people * days / 365.25), of_change, raised);
  return 0;
}
