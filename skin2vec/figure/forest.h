// Effects side by side: a row each, a point and its interval, and an upright where there would be none.
//
//   forest({.words = {"Effects", "late night: less"},
//           .rows = {{"late night", -0.42, -0.6, -0.3, Marker::filled}}, .x_label = "sd"});
//
// An interval that crosses the upright could be nothing. Filled dots are findings, hollow diamonds are doubtful: told
// apart in black ink. A row without a value has its label and a dash; an end of an interval that is not known is not
// drawn. Labels are shortened to what fits.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "skin2vec/figure/scale.h"
#include "skin2vec/figure/svg.h"

namespace skin2vec::figure {

enum class Marker { filled, hollow };

struct ForestRow {
  std::string label;
  double value = NAN;
  double low = NAN;
  double high = NAN;
  Marker marker = Marker::filled;
};

struct Forest {
  Words words;
  std::vector<ForestRow> rows;  // from top to bottom
  std::string x_label = "";
  double none = 0;         // the value of no effect: 0, or 1 for a ratio; finite
  int label_letters = 26;  // >= 4
  double width = 330;      // px; must leave 60 px beside the labels (5 px a letter)
  double row_height = 14;  // px, >= 8
};

// The scale of the values: all that is drawn, and the upright.
[[nodiscard]] Scale forest_scale(const Forest& options);

// One <svg>, row_height px a row and 30 px for the axis; the axis alone without rows.
// throws   ContractError if an option is out of range, or the title is empty
[[nodiscard]] std::string forest(const Forest& options);

}  // namespace skin2vec::figure
