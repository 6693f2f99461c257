// Compiled once for each set (bench/CMakeLists.txt), with Eigen's names renamed, so that no inline function of one set is
// taken for another's (docs/decisions/0008-own-inner-loops.md).
#define Eigen SKIN2VEC_EIGEN
#include <Eigen/Core>
#undef Eigen

#include "bench/peers/eigen_product.h"

namespace skin2vec::bench {

namespace {

using Rows = SKIN2VEC_EIGEN::Matrix<float, -1, -1, SKIN2VEC_EIGEN::RowMajor>;
using Map = SKIN2VEC_EIGEN::Map<const Rows>;

void multiply(int m, int n, int k, const float* a, bool a_turned, const float* b, bool b_turned, float* c) {
  SKIN2VEC_EIGEN::Map<Rows> product(c, m, n);
  if (a_turned && b_turned) {
    product.noalias() = Map(a, k, m).transpose() * Map(b, n, k).transpose();
  } else if (a_turned) {
    product.noalias() = Map(a, k, m).transpose() * Map(b, k, n);
  } else if (b_turned) {
    product.noalias() = Map(a, m, k) * Map(b, n, k).transpose();
  } else {
    product.noalias() = Map(a, m, k) * Map(b, k, n);
  }
}

}  // namespace

EigenProduct SKIN2VEC_EIGEN_NAME() {
  return {SKIN2VEC_EIGEN_SET, multiply};
}

}  // namespace skin2vec::bench
