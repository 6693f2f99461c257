// Is a cause that people share told with the doubt of one series, and one of their own with that of many?
//
//   bench_validate_shared                          30 people of 90 days, cohorts 1 to 100
//   ... --people 200 --days 90 --from 301 --cohorts 20 --threads 2
//
// Each cohort lives in one place. On a date all have the same error (AR(1), 0.9, sd 0.2, and a season: half a wave of
// sd 0.15 over the record), beside their own (AR(1), 0.7, sd 0.3, white noise of 0.2). Exposures: `uv` and `sun` the
// same in all, `dust` in part (correlation about 0.5), `damp` of their own; none does anything, but `sun` and `dust`
// act with --size. Late nights of their own act
// (-0.66 in all, people differ by a fifth), tea does nothing; a `feast` is on the same dates in all (less --size). Told
// twice: by people's own fits alone, as if they were independent, and with what they share known.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numbers>
#include <string>
#include <vector>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/random.h"
#include "skin2vec/lag/cohort.h"

namespace {

using namespace skin2vec;

struct Options {
  int people = 30, days = 90, cohorts = 100, threads = 1;
  std::uint64_t from = 1;
  double size = 0;
};

// Of every effect, by lag: half of it after 1.4 days.
double shape(int lag) {
  return (1 - std::exp(-0.5)) * std::exp(-lag / 2.0);
}

std::vector<double> remembering(Random& random, int days, double phi, double sd) {
  std::vector<double> values;
  double now = sd * random.normal();
  for (int t = 0; t < days; ++t) {
    values.push_back(now);
    now = phi * now + sd * std::sqrt(1 - phi * phi) * random.normal();
  }
  return values;
}

std::vector<lag::Member> cohort_of(std::uint64_t seed, const Options& o) {
  Random place = Random(seed).fork(0);
  const auto uv = remembering(place, o.days, 0.8, 1), sun = remembering(place, o.days, 0.8, 1),
             dust = remembering(place, o.days, 0.8, 1), shock = remembering(place, o.days, 0.9, 0.2);
  std::vector<double> feast;
  for (int t = 0; t < o.days; ++t) feast.push_back(place.chance(0.15) ? 1 : 0);
  const double turn = place.uniform(0, 2), season = 0.15 * std::sqrt(2.0);
  const double uv_season = place.normal();  // the weather has a season too
  std::vector<lag::Member> members(static_cast<std::size_t>(o.people));
  parallel_for(members.size(), o.threads, [&](std::size_t i) {
    Random random = Random(seed).fork(i + 1);
    const auto own = remembering(random, o.days, 0.7, 0.3), own_dust = remembering(random, o.days, 0.8, 1),
               damp = remembering(random, o.days, 0.8, 1);
    lag::Record record;
    record.grid = {Day{20000}, o.days, {}};
    const auto add = [&](const char* name, series::CovariateKind kind, const auto& value) {
      series::CovariateSeries covariate{name, kind, Eigen::VectorXd(o.days), 0, NAN};
      for (int t = 0; t < o.days; ++t) {
        covariate.amount(t) = value(static_cast<std::size_t>(t));
        covariate.entries += kind == series::CovariateKind::exposure || covariate.amount(t) != 0 ? 1 : 0;
      }
      record.grid.covariates.push_back(std::move(covariate));
    };
    const double wave = std::numbers::pi / o.days;
    using series::CovariateKind;
    add("late_night", CovariateKind::event, [&](std::size_t) { return random.chance(0.25) ? 1.0 : 0.0; });
    add("tea", CovariateKind::event, [&](std::size_t) { return random.chance(0.25) ? 1.0 : 0.0; });
    add("feast", CovariateKind::event, [&](std::size_t t) { return feast[t]; });
    add("uv", CovariateKind::exposure, [&](std::size_t t) { return uv[t] + uv_season * std::cos(wave * double(t)); });
    add("sun", CovariateKind::exposure, [&](std::size_t t) { return sun[t]; });
    add("dust", CovariateKind::exposure, [&](std::size_t t) { return dust[t] + own_dust[t]; });
    add("damp", CovariateKind::exposure, [&](std::size_t t) { return damp[t]; });
    const double much = random.uniform(0.65, 1.35);
    const std::map<std::string, double> total{
        {"late_night", -0.66 * much}, {"feast", -o.size * much}, {"sun", o.size * much}, {"dust", o.size * much}};
    std::vector<double> y;
    for (int t = 0; t < o.days; ++t) {
      const auto at = static_cast<std::size_t>(t);
      double now = 3 + shock[at] + season * std::cos(wave * (t + turn * o.days)) + own[at] + 0.2 * random.normal();
      for (const series::CovariateSeries& covariate : record.grid.covariates) {
        const auto found = total.find(covariate.name);
        if (found == total.end()) continue;
        for (int lag = 0; lag < std::min(t + 1, 22); ++lag)
          now += found->second * shape(lag) * covariate.amount(t - lag);
      }
      y.push_back(now);
    }
    record.outcomes.push_back({"moisture", {record.grid.first, std::move(y)}});
    members[i].person = fmt::format("p{}", i);
    members[i].effects = lag::effects(record.outcomes, record.grid);
    members[i].record = std::move(record);
  });
  return members;
}

struct Tally {
  int n = 0, p05 = 0, p01 = 0, found = 0, confounded = 0, covered = 0, silent = 0;
  double error = 0, width = 0, correlation = 0;
};

}  // namespace

