// Are drifts, shifts and passing bouts of virtual people found, told apart, and sized; and how often is one seen that
// is not there?
//
//   bench_validate_changes               30 people of 540 days, seed 1
//   ... --people 30 --days 540 --seeds 1,2 --variant heavy_tailed --threads 2 --misses
//
// Each dimension of each person is one series; what acts on it is taken out first (lag/remaining.h). A change is found
// if one of its kind starts within 45 days (drift), 10 days (shift) or 5 days (passing) of it. "Kind right" is over all
// series: the kinds that last (drift, shift) found are exactly those that are there.
#include <fmt/format.h>

#include <cmath>

#include "bench/people.h"
#include "skin2vec/change/shape.h"
#include "skin2vec/insight/causes.h"
#include "skin2vec/lag/remaining.h"

namespace {

using namespace skin2vec;

struct Tally {
  int series = 0, right = 0, still = 0, still_false = 0;
  int there[3] = {}, found[3] = {}, as[3][4] = {};
  int covered = 0, covered_of = 0, passing_false = 0;
  std::vector<double> start_error;
};

change::Kind kind_of(twin::ChangeKind kind) {
  return kind == twin::ChangeKind::drift   ? change::Kind::drift
         : kind == twin::ChangeKind::shift ? change::Kind::shift
                                           : change::Kind::passing;
}

Tally judge(const twin::VirtualPerson& person, const diary::Profile& profile, bool misses) {
  Tally tally;
  const insight::Covariates covariates = insight::causes_of(person.entries, profile, std::nullopt);
  const lag::LagDesign design = lag::lagged_design_matrix(covariates.grid, covariates.design);
  for (int d = 0; d < twin::n_dimensions; ++d) {
    const auto outcome = std::find_if(
        covariates.outcomes.begin(), covariates.outcomes.end(),
        [&](const lag::Outcome& o) { return o.dimension == twin::dimension_names[static_cast<std::size_t>(d)]; });
    const series::Series rest = lag::remaining(outcome->daily, design);
    const change::Changes seen = change::find_changes(rest);
    const twin::Change* truth = nullptr;
    for (const twin::Change& c : person.truth.changes) {
      if (c.dimension == d) truth = &c;
    }
    ++tally.series;
    const bool lasting = truth && truth->kind != twin::ChangeKind::passing;
    int lasting_seen = 0, passing_seen = 0;
    const change::Change* hit = nullptr;
    for (const change::Change& c : seen.changes) {
      ++(c.kind == change::Kind::passing ? passing_seen : lasting_seen);
      if (!truth || c.kind != kind_of(truth->kind)) continue;
      const int near = c.kind == change::Kind::drift ? 45 : c.kind == change::Kind::shift ? 10 : 5;
      if (std::abs(c.start - truth->start) <= near) hit = &c;
    }
    if (truth) {
      const auto k = static_cast<std::size_t>(kind_of(truth->kind));
      ++tally.there[k];
      if (hit) {
        ++tally.found[k];
        ++tally.covered_of;
        // A drift that the record cuts off has less of its size in it.
        const double part =
            truth->kind == twin::ChangeKind::drift
                ? std::min(1.0, (rest.days() - (truth->start - rest.first)) / (truth->end - truth->start + 1.0))
                : 1.0;
        tally.covered += hit->size_low <= truth->size * part && truth->size * part <= hit->size_high;
      }
      const std::size_t told = seen.changes.empty() ? 3 : static_cast<std::size_t>(seen.changes[0].kind);
      ++tally.as[k][told];
    }
    const bool right =
        lasting ? lasting_seen == 1 && std::any_of(seen.changes.begin(), seen.changes.end(),
                                                   [&](const auto& c) { return c.kind == kind_of(truth->kind); })
                : lasting_seen == 0;
    tally.right += right;
    if (!lasting) ++tally.still, tally.still_false += lasting_seen > 0;
    if (!truth || truth->kind != twin::ChangeKind::passing) tally.passing_false += passing_seen;
    if (misses && (!right || (truth && !hit))) {
      std::string text =
          fmt::format("{} {} truth {}", person.truth.person, twin::dimension_names[static_cast<std::size_t>(d)],
                      truth ? fmt::format("{} at {} to {} {:+.2f}", change::kind_name(kind_of(truth->kind)),
                                          truth->start - rest.first, truth->end - rest.first, truth->size)
                            : "none");
      text += fmt::format(" season {:.2f} {} seen", person.truth.seasonal.amplitude[static_cast<std::size_t>(d)],
                          seen.season);
      for (const auto& c : seen.changes)
        text += fmt::format(" [{} {} to {} {:+.2f} {:.2f}]", change::kind_name(c.kind), c.start - rest.first,
                            c.end - rest.first, c.size, c.confidence);
      fmt::print("{}\n", text);
    }
  }
  return tally;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = bench::people_options(argc, argv);
  if (!options) return 64;
  const diary::Profile profile = *diary::built_in_profile("skin");
  const auto all =
      bench::each_person<Tally>(*options, [&](const auto& p) { return judge(p, profile, options->misses); });
  Tally sum;
  for (const Tally& one : all) {
    sum.series += one.series, sum.right += one.right, sum.still += one.still, sum.still_false += one.still_false;
    sum.covered += one.covered, sum.covered_of += one.covered_of, sum.passing_false += one.passing_false;
    for (int k = 0; k < 3; ++k) {
      sum.there[k] += one.there[k], sum.found[k] += one.found[k];
      for (int j = 0; j < 4; ++j) sum.as[k][j] += one.as[k][j];
    }
  }
  fmt::print(
      "{}: kind right {:.3f} of {}, false lasting {:.3f} of {} | shift {}/{} drift {}/{} passing {}/{} false passing "
      "{} | size cover {:.2f}\n",
      options->told(), 1.0 * sum.right / sum.series, sum.series, 1.0 * sum.still_false / std::max(1, sum.still),
      sum.still, sum.found[0], sum.there[0], sum.found[1], sum.there[1], sum.found[2], sum.there[2], sum.passing_false,
      1.0 * sum.covered / std::max(1, sum.covered_of));
  for (int k = 0; k < 3; ++k)
    fmt::print("  {}: told shift {} drift {} passing {} none {}\n", change::kind_name(static_cast<change::Kind>(k)),
               sum.as[k][0], sum.as[k][1], sum.as[k][2], sum.as[k][3]);
  return 0;
}
