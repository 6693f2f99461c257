// Eigen's product of matrices, compiled for a set of instructions: the peer of bench/products.cpp.
#pragma once

#include <string>

namespace skin2vec::bench {

struct EigenProduct {
  std::string set;  // "avx512", "avx2", "sse2"
  // C (m,n) = A (m,k) B (k,n), row-major; a turned matrix lies as its transpose.
  void (*multiply)(int m, int n, int k, const float* a, bool a_turned, const float* b, bool b_turned, float* c);
};

EigenProduct eigen_avx512();
EigenProduct eigen_avx2();
EigenProduct eigen_portable();

// The one of this name, which the processor must have.
inline EigenProduct eigen_product(const std::string& set) {
  return set == "avx512" ? eigen_avx512() : set == "avx2" ? eigen_avx2() : eigen_portable();
}

}  // namespace skin2vec::bench
