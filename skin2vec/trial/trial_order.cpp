#include "skin2vec/trial/trial_order.h"

#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::trial {

namespace {

void require_shape(const TrialShape& shape) {
  require(shape.pairs >= 1, "trial: pairs must be >= 1, got {}", shape.pairs);
  require(shape.washout_days >= 0 && shape.period_days > shape.washout_days,
          "trial: a washout in [0, {}) expected, the days of a period, got {}", shape.period_days, shape.washout_days);
  require(shape.half_life_days >= 0, "trial: half_life_days must be >= 0, got {}", shape.half_life_days);
}

// The dealt order first; then all others, or as many as asked for, drawn.
std::vector<TrialOrder> other_orders(const TrialOrder& dealt, const OrderTestOptions& options) {
  const int pairs = static_cast<int>(dealt.size());
  std::vector<TrialOrder> orders{dealt};
  if (pairs < 31 && (1 << pairs) <= options.most_orders) {
    orders.reserve(std::size_t{1} << pairs);
    for (int code = 0; code < 1 << pairs; ++code) {
      TrialOrder order(dealt.size());
      for (int i = 0; i < pairs; ++i) order[static_cast<std::size_t>(i)] = static_cast<char>(code >> i & 1);
      if (order != dealt) orders.push_back(std::move(order));
    }
    return orders;
  }
  Random random(options.seed);
  orders.reserve(static_cast<std::size_t>(options.most_orders));
  while (std::ssize(orders) < options.most_orders) orders.push_back(draw_order(pairs, random));
  return orders;
}

}  // namespace

TrialOrder draw_order(int pairs, Random& random) {
  TrialOrder order(static_cast<std::size_t>(pairs));
  for (char& a_first : order) a_first = random.chance(0.5) ? 1 : 0;
  return order;
}

bool is_a(const TrialShape& shape, const TrialOrder& order, int day) {
  require(std::ssize(order) == shape.pairs && day >= 0 && day < shape.days(),
          "trial: an order of {} pairs and a day in [0, {}) expected, got {} and {}", shape.pairs, shape.days(),
          order.size(), day);
  const int period = day / shape.period_days;
  return (order[static_cast<std::size_t>(period / 2)] != 0) == (period % 2 == 0);
}

std::vector<int> counted_days(const TrialShape& shape) {
  require_shape(shape);
  std::vector<int> days;
  days.reserve(static_cast<std::size_t>(shape.days()));
  for (int day = 0; day < shape.days(); ++day) {
    if (day % shape.period_days >= shape.washout_days) days.push_back(day);
  }
  return days;
}

Eigen::VectorXd share_column(std::span<const double> use, double half_life_days) {
  require(half_life_days >= 0, "trial: half_life_days must be >= 0, got {}", half_life_days);
  const double stays = half_life_days > 0 ? std::exp2(-1 / half_life_days) : 0;
  Eigen::VectorXd column(std::ssize(use));
  double share = 0;  // none of either before the first day
  for (std::size_t day = 0; day < use.size(); ++day) {
    share = stays * share + (1 - stays) * use[day];
    column(static_cast<Eigen::Index>(day)) = share;
  }
  return column;
}

Eigen::VectorXd order_column(const TrialShape& shape, const TrialOrder& order) {
  std::vector<double> use;
  use.reserve(static_cast<std::size_t>(shape.days()));
  for (int day = 0; day < shape.days(); ++day) use.push_back(is_a(shape, order, day) ? 0.5 : -0.5);
  return share_column(use, shape.half_life_days);
}

Eigen::MatrixXd trial_nuisance(const TrialShape& shape, std::span<const int> days) {
  Eigen::MatrixXd nuisance(std::ssize(days), 2);
  for (std::size_t i = 0; i < days.size(); ++i) {
    nuisance.row(static_cast<Eigen::Index>(i)) << 1, 2.0 * days[i] / std::max(1, shape.days() - 1) - 1;
  }
  return nuisance;
}

OrderTest::OrderTest(const TrialShape& shape, const TrialOrder& dealt, std::vector<int> days, stats::Noise noise,
                     const OrderTestOptions& options)
    : days_(std::move(days)), noise_(noise) {
  require_shape(shape);
  require(options.most_orders >= 100, "trial: most_orders must be >= 100, got {}", options.most_orders);
  require(std::ssize(dealt) == shape.pairs, "trial: an order of {} pairs expected, got {}", shape.pairs, dealt.size());
  require(days_.empty() || (days_.front() >= 0 && days_.back() < shape.days()), "trial: days in [0, {}) expected",
          shape.days());
  const Eigen::MatrixXd whitened = stats::whiten(days_, trial_nuisance(shape, days_), noise_).columns;
  nuisance_ = whitened.householderQr().householderQ() * Eigen::MatrixXd::Identity(whitened.rows(), whitened.cols());

  const std::vector<TrialOrder> orders = other_orders(dealt, options);
  orders_.resize(std::ssize(days_), std::ssize(orders));
  for (std::size_t r = 0; r < orders.size(); ++r) {
    orders_.col(static_cast<Eigen::Index>(r)) = order_column(shape, orders[r])(days_);
  }
  orders_ = cleared(orders_);
  const Eigen::VectorXd of_dealt = orders_.col(0);
  for (auto column : orders_.colwise()) {
    const double length = column.norm();
    if (length > 1e-9) column /= length;
  }
  of_difference_ = orders_.transpose() * of_dealt;
}

Eigen::MatrixXd OrderTest::cleared(const Eigen::MatrixXd& columns) const {
  const Eigen::MatrixXd w = stats::whiten(days_, columns, noise_).columns;
  return w - nuisance_ * (nuisance_.transpose() * w);
}

Eigen::MatrixXd OrderTest::scores(const Eigen::MatrixXd& y) const {
  require(y.rows() == std::ssize(days_), "trial: a value for each of {} days expected, got {}", days_.size(), y.rows());
  return orders_.transpose() * cleared(y);
}

double OrderTest::p(const Eigen::VectorXd& scores) {
  require(scores.size() > 0, "trial: a score expected, got none");
  const double limit = std::abs(scores(0)) * (1 - 1e-9);  // an order and its mirror differ by rounding
  return static_cast<double>((scores.array().abs() >= limit).count()) / static_cast<double>(scores.size());
}

}  // namespace skin2vec::trial
