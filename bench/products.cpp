// The products of the layers: the own inner loops beside OpenBLAS and Eigen, one thread, floats, GFLOP/s.
//
//   bench_products [MILLISECONDS]     of each side and round, default 40; 5 rounds by turns, the best of each side
//
// The shapes are those of a training step (480 rows: 16 people of 30 days; 16 rows: one day of them) and of one person (30
// rows, 1 row), widths 32, 64, 128, with B as it lies, or turned as the gradients want it. B is packed on every call, on
// all sides. OpenBLAS is loaded when the bench runs (Debian: libopenblas0-pthread), with its quickest kernels
// (peer_blas.h); Eigen is compiled for AVX-512 or AVX2, whichever this processor has (peers/eigen_product.cpp).
#include <dlfcn.h>

#include <cmath>
#include <functional>

#include "bench/peer_blas.h"
#include "bench/peers/eigen_product.h"
#include "bench/process.h"
#include "skin2vec/base/random.h"
#include "skin2vec/linalg/kernels.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;

using Sgemm = void (*)(int order, int turn_a, int turn_b, int m, int n, int k, float alpha, const float* a, int lda,
                       const float* b, int ldb, float beta, float* c, int ldc);
constexpr int row_major = 101, as_is = 111, turned = 112;  // of cblas.h

struct Blas {
  Sgemm multiply = nullptr;
  std::string core;
};

// With the kernels of OPENBLAS_CORETYPE, which it reads when it is loaded.
Blas load_blas() {
  void* library = ::dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) give_up("no libopenblas.so.0: install libopenblas0-pthread");
  const auto threads = reinterpret_cast<void (*)(int)>(::dlsym(library, "openblas_set_num_threads"));
  const auto core = reinterpret_cast<char* (*)()>(::dlsym(library, "openblas_get_corename"));
  const auto multiply = reinterpret_cast<Sgemm>(::dlsym(library, "cblas_sgemm"));
  if (threads == nullptr || core == nullptr || multiply == nullptr)
    give_up("libopenblas.so.0 lacks what is asked of it");
  threads(1);
  return {multiply, core()};
}

struct Shape {
  const char* what;
  int m, n, k;
  bool a_turned, b_turned;
};

constexpr Shape shapes[] = {{"forward, width 32", 480, 96, 32, false, false},
                            {"forward, width 64", 480, 256, 64, false, false},
                            {"forward, width 128", 480, 512, 128, false, false},
                            {"gradient of x, width 64", 480, 64, 256, false, true},
                            {"gradient of x, width 128", 480, 128, 512, false, true},
                            {"gradient of weights, width 32", 32, 128, 480, true, false},
                            {"gradient of weights, width 64", 64, 256, 480, true, false},
                            {"gradient of weights, width 128", 128, 512, 480, true, false},
                            {"a day of an LSTM, width 64", 16, 256, 64, false, false},
                            {"one person, width 32", 30, 96, 32, false, false},
                            {"one person, width 128", 30, 512, 128, false, false},
                            {"scores of a head", 30, 30, 16, false, true},
                            {"a head's weights and values", 30, 16, 30, false, false},
                            {"one row, width 64", 1, 256, 64, false, false},
                            {"large", 512, 512, 512, false, false}};

template <class Work>
double gflops(const Shape& s, double ms, Work work) {
  work();
  int times = 0;
  const auto begun = std::chrono::steady_clock::now();
  double passed = 0;
  while (passed < ms / 1e3) {
    for (int i = 0; i < 4; ++i) work();
    times += 4;
    passed = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  }
  return 2.0 * s.m * s.n * s.k * times / passed / 1e9;
}

// As choose_peer_blas reads it.
void print_rate() {
  const Blas blas = load_blas();
  const Shape s{"", 512, 512, 512, false, false};
  const std::vector<float> a(512 * 512, 0.5F), b(512 * 512, 0.25F);
  std::vector<float> c(512 * 512);
  double best = 0;
  for (int i = 0; i < 5; ++i) {
    best = std::max(best, gflops(s, 10, [&] {
                      blas.multiply(row_major, as_is, as_is, 512, 512, 512, 1, a.data(), 512, b.data(), 512, 0,
                                    c.data(), 512);
                    }));
  }
  fmt::print("{:.1f} as libopenblas.so.0 {}\n", best, blas.core);
}

}  // namespace

int main(int count, char** words) {
  if (count == 2 && std::string(words[1]) == "rate") {
    print_rate();
    return 0;
  }
  choose_peer_blas(words[0], "rate", {}, own_product_rate<float>(), "OpenBLAS");
  const double ms = count > 1 ? std::atof(words[1]) : 40;
  const Blas blas = load_blas();
  const linalg::Kernels<float>& run = linalg::kernels<float>();
  const auto eigen = eigen_product(run.name);
  fmt::print("products on one thread, GFLOP/s, best of 5; OpenBLAS {}, Eigen {}, ours {}\n", blas.core, eigen.set,
             run.name);
  fmt::print("  {:<32} {:>14} {:>9} {:>7} {:>7} {:>9}\n", "", "m x n x k", "OpenBLAS", "Eigen", "ours", "of better");
  Random random(3);
  for (const Shape& s : shapes) {
    const auto made = [&](int rows, int columns) {
      std::vector<float> x(static_cast<std::size_t>(rows) * columns);
      for (float& value : x) value = static_cast<float>(random.normal());
      return x;
    };
    const std::vector<float> a = made(s.m, s.k), b = made(s.k, s.n);
    std::vector<float> c(static_cast<std::size_t>(s.m) * s.n), theirs(c.size());
    const int a_row = s.a_turned ? s.m : s.k, b_row = s.b_turned ? s.k : s.n;  // of the array as it lies
    const auto own = [&] {
      run.gemm({.m = s.m,
                .n = s.n,
                .k = s.k,
                .a = a.data(),
                .a_row = s.a_turned ? 1 : a_row,
                .a_col = s.a_turned ? a_row : 1,
                .b = b.data(),
                .b_row = s.b_turned ? 1 : b_row,
                .b_col = s.b_turned ? b_row : 1,
                .c = c.data(),
                .c_row = s.n});
    };
    const auto openblas = [&] {
      blas.multiply(row_major, s.a_turned ? turned : as_is, s.b_turned ? turned : as_is, s.m, s.n, s.k, 1, a.data(),
                    a_row, b.data(), b_row, 0, theirs.data(), s.n);
    };
    const auto eigens = [&] {
      eigen.multiply(s.m, s.n, s.k, a.data(), s.a_turned, b.data(), s.b_turned, theirs.data());
    };
    own();
    for (const auto& peer : {std::function<void()>(openblas), std::function<void()>(eigens)}) {
      peer();
      for (std::size_t i = 0; i < c.size(); ++i) {
        if (!(std::abs(c[i] - theirs[i]) <= 1e-3F)) give_up(fmt::format("{}: {} and {}", s.what, c[i], theirs[i]));
      }
    }
    double best[3] = {};
    for (int round = 0; round < 5; ++round) {
      best[0] = std::max(best[0], gflops(s, ms, openblas));
      best[1] = std::max(best[1], gflops(s, ms, eigens));
      best[2] = std::max(best[2], gflops(s, ms, own));
    }
    fmt::print("  {:<32} {:>14} {:>9.0f} {:>7.0f} {:>7.0f} {:>8.2f}x\n", s.what, fmt::format("{}x{}x{}", s.m, s.n, s.k),
               best[0], best[1], best[2], best[2] / std::max(best[0], best[1]));
  }
  return 0;
}
