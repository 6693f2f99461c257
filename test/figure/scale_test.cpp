#include "skin2vec/figure/scale.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::figure {
namespace scale_test {

using testing::ElementsAre;

std::vector<std::string> words(const std::vector<Tick>& all) {
  std::vector<std::string> texts;
  texts.reserve(all.size());
  for (const Tick& tick : all) texts.push_back(tick.text);
  return texts;
}

TEST(Scale, IsAStraightLineThroughItsEnds) {
  const Scale y{{2, 4}, 90, 10};
  EXPECT_EQ(y(2), 90);
  EXPECT_EQ(y(4), 10);
  EXPECT_EQ(y(2.5), 70);
  EXPECT_EQ(y(5), -30);
  EXPECT_TRUE(std::isnan(y(NAN)));
}

TEST(Scale, TheExtentPassesOverWhatIsMissing) {
  const Extent found = extent(std::vector<double>{NAN, 3, -1, INFINITY, 2});
  EXPECT_EQ(found.low, -1);
  EXPECT_EQ(found.high, 3);
}

TEST(Scale, OfOneValueOrNoneThereIsAnExtentToo) {
  const Extent one = extent(std::vector<double>{2.5, 2.5});
  EXPECT_EQ(one.low, 2);
  EXPECT_EQ(one.high, 3);
  const Extent large = extent(std::vector<double>{8000});
  EXPECT_EQ(large.low, 7600);
  EXPECT_EQ(large.high, 8400);
  const Extent none = extent(std::vector<double>{NAN});
  EXPECT_EQ(none.low, 0);
  EXPECT_EQ(none.high, 1);
}

TEST(Ticks, StandAtRoundNumbers) {
  EXPECT_THAT(words(ticks({0, 5}, 6)), ElementsAre("0", "1", "2", "3", "4", "5"));
  EXPECT_THAT(words(ticks({0, 5}, 5)), ElementsAre("0", "2", "4"));
  EXPECT_THAT(words(ticks({1.83, 3.12}, 4)), ElementsAre("2.0", "2.5", "3.0"));
  EXPECT_THAT(words(ticks({-0.6, 0.2}, 5)), ElementsAre("-0.6", "-0.4", "-0.2", "0.0", "0.2"));
  EXPECT_THAT(words(ticks({0.004, 0.0091}, 3)), ElementsAre("0.004", "0.006", "0.008"));
  EXPECT_THAT(words(ticks({3100, 12900}, 3)), ElementsAre("5000", "10000"));
}

TEST(Ticks, AreTheDoublesThatTheirTextsRead) {
  const auto all = ticks({0, 1}, 11);
  ASSERT_EQ(all.size(), 11U);
  EXPECT_EQ(all[3].at, 0.3);
  EXPECT_EQ(all[7].at, 0.7);
}

TEST(Ticks, LieWithinAndAreOneToTheNumberAllowed) {
  Random random(3);
  for (int i = 0; i < 5000; ++i) {
    const double low = 200 * random.normal();
    const double high = low + std::exp(4 * random.normal());
    const int most = 2 + i % 9;
    const auto all = ticks({low, high}, most);
    ASSERT_GE(all.size(), 1U) << low << " " << high << " " << most;
    ASSERT_LE(all.size(), static_cast<std::size_t>(most));
    const double slack = 1e-6 * (high - low);
    ASSERT_GE(all.front().at, low - slack);
    ASSERT_LE(all.back().at, high + slack);
  }
}

TEST(MonthTicks, TakeTheSmallestStepThatFits) {
  const Day from = *parse_day("2025-11-20"), to = *parse_day("2026-03-02");
  EXPECT_THAT(words(month_ticks(from, to, 4)), ElementsAre("2025-12", "2026-01", "2026-02", "2026-03"));
  EXPECT_THAT(words(month_ticks(from, to, 3)), ElementsAre("2026-01", "2026-03"));
  EXPECT_THAT(words(month_ticks(*parse_day("2016-01-01"), *parse_day("2025-12-30"), 5)),
              ElementsAre("2016", "2018", "2020", "2022", "2024"));
  EXPECT_EQ(month_ticks(from, to, 4)[1].at, parse_day("2026-01-01")->number);
}

TEST(MonthTicks, BothEndsCount) {
  const Day first = *parse_day("2026-05-01");
  EXPECT_THAT(words(month_ticks(first, first, 2)), ElementsAre("2026-05"));
  EXPECT_TRUE(month_ticks(first + 1, first + 20, 2).empty());
}

TEST(Ticks, RefuseWhatIsNoExtent) {
  EXPECT_THROW((void)ticks({1, 1}, 5), ContractError);
  EXPECT_THROW((void)ticks({2, 1}, 5), ContractError);
  EXPECT_THROW((void)ticks({0, INFINITY}, 5), ContractError);
  EXPECT_THROW((void)ticks({0, 1}, 1), ContractError);
  EXPECT_THROW((void)month_ticks(Day{5}, Day{4}, 3), ContractError);
  EXPECT_THROW((void)month_ticks(Day{5}, Day{9}, 1), ContractError);
}

}  // namespace scale_test
}  // namespace skin2vec::figure
