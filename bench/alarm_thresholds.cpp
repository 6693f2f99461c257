// How much speaks for a change in a year in which nothing changes? Makes the table of skin2vec/change/threshold.cpp.
//
//   bench_alarm_thresholds [SERIES] [SEED]       default: 400000 series, seed 11; about three minutes on two cores
//
// Every series: AR(1) + white noise with phi uniform in [0, 0.97), white share uniform in [0, 0.9), innovations normal
// or Student's t of 4 degrees, a tenth of the days missing. Noise is fitted to the first days alone, as a replay does
// it; then the largest shift and slope that a Scan sees in the year after. Row: values known; column: alarms a year.
// Below it, the same for noises as they were fitted: the thresholds should not depend on them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/random.h"
#include "skin2vec/change/online.h"
#include "skin2vec/change/threshold.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/regress.h"

namespace {

using namespace skin2vec;

constexpr double missing = 0.1;
constexpr int year = 365;

struct Made {
  std::size_t length = 0;  // index
  stats::Noise fitted;
  double shift = NAN, slope = NAN;
};

Made make(Random random, std::size_t length) {
  Made made;
  made.length = length;
  const double phi = random.uniform(0, 0.97), white = random.uniform(0, 0.9);
  const bool heavy = random.chance(0.5);
  const auto draw = [&] { return heavy ? random.student(4) / std::sqrt(2.0) : random.normal(); };
  const auto known = static_cast<std::size_t>(change::known_values[length] / (1 - missing));
  std::vector<double> values(known + year);
  double slow = draw();
  for (double& value : values) {
    value = random.chance(missing) ? NAN : std::sqrt(1 - white) * slow + std::sqrt(white) * draw();
    slow = phi * slow + std::sqrt(1 - phi * phi) * draw();
  }
  const auto fit =
      stats::regress(std::span(values).first(known), Eigen::MatrixXd::Ones(static_cast<Eigen::Index>(known), 1));
  if (!fit.identifiable) return made;
  made.fitted = fit.noise, made.shift = made.slope = 0;
  change::Scan scan({fit.noise, fit.variance});
  for (std::size_t t = 0; t < values.size(); ++t) {
    const change::Scan::Step step = scan.add(values[t]);
    if (t < known) continue;
    made.shift = std::max({made.shift, step.up.shift.z2, step.down.shift.z2});
    made.slope = std::max({made.slope, step.up.slope.z2, step.down.slope.z2});
  }
  return made;
}

template <typename Wanted>
void print(const std::vector<Made>& all, const char* name, const Wanted& wanted) {
  std::vector<double> shift, slope;
  for (const Made& one : all) {
    if (!std::isnan(one.shift) && wanted(one)) shift.push_back(one.shift), slope.push_back(one.slope);
  }
  if (shift.size() < 100) return;
  for (const auto* most : {&shift, &slope}) {
    fmt::print("    {{");
    for (std::size_t r = 0; r < change::rates_a_year.size(); ++r) {
      fmt::print("{}{:.1f}", r ? ", " : "", stats::quantile(*most, std::exp(-change::rates_a_year[r])));
    }
    fmt::print("}},{}", most == &shift ? "" : fmt::format("  // {}, {} series\n", name, shift.size()));
  }
}

}  // namespace

int main(int count, char** words) {
  const int series = count > 1 ? std::atoi(words[1]) : 400000;
  const std::uint64_t seed = count > 2 ? std::strtoull(words[2], nullptr, 10) : 11;
  std::vector<Made> all(static_cast<std::size_t>(series));
  parallel_for(all.size(), 0,
               [&](std::size_t i) { all[i] = make(Random(seed).fork(i), i % change::known_values.size()); });
  fmt::print("largest z squared of a shift, of a slope, at {} alarms a year\n", fmt::join(change::rates_a_year, ", "));
  for (std::size_t n = 0; n < change::known_values.size(); ++n) {
    print(all, fmt::format("{} values known", change::known_values[n]).c_str(),
          [&](const Made& one) { return one.length == n; });
  }
  for (const double from : {0.0, 0.3, 0.6, 0.8, 0.9}) {
    const double to = from == 0.9 ? 1 : from == 0.8 ? 0.9 : from == 0.6 ? 0.8 : from + 0.3;
    print(all, fmt::format("phi fitted in [{}, {}), 130 or more known", from, to).c_str(), [&](const Made& one) {
      return change::known_values[one.length] >= 130 && one.fitted.phi >= from && one.fitted.phi < to;
    });
  }
  return 0;
}
