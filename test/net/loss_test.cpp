#include "skin2vec/net/loss.h"

#include <gtest/gtest.h>

#include <numeric>

#include "skin2vec/base/require.h"
#include "test/net/layer_case.h"

namespace skin2vec::net {
namespace loss_test {

// What PyTorch's distributions say of the same forecasts.
template <typename Real>
class Golden {
 public:
  Golden()
      : file(golden_file("loss")), mean(v("mean")), log_sd(v("log_sd")), target(v("target")), weight(v("weight")) {}
  std::vector<Real> v(const std::string& name) const { return golden_values<Real>(file, name); }
  Forecast<Real> of(const std::vector<Real>& what) const {
    return {.mean = mean, .log_sd = log_sd, .target = what, .weight = weight};
  }
  void expect(const std::string& name, double loss, const std::vector<Real>& d_mean, const std::vector<Real>& d_log_sd,
              double tolerance) const {
    expect_close<Real>({static_cast<Real>(loss)}, v(name + ".loss"), tolerance, name);
    expect_close(d_mean, v(name + ".d_mean"), tolerance, name + " d_mean");
    expect_close(d_log_sd, v(name + ".d_log_sd"), tolerance, name + " d_log_sd");
  }
  TensorFile file;
  std::vector<Real> mean, log_sd, target, weight;
};

template <typename Real>
void expect_all_golden(double tolerance) {
  const Golden<Real> g;
  std::vector<Real> d_mean(9), d_log_sd(9);
  g.expect("gaussian", gaussian_loss<Real>(g.of(g.target), d_mean, d_log_sd), d_mean, d_log_sd, tolerance);
  g.expect("student", student_loss<Real>(g.of(g.target), 4, d_mean, d_log_sd), d_mean, d_log_sd, tolerance);
  const std::vector<Real> raw = g.v("raw"), score = g.v("score");
  std::vector<Real> d_raw(raw.size(), 0);
  g.expect("ordinal", ordinal_loss<Real>(g.of(score), raw, d_mean, d_log_sd, d_raw), d_mean, d_log_sd, tolerance);
  expect_close(d_raw, g.v("ordinal.d_raw"), tolerance, "ordinal d_raw");
}

TEST(Loss, IsPyTorchs) {
  expect_all_golden<double>(1e-10);
  expect_all_golden<float>(2e-6);
}

TEST(Loss, ProbabilitiesOfTheCategoriesSumToOne) {
  const std::vector<double> cuts = {-1, 0.5, 0.75, 2};
  const auto p = category_probabilities(0.3, 0.8, cuts);
  EXPECT_EQ(p.size(), 5U);
  EXPECT_NEAR(std::accumulate(p.begin(), p.end(), 0.0), 1, 1e-15);
}

TEST(Loss, ACategoryFarAwayHasAFiniteLossAndAGradientTowardsIt) {
  const std::vector<double> mean = {-900}, log_sd = {0}, target = {4}, weight = {1}, raw = {-1.1, 0.2, 0.3, 0.4};
  std::vector<double> d_mean(1), d_log_sd(1), d_raw(4, 0);
  const double loss = ordinal_loss<double>({.mean = mean, .log_sd = log_sd, .target = target, .weight = weight}, raw,
                                           d_mean, d_log_sd, d_raw);
  EXPECT_TRUE(std::isfinite(loss));
  EXPECT_LT(d_mean[0], 0);
}

TEST(Loss, RefusesANumberThatIsNoCategory) {
  const std::vector<double> one = {0}, half = {1.5}, weight = {1}, raw = {-1.1, 0.2};
  std::vector<double> d(1), e(1), d_raw(2);
  EXPECT_THROW(
      (void)ordinal_loss<double>({.mean = one, .log_sd = one, .target = half, .weight = weight}, raw, d, e, d_raw),
      ContractError);
  EXPECT_THROW((void)student_loss<double>({.mean = one, .log_sd = one, .target = half, .weight = weight}, 0, d, e),
               ContractError);
  EXPECT_THROW((void)gaussian_loss<double>({.mean = one, .log_sd = one, .target = half, .weight = raw}, d, e),
               ContractError);
}

}  // namespace loss_test
}  // namespace skin2vec::net