int main(int argc, char** argv) {
  Options o;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string key = argv[i];
    const double value = std::atof(argv[i + 1]);
    if (key == "--people")
      o.people = int(value);
    else if (key == "--days")
      o.days = int(value);
    else if (key == "--cohorts")
      o.cohorts = int(value);
    else if (key == "--threads")
      o.threads = int(value);
    else if (key == "--from")
      o.from = std::uint64_t(value);
    else if (key == "--size")
      o.size = value;
    else
      return fmt::print(stderr, "not understood: {}\n", key), 64;
  }
  std::map<std::string, std::array<Tally, 2>> by_covariate;
  const std::map<std::string, double> true_mean{
      {"late_night", -0.66}, {"feast", -o.size}, {"sun", o.size}, {"dust", o.size}};
  for (int c = 0; c < o.cohorts; ++c) {
    std::vector<lag::Member> members = cohort_of(o.from + std::uint64_t(c), o);
    for (const int known : {1, 0}) {
      if (known == 0)
        for (lag::Member& member : members) member.record = {};
      for (const lag::CohortEffect& effect : lag::cohort(members, {.threads = o.threads})) {
        Tally& t = by_covariate[effect.covariate][static_cast<std::size_t>(known)];
        const auto at = true_mean.find(effect.covariate);
        const double truth = at == true_mean.end() ? 0 : at->second;
        if (effect.verdict == lag::EffectVerdict::too_little_data) {
          ++t.silent;
          continue;
        }
        ++t.n, t.p05 += effect.p < 0.05, t.p01 += effect.p < 0.01;
        t.found += effect.verdict == lag::EffectVerdict::found;
        t.confounded += effect.verdict == lag::EffectVerdict::confounded;
        t.covered += effect.mean_ci.low <= truth && truth <= effect.mean_ci.high;
        t.error += std::pow(effect.mean - truth, 2), t.width += effect.mean_ci.high - effect.mean_ci.low;
        t.correlation += std::isnan(effect.correlation) ? 0 : effect.correlation;
      }
    }
  }
  fmt::print("{} cohorts from {}, {} people of {} days, size {}\n", o.cohorts, o.from, o.people, o.days, o.size);
  fmt::print("cause       known     n  p<.05  p<.01  found  conf.  cover  error  width  correlation  silent\n");
  for (const auto& [covariate, both] : by_covariate) {
    for (const int known : {0, 1}) {
      const Tally& t = both[static_cast<std::size_t>(known)];
      const double n = std::max(t.n, 1);
      fmt::print("{:12}{:>5} {:5}  {:.3f}  {:.3f}  {:.3f}  {:.3f}  {:.3f}  {:.3f}  {:.3f}  {:.3f}        {:5}\n",
                 covariate, known ? "yes" : "no", t.n, t.p05 / n, t.p01 / n, t.found / n, t.confounded / n,
                 t.covered / n, std::sqrt(t.error / n), t.width / n, t.correlation / n, t.silent);
    }
  }
}
