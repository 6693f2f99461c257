#include "skin2vec/figure/sparkline.h"

#include "skin2vec/base/require.h"
#include "skin2vec/figure/scale.h"

namespace skin2vec::figure {

std::string sparkline(const Sparkline& options) {
  constexpr double edge = 4;  // px, so that dots are whole
  const auto& [words, values, centre, spread, width, height] = options;
  require(width > 2 * edge && height > 2 * edge, "sparkline: sides must be above 8, got {} and {}", width, height);
  require(std::isnan(spread) || spread >= 0, "sparkline: spread must not be negative, got {}", spread);
  Drawing drawing(width, height, words);
  std::vector<double> shown = values;
  shown.insert(shown.end(), {centre, centre - spread, centre + spread});
  const Scale y{extent(shown), height - edge, edge};
  const double steps = values.size() > 1 ? static_cast<double>(values.size() - 1) : 1;
  const Scale x{{0, steps}, edge, width - edge};
  if (std::isfinite(centre) && std::isfinite(spread)) {
    drawing.area(
        {{0, y(centre + spread)}, {width, y(centre + spread)}, {width, y(centre - spread)}, {0, y(centre - spread)}});
  }
  if (std::isfinite(centre)) drawing.line({{0, y(centre)}, {width, y(centre)}}, Pen::guide);
  std::vector<Point> run;
  const auto finish = [&] {
    if (run.size() > 1) drawing.line(run, Pen::curve);
    if (run.size() == 1) drawing.dot(run[0], 1, Fill::ink);
    run.clear();
  };
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i]))
      run.push_back({x(static_cast<double>(i)), y(values[i])});
    else
      finish();
  }
  finish();
  if (!values.empty() && std::isfinite(values.back())) drawing.dot({x(steps), y(values.back())}, 1.8, Fill::ink);
  return drawing.svg();
}

}  // namespace skin2vec::figure
