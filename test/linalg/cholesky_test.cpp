#include "skin2vec/linalg/cholesky.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::linalg {
namespace cholesky_test {

RowMatrix random_rows(Eigen::Index rows, Eigen::Index columns, Random& random) {
  RowMatrix x(rows, columns);
  for (Eigen::Index i = 0; i < x.size(); ++i) x.data()[i] = random.normal();
  return x;
}

TEST(Cholesky, SolvesWhatADenseSolverSolves) {
  Random random(3);
  for (const Eigen::Index n : {1, 2, 47, 48, 49, 96, 131}) {
    const RowMatrix half = random_rows(n, n + 5, random), y = random_rows(n, 7, random);
    const RowMatrix k = half * half.transpose() + RowMatrix::Identity(n, n);
    const Cholesky factor(k);
    const Eigen::LDLT<Eigen::MatrixXd> slow{Eigen::MatrixXd(k)};
    EXPECT_LT((factor.solve(y) - RowMatrix(slow.solve(Eigen::MatrixXd(y)))).cwiseAbs().maxCoeff(), 1e-9) << n;
    EXPECT_NEAR(factor.log_determinant(), slow.vectorD().array().log().sum() / 2, 1e-9 * static_cast<double>(n)) << n;
  }
}

TEST(Cholesky, ReadsTheLowerTriangleAlone) {
  Random random(4);
  const RowMatrix half = random_rows(70, 75, random), y = random_rows(70, 2, random);
  const RowMatrix k = half * half.transpose();
  RowMatrix lower = k;
  for (Eigen::Index i = 0; i < 70; ++i) lower.row(i).tail(69 - i).setConstant(1e9);
  EXPECT_EQ(Cholesky(k).solve(y), Cholesky(lower).solve(y));
}

TEST(Cholesky, ProductsAreAddedToWhatThereIs) {
  Random random(5);
  const RowMatrix a = random_rows(9, 60, random), b = random_rows(60, 4, random), c = random_rows(9, 4, random);
  RowMatrix plain = c, transposed = c;
  add_product(a, b, plain);
  add_product_transposed(a, b.transpose(), transposed);
  EXPECT_LT((plain - (c + a * b)).cwiseAbs().maxCoeff(), 1e-12);
  EXPECT_LT((transposed - (c + a * b)).cwiseAbs().maxCoeff(), 1e-12);
}

TEST(Cholesky, OfNothingIsNothing) {
  const Cholesky factor(RowMatrix(0, 0));
  EXPECT_EQ(factor.solve(RowMatrix(0, 3)).cols(), 3);
  EXPECT_EQ(factor.log_determinant(), 0);
}

TEST(Cholesky, WhatIsNotPositiveDefiniteHasNoSolution) {
  EXPECT_TRUE(std::isnan(Cholesky(-RowMatrix::Identity(2, 2)).solve(RowMatrix::Ones(2, 1))(0, 0)));
}

TEST(Cholesky, RefusesSizesThatDoNotFit) {
  EXPECT_THROW(Cholesky(RowMatrix(2, 3)), ContractError);
  EXPECT_THROW((void)Cholesky(RowMatrix::Identity(3, 3)).solve(RowMatrix(2, 1)), ContractError);
  RowMatrix c(2, 2);
  EXPECT_THROW(add_product(RowMatrix(2, 3), RowMatrix(2, 2), c), ContractError);
  EXPECT_THROW(add_product_transposed(RowMatrix(2, 3), RowMatrix(2, 2), c), ContractError);
}

}  // namespace cholesky_test
}  // namespace skin2vec::linalg
