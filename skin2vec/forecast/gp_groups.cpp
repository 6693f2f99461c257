#include "skin2vec/forecast/gp_groups.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace skin2vec::forecast {
namespace {

Group group_of(const DayTable& table, std::vector<int> dimensions, int begin, int end) {
  Group group{.dimensions = std::move(dimensions), .days = {}, .missing = {}};
  for (int day = begin; day < end; ++day) {
    const auto read =
        std::count_if(group.dimensions.begin(), group.dimensions.end(), [&](int d) { return was_read(table, day, d); });
    if (read > 0) group.days.push_back(day);
    if (read > 0 && read < static_cast<std::ptrdiff_t>(group.dimensions.size())) group.missing.push_back(day);
  }
  return group;
}

}  // namespace

bool was_read(const DayTable& table, int day, int dimension) {
  return day < table.days && !std::isnan(table.value(day, dimension));
}

double first_value(const DayTable& table, int begin, int end, int dimension) {
  for (int day = begin; day < end; ++day) {
    if (was_read(table, day, dimension)) return table.value(day, dimension);
  }
  return NAN;
}

Eigen::Index Group::row(int day) const {
  return std::lower_bound(days.begin(), days.end(), day) - days.begin();
}

std::vector<Group> groups(const DayTable& table, int begin, int end) {
  std::vector<Group> all;
  for (int d = 0; d < static_cast<int>(table.value.cols()); ++d) {
    bool joined = false;
    for (std::size_t g = 0; g < all.size() && !joined; ++g) {
      std::vector<int> dimensions = all[g].dimensions;
      dimensions.push_back(d);
      Group with = group_of(table, std::move(dimensions), begin, end);
      joined = with.missing.size() * 4 <= with.days.size();
      if (joined) all[g] = std::move(with);
    }
    if (!joined) all.push_back(group_of(table, {d}, begin, end));
  }
  return all;
}

LeaveOut::LeaveOut(const linalg::RowMatrix& x, const std::vector<Eigen::Index>& rows, std::vector<Eigen::Index> columns)
    : columns_(std::move(columns)) {
  if (columns_.empty()) return;
  const Eigen::PartialPivLU<Eigen::MatrixXd> precision(x(rows, columns_));
  log_determinant_ = std::log(std::abs(precision.determinant()));
  correction_ = precision.solve(Eigen::MatrixXd(x(rows, Eigen::all)));
}

Eigen::MatrixXd LeaveOut::downdate(const linalg::RowMatrix& told) const {
  Eigen::MatrixXd mine = told;
  if (!columns_.empty()) mine -= Eigen::MatrixXd(told(Eigen::all, columns_)) * correction_;
  return mine;
}

double log_likelihood(int days, double error, double log_determinant, double taken_out) {
  if (days < 2) return 0;
  return -0.5 * static_cast<double>(days) * std::log(std::max(error, 1e-300)) - log_determinant - taken_out / 2;
}

std::array<double, kResponseScales.size()> shares(const std::array<double, kResponseScales.size()>& log_likelihood) {
  const double best = *std::max_element(log_likelihood.begin(), log_likelihood.end());
  std::array<double, kResponseScales.size()> weights{};
  double sum = 0;
  for (std::size_t c = 0; c < weights.size(); ++c) sum += weights[c] = std::exp(log_likelihood[c] - best);
  for (double& weight : weights) weight /= sum;
  return weights;
}

}  // namespace skin2vec::forecast
