// The matrix product of the inner loops. Who may include it, and why it uses no standard library: kernels_lanes.h.
#pragma once

#include <cstdlib>

#include "skin2vec/linalg/kernels.h"
#include "skin2vec/linalg/kernels_lanes.h"

namespace skin2vec::linalg {
namespace {

// Rows of A at once: sums of as many rows and two vectors fit the registers, of which AVX-512 has 32.
constexpr int kRows = SKIN2VEC_LANE_BYTES == 64 ? 12 : 6;
constexpr int kUnpacked = 36;  // rows of A up to which B is read as it lies
constexpr int kDepth = 256;    // of K packed at once
constexpr int kHeight = 96;    // rows of A that stay in the cache while all panels pass

// A packing buffer for each thread; grows, is freed with the thread.
struct Room {
  void* data = nullptr;
  std::size_t size = 0;
  ~Room() { std::free(data); }
};
thread_local Room room;

template <typename Real>
Real* packing_room(std::size_t count) {
  const std::size_t bytes = (count * sizeof(Real) + 63) / 64 * 64;
  if (room.size < bytes) {
    std::free(room.data);
    room.data = std::aligned_alloc(64, bytes);
    room.size = room.data == nullptr ? 0 : bytes;
    if (room.data == nullptr) __builtin_trap();  // not a few hundred kilobytes are left: nothing here can go on
  }
  return static_cast<Real*>(room.data);
}

// Columns that lie along the depth to rows of a panel: four by four floats are turned in registers.
inline void turn(const float* from, std::ptrdiff_t b_col, int depth, int columns, std::ptrdiff_t width, float* panel) {
  using Four = float __attribute__((vector_size(16), aligned(4), may_alias));
  for (int i = 0; i < columns; i += 4) {
    const float* column = from + i * b_col;
    int p = 0;
    for (; p + 4 <= depth; p += 4) {
      const auto at = [&](int c) { return *reinterpret_cast<const Four*>(column + c * b_col + p); };
      const Four a = at(0), b = at(1), c = at(2), d = at(3);
      const Four ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5),
                 ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
      const Four cd_low = __builtin_shufflevector(c, d, 0, 4, 1, 5),
                 cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
      float* to = panel + p * width + i;
      *reinterpret_cast<Four*>(to) = __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5);
      *reinterpret_cast<Four*>(to + width) = __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7);
      *reinterpret_cast<Four*>(to + 2 * width) = __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5);
      *reinterpret_cast<Four*>(to + 3 * width) = __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7);
    }
    for (; p < depth; ++p) {
      for (int c = 0; c < 4; ++c) panel[p * width + i + c] = column[c * b_col + p];
    }
  }
}

// B (depth,n) to panels of `width` columns, each (depth,width) contiguous, the last filled up with zeros.
template <typename Real>
void pack(const Real* b, std::ptrdiff_t b_row, std::ptrdiff_t b_col, int depth, int n, Real* panels) {
  constexpr int lanes = kLanes<Real>, width = 2 * lanes;
  for (int j = 0; j < n; j += width, panels += static_cast<std::ptrdiff_t>(depth) * width) {
    const int columns = n - j < width ? n - j : width;
    const Real* from = b + j * b_col;
    if (b_col == 1) {
      for (int p = 0; p < depth; ++p) {
        store(panels + p * width, load_some(from + p * b_row, columns));
        store(panels + p * width + lanes,
              columns > lanes ? load_some(from + p * b_row + lanes, columns - lanes) : Vec<Real>{});
      }
      continue;
    }
    int whole = 0;
    if constexpr (sizeof(Real) == sizeof(float)) {
      if (b_row == 1) {  // the columns that fill a four, the others below
        whole = columns / 4 * 4;
        turn(from, b_col, depth, whole, width, panels);
        if (whole == width) continue;
      }
    }
    for (int p = 0; p < depth; ++p) {
      for (int i = whole; i < width; ++i) panels[p * width + i] = i < columns ? from[p * b_row + i * b_col] : Real(0);
    }
  }
}

