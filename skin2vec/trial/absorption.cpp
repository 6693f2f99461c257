#include "skin2vec/trial/absorption.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/stats/distributions.h"

namespace skin2vec::trial {

namespace {

constexpr std::size_t n_times = 40;
constexpr std::size_t n_quantiles = 41;  // of a gain, given a time constant
constexpr double shortest_minutes = 2, longest_minutes = 120, usual_minutes = 15, usual_factor = 2;

double time_constant(std::size_t i) {
  return shortest_minutes * std::pow(longest_minutes / shortest_minutes, static_cast<double>(i) / (n_times - 1));
}

struct Weighed {
  double value;
  double weight;
};

// Gain, once taken up: its posterior as weighted values, its mean.
struct Gain {
  std::vector<Weighed> values;
  double mean = NAN;
};

// Sums over the uses that a fit at one time constant needs: c = 1 - exp(-minutes / time).
struct Sums {
  double cc = 0, cg = 0, gg = 0;
  int n = 0;
};

Sums sums(const std::vector<const Use*>& uses, double time) {
  Sums s;
  for (const Use* use : uses) {
    const double c = -std::expm1(-use->minutes / time);
    s.cc += c * c, s.cg += c * use->gain, s.gg += use->gain * use->gain;
    ++s.n;
  }
  return s;
}

// Posterior over the grid of time constants: weight = prior x RSS^(-(n - 1) / 2) / sqrt(cc); given one, the gain is
// Student's t about cg / cc.
Gain gain_of(const std::vector<const Use*>& uses) {
  std::array<double, n_times> log_weight{}, estimate{}, error{};
  double best = -INFINITY;
  for (std::size_t i = 0; i < n_times; ++i) {
    const double time = time_constant(i);
    const Sums s = sums(uses, time);
    const double rss = std::max(s.gg - s.cg * s.cg / s.cc, 1e-12 * std::max(s.gg, 1e-12));
    const double z = std::log(time / usual_minutes) / std::log(usual_factor);
    estimate[i] = s.cg / s.cc;
    error[i] = std::sqrt(rss / (s.n - 2) / s.cc);
    log_weight[i] = -0.5 * (s.n - 1) * std::log(rss) - 0.5 * std::log(s.cc) - 0.5 * z * z;
    best = std::max(best, log_weight[i]);
  }
  Gain gain;
  double sum = 0, mean = 0;
  const double degrees = static_cast<double>(uses.size()) - 2;
  std::array<double, n_quantiles> quantiles{};
  for (std::size_t k = 0; k < n_quantiles; ++k) {
    quantiles[k] = stats::student_quantile((static_cast<double>(k) + 0.5) / n_quantiles, degrees);
  }
  for (std::size_t i = 0; i < n_times; ++i) {
    const double weight = std::exp(log_weight[i] - best);
    if (weight < 1e-6) continue;
    for (const double q : quantiles) gain.values.push_back({estimate[i] + q * error[i], weight / n_quantiles});
    sum += weight;
    mean += weight * estimate[i];
  }
  for (Weighed& one : gain.values) one.weight /= sum;
  gain.mean = mean / sum;
  return gain;
}

// The posterior mean alone, from the grid: what the randomization compares.
double quick_gain(const std::vector<const Use*>& uses) {
  double best = -INFINITY, sum = 0, mean = 0;
  std::array<std::pair<double, double>, n_times / 4> each{};
  for (std::size_t i = 0; i < each.size(); ++i) {
    const double time = time_constant(4 * i + 2);
    const Sums s = sums(uses, time);
    const double rss = std::max(s.gg - s.cg * s.cg / s.cc, 1e-12 * std::max(s.gg, 1e-12));
    const double z = std::log(time / usual_minutes) / std::log(usual_factor);
    each[i] = {-0.5 * (s.n - 1) * std::log(rss) - 0.5 * std::log(s.cc) - 0.5 * z * z, s.cg / s.cc};
    best = std::max(best, each[i].first);
  }
  for (const auto& [log_weight, estimate] : each) {
    const double weight = std::exp(log_weight - best);
    sum += weight, mean += weight * estimate;
  }
  return mean / sum;
}

double weighted_quantile(std::vector<Weighed> values, double p) {
  std::sort(values.begin(), values.end(), [](const Weighed& a, const Weighed& b) { return a.value < b.value; });
  double sum = 0;
  for (const Weighed& one : values) {
    sum += one.weight;
    if (sum >= p) return one.value;
  }
  return values.back().value;
}

// The quotient, thinned to some 200 values of each side.
std::vector<Weighed> quotient(const Gain& a, const Gain& b) {
  const auto thin = [](const Gain& gain) {
    std::vector<Weighed> thinned;
    constexpr int n = 201;
    std::vector<Weighed> sorted = gain.values;
    std::sort(sorted.begin(), sorted.end(), [](const Weighed& x, const Weighed& y) { return x.value < y.value; });
    double sum = 0;
    std::size_t at = 0;
    for (int k = 0; k < n; ++k) {
      const double p = (k + 0.5) / n;
      while (at + 1 < sorted.size() && sum + sorted[at].weight < p) sum += sorted[at++].weight;
      thinned.push_back({sorted[at].value, 1.0 / n});
    }
    return thinned;
  };
  std::vector<Weighed> all;
  const auto above = thin(a), below = thin(b);
  all.reserve(above.size() * below.size());
  for (const Weighed& x : above) {
    for (const Weighed& y : below) all.push_back({x.value / y.value, x.weight * y.weight});
  }
  return all;
}

// Share of permutations whose gains are at least as far apart as the real ones; the real one counts as one of them.
// Under one curve for both what is left of it is exchangeable: it is dealt anew (Freedman & Lane 1983), names and
// minutes stay.
double randomization(const std::vector<const Use*>& a, const std::vector<const Use*>& b, const UptakeOptions& options) {
  std::vector<Use> first, second;
  first.reserve(a.size()), second.reserve(b.size());
  for (const Use* use : a) first.push_back(*use);
  for (const Use* use : b) second.push_back(*use);
  std::vector<Use*> all;
  all.reserve(a.size() + b.size());
  for (Use& use : first) all.push_back(&use);
  for (Use& use : second) all.push_back(&use);
  const std::vector<const Use*> of_first(all.begin(), all.begin() + std::ssize(first));
  const std::vector<const Use*> of_second(all.begin() + std::ssize(first), all.end());
  const auto distance = [&] {
    const double x = quick_gain(of_first), y = quick_gain(of_second);
    return std::abs(x - y) / std::max(std::abs(x) + std::abs(y), 1e-12);
  };
  const double real = distance();
  // The common curve: the time constant of the least sum of squares.
  const std::vector<const Use*> both(all.begin(), all.end());
  double time = 0, gain = 0, least = INFINITY;
  for (std::size_t i = 0; i < n_times; ++i) {
    const Sums s = sums(both, time_constant(i));
    const double rss = s.gg - s.cg * s.cg / s.cc;
    if (rss < least) least = rss, time = time_constant(i), gain = s.cg / s.cc;
  }
  std::vector<double> common, rest;
  common.reserve(all.size()), rest.reserve(all.size());
  for (const Use* use : all) {
    common.push_back(-gain * std::expm1(-use->minutes / time));
    rest.push_back(use->gain - common.back());
  }
  Random random(options.seed);
  int as_far = 1;
  for (int deal = 0; deal < options.permutations; ++deal) {
    for (std::size_t i = rest.size(); i > 1; --i) {
      std::swap(rest[i - 1], rest[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(i) - 1))]);
    }
    for (std::size_t i = 0; i < all.size(); ++i) all[i]->gain = common[i] + rest[i];
    as_far += distance() >= real ? 1 : 0;
  }
  return static_cast<double>(as_far) / (options.permutations + 1);
}

}  // namespace

