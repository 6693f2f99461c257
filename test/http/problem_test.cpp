#include "skin2vec/http/problem.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "skin2vec/base/require.h"

namespace skin2vec::http {
namespace problem_test {

TEST(Problem, HasTheMembersOfTheStandard) {
  const Response answer = problem(403, "urn:a", "Read only", "say \"no\"\n\xff");
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(answer.headers.at(0).name, "content-type");
  EXPECT_EQ(answer.headers.at(0).value, "application/problem+json");
  const auto body = nlohmann::json::parse(answer.body);
  EXPECT_EQ(body["type"], "urn:a");
  EXPECT_EQ(body["title"], "Read only");
  EXPECT_EQ(body["status"], 403);
  EXPECT_EQ(body["detail"], "say \"no\"\n\xef\xbf\xbd");
}

TEST(Problem, SaysNoMoreThanTheStatusWhereNothingIsGiven) {
  EXPECT_EQ(problem(404, "", "", "").body, "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}\n");
}

TEST(Problem, FaultsHaveTheStatusOfTheTable) {
  EXPECT_EQ(problem({Fault::malformed, "a"}).status, 400);
  EXPECT_EQ(problem({Fault::missing, "a"}).status, 404);
  EXPECT_EQ(problem({Fault::conflict, "a"}).status, 409);
  const Response busy = problem({Fault::unavailable, "the database is away"});
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.headers.back().name, "retry-after");
  const auto body = nlohmann::json::parse(busy.body);
  EXPECT_EQ(body["detail"], "the database is away");
  EXPECT_EQ(body["type"], "urn:skin2vec:problem:unavailable");
}

TEST(Problem, ASuccessIsABrokenPromise) {
  EXPECT_THROW((void)problem(200, "", "", ""), ContractError);
  EXPECT_THROW((void)problem(600, "", "", ""), ContractError);
}

}  // namespace problem_test
}  // namespace skin2vec::http
