// Rows, or columns, brought to mean 0 and variance 1, then stretched and shifted by learned amounts.
//
//   const LayerNorm<float> norm(layout, "encoder.0.norm", 64);
//   LayerNorm<float>::Kept kept;
//   norm.forward(theta, x, y, kept);
//
// LayerNorm works on each row by itself (Ba, Kiros & Hinton 2016): the same in training and in use. BatchNorm works on
// each column over the rows of a batch (Ioffe & Szegedy 2015) in training, and with running moments in use; the moments
// are no parameters: they are kept beside them. A batch is one shard of a step, so the answer does not depend on the
// number of threads. Conventions and threads: linear.h.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "skin2vec/net/parameters.h"

namespace skin2vec::net {

template <typename Real>
class LayerNorm {
 public:
  struct Kept {
    std::vector<Real> mean, inverse_sd;  // (rows)
  };

  // Blocks NAME.gain (width), 1, and NAME.shift (width), 0.
  LayerNorm(Layout& layout, const std::string& name, int width);

  // x (rows,width) -> y (rows,width). throws ContractError if the spans do not fit
  void forward(std::span<const Real> theta, std::span<const Real> x, std::span<Real> y, Kept& kept) const;

  // Adds to dx (rows,width). throws ContractError if the spans do not fit
  void backward(std::span<const Real> theta, std::span<Real> gradient, std::span<const Real> x, const Kept& kept,
                std::span<const Real> dy, std::span<Real> dx) const;

 private:
  int width_;
  std::size_t gain_, shift_;
};

template <typename Real>
class BatchNorm {
 public:
  // Of the columns of one batch; also what is kept running over batches.
  struct Moments {
    std::vector<Real> mean, variance;  // (width); variance is the sum of squares / rows
  };
  struct Kept {
    Moments moments;
    std::vector<Real> normal;      // (rows,width): x at mean 0 and variance 1
    std::vector<Real> inverse_sd;  // (width)
  };

  BatchNorm(Layout& layout, const std::string& name, int width);

  // The moments a network starts with: mean 0, variance 1.
  [[nodiscard]] Moments start() const;

  // Training: by the batch's own moments. throws ContractError if the spans do not fit, or rows < 2
  void forward(std::span<const Real> theta, std::span<const Real> x, std::span<Real> y, Kept& kept) const;
  void backward(std::span<const Real> theta, std::span<Real> gradient, const Kept& kept, std::span<const Real> dy,
                std::span<Real> dx) const;  // adds to dx

  // In use: by fixed moments.
  void apply(std::span<const Real> theta, const Moments& moments, std::span<const Real> x, std::span<Real> y) const;

  // The running moments moved by `share` in (0, 1] towards those of a batch of `rows` (its variance made unbiased).
  [[nodiscard]] Moments moved(const Moments& running, const Moments& batch, std::size_t rows, double share) const;

 private:
  int width_;
  std::size_t gain_, shift_;
};

}  // namespace skin2vec::net