std::vector<Use> uptake_uses(std::span<const diary::Entry> entries, const diary::Profile& profile) {
  std::vector<Use> uses;
  for (const diary::Entry& entry : entries) {
    if (entry.kind != diary::Kind::product) continue;
    const auto minutes = parse_number(entry.detail);
    if (!minutes || !(*minutes > 0)) continue;
    for (const diary::Dimension& dimension : profile.dimensions) {
      const auto before = diary::value(entry, dimension.name + "_before");
      const auto after = diary::value(entry, dimension.name + "_after");
      const auto inside = [&](double x) { return dimension.low < x && x < dimension.high; };
      if (!before || !after || !inside(*before) || !inside(*after)) continue;
      uses.push_back({entry.name, dimension.name, *minutes, *after - *before});
    }
  }
  return uses;
}

std::vector<Comparison> compare_uptake(std::span<const Use> uses, const UptakeOptions& options) {
  require(options.min_uses >= 4, "compare_uptake: min_uses must be >= 4, got {}", options.min_uses);
  require(options.no_difference > 1, "compare_uptake: no_difference must be > 1, got {}", options.no_difference);
  require(options.permutations >= 99, "compare_uptake: permutations must be >= 99, got {}", options.permutations);
  std::map<std::string, std::map<std::string, std::vector<const Use*>>> by;  // dimension -> product -> uses
  for (const Use& use : uses) {
    require(use.minutes > 0, "compare_uptake: minutes must be > 0, got {}", use.minutes);
    by[use.dimension][use.product].push_back(&use);
  }
  std::vector<Comparison> all;
  for (const auto& [dimension, products] : by) {
    std::map<std::string, Gain> gains;
    for (const auto& [name, list] : products) {
      if (std::ssize(list) >= options.min_uses) gains[name] = gain_of(list);
    }
    for (auto a = products.begin(); a != products.end(); ++a) {
      for (auto b = std::next(a); b != products.end(); ++b) {
        Comparison one{.a = a->first, .b = b->first, .dimension = dimension};
        one.n_a = static_cast<int>(a->second.size());
        one.n_b = static_cast<int>(b->second.size());
        if (gains.contains(a->first) && gains.contains(b->first)) {
          const Gain &of_a = gains[a->first], &of_b = gains[b->first];
          one.gain_a = of_a.mean, one.gain_b = of_b.mean;
          one.p = randomization(a->second, b->second, options);
          one.verdict = ComparisonVerdict::none_found;
          // A quotient has a meaning where the lower gain is above nothing.
          if (weighted_quantile(of_b.values, 0.025) > 0) {
            const std::vector<Weighed> variance_ratios = quotient(of_a, of_b);
            one.ratio = weighted_quantile(variance_ratios, 0.5);
            one.ci = {weighted_quantile(variance_ratios, 0.025), weighted_quantile(variance_ratios, 0.975)};
            const double wide = options.no_difference;
            if (one.ci.low > 1 / wide && one.ci.high < wide)
              one.verdict = ComparisonVerdict::no_difference;
            else if (one.ci.low > 1 || one.ci.high < 1)
              one.verdict = ComparisonVerdict::found;
          }
        }
        all.push_back(std::move(one));
      }
    }
  }
  return all;
}

}  // namespace skin2vec::trial
