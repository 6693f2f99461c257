// On virtual people with a known truth: a small share of what bench/validate_effects measures, so that a change that
// spoils an estimator is seen at once.
#include "people.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "skin2vec/lag/cohort.h"
#include "skin2vec/lag/habits.h"

namespace skin2vec::lag {
namespace people_test {

TEST(People, EffectsOfEventsAreFoundAndFewOthers) {
  const diary::Profile profile = *diary::built_in_profile("skin");
  int right = 0, wrong = 0, missed = 0;
  for (const auto& person :
       twin::simulate({.people = 4, .days = 540, .seed = 11, .oracle = twin::OracleOrigins::none})) {
    const Read one = read(person, profile);
    for (const Effect& effect : effects(one.outcomes, one.grid, {.threads = 2})) {
      if (effect.kind != series::CovariateKind::event || effect.covariate == "sugar")
        continue;  // sugar: the hidden habit
      const bool is = std::any_of(person.truth.effects.begin(), person.truth.effects.end(), [&](const twin::Effect& e) {
        return e.covariate == effect.covariate &&
               twin::dimension_names[static_cast<std::size_t>(e.dimension)] == effect.dimension;
      });
      const bool found = effect.verdict == EffectVerdict::found;
      right += found && is ? 1 : 0, wrong += found && !is ? 1 : 0, missed += is && !found ? 1 : 0;
    }
  }
  EXPECT_GE(right, 0.9 * (right + missed));
  EXPECT_LE(wrong, 0.2 * (right + wrong));
}

// UV does nothing, and has the season that the skin of half the people has too. With a prior on the season a part of it
// is left in everybody, and UV takes it with one sign. Seeds 101 to 104; bench/validate_season has more.
TEST(People, WhatGoesWithTheSeasonIsNotToldOfAll) {
  const diary::Profile profile = *diary::built_in_profile("skin");
  int low = 0, pairs = 0;
  for (std::uint64_t seed = 101; seed <= 104; ++seed) {
    const twin::TwinOptions how{.people = 20, .days = 90, .seed = seed, .oracle = twin::OracleOrigins::none};
    std::vector<Member> members;
    for (int i = 0; i < how.people; ++i) {
      const auto person = twin::simulate_person(how, i);
      Read one = read(person, profile);
      std::erase_if(one.outcomes, [](const Outcome& outcome) {
        return outcome.dimension == "elasticity" || outcome.dimension == "radiance";  // have seasons of their own
      });
      members.push_back({person.name, effects(one.outcomes, one.grid, {.threads = 2}), {}});
      members.back().record = {std::move(one.outcomes), std::move(one.grid), {}};
    }
    for (const CohortEffect& effect : cohort(members, {.threads = 2})) {
      if (effect.covariate != "uv") continue;
      ++pairs, low += effect.p < 0.05 ? 1 : 0;
    }
  }
  RecordProperty("low", low);
  EXPECT_EQ(pairs, 12);
  EXPECT_LE(low, 3) << "4 or more of 12 at 0.05: chance 0.002";
}

TEST(People, TheHiddenHabitIsRankedFirst) {
  const diary::Profile profile = *diary::built_in_profile("skin");
  int first = 0;
  for (const auto& person :
       twin::simulate({.people = 4, .days = 540, .seed = 12, .oracle = twin::OracleOrigins::none})) {
    const Read one = read(person, profile);
    HabitOptions options;
    options.threads = 2;
    for (const Outcome& outcome : one.outcomes) {
      options.better.push_back(diary::find_dimension(profile, outcome.dimension)->better);
    }
    first +=
        habits(one.outcomes, one.grid, options)[0].covariate == twin::habit_effect(person.truth)->covariate ? 1 : 0;
  }
  EXPECT_GE(first, 3);
}

}  // namespace people_test
}  // namespace skin2vec::lag
