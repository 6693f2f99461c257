// The Cholesky factor of a positive definite matrix, and what it solves.
//
//   const Cholesky factor(k);                        // k = L L'
//   const RowMatrix x = factor.solve(y);             // k x = y
//
// In blocks whose products are the inner loops of linalg/kernels.h, in double precision: a few times faster than loops
// compiled for every processor. The same input gives the same bytes on one instruction set. A (n,n) factor costs
// n^3 / 3, a solution of q columns 2 n^2 q. Method: Golub & Van Loan, Matrix Computations (2013), 4.2.6.
#pragma once

#include <Eigen/Dense>

namespace skin2vec::linalg {

using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// C += A B' and C += A B, by the same loops. throws ContractError if the sizes do not fit
void add_product_transposed(const RowMatrix& a, const RowMatrix& b, RowMatrix& c);
void add_product(const RowMatrix& a, const RowMatrix& b, RowMatrix& c);

class Cholesky {
 public:
  // k  (n,n), its lower triangle is read; not positive definite: the solutions are NaN. n >= 0
  // throws   ContractError if it is not square
  explicit Cholesky(RowMatrix k);

  // (n,q) from (n,q). throws ContractError if y has other rows
  [[nodiscard]] RowMatrix solve(RowMatrix y) const;

  [[nodiscard]] double log_determinant() const;  // of L: half of that of k

 private:
  RowMatrix factor_;   // lower triangle, but for the diagonal blocks' inverses
  RowMatrix inverse_;  // (n,kBlock): the inverse of each diagonal block
  double log_determinant_ = 0;
};

}  // namespace skin2vec::linalg