// C (rows, columns) from A (rows,depth) and one panel of B, its rows `panel_row` apart, of which `vectors` are looked at. `sets` sums run side by side
// where the rows and vectors are too few to hide the latency of one.
template <typename Real, int rows, int vectors, int sets>
void tile(const Real* a, std::ptrdiff_t a_row, std::ptrdiff_t a_col, const Real* panel, std::ptrdiff_t panel_row,
          int depth, Real* c, std::ptrdiff_t c_row, int columns, Start start, const Real* bias) {
  using V = Vec<Real>;
  constexpr int lanes = kLanes<Real>;
  // All loops over sums are unrolled to their end: one that is not would keep the sums in memory.
  V sums[sets][rows][vectors];
#pragma GCC unroll 8
  for (int s = 0; s < sets; ++s) {
#pragma GCC unroll 12
    for (int i = 0; i < rows; ++i) {
#pragma GCC unroll 2
      for (int v = 0; v < vectors; ++v) sums[s][i][v] = V{};
    }
  }
  const auto add_products = [&](int s) __attribute__((always_inline)) {
    V line[vectors];
#pragma GCC unroll 2
    for (int v = 0; v < vectors; ++v) line[v] = load(panel + v * lanes);
#pragma GCC unroll 12
    for (int i = 0; i < rows; ++i) {
      const V value = all(a[i * a_row]);
#pragma GCC unroll 2
      for (int v = 0; v < vectors; ++v) sums[s][i][v] += value * line[v];
    }
    panel += panel_row;
    a += a_col;
  };
  int p = 0;
  for (; p + sets <= depth; p += sets) {
#pragma GCC unroll 8
    for (int s = 0; s < sets; ++s) add_products(s);
  }
  if constexpr (sets > 1) {
    for (; p < depth; ++p) add_products(0);
  }
  const int last = columns - (vectors - 1) * lanes;  // columns of the last vector
#pragma GCC unroll 12
  for (int i = 0; i < rows; ++i) {
#pragma GCC unroll 2
    for (int v = 0; v < vectors; ++v) {
      V sum = sums[0][i][v];
#pragma GCC unroll 8
      for (int s = 1; s < sets; ++s) sum += sums[s][i][v];
      Real* to = c + i * c_row + v * lanes;
      const Real* begin = start == Start::add ? to : bias + v * lanes;
      if (v + 1 < vectors || last == lanes) {
        if (start != Start::zero) sum += load(begin);
        store(to, sum);
      } else {
        if (start != Start::zero) sum += load_some(begin, last);
        store_some(to, sum, last);
      }
    }
  }
}

// Few rows, B as it lies: four vectors of columns at a time, straight from memory.
template <typename Real, int rows>
void thin(const Product<Real>& q) {
  using V = Vec<Real>;
  constexpr int lanes = kLanes<Real>, across = 4;
  int j = 0;
  for (; j + across * lanes <= q.n; j += across * lanes) {
    V sums[rows][across];
    for (int i = 0; i < rows; ++i) {
      for (int s = 0; s < across; ++s) {
        const int at = j + s * lanes;
        sums[i][s] = q.start == Start::add    ? load(q.c + i * q.c_row + at)
                     : q.start == Start::bias ? load(q.bias + at)
                                              : V{};
      }
    }
    for (int p = 0; p < q.k; ++p) {
      const Real* b = q.b + p * q.b_row + j;
      V line[across];
      for (int s = 0; s < across; ++s) line[s] = load(b + s * lanes);
      for (int i = 0; i < rows; ++i) {
        const V value = all(q.a[i * q.a_row + p * q.a_col]);
        for (int s = 0; s < across; ++s) sums[i][s] += value * line[s];
      }
    }
    for (int i = 0; i < rows; ++i) {
      for (int s = 0; s < across; ++s) store(q.c + i * q.c_row + j + s * lanes, sums[i][s]);
    }
  }
  for (; j < q.n; ++j) {
    for (int i = 0; i < rows; ++i) {
      Real* c = q.c + i * q.c_row + j;
      Real sum = q.start == Start::add ? *c : q.start == Start::bias ? q.bias[j] : Real(0);
      for (int p = 0; p < q.k; ++p) sum += q.a[i * q.a_row + p * q.a_col] * q.b[p * q.b_row + j];
      *c = sum;
    }
  }
}

