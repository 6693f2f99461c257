#include "skin2vec/stats/multiple.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace skin2vec::stats {

std::vector<double> benjamini_hochberg(std::span<const double> p) {
  std::vector<double> q(p.size(), std::numeric_limits<double>::quiet_NaN());
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (!std::isnan(p[i])) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] > p[b]; });
  double least = 1;
  const auto n = static_cast<double>(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {  // from the largest p down: q = min over larger of p n / rank
    least = std::min(least, p[order[i]] * n / (n - static_cast<double>(i)));
    q[order[i]] = least;
  }
  return q;
}

}  // namespace skin2vec::stats
