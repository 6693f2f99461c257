#include "skin2vec/linalg/cholesky.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/linalg/kernels.h"

namespace skin2vec::linalg {
namespace {

constexpr Eigen::Index kBlock = 48;

// A view of a matrix: row and column strides, so that a transpose is a view too.
struct View {
  const double* data;
  std::ptrdiff_t row, column;
};

void add(Eigen::Index m, Eigen::Index n, Eigen::Index k, const View& a, const View& b, double* c,
         std::ptrdiff_t c_row) {
  if (m == 0 || n == 0 || k == 0) return;
  linalg::kernels<double>().gemm({.m = static_cast<int>(m),
                                  .n = static_cast<int>(n),
                                  .k = static_cast<int>(k),
                                  .a = a.data,
                                  .a_row = a.row,
                                  .a_col = a.column,
                                  .b = b.data,
                                  .b_row = b.row,
                                  .b_col = b.column,
                                  .c = c,
                                  .c_row = c_row,
                                  .start = linalg::Start::add});
}

}  // namespace

void add_product_transposed(const RowMatrix& a, const RowMatrix& b, RowMatrix& c) {
  require(a.cols() == b.cols() && c.rows() == a.rows() && c.cols() == b.rows(),
          "add_product_transposed: ({},{}) times ({},{})' to ({},{})", a.rows(), a.cols(), b.rows(), b.cols(), c.rows(),
          c.cols());
  add(a.rows(), b.rows(), a.cols(), {a.data(), a.cols(), 1}, {b.data(), 1, b.cols()}, c.data(), c.cols());
}

void add_product(const RowMatrix& a, const RowMatrix& b, RowMatrix& c) {
  require(a.cols() == b.rows() && c.rows() == a.rows() && c.cols() == b.cols(),
          "add_product: ({},{}) times ({},{}) to ({},{})", a.rows(), a.cols(), b.rows(), b.cols(), c.rows(), c.cols());
  add(a.rows(), b.cols(), a.cols(), {a.data(), a.cols(), 1}, {b.data(), b.cols(), 1}, c.data(), c.cols());
}

// Block column by block column: A(j..,j) -= L(j..,0..j) L(j,0..j)'; L(j,j) of the diagonal block; L(j+1..,j) = A
// L(j,j)^-T.
Cholesky::Cholesky(RowMatrix k) : factor_(std::move(k)) {
  const Eigen::Index n = factor_.rows();
  require(factor_.cols() == n, "Cholesky: ({},{}) is not square", n, factor_.cols());
  inverse_ = RowMatrix::Zero(n, kBlock);
  RowMatrix before, panel;
  for (Eigen::Index at = 0; at < n; at += kBlock) {
    const Eigen::Index size = std::min(kBlock, n - at), below = n - at - size;
    before = -factor_.block(at, 0, size, at);
    add(size + below, size, at, {factor_.data() + at * n, n, 1}, {before.data(), 1, at}, factor_.data() + at * n + at,
        n);
    const Eigen::LLT<Eigen::MatrixXd> small(factor_.block(at, at, size, size));
    Eigen::MatrixXd own = small.matrixL();
    if (small.info() != Eigen::Success) own.setConstant(NAN);
    log_determinant_ += own.diagonal().array().log().sum();
    inverse_.block(at, 0, size, size) = own.triangularView<Eigen::Lower>().solve(Eigen::MatrixXd::Identity(size, size));
    panel = factor_.block(at + size, at, below, size);
    factor_.block(at + size, at, below, size).setZero();
    add(below, size, size, {panel.data(), size, 1}, {inverse_.data() + at * kBlock, 1, kBlock},
        factor_.data() + (at + size) * n + at, n);
  }
}

RowMatrix Cholesky::solve(RowMatrix y) const {
  const Eigen::Index n = factor_.rows(), q = y.cols();
  require(y.rows() == n, "Cholesky: {} rows for a factor of {}", y.rows(), n);
  RowMatrix x = RowMatrix::Zero(n, q), negative = RowMatrix::Zero(n, q);
  const Eigen::Index last = n == 0 ? 0 : (n - 1) / kBlock * kBlock;
  // L z = y, downwards; then L' x = z, upwards.
  for (Eigen::Index at = 0; at < n; at += kBlock) {
    const Eigen::Index size = std::min(kBlock, n - at);
    add(size, q, at, {factor_.data() + at * n, n, 1}, {negative.data(), q, 1}, y.data() + at * q, q);
    add(size, q, size, {inverse_.data() + at * kBlock, kBlock, 1}, {y.data() + at * q, q, 1}, x.data() + at * q, q);
    negative.middleRows(at, size) = -x.middleRows(at, size);
  }
  y = std::exchange(x, RowMatrix::Zero(n, q));
  for (Eigen::Index at = last; at >= 0 && n > 0; at -= kBlock) {
    const Eigen::Index size = std::min(kBlock, n - at), after = at + size;
    add(size, q, n - after, {factor_.data() + after * n + at, 1, n}, {negative.data() + after * q, q, 1},
        y.data() + at * q, q);
    add(size, q, size, {inverse_.data() + at * kBlock, 1, kBlock}, {y.data() + at * q, q, 1}, x.data() + at * q, q);
    negative.middleRows(at, size) = -x.middleRows(at, size);
  }
  return x;
}

double Cholesky::log_determinant() const {
  return log_determinant_;
}

}  // namespace skin2vec::linalg