template <typename Real>
std::size_t packed_size(int k, int n) {
  constexpr int width = 2 * kLanes<Real>;
  return static_cast<std::size_t>((n + width - 1) / width) * width * static_cast<std::size_t>(k);
}

// Blocks of kDepth rows of B one after the other.
template <typename Real>
void pack_all(const Real* b, std::ptrdiff_t b_row, std::ptrdiff_t b_col, int k, int n, Real* packed) {
  for (int start = 0; start < k; start += kDepth) {
    const int depth = k - start < kDepth ? k - start : kDepth;
    pack(b + start * b_row, b_row, b_col, depth, n, packed);
    packed += packed_size<Real>(depth, n);
  }
}

template <typename Real>
void gemm(const Product<Real>& q) {
  constexpr int width = 2 * kLanes<Real>;
  if (q.m <= 0 || q.n <= 0) return;
  if (q.m <= 2 && q.b_col == 1 && q.packed == nullptr) return q.m == 1 ? thin<Real, 1>(q) : thin<Real, 2>(q);
  // By the vectors of the panel and the rows that are left; the fewer, the more sums run side by side.
  constexpr decltype(&tile<Real, 1, 1, 4>) tiles[2][7] = {
      {tile<Real, 1, 1, 8>, tile<Real, 2, 1, 4>, tile<Real, 3, 1, 4>, tile<Real, 4, 1, 2>, tile<Real, 5, 1, 2>,
       tile<Real, 6, 1, 2>, tile < Real, kRows, 1, kRows == 6 ? 2 : 1 > },
      {tile<Real, 1, 2, 4>, tile<Real, 2, 2, 2>, tile<Real, 3, 2, 2>, tile<Real, 4, 2, 1>, tile<Real, 5, 2, 1>,
       tile<Real, 6, 2, 1>, tile<Real, kRows, 2, 1>}};
  const int panels = (q.n + width - 1) / width;
  // Few rows do not repay the packing, if B's rows are whole vectors as they lie.
  const bool as_it_lies = q.packed == nullptr && q.b_col == 1 && q.m <= kUnpacked && q.n % kLanes<Real> == 0;
  int k_start = 0;
  do {
    const int depth = q.k - k_start < kDepth ? q.k - k_start : kDepth;
    const Real* packed = q.packed;
    if (packed != nullptr) {
      packed += packed_size<Real>(k_start, q.n);
    } else if (!as_it_lies) {
      Real* own = packing_room<Real>(packed_size<Real>(depth > 0 ? depth : 1, q.n));
      pack(q.b + k_start * q.b_row, q.b_row, q.b_col, depth, q.n, own);
      packed = own;
    }
    const Start start = k_start > 0 ? Start::add : q.start;
    for (int i_start = 0; i_start < q.m; i_start += kHeight) {
      const int i_end = i_start + kHeight < q.m ? i_start + kHeight : q.m;
      for (int panel = 0; panel < panels; ++panel) {
        const int j = panel * width, columns = q.n - j < width ? q.n - j : width;
        const Real* from =
            as_it_lies ? q.b + k_start * q.b_row + j : packed + static_cast<std::ptrdiff_t>(panel) * depth * width;
        const Real* bias = start == Start::bias ? q.bias + j : nullptr;
        for (int i = i_start; i < i_end;) {
          const Real* a = q.a + i * q.a_row + k_start * q.a_col;
          Real* c = q.c + i * q.c_row + j;
          const int left = i_end - i, rows = left >= kRows ? kRows : left < 6 ? left : 6;
          tiles[columns > kLanes<Real> ? 1 : 0][rows == kRows ? 6 : rows - 1](
              a, q.a_row, q.a_col, from, as_it_lies ? q.b_row : width, depth, c, q.c_row, columns, start, bias);
          i += rows;
        }
      }
    }
    k_start += kDepth;
  } while (k_start < q.k);
}

}  // namespace
}  // namespace skin2vec::linalg
