// The inner loops of the layers, written once and compiled for several instruction sets.
//
//   const Kernels<float>& run = kernels<float>();
//   run.gemm({.m = 30, .n = 256, .k = 64, .a = x, .a_row = 64, .b = w, .b_row = 256, .c = y, .c_row = 256});
//
// A pure function of its arguments: no state but a packing buffer of its own for each thread, no allocation of results,
// no check of sizes (the layers check). All matrices are row-major; a stride is in elements. `Real` is float (training)
// or double (the finite differences of the tests). The fastest set this processor has is chosen at the first call;
// SKIN2VEC_KERNELS=portable|avx2|avx512 in the environment asks for another, if the processor has it. On one set the
// same input gives the same bytes; between two sets sums are rounded differently.
//
// Matrix product: B is packed into panels of two vectors, A is broadcast, six rows at a time (Goto & van de Geijn, ACM
// TOMS 34 (2008) 12). The exponential of floats is Cody-Waite reduction and a polynomial of degree 6 (error below 2e-7,
// relative), that of doubles is libm's.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace skin2vec::linalg {

enum class Start {
  zero,  // C = A B
  bias,  // C = A B + bias, a row of n
  add,   // C = C + A B
};

// C (m,n) from A (m,k) and B (k,n). The transpose of a matrix is its strides exchanged.
template <typename Real>
struct Product {
  int m = 0, n = 0, k = 0;
  const Real* a = nullptr;
  std::ptrdiff_t a_row = 0, a_col = 1;
  const Real* b = nullptr;
  std::ptrdiff_t b_row = 0, b_col = 1;
  Real* c = nullptr;
  std::ptrdiff_t c_row = 0;
  Start start = Start::zero;
  const Real* bias = nullptr;    // (n), for Start::bias
  const Real* packed = nullptr;  // B as `pack` left it, where one B meets many A; else it is packed on the way
};

// One step of Adam; the bias corrections are in `rate` and `floor`.
template <typename Real>
struct AdamStep {
  Real rate;  // learning rate / (1 - beta1^t)
  Real beta1, beta2;
  Real second_scale;    // 1 / (1 - beta2^t)
  Real epsilon;         // added to the root of the second moment
  Real decay;           // learning rate * weight decay: theta shrinks by this share first (AdamW)
  Real gradient_scale;  // of clipping; 1 = as it is
};

template <typename Real>
struct Kernels {
  const char* name;  // "portable", "avx2", "avx512"
  int lanes;         // of one vector

  void (*gemm)(const Product<Real>& product);
  std::size_t (*packed_size)(int k, int n);  // elements that `pack` writes
  void (*pack)(const Real* b, std::ptrdiff_t b_row, std::ptrdiff_t b_col, int k, int n, Real* packed);
  void (*relu)(Real* x, std::ptrdiff_t n);                       // x = max(x, 0)
  void (*relu_back)(Real* dy, const Real* y, std::ptrdiff_t n);  // dy = 0 where y == 0
  void (*add)(Real* y, const Real* x, std::ptrdiff_t n);         // y += x
  void (*add_rows)(Real* sum, const Real* x, int rows, int columns,
                   std::ptrdiff_t x_row);  // sum (columns) += rows of x
  Real (*dot)(const Real* x, const Real* y, std::ptrdiff_t n);

  // Scores (t,t) of one head to weights, in place: weight(i,j) = softmax over first <= j <= i of
  // scale * score(i,j) - decay * (i - j); 0 elsewhere, and in the rows before `first`.
  void (*attend)(Real* scores, int t, std::ptrdiff_t row, int first, Real scale, Real decay);
  // Gradient of the weights to that of the raw scores, in place; returns the gradient of `decay`.
  Real (*attend_back)(Real* d, const Real* weights, int t, std::ptrdiff_t row, int first, Real scale);

  // Rows of x (rows,n) to mean 0 and variance 1, times gain, plus shift. Keeps (rows) means and 1 / sd.
  void (*layer_norm)(const Real* x, const Real* gain, const Real* shift, Real* y, Real* mean, Real* inverse_sd,
                     int rows, int n, Real epsilon);
  // Adds to dx (rows,n), dgain (n), dshift (n).
  void (*layer_norm_back)(const Real* x, const Real* gain, const Real* mean, const Real* inverse_sd, const Real* dy,
                          Real* dx, Real* dgain, Real* dshift, int rows, int n);

  // One step of LSTM cells: gates (rows,4n) as i f g o before their functions, in place to after them; cell before
  // (rows,n) to cell (rows,n), its tanh (rows,n) and state (rows,n). Strides between rows are of the gates and of all
  // the others.
  void (*lstm)(Real* gates, const Real* cell_before, Real* cell, Real* cell_tanh, Real* state, int rows, int n,
               std::ptrdiff_t gates_row, std::ptrdiff_t row);
  // Backwards: d_state (rows,n), and d_cell (rows,n) of this step in and of the step before out; d_gates (rows,4n)
  // out, before their functions. d_state and d_cell are contiguous.
  void (*lstm_back)(const Real* gates, const Real* cell_before, const Real* cell_tanh, const Real* d_state,
                    Real* d_cell, Real* d_gates, int rows, int n, std::ptrdiff_t gates_row, std::ptrdiff_t row);

  // Sum over elements of weight * (log_sd + z^2 / 2), z = (target - mean) / sd; `scale` times its gradients are written
  // to d_mean and d_log_sd. A target of weight 0 must still be a number.
  double (*gaussian)(const Real* mean, const Real* log_sd, const Real* target, const Real* weight, Real scale,
                     Real* d_mean, Real* d_log_sd, std::ptrdiff_t n);

  void (*adam)(Real* theta, const Real* gradient, Real* first, Real* second, std::ptrdiff_t n,
               const AdamStep<Real>& step);
};

// The set in use. Safe to call from several threads. throws ContractError if the environment asks for a set that this
// processor does not have, or that is not one of the three.
template <typename Real>
[[nodiscard]] const Kernels<Real>& kernels();
template <>
[[nodiscard]] const Kernels<float>& kernels<float>();
template <>
[[nodiscard]] const Kernels<double>& kernels<double>();

// The set of this name. throws ContractError, with the names there are, if this processor does not have it.
template <typename Real>
[[nodiscard]] const Kernels<Real>& kernels_named(const std::string& name);

// The sets this processor has, slowest first; never empty ("portable").
template <typename Real>
[[nodiscard]] std::vector<const Kernels<Real>*> all_kernels();

}  // namespace skin2vec::linalg
