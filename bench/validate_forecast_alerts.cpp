// How often is a forecast that passes a person's limit right, and how many bad weeks does it foretell?
//
//   bench_validate_forecast_alerts [--people N] [--days N] [--seeds A,B] [--variant NAME] [--rounding tenth|whole]
//
// Every alert of a replay of the five dimensions (insight/forecast_alerts.h), by the level it had on the evening it was
// raised. Right: the mean of the 7 days after that evening did lie past the limit of that evening. A bad week begins
// with the first window past the limit after 7 days without one; foretold: an alert was raised in the 7 days before it.
// Years are counted from day 90 on, before which little is told.
#include <algorithm>
#include <array>
#include <cmath>

#include "bench/people.h"
#include "skin2vec/forecast/backtest.h"
#include "skin2vec/insight/forecast_alerts.h"
#include "skin2vec/learn/shipped_candidates.h"
#include "test/learn/shipped.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;

constexpr int first_counted = 90, window = 7;

struct HoldoutResult {
  int raised = 0, right = 0, unknown = 0;
  int later_warn = 0;  // rose to `warn` on the day or later
  int bad_weeks = 0, foretold = 0, days_ahead = 0;
  double years = 0;
};

double mean_of(const forecast::DayTable& table, int d, int from, int to) {
  double sum = 0;
  int n = 0;
  for (int day = std::max(0, from); day < std::min(to, table.days); ++day) {
    const double value = table.value(day, d);
    if (!std::isnan(value)) sum += value, ++n;
  }
  return n > (to - from) / 2 ? sum / n : NAN;
}

HoldoutResult judge(const twin::VirtualPerson& person) {
  static const diary::Profile profile = *diary::built_in_profile("skin");
  const forecast::DayTable table = forecast::day_table(person.entries, profile);
  const forecast::Forecasts combined =
      forecast::combine(learn::shipped_candidates(table, {.shipped = &learn::shipped()}), table).forecasts;
  HoldoutResult holdout{.years = (table.days - first_counted) / 365.25};
  for (std::size_t k = 0; k < table.dimensions.size(); ++k) {
    const auto d = static_cast<int>(k);
    const diary::Dimension& dimension = *diary::find_dimension(profile, table.dimensions[k]);
    const auto alerts = insight::forecast_alerts(dimension, table, d, combined);
    std::vector<int> raised;
    for (const insight::Alert& alert : alerts) {
      const int day = alert.raised - table.first;
      raised.push_back(day);
      if (day < first_counted) continue;
      ++holdout.raised;
      holdout.later_warn += alert.level == insight::Level::warn ? 1 : 0;
      const double came = mean_of(table, d, day + 1, day + 1 + window);
      const double limit = alert.foretold->limit;
      const bool high = alert.foretold->mean > limit || dimension.better == diary::Better::low;
      if (std::isnan(came)) {
        ++holdout.unknown;
      } else {
        holdout.right += (high ? came >= limit : came <= limit) ? 1 : 0;
      }
    }
    if (dimension.better == diary::Better::middle) continue;
    const int side = dimension.better == diary::Better::low ? 1 : -1;
    std::vector<double> seen;
    int last = -window;
    for (int day = 0; day < table.days; ++day) {
      const double past = side * mean_of(table, d, day + 1 - window, day + 1);
      if (std::isnan(past)) continue;
      if (day >= first_counted + window && !seen.empty()) {
        std::vector<double> recent(seen.end() - std::min<std::ptrdiff_t>(180, std::ssize(seen)), seen.end());
        std::sort(recent.begin(), recent.end());
        if (past >= recent[static_cast<std::size_t>(0.9 * static_cast<double>(recent.size() - 1))]) {
          if (day - last > window) {
            ++holdout.bad_weeks;
            const auto first =
                std::find_if(raised.begin(), raised.end(), [&](int r) { return r < day && day - r <= window; });
            if (first != raised.end()) ++holdout.foretold, holdout.days_ahead += day - *first;
          }
          last = day;
        }
      }
      seen.push_back(past);
    }
  }
  return holdout;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = people_options(argc, argv);
  if (!options) return 64;
  const auto all = each_person<HoldoutResult>(*options, judge);
  HoldoutResult sum;
  for (const HoldoutResult& one : all) {
    sum.raised += one.raised, sum.right += one.right, sum.unknown += one.unknown, sum.later_warn += one.later_warn;
    sum.bad_weeks += one.bad_weeks, sum.foretold += one.foretold, sum.days_ahead += one.days_ahead;
    sum.years += one.years;
  }
  const int known = sum.raised - sum.unknown;
  fmt::print("forecast alerts, {}, {} people, {:.1f} years\n", options->told(), all.size(), sum.years);
  fmt::print("  a year: {:.2f} raised ({:.2f} reached warn), {:.2f} not right\n", sum.raised / sum.years,
             sum.later_warn / sum.years, (known - sum.right) / sum.years);
  fmt::print("  right: {} of {} = {:.2f}\n", sum.right, known, static_cast<double>(sum.right) / std::max(1, known));
  fmt::print("  bad weeks: {:.1f} a year, foretold {} of {} = {:.2f}, {:.1f} days ahead\n", sum.bad_weeks / sum.years,
             sum.foretold, sum.bad_weeks, static_cast<double>(sum.foretold) / std::max(1, sum.bad_weeks),
             static_cast<double>(sum.days_ahead) / std::max(1, sum.foretold));
  return 0;
}
