// How often does a planned trial with oneself find what is there, and what is not?
//
//   bench_validate_trial                      made series and virtual people, trials of 60, 84, 120 and 180 days
//   ... --trials 400 --days 84 --half-life 2 --difference 0.5 --margin 1
//
// Each trial is planned from what came before it (180 days of the made series; a virtual person's record but its last
// --days) and analysed as a person's would be. Made: AR(1) plus white noise, phi 0.5 to 0.9, white 0.1 to 0.6, sd 0.4.
// Virtual people: their own readings, in which events, weather, rhythms and unannounced shifts act (variant default,
// seeds 301 on). To both the trial's products are added, with a difference of 0 and of --difference sd, that comes and
// goes with --half-life days (assumed: 1); 10 % of the days are not read, on 3 % the other product is used.
//
// error: median of |difference - truth| in sd; bias: mean of difference / truth, less 1; cover: of the 95 % interval;
// power: predicted by the plan and reached; false: p <= 0.05 where the truth is 0; same: said no difference there.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "bench/people.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/regress.h"
#include "skin2vec/trial/trial.h"
#include "skin2vec/trial/trial_plan.h"

namespace {

using namespace skin2vec;

constexpr int record_days = 180;
constexpr double assumed_half_life = 1, missing = 0.1, protocol_deviations = 0.03;

struct Setting {
  int days = 84;
  double half_life = 1;   // true
  double difference = 1;  // in sd of the record's days
  double margin = 0.5;
};

struct Outcome {
  bool known = false;
  double error = NAN, estimate = NAN;  // in sd of the record; of the truth
  bool cover = false, p05 = false, same = false;
  double predicted = NAN;
};

std::vector<double> made_series(Random& random, int days) {
  const double phi = random.uniform(0.5, 0.9), white = random.uniform(0.1, 0.6), sd = 0.4;
  std::vector<double> y;
  double state = random.normal();
  for (int t = 0; t < days; ++t) {
    if (t > 0) state = phi * state + std::sqrt(1 - phi * phi) * random.normal();
    y.push_back(2.5 + sd * (std::sqrt(1 - white) * state + std::sqrt(white) * random.normal()));
  }
  return y;
}

// A trial over the last days of y, planned from those before.
Outcome judge(std::vector<double> y, const Setting& setting, double difference, Random random) {
  const std::size_t before = y.size() - static_cast<std::size_t>(setting.days);
  for (double& one : y) one = random.chance(missing) ? NAN : one;
  const std::span<const double> record(y.data(), before);
  Eigen::MatrixXd design(static_cast<Eigen::Index>(before), 2);
  for (Eigen::Index t = 0; t < design.rows(); ++t) design.row(t) << 1, static_cast<double>(t);
  const stats::Regression own = stats::regress(record, design);
  const double sd = stats::sd(record);
  Outcome outcome;
  if (!own.identifiable) return outcome;
  const std::vector<trial::TrialOutcome> of{{.dimension = "made",
                                             .noise = own.noise,
                                             .sd = std::sqrt(own.variance),
                                             .difference = std::max(difference, 0.01) * sd,
                                             .read = 1 - missing}};
  const trial::TrialPlan plan = trial::plan_trial(of, {.days = setting.days,
                                                       .half_life_days = assumed_half_life,
                                                       .virtual_trials = difference > 0 ? 500 : 100,
                                                       .seed = random.bits()});
  const double stays = setting.half_life > 0 ? std::exp2(-1 / setting.half_life) : 0;
  std::vector<trial::Used> used;
  lag::Outcome lived{"made", {Day{0}, {}}};
  double share = 0;
  for (std::size_t t = 0; t < plan.used_a.size(); ++t) {
    const bool a = (plan.used_a[t] != 0) != random.chance(protocol_deviations);
    share = stays * share + (1 - stays) * (a ? 0.5 : -0.5);
    used.push_back(a ? trial::Used::a : trial::Used::b);
    lived.daily.values.push_back(y[before + t] + difference * sd * share);
  }
  const auto seen = trial::read_trial(used, 3);
  if (!seen || seen->shape.period_days != plan.shape.period_days || seen->order != plan.order) return outcome;
  trial::TrialRecord trial_record = *seen;
  trial_record.shape.washout_days = plan.shape.washout_days;
  trial_record.shape.half_life_days = plan.shape.half_life_days;
  const trial::TrialResult result =
      trial::trial(std::vector{lived}, trial_record,
                   {.margin_units = setting.margin * sd, .orders = {.most_orders = 1000, .seed = random.bits()}})[0];
  if (result.verdict == trial::TrialVerdict::too_little_data) return outcome;
  outcome.known = true;
  outcome.error = std::abs(result.difference / sd - difference);
  outcome.estimate = difference > 0 ? result.difference / sd / difference : NAN;
  outcome.cover = result.ci.low <= difference * sd && difference * sd <= result.ci.high;
  outcome.p05 = result.p <= 0.05;
  outcome.same = result.verdict == trial::TrialVerdict::no_difference;
  outcome.predicted = plan.powers[0].power;
  return outcome;
}

void tell(const std::string& who, const Setting& setting, const std::vector<std::vector<double>>& series) {
  std::vector<Outcome> none(series.size()), some(series.size());
  parallel_for(series.size(), 2, [&](std::size_t i) {
    none[i] = judge(series[i], setting, 0, Random(1000 + i));
    some[i] = judge(series[i], setting, setting.difference, Random(500'000 + i));
  });
  const auto share = [](const std::vector<Outcome>& all, auto&& of) {
    double sum = 0, n = 0;
    for (const Outcome& one : all) {
      if (one.known) sum += of(one), n += 1;
    }
    return sum / std::max(1.0, n);
  };
  std::vector<double> error;
  for (const Outcome& one : some) {
    if (one.known) error.push_back(one.error);
  }
  fmt::print(
      "{} {} d, half-life {}, difference {} sd: error {:.3f} bias {:+.3f} cover {:.3f} ({:.3f} at 0) | power predicted "
      "{:.3f} reached {:.3f} | at 0: false {:.3f} same {:.3f} | {} of {} trials\n",
      who, setting.days, setting.half_life, setting.difference, stats::median(error),
      share(some, [](const Outcome& o) { return o.estimate; }) - 1,
      share(some, [](const Outcome& o) { return o.cover; }), share(none, [](const Outcome& o) { return o.cover; }),
      share(some, [](const Outcome& o) { return o.predicted; }), share(some, [](const Outcome& o) { return o.p05; }),
      share(none, [](const Outcome& o) { return o.p05; }), share(none, [](const Outcome& o) { return o.same; }),
      error.size(), series.size());
}

}  // namespace

int main(int argc, char** argv) {
  Setting setting;
  std::vector<int> lengths{60, 84, 120, 180};
  int trials = 1000;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string key = argv[i], value = argv[i + 1];
    if (key == "--trials")
      trials = std::atoi(value.c_str());
    else if (key == "--days")
      lengths = {std::atoi(value.c_str())};
    else if (key == "--half-life")
      setting.half_life = std::atof(value.c_str());
    else if (key == "--difference")
      setting.difference = std::atof(value.c_str());
    else if (key == "--margin")
      setting.margin = std::atof(value.c_str());
    else
      return fmt::print(stderr, "not understood: {}\n", key), 64;
  }
  const diary::Profile profile = *diary::built_in_profile("skin");
  for (const int days : lengths) {
    setting.days = days;
    std::vector<std::vector<double>> made, people;
    for (int i = 0; i < trials; ++i) {
      Random random(static_cast<std::uint64_t>(i));
      made.push_back(made_series(random, record_days + days));
    }
    tell("made", setting, made);
    bench::PeopleOptions who;
    who.people = std::max(1, trials / twin::n_dimensions);
    who.days = record_days + days;
    who.seeds = {301};
    const auto each = bench::each_person<std::vector<std::vector<double>>>(who, [&](const auto& person) {
      std::vector<std::vector<double>> lists;
      for (const lag::Outcome& one : bench::read_diary(person, profile).outcomes) lists.push_back(one.daily.values);
      return lists;
    });
    for (const auto& lists : each) people.insert(people.end(), lists.begin(), lists.end());
    tell("people", setting, people);
  }
}
