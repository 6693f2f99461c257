// Is what is told of a forecast true? People whose kernels are known.
//
//   bench_validate_explanation [--people N] [--days N] [--seeds A,B] [--variant NAME]      # seed 8101 unless told
//
// From the last evening and those 28, 56, 84 and 112 days before it, one day ahead, events and products: the influence
// of a cause on a dimension, lags 0 to 21, against what it truly does to the noise-free state of the next day,
// sum of kernel[lag + 1] amount[lag]. r: Pearson's correlation over evenings, causes and dimensions with a true effect
// or none; sign: of true effects of at least 0.1 units, how many have that sign; size: sd of the influence of causes
// that do nothing to a dimension, over that of causes that do something. Each for the whole, the path and the network;
// r by lag of single amounts too. Deletion: means over evenings. Rhythms: from the last evening, the swing of each
// dimension as the cycle or the season is turned, against half of peak to trough of the truth: r over those whose cycle
// is logged, and the mean swing where the truth has none.
#include <algorithm>
#include <array>
#include <cmath>

#include "bench/people.h"
#include "skin2vec/explain/attention_rows.h"
#include "skin2vec/explain/influence.h"
#include "skin2vec/explain/occlusion.h"
#include "skin2vec/explain/partial_dependence.h"
#include "skin2vec/stats/describe.h"
#include "test/learn/shipped.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;

enum Of { whole, gp_mean, network, kinds };

struct Compared {
  double truth = 0;
  std::array<double, kinds> told{};
  bool acts = false;  // the pair has an effect at some lag
};

struct Person {
  std::vector<Compared> sums;                     // of a cause, a dimension and an evening
  std::vector<std::vector<Compared>> by_lag{22};  // single amounts
  std::vector<double> r, auc, newest, p;
  std::array<std::vector<Compared>, forecast::kTimeScales.size()>
      swings;  // of a dimension: truth, and told[whole] alone
};

void judge_rhythms(const explain::ForecastOrigin& evening, const twin::Truth& truth, Person& holdout) {
  for (const explain::PartialDependence& one : explain::partial_dependence(evening, 1)) {
    const std::string& dimension = evening.table().dimensions[static_cast<std::size_t>(one.dimension)];
    const auto at =
        static_cast<std::size_t>(std::find(twin::dimension_names.begin(), twin::dimension_names.end(), dimension) -
                                 twin::dimension_names.begin());
    double amplitude = 0;
    if (one.scale == forecast::TimeScale::monthly && truth.has_cycle) amplitude = truth.monthly.amplitude[at];
    if (one.scale == forecast::TimeScale::seasonal) amplitude = truth.seasonal.amplitude[at];
    holdout.swings[static_cast<std::size_t>(one.scale)].push_back({.truth = amplitude, .told = {one.swing}});
  }
}

Person judge(const twin::VirtualPerson& person) {
  const forecast::DayTable table = forecast::day_table(person.entries, *diary::built_in_profile("skin"));
  Person holdout;
  for (int back = 0; back <= 112; back += 28) {
    const int day = table.days - 1 - back;
    if (day < 100) break;
    const explain::ForecastOrigin evening(table, learn::pretrained(), day);
    const auto told = explain::influence(evening, {});
    if (back == 0) judge_rhythms(evening, person.truth, holdout);
    for (std::size_t c = 0; c < table.covariates.size(); ++c) {
      if (table.covariates[c].kind == series::CovariateKind::exposure) continue;
      for (std::size_t d = 0; d < table.dimensions.size(); ++d) {
        std::vector<double> kernel;  // all effects of the pair together
        for (const twin::Effect& effect : person.truth.effects) {
          if (effect.covariate != table.covariates[c].name ||
              twin::dimension_names[static_cast<std::size_t>(effect.dimension)] != table.dimensions[d]) {
            continue;
          }
          kernel.resize(std::max(kernel.size(), effect.kernel.size()));
          for (std::size_t k = 0; k < effect.kernel.size(); ++k) kernel[k] += effect.kernel[k];
        }
        Compared sum{.acts = !kernel.empty()};
        for (const explain::Influence& one : told.of) {
          if (one.covariate != static_cast<int>(c) || one.dimension != static_cast<int>(d)) continue;
          const auto lag = static_cast<std::size_t>(one.lag);
          const double truth = lag + 1 < kernel.size() ? kernel[lag + 1] * one.amount : 0;
          const Compared single{truth, {one.value(), one.gp_mean, one.network}, sum.acts};
          holdout.by_lag[lag].push_back(single);
          sum.truth += truth;
          for (std::size_t k = 0; k < kinds; ++k) sum.told[k] += single.told[k];
        }
        holdout.sums.push_back(sum);
      }
    }
    const auto hidden = explain::occlusion(evening, {});
    const explain::AttentionRow mean = explain::mean_attention(explain::attention_rows(evening), day);
    std::vector<double> weights;
    weights.reserve(hidden.size());
    for (const explain::Occlusion& one : hidden) {
      weights.push_back(one.day < mean.first ? 0 : mean.weights[static_cast<std::size_t>(one.day - mean.first)]);
    }
    const explain::Deletion deletion = explain::deletion(evening, hidden, weights, {});
    holdout.r.push_back(deletion.r);
    holdout.auc.push_back(deletion.auc);
    holdout.newest.push_back(deletion.newest);
    holdout.p.push_back(deletion.p);
  }
  return holdout;
}

