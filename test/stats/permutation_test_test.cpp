#include "skin2vec/stats/permutation_test.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::stats {
namespace replacement_test {

struct Made {
  std::vector<double> y;
  MixedDesign design;
};

Made made(std::uint64_t seed) {
  constexpr int n = 160;
  Random random(seed);
  Made m;
  m.design.fixed = Eigen::MatrixXd::Ones(n, 1);
  m.design.random.resize(n, 7);
  for (Eigen::Index i = 0; i < m.design.random.size(); ++i) m.design.random.data()[i] = random.normal();
  m.design.blocks = {{0, 2}, {2, 3}, {5, 2}};
  double slow = 0;
  for (int t = 0; t < n; ++t) {
    slow = 0.7 * slow + 0.3 * random.normal();
    m.y.push_back(t % 9 == 4 ? NAN : 1 + 0.4 * m.design.random(t, 3) + slow + 0.2 * random.normal());
  }
  return m;
}

TEST(PermutationTest, OfTheBlockByItselfIsTheEvidenceOfTheFit) {
  const Made m = made(1);
  const MixedFit fit = mixed(m.y, m.design);
  for (int block = 0; block < 3; ++block) {
    const BlockScore of_fit = block_score(fit, block);
    const Block& at = m.design.blocks[static_cast<std::size_t>(block)];
    const BlockScore here =
        PermutationTest(m.y, m.design, fit, block).of(m.design.random.middleCols(at.from, at.columns));
    // Two ways through matrices of condition 1e4: 1e-8 of the size.
    EXPECT_LT((here.information - of_fit.information).norm(), 1e-8 * of_fit.information.norm());
    EXPECT_LT((here.score - of_fit.score).norm(), 1e-8 * of_fit.score.norm());
  }
}

TEST(PermutationTest, ByOtherColumnsIsAFitOfThoseWithAllElseKnown) {
  Made m = made(2);
  const MixedFit fit = mixed(m.y, m.design);
  Random random(3);
  Eigen::MatrixXd other(m.design.random.rows(), 3);
  for (Eigen::Index i = 0; i < other.size(); ++i) other.data()[i] = random.normal();
  const BlockScore quick = PermutationTest(m.y, m.design, fit, 1).of(other);
  m.design.random.middleCols(2, 3) = other;
  const MixedFit slow = mixed(m.y, m.design, {.noise = fit.noise, .variance_ratios = fit.variance_ratios});
  const BlockScore full = block_score(slow, 1);
  const double scale = slow.variance / fit.variance;  // the variance is the first fit's
  EXPECT_LT((quick.information - scale * full.information).norm(), 1e-8 * quick.information.norm());
  EXPECT_LT((quick.score - scale * full.score).norm(), 1e-8 * quick.score.norm());
}

TEST(PermutationTest, RefusesAnotherNumberOfRowsAndAMissingBlock) {
  const Made m = made(4);
  const MixedFit fit = mixed(m.y, m.design);
  EXPECT_THROW(PermutationTest(m.y, m.design, fit, 3), ContractError);
  EXPECT_THROW((void)PermutationTest(m.y, m.design, fit, 0).of(Eigen::MatrixXd::Zero(5, 2)), ContractError);
}

TEST(PermutationTest, IsEmptyWhereTheFitHadNotEnoughData) {
  Made m = made(5);
  std::fill(m.y.begin() + 3, m.y.end(), NAN);
  const MixedFit fit = mixed(m.y, m.design);
  const BlockScore none = PermutationTest(m.y, m.design, fit, 0).of(m.design.random.leftCols(2));
  EXPECT_EQ(none.information.norm() + none.score.norm(), 0);
}

}  // namespace replacement_test
}  // namespace skin2vec::stats
