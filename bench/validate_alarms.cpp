// Are the changes of virtual people told in time, day by day, and how many alarms are false?
//
//   bench_validate_alarms                30 people of 540 days, seed 1
//   ... --people 30 --days 540 --seeds 1,2 --variant flat --threads 2
//   ... --textbook                       the textbook detectors too
//
// One series for each dimension, as in validate_changes. Budgets of one false alarm a series and
// year, and of a fifth; if asked, with a budget of one, the textbook detectors in the scan's place, each with a
// threshold from 100 made years of the person's own noise, its level renewed three weeks after an alarm. An alarm is of
// the change if it comes after its start and, for a drift, within 60 days of its end, for a shift within 90 days of it;
// every other alarm of a series with no change, or before it, is false.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <functional>

#include "bench/people.h"
#include "skin2vec/change/alarms.h"
#include "skin2vec/change/online.h"
#include "skin2vec/insight/changes.h"
#include "skin2vec/lag/remaining.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/regress.h"

namespace {

using namespace skin2vec;

struct Tally {
  std::array<int, 3> there{}, found{}, withdrawn{}, kind_right{};
  std::array<std::vector<double>, 3> delay;
  int alarms_false = 0, false_withdrawn = 0;
  double still_years = 0;
};

std::size_t kind_index(twin::ChangeKind kind) {
  return kind == twin::ChangeKind::shift ? 0 : kind == twin::ChangeKind::drift ? 1 : 2;
}

using Replay = std::function<std::vector<change::Alarm>(const series::Series&)>;

// A detector that is told standard scores day by day. Noise and threshold are known from the days before 60, 120, 240
// and 480; then it begins afresh.
template <typename Detector>
std::vector<change::Alarm> textbook(const series::Series& lived, const Detector& fresh) {
  constexpr int year = 365, warm_up = 60, settle = 21;
  std::vector<change::Alarm> alarms;
  int level_from = 0;
  for (int known = 60; known < lived.days(); known *= 2) {
    const std::span<const double> before(lived.values.data() + level_from,
                                         static_cast<std::size_t>(known - level_from));
    const auto fit = stats::regress(before, Eigen::MatrixXd::Ones(std::ssize(before), 1));
    if (!fit.identifiable || !(fit.variance > 0)) continue;
    std::vector<double> most;
    for (std::uint64_t i = 0; i < 100; ++i) {
      Random random = Random(7).fork(i);
      Detector detector = fresh;
      double slow = random.normal(), largest = 0;
      for (int t = 0; t < warm_up + year; ++t) {
        const double score = std::sqrt(1 - fit.noise.white) * slow + std::sqrt(fit.noise.white) * random.normal();
        const double told = detector.add(score);
        if (t >= warm_up) largest = std::max(largest, told);
        slow = fit.noise.phi * slow + std::sqrt(1 - fit.noise.phi * fit.noise.phi) * random.normal();
      }
      most.push_back(largest);
    }
    const double threshold = stats::quantile(most, std::exp(-1.0));
    double level = fit.coefficients(0);
    Detector detector = fresh;
    for (int t = known; t < std::min(2 * known, lived.days()); ++t) {
      if (t - level_from == settle && level_from > 0) {
        level = stats::mean(std::span(lived.values).subspan(static_cast<std::size_t>(level_from), settle));
        detector = fresh;
      }
      if (t - level_from < settle) continue;
      if (detector.add((lived.values[static_cast<std::size_t>(t)] - level) / std::sqrt(fit.variance)) <= threshold)
        continue;
      alarms.push_back({.reached = {lived.first + t}});
      level_from = t;
    }
  }
  return alarms;
}

Tally judge(const twin::VirtualPerson& person, const diary::Profile& profile, const Replay& replay) {
  Tally tally;
  const insight::Covariates covariates = insight::causes_of(person.entries, profile, std::nullopt);
  for (int d = 0; d < twin::n_dimensions; ++d) {
    const auto outcome = std::find_if(
        covariates.outcomes.begin(), covariates.outcomes.end(),
        [&](const lag::Outcome& o) { return o.dimension == twin::dimension_names[static_cast<std::size_t>(d)]; });
    const auto shown = std::find_if(covariates.dimensions.begin(), covariates.dimensions.end(),
                                    [&](const auto& one) { return one.dimension.name == outcome->dimension; });
    const auto alarms = replay(series::DailyReader(shown->slots).as_of());
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
  const bool all_ways = argc > 1 && std::string(argv[argc - 1]) == "--textbook";
  const auto options = bench::people_options(all_ways ? argc - 1 : argc, argv);
  if (!options) return 64;
  const diary::Profile profile = *diary::built_in_profile("skin");
  struct Way {
    std::string name;
    Replay replay;
  };
  const auto scan = [](double budget) {
    return [budget](const series::Series& lived) { return change::replay(lived, {.false_alarms_per_year = {budget}}); };
  };
  const std::vector<Way> ways{
      {"budget 1", scan(1)},
      {"budget 0.2", scan(0.2)},
      {"Page-Hinkley", [](const series::Series& lived) { return textbook(lived, change::PageHinkley()); }},
      {"CUSUM", [](const series::Series& lived) { return textbook(lived, change::Cusum()); }},
      {"BOCPD", [](const series::Series& lived) { return textbook(lived, change::Bocpd()); }}};
  for (const Way& way : std::span(ways).first(all_ways ? ways.size() : 2)) {
    const auto all = bench::each_person<Tally>(*options, [&](const auto& p) { return judge(p, profile, way.replay); });
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
    fmt::print("{} {}: false alarms a series and year {:.2f} ({} of {} withdrawn)\n", options->told(), way.name,
               sum.alarms_false / sum.still_years, sum.false_withdrawn, sum.alarms_false);
    for (int k = 0; k < 3; ++k) {
      fmt::print("  {}: told {} of {}, median delay {:.0f} days, kind right {}, withdrawn {}\n",
                 std::array{"shift", "drift", "passing"}[k], sum.found[k], sum.there[k],
                 sum.delay[k].empty() ? NAN : stats::quantile(sum.delay[k], 0.5), sum.kind_right[k], sum.withdrawn[k]);
    }
  }
  return 0;
}
