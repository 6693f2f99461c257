// The Turing change point series that people looked at, with what they saw, and what published detectors reach.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "skin2vec/change/agreement.h"
#include "skin2vec/change/search.h"

namespace skin2vec::change {
namespace tcpd_test {

TEST(TuringSeries, AreCutBetterThanByPublishedDefaults) {
  const char* data = std::getenv("SKIN2VEC_DATA");
  if (data == nullptr) GTEST_SKIP() << "SKIN2VEC_DATA is not set";
  const std::string folder = std::string(data) + "/tcpd/";
  const auto json = [&](const std::string& name) { return nlohmann::json::parse(std::ifstream(folder + name)); };
  const nlohmann::json annotations = json("annotations.json");
  std::ifstream published(folder + "published_default_f1_univariate.csv");
  ASSERT_TRUE(published);
  std::string line;
  std::getline(published, line);  // series,amoc,binseg,bocpd,pelt
  double ours = 0, cover = 0, never = 0;
  std::vector<double> theirs(4, 0);
  int n = 0;
  for (; std::getline(published, line); ++n) {
    std::stringstream cells(line);
    std::string name, cell;
    std::getline(cells, name, ',');
    for (double& sum : theirs) {
      std::getline(cells, cell, ',');
      sum += std::stod(cell);
    }
    std::vector<double> values;
    const nlohmann::json series = json("series/" + name + ".json");
    for (const nlohmann::json& value : series["series"][0]["raw"]) {
      values.push_back(value.is_null() ? NAN : value.get<double>());
    }
    std::vector<std::vector<int>> seen;
    for (const auto& person : annotations[name].items()) seen.push_back(person.value().get<std::vector<int>>());
    const int length = static_cast<int>(values.size());
    const std::vector<int> starts = best_segmentation(values).starts;
    ours += f1(seen, starts), cover += covering(seen, starts, length);
    never += f1(seen, {});
  }
  ASSERT_EQ(n, 15);
  for (const double sum : theirs) EXPECT_GT(ours, sum);
  EXPECT_GT(ours, never);
  EXPECT_GT(cover / n, 0.706);  // the best published default, BinSeg, over all univariate series
}

}  // namespace tcpd_test
}  // namespace skin2vec::change
