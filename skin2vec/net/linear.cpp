#include "skin2vec/net/linear.h"

#include "skin2vec/base/require.h"

namespace skin2vec::net {

template <typename Real>
Linear<Real>::Linear(Layout& layout, const std::string& name, int in, int out)
    : in_(in),
      out_(out),
      weight_(layout.add(name + ".weight", {in, out}, {.spread = glorot(in, out)})),
      bias_(layout.add(name + ".bias", {out})) {}

template <typename Real>
void Linear<Real>::forward(std::span<const Real> theta, std::span<const Real> x, std::span<Real> y) const {
  const auto rows = static_cast<int>(x.size()) / in_;
  require(x.size() == static_cast<std::size_t>(rows) * in_ && y.size() == static_cast<std::size_t>(rows) * out_,
          "Linear: x (rows,{}) and y (rows,{}) do not fit: {} and {} elements", in_, out_, x.size(), y.size());
  linalg::kernels<Real>().gemm({.m = rows,
                                .n = out_,
                                .k = in_,
                                .a = x.data(),
                                .a_row = in_,
                                .b = theta.data() + weight_,
                                .b_row = out_,
                                .c = y.data(),
                                .c_row = out_,
                                .start = linalg::Start::bias,
                                .bias = theta.data() + bias_});
}

// dW = x' dy, db = sum of the rows of dy, dx = dy W'.
template <typename Real>
void Linear<Real>::backward(std::span<const Real> theta, std::span<Real> gradient, std::span<const Real> x,
                            std::span<const Real> dy, std::span<Real> dx, linalg::Start start) const {
  const auto rows = static_cast<int>(x.size()) / in_;
  require(x.size() == static_cast<std::size_t>(rows) * in_ && dy.size() == static_cast<std::size_t>(rows) * out_ &&
              (dx.empty() || dx.size() == x.size()),
          "Linear: x (rows,{}), dy (rows,{}) and dx do not fit: {}, {} and {} elements", in_, out_, x.size(), dy.size(),
          dx.size());
  require(start != linalg::Start::bias, "Linear::backward: dx starts at zero or is added to");
  const linalg::Kernels<Real>& run = linalg::kernels<Real>();
  run.gemm({.m = in_,
            .n = out_,
            .k = rows,
            .a = x.data(),
            .a_row = 1,
            .a_col = in_,
            .b = dy.data(),
            .b_row = out_,
            .c = gradient.data() + weight_,
            .c_row = out_,
            .start = linalg::Start::add});
  run.add_rows(gradient.data() + bias_, dy.data(), rows, out_, out_);
  if (dx.empty()) return;
  run.gemm({.m = rows,
            .n = in_,
            .k = out_,
            .a = dy.data(),
            .a_row = out_,
            .b = theta.data() + weight_,
            .b_row = 1,
            .b_col = out_,
            .c = dx.data(),
            .c_row = in_,
            .start = start});
}

template class Linear<float>;
template class Linear<double>;

}  // namespace skin2vec::net
