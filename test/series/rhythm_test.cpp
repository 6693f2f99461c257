#include "skin2vec/series/rhythm.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "made.h"
#include "skin2vec/base/require.h"

namespace skin2vec::series {
namespace rhythm_test {

const Rhythm& of(const std::vector<Rhythm>& all, RhythmName name, std::size_t dimension = 0) {
  return all[3 * dimension + static_cast<std::size_t>(name)];
}

void add_wave(SlotSeries& series, double amplitude, double period, int peak) {
  for (int t = 0; t < series.days(); ++t) {
    const double wave = amplitude * std::cos(2 * std::numbers::pi * (t - peak) / period);
    series.morning[static_cast<std::size_t>(t)] += wave;
    series.evening[static_cast<std::size_t>(t)] += wave;
  }
}

TEST(Rhythm, EveningsAboveMorningsAreDaily) {
  const std::vector<SlotSeries> person{a_person(120, 1, 0.4), a_person(120, 2, 0)};
  const auto all = rhythms(person);
  const Rhythm& daily = of(all, RhythmName::daily);
  EXPECT_EQ(daily.verdict, RhythmVerdict::found);
  EXPECT_NEAR(daily.amplitude, 0.2, 0.03);  // half of 0.4; se 0.015
  EXPECT_LE(daily.amplitude_ci.low, 0.2);
  EXPECT_GE(daily.amplitude_ci.high, 0.2);
  EXPECT_EQ(daily.higher, Slot::evening);
  EXPECT_EQ(of(all, RhythmName::daily, 1).verdict, RhythmVerdict::none_found);
}

TEST(Rhythm, LoggedStartsGiveAmplitudeAndPeak) {
  std::vector<SlotSeries> person{a_person(300, 3)};
  add_wave(person[0], 0.5, 30, 12);  // peaks on days 12, 42 ... 282
  RhythmOptions options;
  for (int t = 0; t < 300; t += 30) options.cycle_starts.push_back(epoch + t);
  const Rhythm monthly = of(rhythms(person, options), RhythmName::monthly);
  EXPECT_EQ(monthly.verdict, RhythmVerdict::found);
  EXPECT_EQ(monthly.period_days, 30);
  EXPECT_GT(monthly.amplitude_ci.high, 0.5);
  EXPECT_LT(monthly.amplitude_ci.low, 0.5);
  EXPECT_NEAR(*monthly.peak - epoch, 282, 3);
}

TEST(Rhythm, ACycleIsFoundWithoutStartsAndNotInADimensionThatHasNone) {
  std::vector<SlotSeries> person;
  for (std::uint64_t d = 0; d < 4; ++d) person.push_back(a_person(365, 40 + d));
  for (int d = 0; d < 3; ++d) add_wave(person[static_cast<std::size_t>(d)], 0.45, 28, 5 * d);
  const auto all = rhythms(person, {.draws = 60});
  for (std::size_t d = 0; d < 3; ++d) {
    const Rhythm& monthly = of(all, RhythmName::monthly, d);
    EXPECT_EQ(monthly.verdict, RhythmVerdict::found) << d;
    EXPECT_NEAR(monthly.period_days, 28, 0.5);
    EXPECT_NEAR(monthly.amplitude, 0.45, 0.15);
  }
  EXPECT_EQ(of(all, RhythmName::monthly, 3).verdict, RhythmVerdict::none_found);
}

TEST(Rhythm, AYearIsSeasonal) {
  std::vector<SlotSeries> person{a_person(730, 8)};
  add_wave(person[0], 0.7, 365.2425, 100);
  const Rhythm seasonal = of(rhythms(person, {.draws = 50}), RhythmName::seasonal);
  EXPECT_EQ(seasonal.verdict, RhythmVerdict::found);
  EXPECT_NEAR(seasonal.amplitude, 0.7, 0.2);
  EXPECT_NEAR(*seasonal.peak - epoch, 465, 15);
}

TEST(Rhythm, TwoNamesOfOneCauseAreOne) {
  std::vector<SlotSeries> person{a_person(300, 3)};
  add_wave(person[0], 0.5, 30, 12);
  RhythmOptions options;
  for (int t = 0; t < 300; t += 30) options.cycle_starts.push_back(epoch + t);
  options.nuisance = Eigen::MatrixXd::Zero(300, 3);
  for (int t = 0; t < 300; ++t) options.nuisance(t, 0) = t % 7, options.nuisance(t, 1) = 2 * (t % 7);
  EXPECT_EQ(of(rhythms(person, options), RhythmName::monthly).verdict, RhythmVerdict::found);
}

TEST(Rhythm, OneYearIsTooLittleForASeason) {
  std::vector<SlotSeries> person{a_person(583, 8)};
  EXPECT_EQ(of(rhythms(person, {.draws = 50}), RhythmName::seasonal).verdict, RhythmVerdict::too_little_data);
}

TEST(Rhythm, TooLittleIsAnAnswer) {
  const std::vector<SlotSeries> person{a_person(10, 9)};
  for (const Rhythm& one : rhythms(person)) EXPECT_EQ(one.verdict, RhythmVerdict::too_little_data);
  EXPECT_TRUE(rhythms({}).empty());
  const std::vector<SlotSeries> silent{whole_days(std::vector<double>(400, nan))}, none{whole_days({})};
  for (const Rhythm& one : rhythms(silent)) EXPECT_EQ(one.verdict, RhythmVerdict::too_little_data);
  for (const Rhythm& one : rhythms(none)) EXPECT_EQ(one.verdict, RhythmVerdict::too_little_data);
}

TEST(Rhythm, TheProfileNamesTheEventOfAStart) {
  diary::Profile profile;
  profile.cycles = {{"monthly", "cycle_start", 28, 20, 42}};
  diary::Entry entry;
  entry.kind = diary::Kind::event;
  entry.name = "cycle_start";
  std::vector<diary::Entry> entries{entry, entry, entry};
  entries[0].time.day = epoch + 28;
  entries[1].time.day = entries[2].time.day = epoch;
  const RhythmOptions options = rhythm_options(profile, entries, epoch, 60);
  EXPECT_EQ(options.cycle_starts, (std::vector<Day>{epoch, epoch + 28}));
  EXPECT_EQ(options.longest_days, 42);
  EXPECT_EQ(options.usual_days, 28);
  EXPECT_EQ(options.nuisance.rows(), 60);
}

TEST(Rhythm, RefusesWhatDoesNotFit) {
  std::vector<SlotSeries> person{a_person(30, 1), a_person(31, 2)};
  EXPECT_THROW((void)rhythms(person), ContractError);
  person.pop_back();
  EXPECT_THROW((void)rhythms(person, {.cycle_starts = {epoch, epoch}}), ContractError);
  EXPECT_THROW((void)rhythms(person, {.shortest_days = 50}), ContractError);
  EXPECT_THROW((void)rhythms(person, {.nuisance = Eigen::MatrixXd::Ones(4, 1)}), ContractError);
  EXPECT_THROW((void)rhythms(person, {.level = 0}), ContractError);
}

}  // namespace rhythm_test
}  // namespace skin2vec::series
