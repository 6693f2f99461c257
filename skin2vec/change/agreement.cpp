#include "skin2vec/change/agreement.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "skin2vec/base/require.h"

namespace skin2vec::change {

namespace {

std::set<int> with_zero(const std::vector<int>& starts) {
  std::set<int> all(starts.begin(), starts.end());
  all.insert(0);
  return all;
}

// How many of `seen` have a found start of their own within the margin: each takes the nearest that is left.
double matched(const std::set<int>& seen, std::set<int> found, int margin) {
  int count = 0;
  for (const int start : seen) {
    const auto nearest = std::min_element(found.begin(), found.end(),
                                          [&](int a, int b) { return std::abs(a - start) < std::abs(b - start); });
    if (nearest == found.end() || std::abs(*nearest - start) > margin) continue;
    found.erase(nearest);
    ++count;
  }
  return count;
}

// Begins of the segments of [0, length), and its end.
std::vector<int> bounds(const std::vector<int>& starts, int length) {
  std::vector<int> all;
  for (const int start : with_zero(starts)) {
    if (start >= 0 && start < length) all.push_back(start);
  }
  all.push_back(length);
  return all;
}

}  // namespace

double f1(const std::vector<std::vector<int>>& seen, const std::vector<int>& found, int margin) {
  require(!seen.empty(), "f1: at least one person must have looked");
  require(margin >= 0, "f1: margin must be >= 0, got {}", margin);
  const std::set<int> starts = with_zero(found);
  std::set<int> anyone;
  double recall = 0;
  for (const std::vector<int>& one : seen) {
    const std::set<int> own = with_zero(one);
    anyone.insert(own.begin(), own.end());
    recall += matched(own, starts, margin) / static_cast<double>(own.size() * seen.size());
  }
  const double precision = matched(anyone, starts, margin) / static_cast<double>(starts.size());
  return 2 * precision * recall / (precision + recall);
}

double covering(const std::vector<std::vector<int>>& seen, const std::vector<int>& found, int length) {
  require(!seen.empty(), "covering: at least one person must have looked");
  require(length >= 1, "covering: length must be >= 1, got {}", length);
  const std::vector<int> ours = bounds(found, length);
  double sum = 0;
  for (const std::vector<int>& one : seen) {
    const std::vector<int> theirs = bounds(one, length);
    for (std::size_t i = 0; i + 1 < theirs.size(); ++i) {
      double best = 0;
      for (std::size_t j = 0; j + 1 < ours.size(); ++j) {
        const int both = std::min(theirs[i + 1], ours[j + 1]) - std::max(theirs[i], ours[j]);
        const int either = std::max(theirs[i + 1], ours[j + 1]) - std::min(theirs[i], ours[j]);
        best = std::max(best, static_cast<double>(both) / either);
      }
      sum += best * (theirs[i + 1] - theirs[i]);
    }
  }
  return sum / (static_cast<double>(length) * static_cast<double>(seen.size()));
}

}  // namespace skin2vec::change
