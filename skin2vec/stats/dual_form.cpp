#include "skin2vec/stats/dual_form.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace skin2vec::stats {

DualForm::DualForm(std::vector<int> days, Eigen::MatrixXd x, Eigen::MatrixXd z, std::vector<Block> blocks,
                   Eigen::VectorXd y)
    : days_(std::move(days)), x_(std::move(x)), z_(std::move(z)), blocks_(std::move(blocks)), y_(std::move(y)) {
  const Eigen::Index n = y_.size();
  products_.resize(n * (n + 1) / 2, std::ssize(blocks_));
  Eigen::MatrixXd product(n, n);
  for (std::size_t j = 0; j < blocks_.size(); ++j) {
    const auto columns = z_.middleCols(blocks_[j].from, blocks_[j].columns);
    product.noalias() = columns * columns.transpose();
    for (Eigen::Index c = 0, at = 0; c < n; at += n - c, ++c) {
      products_.col(static_cast<Eigen::Index>(j)).segment(at, n - c) = product.col(c).tail(n - c);
    }
  }
}

DualForm::Solved DualForm::solve(Noise noise, const std::vector<double>& variance_ratios) {
  const Eigen::Index n = y_.size(), k = x_.cols();
  if (variance_ratios != last_ratios_) {
    last_ratios_ = variance_ratios;
    last_sum_ = products_ * Eigen::Map<const Eigen::VectorXd>(variance_ratios.data(), std::ssize(variance_ratios));
  }
  // V_ij = (1 - white) phi^|days apart| + white [i = j]
  std::vector<double> memory(static_cast<std::size_t>(n > 0 ? days_.back() - days_.front() + 1 : 0));
  double power = 1 - noise.white;
  for (double& one : memory) one = power, power *= noise.phi;
  Eigen::MatrixXd h(n, n);
  for (Eigen::Index c = 0, at = 0; c < n; at += n - c, ++c) {
    h.col(c).tail(n - c) = last_sum_.segment(at, n - c);
    const int day = days_[static_cast<std::size_t>(c)];
    for (Eigen::Index r = c; r < n; ++r) {
      h(r, c) += memory[static_cast<std::size_t>(days_[static_cast<std::size_t>(r)] - day)];
    }
    h(c, c) += noise.white;
  }
  Solved solved;
  const Eigen::LLT<Eigen::Ref<Eigen::MatrixXd>> in_place(h);
  if (in_place.info() != Eigen::Success) return solved;
  solved.factor = std::move(h);
  const Eigen::MatrixXd& factor = solved.factor;
  const auto lower = factor.triangularView<Eigen::Lower>();
  const Eigen::MatrixXd x = lower.solve(x_);
  const Eigen::VectorXd y = lower.solve(y_);
  const Eigen::MatrixXd within = x.transpose() * x;
  const Eigen::LLT<Eigen::MatrixXd> fixed(within);
  if (fixed.info() != Eigen::Success) return solved;
  const Eigen::VectorXd diagonal = fixed.matrixLLT().diagonal();
  for (Eigen::Index i = 0; i < k; ++i) {  // a fixed column that the ones before it make up
    if (diagonal(i) * diagonal(i) < 1e-10 * within(i, i)) return solved;
  }
  const Eigen::VectorXd level = fixed.solve(x.transpose() * y), rest = y - x * level;
  solved.rss = rest.squaredNorm();
  const Eigen::VectorXd py = factor.transpose().triangularView<Eigen::Upper>().solve(rest);
  solved.coefficients.resize(k + z_.cols());
  solved.coefficients.head(k) = level;
  solved.coefficients.tail(z_.cols()).noalias() = z_.transpose() * py;
  for (std::size_t j = 0; j < blocks_.size(); ++j) {
    solved.coefficients.segment(k + blocks_[j].from, blocks_[j].columns) *= variance_ratios[j];
  }
  solved.log_determinants = 2 * (solved.factor.diagonal().array().log().sum() + diagonal.array().log().sum());
  solved.good = true;
  return solved;
}

std::vector<double> DualForm::used(const Solved& at, const std::vector<double>& variance_ratios) const {
  const Eigen::Index n = y_.size();
  Eigen::MatrixXd p = Eigen::MatrixXd::Identity(n, n);
  const auto factor = at.factor.triangularView<Eigen::Lower>();
  factor.solveInPlace(p);
  // P = L^-T (I - Q Q') L^-1 with L^-1 X = Q R
  const Eigen::MatrixXd x = factor.solve(x_);
  const Eigen::MatrixXd hx = at.factor.transpose().triangularView<Eigen::Upper>().solve(x);  // H^-1 X
  const Eigen::MatrixXd inverse = (x.transpose() * x).llt().solve(hx.transpose());
  Eigen::MatrixXd lower = Eigen::MatrixXd::Zero(n, n);
  lower.selfadjointView<Eigen::Lower>().rankUpdate(p.transpose());
  lower.noalias() -= hx * inverse;
  // tr(Z' P Z) is the sum of the products of their entries: those off the diagonal count twice.
  Eigen::VectorXd packed(products_.rows());
  for (Eigen::Index c = 0, from = 0; c < n; from += n - c, ++c) {
    packed.segment(from, n - c) = 2 * lower.col(c).tail(n - c);
    packed(from) = lower(c, c);
  }
  const Eigen::VectorXd traces = products_.transpose() * packed;
  std::vector<double> used(variance_ratios.size());
  for (std::size_t j = 0; j < variance_ratios.size(); ++j)
    used[j] = variance_ratios[j] * traces(static_cast<Eigen::Index>(j));
  return used;
}

}  // namespace skin2vec::stats
