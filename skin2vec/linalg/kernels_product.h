// The matrix product of the inner loops. Who may include it, and why it uses no standard library: kernels_lanes.h.
#pragma once

#include <cstdlib>

#include "skin2vec/linalg/kernels.h"
#include "skin2vec/linalg/kernels_lanes.h"

namespace skin2vec::linalg {
namespace {

constexpr int kRows = 6;     // of A at once
constexpr int kDepth = 256;  // of K packed at once
constexpr int kHeight = 96;  // rows of A that stay in the cache while all panels pass

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

// B (depth,n) to panels of `width` columns, each (depth,width) contiguous, the last filled up with zeros.
template <typename Real>
void pack(const Real* b, std::ptrdiff_t b_row, std::ptrdiff_t b_col, int depth, int n, Real* panels) {
  constexpr int width = 2 * kLanes<Real>;
  for (int j = 0; j < n; j += width, panels += static_cast<std::ptrdiff_t>(depth) * width) {
    const int columns = n - j < width ? n - j : width;
    const Real* from = b + j * b_col;
    if (columns == width && b_col == 1) {
      for (int p = 0; p < depth; ++p) {
        store(panels + p * width, load(from + p * b_row));
        store(panels + p * width + kLanes<Real>, load(from + p * b_row + kLanes<Real>));
      }
    } else if (columns == width) {
      for (int p = 0; p < depth; ++p) {
        for (int i = 0; i < width; ++i) panels[p * width + i] = from[p * b_row + i * b_col];
      }
    } else {
      for (int p = 0; p < depth; ++p) {
        for (int i = 0; i < width; ++i) panels[p * width + i] = i < columns ? from[p * b_row + i * b_col] : Real(0);
      }
    }
  }
}

// C (rows, columns <= width) from A (rows,depth) and one panel. `sets` sums run side by side where the rows are too few
// to hide the latency of one.
template <typename Real, int rows, int sets>
void tile(const Real* a, std::ptrdiff_t a_row, std::ptrdiff_t a_col, const Real* panel, int depth, Real* c,
          std::ptrdiff_t c_row, int columns, Start start, const Real* bias) {
  using V = Vec<Real>;
  constexpr int lanes = kLanes<Real>, width = 2 * lanes;
  V sums[sets][rows][2];
  for (int s = 0; s < sets; ++s) {
    for (int i = 0; i < rows; ++i) sums[s][i][0] = sums[s][i][1] = V{};
  }
  int p = 0;
  for (; p + sets <= depth; p += sets) {
    for (int s = 0; s < sets; ++s) {
      const V left = load(panel + (p + s) * width), right = load(panel + (p + s) * width + lanes);
      for (int i = 0; i < rows; ++i) {
        const V value = all(a[i * a_row + (p + s) * a_col]);
        sums[s][i][0] += value * left;
        sums[s][i][1] += value * right;
      }
    }
  }
  for (; p < depth; ++p) {
    const V left = load(panel + p * width), right = load(panel + p * width + lanes);
    for (int i = 0; i < rows; ++i) {
      const V value = all(a[i * a_row + p * a_col]);
      sums[0][i][0] += value * left;
      sums[0][i][1] += value * right;
    }
  }
  for (int s = 1; s < sets; ++s) {
    for (int i = 0; i < rows; ++i) {
      sums[0][i][0] += sums[s][i][0];
      sums[0][i][1] += sums[s][i][1];
    }
  }
  if (columns == width) {
    for (int i = 0; i < rows; ++i) {
      Real* to = c + i * c_row;
      V left = sums[0][i][0], right = sums[0][i][1];
      if (start == Start::add) {
        left += load(to);
        right += load(to + lanes);
      } else if (start == Start::bias) {
        left += load(bias);
        right += load(bias + lanes);
      }
      store(to, left);
      store(to + lanes, right);
    }
    return;
  }
  for (int i = 0; i < rows; ++i) {
    Real line[width];
    store(line, sums[0][i][0]);
    store(line + lanes, sums[0][i][1]);
    Real* to = c + i * c_row;
    for (int j = 0; j < columns; ++j) {
      to[j] = line[j] + (start == Start::add ? to[j] : start == Start::bias ? bias[j] : Real(0));
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
  // By the rows that are left; the fewer, the more sums run side by side.
  constexpr decltype(&tile<Real, 1, 4>) tiles[kRows] = {tile<Real, 1, 4>, tile<Real, 2, 2>, tile<Real, 3, 2>,
                                                        tile<Real, 4, 1>, tile<Real, 5, 1>, tile<Real, 6, 1>};
  const int panels = (q.n + width - 1) / width;
  int k_start = 0;
  do {
    const int depth = q.k - k_start < kDepth ? q.k - k_start : kDepth;
    const Real* packed = q.packed;
    if (packed == nullptr) {
      Real* own = packing_room<Real>(packed_size<Real>(depth > 0 ? depth : 1, q.n));
      pack(q.b + k_start * q.b_row, q.b_row, q.b_col, depth, q.n, own);
      packed = own;
    } else {
      packed += packed_size<Real>(k_start, q.n);
    }
    const Start start = k_start > 0 ? Start::add : q.start;
    for (int i_start = 0; i_start < q.m; i_start += kHeight) {
      const int i_end = i_start + kHeight < q.m ? i_start + kHeight : q.m;
      for (int panel = 0; panel < panels; ++panel) {
        const int j = panel * width, columns = q.n - j < width ? q.n - j : width;
        const Real* from = packed + static_cast<std::ptrdiff_t>(panel) * depth * width;
        const Real* bias = start == Start::bias ? q.bias + j : nullptr;
        for (int i = i_start; i < i_end; i += kRows) {
          const Real* a = q.a + i * q.a_row + k_start * q.a_col;
          Real* c = q.c + i * q.c_row + j;
          const int rows = i_end - i < kRows ? i_end - i : kRows;
          tiles[rows - 1](a, q.a_row, q.a_col, from, depth, c, q.c_row, columns, start, bias);
        }
      }
    }
    k_start += kDepth;
  } while (k_start < q.k);
}

}  // namespace
}  // namespace skin2vec::linalg
