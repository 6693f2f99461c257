#include "skin2vec/linalg/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/base/random.h"
#include "skin2vec/base/require.h"

namespace skin2vec::linalg {
namespace kernels_test {

template <typename Real>
std::vector<Real> normal(std::size_t n, std::uint64_t seed) {
  Random random(seed);
  std::vector<Real> x(n);
  for (Real& value : x) value = static_cast<Real>(random.normal());
  return x;
}

// Against three loops in double, over shapes that meet every rest of rows, columns and depth.
template <typename Real>
void expect_products(const Kernels<Real>& run, double tolerance) {
  Random random(61);
  for (int round = 0; round < 300; ++round) {
    const auto m = static_cast<int>(random.integer(1, round % 9 == 0 ? 120 : 14));
    const auto n = static_cast<int>(random.integer(1, 75)),
               k = static_cast<int>(random.integer(1, round % 7 == 0 ? 600 : 20));
    const bool a_turned = random.chance(0.5), b_turned = random.chance(0.5), packed = random.chance(0.3);
    const auto a = normal<Real>(static_cast<std::size_t>(m) * k, 100 + round),
               b = normal<Real>(static_cast<std::size_t>(k) * n, 500 + round);
    const auto bias = normal<Real>(static_cast<std::size_t>(n), 900 + round);
    const int c_row = n + 3;
    std::vector<Real> c = normal<Real>(static_cast<std::size_t>(m) * c_row, 1300 + round), before = c;
    const auto start = static_cast<Start>(random.integer(0, 2));
    Product<Real> q{.m = m,
                    .n = n,
                    .k = k,
                    .a = a.data(),
                    .a_row = a_turned ? 1 : k,
                    .a_col = a_turned ? m : 1,
                    .b = b.data(),
                    .b_row = b_turned ? 1 : n,
                    .b_col = b_turned ? k : 1,
                    .c = c.data(),
                    .c_row = c_row,
                    .start = start,
                    .bias = bias.data()};
    std::vector<Real> room(run.packed_size(k, n));
    if (packed) {
      run.pack(b.data(), q.b_row, q.b_col, k, n, room.data());
      q.packed = room.data();
    }
    run.gemm(q);
    for (int i = 0; i < m; ++i) {
      for (int j = 0; j < c_row; ++j) {
        const std::size_t at = static_cast<std::size_t>(i) * c_row + j;
        if (j >= n) {
          ASSERT_EQ(c[at], before[at]) << "wrote beside C";
          continue;
        }
        double expected = start == Start::add    ? before[at]
                          : start == Start::bias ? bias[static_cast<std::size_t>(j)]
                                                 : 0;
        for (int p = 0; p < k; ++p)
          expected += static_cast<double>(a[i * q.a_row + p * q.a_col]) * b[p * q.b_row + j * q.b_col];
        ASSERT_NEAR(c[at], expected, tolerance * std::sqrt(k + 1.0)) << run.name << " " << m << "x" << n << "x" << k;
      }
    }
  }
}

TEST(Kernels, ProductsAreThoseOfThreeLoopsOnEverySet) {
  for (const auto* run : all_kernels<float>()) expect_products(*run, 2e-6);
  for (const auto* run : all_kernels<double>()) expect_products(*run, 1e-14);
}

TEST(Kernels, LstmCellsAreLibmsOnEverySet) {
  for (const auto* run : all_kernels<float>()) {
    const int rows = 3, n = 37;
    std::vector<float> gates = normal<float>(rows * 4 * n, 71), before = normal<float>(rows * n, 72);
    for (float& value : gates) value *= 4;
    gates[0] = 200;
    gates[1] = -200;
    gates[2 * n + 5] = 1e-4F;
    const std::vector<float> in = gates;
    std::vector<float> cell(before.size()), cell_tanh(before.size()), state(before.size());
    run->lstm(gates.data(), before.data(), cell.data(), cell_tanh.data(), state.data(), rows, n, 4 * n, n);
    for (int r = 0; r < rows; ++r) {
      for (int j = 0; j < n; ++j) {
        const auto gate = [&](int k) {
          return static_cast<double>(in[static_cast<std::size_t>(r * 4 * n + k * n + j)]);
        };
        const auto logistic = [](double x) { return 1 / (1 + std::exp(-x)); };
        const auto at = static_cast<std::size_t>(r * n + j);
        const double c = logistic(gate(1)) * before[at] + logistic(gate(0)) * std::tanh(gate(2));
        ASSERT_NEAR(cell[at], c, 1e-6) << run->name << " " << r << " " << j;
        ASSERT_NEAR(cell_tanh[at], std::tanh(c), 1e-6) << run->name;
        ASSERT_NEAR(state[at], logistic(gate(3)) * std::tanh(c), 1e-6) << run->name;
      }
    }
  }
}

TEST(Kernels, AttentionIsASoftmaxOnEverySet) {
  for (const auto* run : all_kernels<float>()) {
    const int t = 41, first = 3;
    std::vector<float> scores = normal<float>(t * t, 81);
    const std::vector<float> in = scores;
    run->attend(scores.data(), t, t, first, 0.7F, 0.05F);
    for (int i = first; i < t; ++i) {
      double total = 0;
      const auto raw = [&](int j) { return std::exp(0.7 * in[static_cast<std::size_t>(i * t + j)] - 0.05 * (i - j)); };
      for (int j = first; j <= i; ++j) total += raw(j);
      for (int j = first; j <= i; ++j)
        ASSERT_NEAR(scores[static_cast<std::size_t>(i * t + j)], raw(j) / total, 1e-6) << run->name;
    }
  }
}

TEST(Kernels, TheBestSetIsTakenUnlessAnotherIsAskedFor) {
  if (std::getenv("SKIN2VEC_KERNELS") != nullptr) GTEST_SKIP() << "SKIN2VEC_KERNELS is set";
  EXPECT_STREQ(kernels<float>().name, all_kernels<float>().back()->name);
  EXPECT_STREQ(all_kernels<float>().front()->name, "portable");
}

TEST(Kernels, ASetThatIsNotThereIsRefused) {
  EXPECT_STREQ(kernels_named<double>("portable").name, "portable");
  EXPECT_THROW((void)kernels_named<float>("mmx"), ContractError);
}

}  // namespace kernels_test
}  // namespace skin2vec::linalg
