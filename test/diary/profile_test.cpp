#include "skin2vec/diary/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "skin2vec/base/time.h"

namespace skin2vec::diary {
namespace profile_test {

using testing::HasSubstr;

constexpr const char* small = "name = \"mine\"\n[[dimension]]\nname = \"itching\"\nrange = [0, 10]\nbetter = \"low\"\n";

TEST(Profile, SkinHasItsFiveDimensionsAndTheBarrier) {
  const auto profile = built_in_profile("skin");
  ASSERT_TRUE(profile);
  for (const auto* name : {"oil", "moisture", "elasticity", "radiance", "sensitivity"}) {
    const Dimension* dimension = find_dimension(*profile, name);
    ASSERT_NE(dimension, nullptr) << name;
    EXPECT_EQ(dimension->low, 0);
    EXPECT_EQ(dimension->high, 5);
    EXPECT_FALSE(dimension->label.zh.empty());
  }
  const Dimension* barrier = find_dimension(*profile, "barrier");
  ASSERT_NE(barrier, nullptr);
  ASSERT_TRUE(barrier->derived);
  EXPECT_EQ(barrier->derived->plus, std::vector<std::string>{"moisture"});
  EXPECT_EQ(barrier->derived->minus, std::vector<std::string>{"sensitivity"});
  EXPECT_EQ(barrier->derived->instead, "tewl");
}

TEST(Profile, EveryBuiltInOneParses) {
  for (const std::string& name : built_in_names()) {
    const auto profile = built_in_profile(name);
    ASSERT_TRUE(profile) << profile.error().message;
    EXPECT_EQ(profile->name, name);
  }
}

TEST(Profile, SymptomsAreNoCauses) {
  const auto profile = *built_in_profile("skin");
  for (const auto* name : {"acne", "shiny", "redness", "itch"})
    EXPECT_EQ(find_event(profile, name)->role, Role::symptom) << name;
  EXPECT_EQ(find_event(profile, "late_night")->role, Role::covariate);
}

TEST(Profile, AScaleOfNothingIsAnExposure) {
  const auto profile = *built_in_profile("skin");
  const Exposure* sleep = find_exposure(profile, "sleep_quality");
  ASSERT_NE(sleep, nullptr);
  EXPECT_EQ(sleep->low, 0);
  EXPECT_EQ(sleep->high, 2);
  EXPECT_EQ(find_scale(profile, "sleep_quality")->values, (std::vector<double>{0, 1, 2}));
}

TEST(Profile, AScaleOfADimensionIsSpreadOverItsRange) {
  const auto profile = parse_profile(std::string(small) + "[scales]\nitching = [\"none\", \"some\", \"much\"]\n");
  ASSERT_TRUE(profile) << profile.error().message;
  EXPECT_EQ(find_scale(*profile, "itching")->values, (std::vector<double>{0, 5, 10}));
  EXPECT_TRUE(profile->exposures.empty());
}

TEST(Profile, AScaleMayStateItsSpacing) {
  const auto profile = parse_profile(std::string(small) +
                                     "[scales.itching]\nwords = [\"none\", \"some\", \"much\"]\nvalues = [0, 2, 9]\n");
  ASSERT_TRUE(profile) << profile.error().message;
  EXPECT_EQ(find_scale(*profile, "itching")->values, (std::vector<double>{0, 2, 9}));
}

TEST(Profile, SlotsTellMorningFromEvening) {
  const auto slots = built_in_profile("skin")->slots;
  EXPECT_EQ(slot_of(slots, *parse_time("2026-03-01T07:30")), 0);
  EXPECT_EQ(slot_of(slots, *parse_time("2026-03-01T01:00")), 0);
  EXPECT_EQ(slot_of(slots, *parse_time("2026-03-01T13:59")), 0);
  EXPECT_EQ(slot_of(slots, *parse_time("2026-03-01T14:00")), 1);
  EXPECT_EQ(slot_of(slots, *parse_time("2026-03-01")), -1);
  EXPECT_EQ(slot_of(built_in_profile("sleep")->slots, *parse_time("2026-03-01T07:30")), -1);
}

TEST(Profile, WeeklyIsOneSlotEverySevenDays) {
  const auto profile = parse_profile(std::string(small) + "[slots]\nevery = \"week\"\n");
  ASSERT_TRUE(profile);
  EXPECT_EQ(profile->slots.every_days, 7);
  EXPECT_EQ(profile->slots.per_day, 1);
}

TEST(Profile, EveryMistakeIsToldWithItsLine) {
  const auto refused = parse_profile(
      "name = \"x\"\n[[dimension]]\nname = \"a\"\nrnage = [0, 5]\nbetter = \"up\"\n[reference]\nwindow = 1\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::malformed);
  EXPECT_THAT(refused.error().message,
              HasSubstr("line 4: dimension 1.rnage: expected a known key; did you mean \"range\"?"));
  EXPECT_THAT(refused.error().message,
              HasSubstr("line 5: dimension 1.better: expected \"high\", \"low\" or \"middle\""));
  EXPECT_THAT(refused.error().message, HasSubstr("line 7: reference.window: expected at least 2 days"));
}

TEST(Profile, ADimensionMayBeACount) {
  const auto profile =
      parse_profile(std::string(small) + "scale = \"count\"\n[[dimension]]\nname = \"b\"\nrange = [0, 5]\n");
  ASSERT_TRUE(profile);
  EXPECT_EQ(profile->dimensions[0].scale, OutcomeScale::count);
  EXPECT_EQ(profile->dimensions[1].scale, OutcomeScale::continuous);
  EXPECT_EQ(scale_name(profile->dimensions[0].scale), "count");
  EXPECT_EQ(scale_name(profile->dimensions[1].scale), "continuous");
}

TEST(Profile, ADimensionMayHaveALimitOfThePersonsOwn) {
  const auto profile = parse_profile(std::string(small) + "limit = 3.5\n");
  ASSERT_TRUE(profile);
  EXPECT_EQ(profile->dimensions[0].limit, 3.5);
  EXPECT_FALSE(built_in_profile("skin")->dimensions[0].limit);
}

TEST(Profile, ALimitOutsideTheRangeOrWhereBothSidesAreBadIsRefused) {
  const auto outside = parse_profile(std::string(small) + "limit = 17\n");
  ASSERT_FALSE(outside);
  EXPECT_THAT(outside.error().message, HasSubstr("limit: expected a number from 0 to 10"));
  const auto middle =
      parse_profile("name = \"mine\"\n[[dimension]]\nname = \"oil\"\nrange = [0, 5]\nbetter = \"middle\"\nlimit = 2\n");
  ASSERT_FALSE(middle);
  EXPECT_THAT(middle.error().message, HasSubstr("both sides"));
}

TEST(Profile, AScaleThatIsNotKnownIsToldWithTheNearest) {
  const auto refused = parse_profile(std::string(small) + "scale = \"counts\"\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::malformed);
  EXPECT_EQ(refused.error().message,
            "line 6: dimension 1.scale: expected \"continuous\" or \"count\", got \"counts\"; did you mean \"count\"?");
}

TEST(Profile, ACountIsNeverBelowZeroAndNeverDerived) {
  const auto negative =
      parse_profile("name = \"x\"\n[[dimension]]\nname = \"a\"\nrange = [-1, 5]\nscale = \"count\"\n");
  ASSERT_FALSE(negative);
  EXPECT_EQ(negative.error().message, "line 4: dimension 1.range: expected low >= 0: it is a count");
  const auto derived = parse_profile(
      std::string(small) + "[[dimension]]\nname = \"b\"\nscale = \"count\"\nderived = { plus = [\"itching\"] }\n");
  ASSERT_FALSE(derived);
  EXPECT_THAT(derived.error().message,
              HasSubstr("line 8: dimension 2.scale: expected \"continuous\": a derived dimension is no count"));
}

TEST(Profile, WhatIsReferredToMustExist) {
  const auto refused =
      parse_profile(std::string(small) + "[[dimension]]\nname = \"b\"\nderived = { plus = [\"itchin\"] }\n");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("\"itchin\" is none"));
}

TEST(Profile, NamesOccurOnce) {
  const auto refused = parse_profile(std::string(small) + "[[event]]\nname = \"itching\"\n");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("\"itching\" occurs twice"));
}

TEST(Profile, BrokenTomlIsToldWithItsLine) {
  const auto refused = parse_profile("name = \"x\"\n[[dimension\n");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("line 2"));
}

TEST(Profile, AnUnknownOneIsRefusedWithTheNearest) {
  const auto refused = built_in_profile("skim");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::missing);
  EXPECT_THAT(refused.error().message, HasSubstr("did you mean \"skin\"?"));
}

TEST(Profile, NothingIsNoProfile) {
  EXPECT_FALSE(parse_profile(""));
  EXPECT_FALSE(parse_profile("name = \"x\""));
}

}  // namespace profile_test
}  // namespace skin2vec::diary
