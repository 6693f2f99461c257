// Are effects on counts told honestly: how often is chance taken for an effect, does the interval hold the truth?
//
//   bench_validate_counts             60 people of 400 days, means 1, 2, 5 and 5000
//   ... --people 60 --days 400 --means 2,5000
//
// Of eight events of a person three act, on the log of the mean: -0.6 in a decay, +0.5 over four days, +0.4 about the
// third day after. Two of the others come in runs. The log mean has an AR(1) of 0.7 with sd 0.4, a week, a season; a
// gamma of shape 10 spreads the days; one day of eleven is missing. Beside ours (`count`) stand the same model of
// log(y + 1), of log(y + 0.5), and of y itself, its total divided by the mean of the days.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <numbers>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/lag/effects.h"
#include "skin2vec/stats/describe.h"

namespace {

using namespace skin2vec;

constexpr double truths[] = {-0.6, 0.5, 0.4, 0, 0, 0, 0, 0};
constexpr std::size_t n_covariates = std::size(truths);

struct Person {
  series::CovariateGrid grid;
  std::vector<double> counts;
};

// By Knuth's product of uniforms; above 200 the normal, rounded.
double poisson(Random& random, double mean) {
  if (mean > 200) return std::max(0.0, std::round(mean + std::sqrt(mean) * random.normal()));
  int count = -1;
  for (double left = mean; left >= 0; ++count) left += std::log(1 - random.uniform());
  return count;
}

// Log ratio on the day and after, of sum 1.
double shape(std::size_t covariate, int lag) {
  switch (covariate) {
    case 0:
      return std::exp(-lag / 2.0) * (1 - std::exp(-0.5));
    case 1:
      return lag < 4 ? 0.25 : 0;
    default:
      return std::exp(-(lag - 3) * (lag - 3) / 4.5) / 3.70;  // 3.70: its sum over lags 0 to 21
  }
}

Person made(std::uint64_t seed, int days, double mean) {
  constexpr double phi = 0.7, latent = 0.4, spread = 10;
  Random random(seed);
  Person person{{Day{20000}, days, {}}, std::vector<double>(static_cast<std::size_t>(days))};
  for (std::size_t c = 0; c < n_covariates; ++c) {
    series::CovariateSeries covariate{fmt::format("event_{}", c), series::CovariateKind::event,
                                      Eigen::VectorXd::Zero(days), 0, 1};
    bool on = false;
    for (int t = 0; t < days; ++t) {
      const bool runs = c >= 6;
      if (!runs || random.chance(1.0 / 12)) on = random.chance(runs ? 0.3 : 0.1 + 0.02 * static_cast<double>(c));
      if (!on) continue;
      covariate.amount(t) = 1;
      ++covariate.entries;
    }
    person.grid.covariates.push_back(std::move(covariate));
  }
  double slow = random.normal();
  for (int t = 0; t < days; ++t) {
    slow = phi * slow + std::sqrt(1 - phi * phi) * random.normal();
    double eta = std::log(mean) + latent * slow - latent * latent / 2 + (t % 7 >= 5 ? 0.15 : 0) +
                 0.2 * std::sin(2 * std::numbers::pi * t / 365);
    for (std::size_t c = 0; c < n_covariates; ++c) {
      if (truths[c] == 0) continue;
      for (int lag = 0; lag <= std::min(t, lag::n_lags - 1); ++lag) {
        eta += truths[c] * shape(c, lag) * person.grid.covariates[c].amount(t - lag);
      }
    }
    person.counts[static_cast<std::size_t>(t)] = poisson(random, std::exp(eta) * random.gamma(spread) / spread);
  }
  for (int t = 5; t < days; t += 11) person.counts[static_cast<std::size_t>(t)] = NAN;
  return person;
}

struct Tally {
  int nulls = 0, null_p05 = 0, null_p01 = 0, real = 0, covered = 0, found = 0;
  double bias = 0, squares = 0, width = 0;
};

void judge(const Person& person, std::string_view way, Tally& tally) {
  lag::Outcome outcome{"count", {person.grid.first, person.counts}};
  const double unit = way == "y / mean" ? stats::mean(person.counts) : 1;
  if (way == "count") outcome.scale = diary::OutcomeScale::count;
  for (double& y : outcome.daily.values) {
    if (way == "log(y + 1)") y = std::log(y + 1);
    if (way == "log(y + 0.5)") y = std::log(y + 0.5);
  }
  const std::vector<lag::Outcome> outcomes{std::move(outcome)};
  const std::vector<lag::Effect> all = lag::effects(outcomes, person.grid);
  for (std::size_t c = 0; c < n_covariates; ++c) {
    const lag::Effect& effect = all[c];
    if (effect.verdict == lag::EffectVerdict::too_little_data) continue;
    if (truths[c] == 0) {
      ++tally.nulls;
      tally.null_p05 += effect.p < 0.05 ? 1 : 0;
      tally.null_p01 += effect.p < 0.01 ? 1 : 0;
      continue;
    }
    const double off = effect.total / unit - truths[c];
    ++tally.real;
    tally.covered += effect.total_ci.low / unit <= truths[c] && truths[c] <= effect.total_ci.high / unit ? 1 : 0;
    tally.found += effect.verdict == lag::EffectVerdict::found ? 1 : 0;
    tally.bias += off / truths[c];
    tally.squares += off * off;
    tally.width += (effect.total_ci.high - effect.total_ci.low) / unit;
  }
}

}  // namespace

int main(int argc, char** argv) {
  int people = 60, days = 400;
  std::vector<double> means{1, 2, 5, 5000};
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view key = argv[i];
    const std::string value = argv[i + 1];
    if (key == "--people") people = std::atoi(value.c_str());
    if (key == "--days") days = std::atoi(value.c_str());
    if (key != "--means") continue;
    means.clear();
    for (std::size_t at = 0; at < value.size(); at = std::min(value.find(',', at), value.size() - 1) + 1) {
      means.push_back(std::atof(value.c_str() + at));
    }
  }
  fmt::print("{} people of {} days\n\n", people, days);
  fmt::print("| mean | way | null p < 0.05 | < 0.01 | cover | bias, share | error (rms) | width | found |\n");
  fmt::print("|---|---|---|---|---|---|---|---|---|\n");
  for (const double mean : means) {
    for (const std::string_view way : {"count", "log(y + 1)", "log(y + 0.5)", "y / mean"}) {
      Tally tally;
      for (int p = 0; p < people; ++p) judge(made(1000 + static_cast<std::uint64_t>(p), days, mean), way, tally);
      const double nulls = std::max(tally.nulls, 1), real = std::max(tally.real, 1);
      fmt::print("| {} | {} | {:.3f} | {:.3f} | {:.3f} | {:+.2f} | {:.3f} | {:.2f} | {} of {} |\n", mean, way,
                 tally.null_p05 / nulls, tally.null_p01 / nulls, tally.covered / real, tally.bias / real,
                 std::sqrt(tally.squares / real), tally.width / real, tally.found, tally.real);
      std::fflush(stdout);
    }
  }
}
