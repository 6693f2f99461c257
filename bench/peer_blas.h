// The peer at its best: which BLAS it multiplies with, how fast, and with which of that BLAS's kernels.
//
//   choose_peer_blas("/usr/bin/python3", peer("product_rate.py"), {"1"}, own_product_rate<float>(), "PyTorch");
//
// Debian's python3-torch and R are content with the reference BLAS, which is 20 to 60 times slower than OpenBLAS: a ratio
// beside it says nothing. The peer's product rate is measured with each of OpenBLAS's kernels that this processor may
// run; the quickest stays set (OPENBLAS_CORETYPE) for what the bench starts after. Gives up below a tenth of our rate.
#pragma once

#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "bench/process.h"
#include "skin2vec/linalg/kernels.h"

namespace skin2vec::bench {

// GFLOP/s of the quickest product of 512x512x512 within half a second, on one thread: what this processor is known to reach.
template <class T>
double own_product_rate() {
  const int n = 512;
  std::vector<T> a(n * n, T(0.5)), b(n * n, T(0.25)), c(n * n);
  double best = 0;
  const auto begun = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begun < std::chrono::milliseconds(500)) {
    const auto before = std::chrono::steady_clock::now();
    linalg::kernels<T>().gemm(
        {.m = n, .n = n, .k = n, .a = a.data(), .a_row = n, .b = b.data(), .b_row = n, .c = c.data(), .c_row = n});
    best = std::max(best,
                    2.0 * n * n * n / std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count());
  }
  return best / 1e9;
}

// How many threads a peer that is started after multiplies with: OpenBLAS has threads of its own, which PyTorch's
// set_num_threads does not reach.
inline void set_peer_threads(int threads) {
  for (const char* name : {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"})
    ::setenv(name, std::to_string(threads).c_str(), 1);
}

// Prints one line: the peer's version, BLAS, kernels and product rate beside ours.
inline void choose_peer_blas(const std::string& interpreter, const std::string& script,
                             const std::vector<std::string>& words, double own_rate, const std::string& peer_name) {
  set_peer_threads(1);
  struct Seen {
    double rate = 0;
    std::string version, blas, core, asked;
  } best;
  // "" lets OpenBLAS choose, which on some virtual processors takes older kernels than they run.
  for (const std::string core : {"", "Haswell", "Zen", "SkylakeX", "Cooperlake"}) {
    const bool wide = core == "SkylakeX" || core == "Cooperlake";
    if (wide && std::string(linalg::kernels<float>().name) != "avx512") continue;
    if (core.empty()) {
      ::unsetenv("OPENBLAS_CORETYPE");
    } else {
      ::setenv("OPENBLAS_CORETYPE", core.c_str(), 1);
    }
    std::vector<std::string> command{interpreter, script};
    command.insert(command.end(), words.begin(), words.end());
    for (int again = 0; again < 2; ++again) {
      Seen seen{.asked = core};
      std::istringstream told(run_program(command).out);
      told >> seen.rate >> seen.version >> seen.blas >> seen.core;
      if (seen.rate > best.rate) best = seen;
    }
  }
  if (best.asked.empty()) {
    ::unsetenv("OPENBLAS_CORETYPE");
  } else {
    ::setenv("OPENBLAS_CORETYPE", best.asked.c_str(), 1);
  }
  fmt::print("{} {} on {}{}: {:.0f} GFLOP/s of a 512 product on one thread, ours {:.0f}\n", peer_name, best.version,
             best.blas, best.core == "-" ? "" : " (" + best.core + ")", best.rate, own_rate);
  if (!(best.rate >= own_rate / 10)) {
    give_up(peer_name + " multiplies at less than a tenth of this processor's rate: install libopenblas0-pthread");
  }
}

}  // namespace skin2vec::bench
