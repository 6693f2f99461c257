// Are the changes of virtual people told in time, day by day, and how many alarms are false?
//
//   bench_validate_alarms                30 people of 540 days, seed 1
//   ... --people 30 --days 540 --seeds 1,2 --variant flat --threads 2
//
// One series for each dimension, as in validate_changes. Budgets of one false alarm a series and
// year, and of a fifth. An alarm is of the change if it comes after its start and, for a drift, within 60 days of its
// end, for a shift within 90 days of it; every other alarm of a series with no change, or before it, is false.
#include <fmt/format.h>

#include <cmath>

#include "bench/people.h"
#include "skin2vec/change/alarms.h"
#include "skin2vec/insight/changes.h"
#include "skin2vec/lag/remaining.h"
#include "skin2vec/stats/describe.h"

namespace {

using namespace skin2vec;

struct Tally {
  int there[3] = {}, found[3] = {}, withdrawn[3] = {}, kind_right[3] = {};
  std::vector<double> delay[3];
  int alarms_false = 0, false_withdrawn = 0;
  double still_years = 0;
};

std::size_t kind_index(twin::ChangeKind kind) {
  return kind == twin::ChangeKind::shift ? 0 : kind == twin::ChangeKind::drift ? 1 : 2;
}

Tally judge(const twin::VirtualPerson& person, const diary::Profile& profile, double budget) {
  Tally tally;
  const insight::Causes causes = insight::causes_of(person.entries, profile, std::nullopt);
  for (int d = 0; d < twin::n_dimensions; ++d) {
    const auto outcome = std::find_if(causes.outcomes.begin(), causes.outcomes.end(), [&](const lag::Outcome& o) {
      return o.dimension == twin::dimension_names[static_cast<std::size_t>(d)];
    });
    const auto shown = std::find_if(causes.dimensions.begin(), causes.dimensions.end(),
                                    [&](const auto& one) { return one.dimension.name == outcome->dimension; });
    const auto alarms = change::replay(series::DailyReader(shown->slots).lived(), {.false_alarms_per_year = {budget}});
    const twin::Change* truth = nullptr;
    for (const twin::Change& c : person.truth.changes) {
      if (c.dimension == d) truth = &c;
    }
    const int first_look = 60;
    const Day first = outcome->daily.first;
    const double still_days = (truth ? truth->start - first : outcome->daily.days()) - first_look;
    tally.still_years += std::max(0.0, still_days) / 365;
    bool hit = false;
    for (const change::Alarm& alarm : alarms) {
      if (!truth || alarm.date() < truth->start) {
        ++tally.alarms_false, tally.false_withdrawn += alarm.withdrawn_on.has_value();
        continue;
      }
      const auto k = kind_index(truth->kind);
      const Day latest = k == 0 ? truth->start + 90 : k == 1 ? truth->end + 60 : truth->end + 7;
      if (hit || latest < alarm.date()) continue;
      hit = true;
      ++tally.found[k];
      tally.delay[k].push_back(alarm.date() - truth->start);
      tally.withdrawn[k] += alarm.withdrawn_on.has_value();
      tally.kind_right[k] += alarm.kind == (k == 1 ? change::Kind::drift : change::Kind::shift);
    }
    if (truth) ++tally.there[kind_index(truth->kind)];
  }
  return tally;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = bench::people_options(argc, argv);
  if (!options) return 64;
  const diary::Profile profile = *diary::built_in_profile("skin");
  for (const double budget : {1.0, 0.2}) {
    const auto all = bench::each_person<Tally>(*options, [&](const auto& p) { return judge(p, profile, budget); });
    Tally sum;
    for (const Tally& one : all) {
      sum.alarms_false += one.alarms_false, sum.false_withdrawn += one.false_withdrawn,
          sum.still_years += one.still_years;
      for (int k = 0; k < 3; ++k) {
        sum.there[k] += one.there[k], sum.found[k] += one.found[k], sum.withdrawn[k] += one.withdrawn[k],
            sum.kind_right[k] += one.kind_right[k];
        sum.delay[k].insert(sum.delay[k].end(), one.delay[k].begin(), one.delay[k].end());
      }
    }
    fmt::print("{} budget {}: false alarms a series and year {:.2f} ({} of {} withdrawn)\n", options->told(), budget,
               sum.alarms_false / sum.still_years, sum.false_withdrawn, sum.alarms_false);
    for (int k = 0; k < 3; ++k) {
      fmt::print("  {}: told {} of {}, median delay {:.0f} days, kind right {}, withdrawn {}\n",
                 std::array{"shift", "drift", "passing"}[k], sum.found[k], sum.there[k],
                 sum.delay[k].empty() ? NAN : stats::quantile(sum.delay[k], 0.5), sum.kind_right[k], sum.withdrawn[k]);
    }
  }
  return 0;
}
