// How well found segments agree with those that several people saw in the same series.
//
//   f1({{10, 20}, {11, 20}, {10}, {0, 5}}, {10, 20});               // 1: within 5 values of what someone saw
//   covering({{10, 20}, {10}, {0, 5}}, {10, 20}, 45);               // 0.796
//
// F1: harmonic mean of precision (found starts that someone saw, of all found) and recall (starts of a person that were
// found, mean over people); a start is matched once, within the margin; index 0 counts as a start for everyone.
// Covering: each segment of a person by the found segment that overlaps it best (intersection over union), weighted by
// its length, mean over people. Method: van den Burg & Williams (2020), arXiv:2003.06222. Both lie in [0, 1].
#pragma once

#include <vector>

namespace skin2vec::change {

// seen     one list of starts for each person; at least one person
// found    starts, any order
// throws   ContractError if nobody looked, or margin < 0
[[nodiscard]] double f1(const std::vector<std::vector<int>>& seen, const std::vector<int>& found, int margin = 5);

// throws   ContractError if nobody looked, or length < 1
[[nodiscard]] double covering(const std::vector<std::vector<int>>& seen, const std::vector<int>& found, int length);

}  // namespace skin2vec::change
