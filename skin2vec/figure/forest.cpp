#include "skin2vec/figure/forest.h"

#include <algorithm>

#include "skin2vec/base/require.h"

namespace skin2vec::figure {

namespace {

constexpr double letter_px = 5;
constexpr double margin_px = 8;
constexpr double axis_px = 30;  // ticks, their numbers, the label

}  // namespace

Scale forest_scale(const Forest& options) {
  std::vector<double> all{options.none};
  for (const ForestRow& row : options.rows) {
    if (std::isfinite(row.value)) all.insert(all.end(), {row.value, row.low, row.high});
  }
  return {extent(all), letter_px * options.label_letters + margin_px, options.width - margin_px};
}

std::string forest(const Forest& options) {
  require(std::isfinite(options.none), "forest: the value of no effect must be finite, got {}", options.none);
  require(options.label_letters >= 4 && options.row_height >= 8,
          "forest: at least 4 letters and 8 px a row, got {}, {}", options.label_letters, options.row_height);
  require(options.width >= letter_px * options.label_letters + 2 * margin_px + 60,
          "forest: {} px leave no 60 px beside labels of {} letters", options.width, options.label_letters);
  const double bottom = 4 + options.row_height * static_cast<double>(options.rows.size());
  Drawing drawing(options.width, bottom + axis_px, options.words);
  const Scale x = forest_scale(options);
  drawing.line({{x(options.none), 2}, {x(options.none), bottom}}, Pen::guide);
  double y = 4 + options.row_height / 2;
  for (const ForestRow& row : options.rows) {
    drawing.text({2, y + 3}, shortened(row.label, options.label_letters), Anchor::start);
    if (!std::isfinite(row.value)) {
      drawing.text({x(options.none), y + 3}, "-", Anchor::middle);
    } else {
      const double low = std::isfinite(row.low) ? row.low : row.value;
      const double high = std::isfinite(row.high) ? row.high : row.value;
      if (low < high) drawing.line({{x(low), y}, {x(high), y}}, Pen::curve);
      for (const double end : {row.low, row.high}) {
        if (std::isfinite(end)) drawing.line({{x(end), y - 2.5}, {x(end), y + 2.5}}, Pen::curve);
      }
      if (row.marker == Marker::filled)
        drawing.dot({x(row.value), y}, 2.6, Fill::ink);
      else
        drawing.diamond({x(row.value), y}, 3.4, Fill::nothing);
    }
    y += options.row_height;
  }
  drawing.line({{x.at_low, bottom}, {x.at_high, bottom}}, Pen::axis);
  for (const Tick& tick : ticks(x.values, std::max(5, static_cast<int>((x.at_high - x.at_low) / 26)))) {
    drawing.line({{x(tick.at), bottom}, {x(tick.at), bottom + 3}}, Pen::axis);
    drawing.text({x(tick.at), bottom + 12}, tick.text, Anchor::middle);
  }
  if (!options.x_label.empty()) {
    drawing.text({(x.at_low + x.at_high) / 2, bottom + axis_px - 5}, options.x_label, Anchor::middle);
  }
  return drawing.svg();
}

}  // namespace skin2vec::figure