double correlation(std::span<const Compared> all, std::size_t of) {
  double a = 0, b = 0, ab = 0, aa = 0, bb = 0;
  const auto n = static_cast<double>(all.size());
  for (const Compared& one : all) {
    a += one.truth / n;
    b += one.told[of] / n;
  }
  for (const Compared& one : all) {
    ab += (one.truth - a) * (one.told[of] - b);
    aa += (one.truth - a) * (one.truth - a);
    bb += (one.told[of] - b) * (one.told[of] - b);
  }
  return ab / std::sqrt(aa * bb);
}

}  // namespace

int main(int argc, char** argv) {
  auto options = people_options(argc, argv);
  if (!options) return 64;
  if (options->seeds == std::vector<std::uint64_t>{1}) options->seeds = {8101};
  const auto people = each_person<Person>(*options, judge);
  std::vector<Compared> sums;
  std::vector<std::vector<Compared>> by_lag(22);
  std::vector<double> r, auc, newest, p;
  std::array<std::vector<Compared>, forecast::kTimeScales.size()> swings;
  for (const Person& one : people) {
    for (std::size_t s = 0; s < swings.size(); ++s) {
      swings[s].insert(swings[s].end(), one.swings[s].begin(), one.swings[s].end());
    }
    sums.insert(sums.end(), one.sums.begin(), one.sums.end());
    for (std::size_t lag = 0; lag < 22; ++lag) {
      by_lag[lag].insert(by_lag[lag].end(), one.by_lag[lag].begin(), one.by_lag[lag].end());
    }
    for (auto [from, to] : {std::pair{&one.r, &r}, {&one.auc, &auc}, {&one.newest, &newest}, {&one.p, &p}}) {
      to->insert(to->end(), from->begin(), from->end());
    }
  }
  fmt::print("explanation, {}, {} people, {} evenings, {} causes x dimensions\n", options->told(), people.size(),
             r.size(), sums.size());
  constexpr std::array names = {"whole", "path", "network"};
  for (std::size_t k = 0; k < kinds; ++k) {
    int strong = 0, same = 0;
    std::vector<double> acting, idle;
    double slope = 0, square = 0;
    for (const Compared& one : sums) {
      (one.acts ? acting : idle).push_back(one.told[k]);
      slope += one.truth * one.told[k];
      square += one.truth * one.truth;
      if (std::abs(one.truth) < 0.1) continue;
      ++strong;
      same += one.truth * one.told[k] > 0 ? 1 : 0;
    }
    fmt::print("  {:<8} r {:.3f}  slope {:.2f}  sign {}/{}  size of idle over acting {:.2f}\n", names[k],
               correlation(sums, k), slope / square, same, strong, stats::sd(idle) / stats::sd(acting));
  }
  fmt::print("  r of single amounts, whole, by lag:");
  for (const int lag : {0, 1, 2, 3, 5, 7, 10, 14, 21}) {
    fmt::print(" {}: {:.2f}", lag, correlation(by_lag[static_cast<std::size_t>(lag)], whole));
  }
  const auto agreeing = std::count_if(p.begin(), p.end(), [](double one) { return one <= 0.05; });
  fmt::print("\n  attention: r {:.2f}, auc {:.2f}, p <= 0.05 in {} of {}; newest first: auc {:.2f}\n", stats::mean(r),
             stats::mean(auc), agreeing, p.size(), stats::mean(newest));
  for (const forecast::TimeScale scale : forecast::kTimeScales) {
    const auto& told = swings[static_cast<std::size_t>(scale)];
    std::vector<double> none, some, truths;
    for (const Compared& one : told) {
      (one.truth == 0 ? none : some).push_back(one.told[whole]);
      if (one.truth != 0) truths.push_back(one.truth);
    }
    fmt::print(
        "  {:<8} swing: {} dimensions, r {:.2f}; {} with a true one of {:.3f} on average: {:.3f}; without: {:.3f}\n",
        explain::name(scale), told.size(), correlation(told, whole), some.size(), stats::mean(truths),
        stats::mean(some), stats::mean(none));
  }
  return 0;
}
