#include "skin2vec/twin/truth.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>
#include <numeric>

#include "skin2vec/base/require.h"
#include "skin2vec/twin/oracle.h"
#include "skin2vec/twin/scenario.h"
#include "skin2vec/twin/skin.h"
#include "skin2vec/twin/twin.h"

namespace skin2vec::twin {
namespace truth_test {

constexpr double written =
    1e-4;  // truth.json has six decimals; kernels meet up to 300 (pm25 steps and weights) of them

std::vector<VirtualPerson> some(const char* variant = "default", int people = 6, int days = 200) {
  return simulate({.people = people, .days = days, .seed = 41, .variant = *parse_variant(variant)});
}

TEST(Truth, TotalsAreTheSumsOfTheirKernels) {
  for (const auto& person : some()) {
    const auto json = to_json(person.truth);
    EXPECT_FALSE(json["effects"].empty());
    for (const auto& effect : json["effects"]) {
      ASSERT_EQ(effect["kernel"].size(), 22u);
      double sum = 0;
      for (const auto& value : effect["kernel"]) sum += value.get<double>();
      EXPECT_NEAR(sum, effect["total"].get<double>(), written);
    }
  }
}

// The equation of truth.h written again, from truth.json and the recorded covariates alone.
TEST(Truth, ThePathFollowsFromTheFileAndTheRecordedCauses) {
  const Day first = TwinOptions{}.first_day;
  for (const auto& person : some("asymmetric_bell+biphasic", 8, 400)) {
    const auto truth = nlohmann::json::parse(to_json(person.truth).dump());
    const auto amount = [&](const std::string& name) { return person.covariates.amount_of(person.truth, name); };
    const auto humid = amount("humidity");
    const auto dust = amount("pm25");
    const double reference = truth["reference"]["pm25"];
    for (const std::string dimension : truth["dimensions"]) {
      for (int t = 0; t < 400; ++t) {
        const Day day = first + t;
        double level = truth["base"][dimension];
        for (const auto& rhythm : truth["rhythms"]) {
          if (rhythm["dimension"] != dimension) continue;
          const double amplitude = rhythm["amplitude"];
          if (rhythm["name"] == "seasonal") {
            const double crest =
                person.truth.seasonal.peak_day[std::find(dimension_names.begin(), dimension_names.end(), dimension) -
                                               dimension_names.begin()];
            level += amplitude * std::cos(2 * std::numbers::pi * (day.day_of_year() - crest) / 365.25);
          }
          if (rhythm["name"] == "monthly") {
            std::size_t k = 0;
            const auto& starts = truth["cycle"]["starts"];
            while (*parse_day(starts[k + 1].get<std::string>()) <= day) ++k;
            const Day from = *parse_day(starts[k].get<std::string>());
            const Day next = *parse_day(starts[k + 1].get<std::string>());
            const double phase = static_cast<double>(day - from) / (next - from);
            const double peak = truth["cycle"]["peak_phase"][dimension];
            level += amplitude * std::cos(2 * std::numbers::pi * (phase - peak));
          }
        }
        for (const auto& change : truth["changes"]) {
          if (change["dimension"] != dimension) continue;
          const Day start = *parse_day(change["start"].get<std::string>());
          const Day end = *parse_day(change["end"].get<std::string>());
          const double size = change["size"];
          if (day < start) continue;
          if (change["kind"] == "shift") level += size;
          if (change["kind"] == "passing" && day <= end) level += size;
          if (change["kind"] == "drift") level += size * std::min(1.0, (day - start + 1.0) / (end - start + 1.0));
        }
        for (const auto& routine : truth["routines"]) {
          if (routine["dimension"] != dimension) continue;
          const Day from = *parse_day(routine["from"].get<std::string>());
          if (day < from) continue;
          const Day last = routine["to"].is_null() ? day : *parse_day(routine["to"].get<std::string>());
          const double ramp = routine["ramp_days"];
          const double grown = 1 - std::exp(-(std::min(day, last) - from + 1) / ramp);
          level += routine["size"].get<double>() * grown * std::exp(-std::max(0, day - last) / ramp);
        }
        for (const auto& dose : truth["dose"]) {
          if (dose["dimension"] != dimension) continue;
          const double centre =
              dose["optimum"].get<double>() + dose["shift"]["per_100"].get<double>() * (dust[t] - reference) / 100;
          const double width = dose[humid[t] < centre ? "width_below" : "width_above"];
          level += dose["height"].get<double>() * (std::exp(-std::pow((humid[t] - centre) / width, 2) / 2) - 0.6);
        }
        auto effects = truth["effects"];
        effects.push_back(truth["habit"]);
        for (const auto& effect : effects) {
          if (effect["dimension"] != dimension) continue;
          const auto x = amount(effect["cause"]);
          const auto kernel = effect["kernel"].get<std::vector<double>>();
          for (int lag = 0; lag <= t && lag < std::ssize(kernel); ++lag) {
            level += kernel[lag] * (effect["cause"] == "pm25" ? (x[t - lag] - reference) / 10 : x[t - lag]);
          }
        }
        ASSERT_NEAR(level, truth["noise_free"][dimension][t].get<double>(), written) << dimension << " day " << t;
      }
    }
  }
}

TEST(Truth, AnHoldIsTheRunningSumOfItsKernels) {
  for (const auto& person : some()) {
    const Scenario& hold = person.truth.scenarios[1];
    ASSERT_EQ(hold.name, "hold late_night=1");
    for (int d = 0; d < n_dimensions; ++d) {
      double sum = 0;
      for (int k = 0; k < n_horizons; ++k) {
        for (const Effect& effect : person.truth.effects) {
          if (effect.covariate == "late_night" && effect.dimension == d) sum += effect.kernel[k];
        }
        EXPECT_NEAR(hold.difference[k][d], sum, 1e-9);
      }
    }
  }
}

TEST(Truth, AScenarioIsTheDifferenceOfTwoWholeSimulations) {
  const auto person = some("plateau_kernels", 1, 150)[0];
  Covariates with = person.covariates;
  Covariates without = person.covariates;
  for (std::size_t c = 0; c < with.amount.size(); ++c) {
    const std::string& name = person.truth.covariates[c].name;
    const double usual = name == "pm25"       ? person.truth.pm25_reference
                         : name == "humidity" ? person.truth.humidity_median
                                              : 0;
    with.amount[c].resize(164, name == "pm25" ? 150 : usual);
    without.amount[c].resize(164, usual);
  }
  const Path a = noise_free(person.truth, with);
  const Path b = noise_free(person.truth, without);
  const Scenario& hold = person.truth.scenarios[2];
  ASSERT_EQ(hold.name, "hold pm25=150");
  for (int d = 0; d < n_dimensions; ++d) {
    for (int k = 0; k < n_horizons; ++k) EXPECT_NEAR(hold.difference[k][d], a[d][150 + k] - b[d][150 + k], 1e-9);
  }
}

// 40 people x 400 days, weekly origins: some 11,000 forecasts; their errors share paths, hence the wide tolerance.
TEST(Truth, TheOracleIsRightOnAverageAndKnowsItsDoubt) {
  for (const char* variant : {"default", "heavy_tailed+event_runs"}) {
    for (const int h : {1, 3, 7}) {
      double n = 0;
      double sum = 0;
      double square = 0;
      for (const auto& person : some(variant, 40, 400)) {
        for (const Oracle& oracle : person.truth.oracle) {
          const int t = oracle.origin - person.truth.first + h;
          if (t >= person.truth.days) continue;
          for (int d = 0; d < n_dimensions; ++d) {
            const double z = (person.truth.state[d][t] - oracle.mean[h - 1][d]) / oracle.sd[h - 1][d];
            n += 1, sum += z, square += z * z;
          }
        }
      }
      EXPECT_NEAR(sum / n, 0, 0.06) << variant << " h " << h;
      EXPECT_NEAR(std::sqrt(square / n), 1, 0.08) << variant << " h " << h;
    }
  }
}

TEST(Truth, TheOracleReadsNothingAfterItsOrigin) {
  auto person = some("default", 1, 150)[0];
  const Weather weather = synthetic_weather(person.truth.first, 150, Random(2));
  const Oracle before = oracle_forecast(person.truth, person.covariates, weather, 100);
  for (auto& amount : person.covariates.amount) std::fill(amount.begin() + 101, amount.end(), 9.0);
  for (auto& busy : person.covariates.busy) std::fill(busy.begin() + 101, busy.end(), char{1});
  for (int d = 0; d < n_dimensions; ++d) std::fill(person.truth.state[d].begin() + 101, person.truth.state[d].end(), 0);
  for (Change& change : person.truth.changes) {
    if (change.start > person.truth.first + 100) change.size = 77;
  }
  const Oracle after = oracle_forecast(person.truth, person.covariates, weather, 100);
  EXPECT_EQ(before.mean, after.mean);
  EXPECT_EQ(before.sd, after.sd);
}

TEST(Truth, FileHasItsSchemaAndNoNotANumber) {
  for (const char* variant : {"default", "flat", "null_rhythm+no_shift"}) {
    for (const int days : {0, 1, 45}) {
      const auto people = some(variant, 2, days);
      const auto json = to_json(people[0].truth);
      EXPECT_EQ(json["schema"], 1);
      EXPECT_EQ(json["person"], "p001");
      EXPECT_EQ(json["noise_free"]["oil"].size(), static_cast<std::size_t>(days));
      EXPECT_EQ(json["oracle"].empty(), days == 0);
      EXPECT_EQ(nlohmann::json::parse(json.dump()), json);  // a NaN would come back as null
    }
  }
}

TEST(Truth, OracleRefusesADayOutside) {
  const auto person = some("default", 1, 10)[0];
  const Weather weather = synthetic_weather(person.truth.first, 10, Random(2));
  EXPECT_THROW((void)oracle_forecast(person.truth, person.covariates, weather, 10), ContractError);
  EXPECT_THROW((void)oracle_forecast(person.truth, person.covariates, weather, -1), ContractError);
  EXPECT_THROW((void)index_of(person.truth, "nothing"), ContractError);
}

}  // namespace truth_test
}  // namespace skin2vec::twin
