#include "skin2vec/stats/distributions.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::stats {

namespace {

// Overflow (a quantile beyond the range of double) is infinity, not an exception.
using Policy = boost::math::policies::policy<boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
                                             boost::math::policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, Policy>;
using Student = boost::math::students_t_distribution<double, Policy>;
using Fisher = boost::math::fisher_f_distribution<double, Policy>;
using ChiSquared = boost::math::chi_squared_distribution<double, Policy>;

}  // namespace

double normal_quantile(double p) {
  require(p > 0 && p < 1, "normal_quantile: p must be in (0, 1), got {}", p);
  return boost::math::quantile(Normal(), p);
}

double student_cdf(double t, double degrees) {
  require(degrees > 0, "student_cdf: degrees must be positive, got {}", degrees);
  if (std::isnan(t)) return t;
  if (std::isinf(t)) return t < 0 ? 0 : 1;
  return boost::math::cdf(Student(degrees), t);
}

double student_quantile(double p, double degrees) {
  require(p > 0 && p < 1, "student_quantile: p must be in (0, 1), got {}", p);
  require(degrees > 0, "student_quantile: degrees must be positive, got {}", degrees);
  return boost::math::quantile(Student(degrees), p);
}

double f_tail(double f, double degrees_above, double degrees_below) {
  require(degrees_above > 0 && degrees_below > 0, "f_tail: degrees must be positive, got {} and {}", degrees_above,
          degrees_below);
  if (std::isnan(f)) return f;
  if (f <= 0) return 1;
  if (std::isinf(f)) return 0;
  return boost::math::cdf(boost::math::complement(Fisher(degrees_above, degrees_below), f));
}

double chi_square_tail(double x, double degrees) {
  require(degrees > 0, "chi_square_tail: degrees must be positive, got {}", degrees);
  if (std::isnan(x)) return x;
  if (x <= 0) return 1;
  if (std::isinf(x)) return 0;
  return boost::math::cdf(boost::math::complement(ChiSquared(degrees), x));
}

}  // namespace skin2vec::stats
