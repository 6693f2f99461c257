#include "skin2vec/ambient/quota.h"

#include <gtest/gtest.h>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::ambient {
namespace quota_test {

constexpr std::int64_t minute = 60'000, hour = 60 * minute, day = 24 * hour;

TEST(Quota, ACallCostsWhatTheServiceSays) {
  EXPECT_DOUBLE_EQ(call_cost(3, 7), 1);
  EXPECT_DOUBLE_EQ(call_cost(10, 14), 1);
  EXPECT_DOUBLE_EQ(call_cost(20, 1), 2);                     // v / 10, also for one day
  EXPECT_DOUBLE_EQ(call_cost(2, 365), 2 / 10.0 * 365 / 14);  // 5.2
  EXPECT_THROW((void)call_cost(0, 1), ContractError);
  EXPECT_THROW((void)call_cost(1, 0), ContractError);
}

// The obvious: walk on minute by minute until all three windows hold the call.
TEST(Quota, NextCallIsWhenAllWindowsHoldIt) {
  Random random(11);
  const QuotaLimits limits{6, 20, 50};
  for (int draw = 0; draw < 200; ++draw) {
    Quota quota;
    std::int64_t at = 1'000'000 * minute;
    for (int i = 0; i < 40; ++i) {
      at += static_cast<std::int64_t>(random.uniform(0, 40)) * minute;
      quota = spend(std::move(quota), 1 + std::floor(random.uniform(0, 4)), {at});
    }
    const auto holds = [&](std::int64_t now) {
      double in_minute = 2, in_hour = 2, in_day = 2;
      for (const auto& spent : quota.spent) {
        if (spent.at.ms > now - minute) in_minute += spent.cost;
        if (spent.at.ms > now - hour) in_hour += spent.cost;
        if (spent.at.ms > now - day) in_day += spent.cost;
      }
      return in_minute <= 6 && in_hour <= 20 && in_day <= 50;
    };
    std::int64_t obvious = at;
    while (!holds(obvious)) obvious += minute;
    EXPECT_EQ(earliest(quota, 2, {at}, limits).ms, obvious);
  }
}

TEST(Quota, ADearCallFitsIntoAnEmptyWindowAndABlockIsKept) {
  Quota quota = spend({}, 3, {10 * day});
  EXPECT_EQ(earliest(quota, 700, {10 * day}, {}).ms, 10 * day + minute);  // dearer than a minute holds
  quota.blocked_until = Instant{11 * day};
  EXPECT_EQ(earliest(quota, 1, {10 * day}, {}).ms, 11 * day);
  EXPECT_EQ(spend(quota, 1, {11 * day}).blocked_until, std::nullopt);
  EXPECT_EQ(spent_today(quota, {10 * day}), 3);
  EXPECT_EQ(spent_today(quota, {11 * day}), 0);
  EXPECT_EQ(spend(quota, 1, {11 * day}).spent.size(), 1U);
}

TEST(Quota, IsReadBackFromItsTextAndATextThatIsNoneIsEmpty) {
  Quota quota = spend(spend({}, 5.2, {1'790'000'000'123}), 1, {1'790'000'000'456});
  EXPECT_EQ(parse_quota(to_text(quota)), quota);
  quota.blocked_until = Instant{1'790'000'060'456};
  EXPECT_EQ(parse_quota(to_text(quota)), quota);
  for (const auto* bad : {"", "blocked\n", "1 2 3\n", "x 1\n", "1e300 1\n", "blocked 0\n5 -1\n"})
    EXPECT_EQ(parse_quota(bad), Quota{}) << bad;
}

TEST(BackOff, FollowsTheReason) {
  const Instant now{10 * day + 3 * hour + 25 * minute};
  const auto minutely = back_off(429, "Minutely API request limit exceeded. Please try again in one minute.", 1, now);
  EXPECT_TRUE(minutely.again);
  EXPECT_EQ(minutely.wait_ms, minute);
  const auto hourly = back_off(429, "Hourly API request limit exceeded. Please try again in the next hour.", 1, now);
  EXPECT_FALSE(hourly.again);
  EXPECT_EQ(hourly.blocked_until->ms, 10 * day + 4 * hour);
  const auto daily = back_off(429, "Daily API request limit exceeded. Please try again tomorrow.", 1, now);
  EXPECT_FALSE(daily.again);
  EXPECT_EQ(daily.blocked_until->ms, 11 * day);
  EXPECT_EQ(back_off(429, "Too many concurrent requests", 1, now).wait_ms, 500);
  EXPECT_EQ(back_off(503, "The service is overloaded", 2, now).wait_ms, 1000);
  EXPECT_FALSE(back_off(503, "The service is overloaded", 3, now).again);
  EXPECT_TRUE(back_off(0, "Timeout was reached", 1, now).again);
  EXPECT_FALSE(back_off(400, "Parameter", 1, now).again);
  EXPECT_FALSE(back_off(302, "", 1, now).again);
}

}  // namespace quota_test
}  // namespace skin2vec::ambient
