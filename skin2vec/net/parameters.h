// What a network learns: named blocks in one flat vector.
//
//   Layout layout;
//   const Linear<float> linear(layout, "head", 64, 12);
//   std::vector<float> theta = initial<float>(layout, Random(7));
//   linear.forward(theta, x, y);
//
// A layer holds only where its blocks start, so one layer serves many threads; values, gradients and moments are flat
// vectors of one length, so that Adam, clipping, a sum over threads or processes, and a checkpoint are loops over one
// vector. Blocks follow each other in the order in which layers were made, each starting at a multiple of 16 elements.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/base/random.h"

namespace skin2vec::net {

// How a block starts: `centre` plus uniform draws in [-spread, spread).
struct Initial {
  double centre = 0;
  double spread = 0;
};

struct Block {
  std::string name;        // "encoder.0.attention.qkv.weight"; unique in a layout
  std::vector<int> shape;  // row-major; each >= 1
  std::size_t offset = 0;  // of its first element in the flat vector
  std::size_t size = 0;    // product of the shape
  Initial initial;
};

class Layout {
 public:
  // Adds a block and returns its offset. throws ContractError if the name is empty or taken, or a length is below 1.
  std::size_t add(std::string name, std::vector<int> shape, Initial initial = {});

  [[nodiscard]] const std::vector<Block>& blocks() const { return blocks_; }
  [[nodiscard]] std::size_t size() const { return size_; }  // of the flat vector, with the gaps between blocks

  // The block of this name. throws ContractError if there is none.
  [[nodiscard]] const Block& block(const std::string& name) const;

 private:
  std::vector<Block> blocks_;
  std::size_t size_ = 0;
};

// Starting values of all blocks; gaps are 0. Block k draws from random.fork(k): a block added at the end leaves the
// others as they were.
template <typename Real>
[[nodiscard]] std::vector<Real> initial(const Layout& layout, const Random& random);

// Half of the width of Glorot's uniform draw (AISTATS 2010): sqrt(6 / (in + out)).
[[nodiscard]] double glorot(int in, int out);

}  // namespace skin2vec::net
