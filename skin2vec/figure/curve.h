// A line with gaps over two axes, its interval as a band: humidity's bell, a series of days with its changes.
//
//   curve({.words = {"Moisture by humidity", "highest at 55"}, .points = points, .x_label = "%RH",
//          .marks = {{55, "55"}}});
//   curve({.words = words, .points = days, .axis = Axis::days});    // x are Day::number; ticks are months
//
// Where y is missing, line and band have a gap, and nothing is joined over it; a point between two gaps is a dot. Ticks
// stand at round numbers (scale.h). A mark is a dashed upright with its words on top.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "skin2vec/figure/svg.h"

namespace skin2vec::figure {

enum class Axis { numbers, days };  // of x

struct CurvePoint {
  double x;          // finite
  double y;          // NaN: missing
  double low = NAN;  // of the band; NaN: none here
  double high = NAN;
};

struct Mark {
  double x;
  std::string text;
};

struct Curve {
  Words words;
  std::vector<CurvePoint> points;  // x increasing
  Axis axis = Axis::numbers;
  std::string x_label = "";
  std::string y_label = "";
  std::vector<Mark> marks = {};
  double width = 300;   // px, >= 120
  double height = 120;  // px, >= 70
};

// The part of a curve's picture that lies within its axes, px.
struct Plot {
  double left, top, right, bottom;
};
[[nodiscard]] Plot plot_of(const Curve& options);

// One <svg>; axes alone where there is no point.
// throws   ContractError if a side is out of range, x does not increase or is not finite, or the title is empty
[[nodiscard]] std::string curve(const Curve& options);

}  // namespace skin2vec::figure
