#include "skin2vec/figure/curve.h"

#include <algorithm>

#include "skin2vec/base/day.h"
#include "skin2vec/base/require.h"
#include "skin2vec/figure/scale.h"

namespace skin2vec::figure {

namespace {

constexpr double tick_px = 3;

Extent x_extent(const Curve& options) {
  std::vector<double> all;
  all.reserve(options.points.size() + options.marks.size());
  for (const CurvePoint& point : options.points) all.push_back(point.x);
  for (const Mark& mark : options.marks) all.push_back(mark.x);
  return extent(all);
}

Extent y_extent(const Curve& options) {
  std::vector<double> all;
  all.reserve(3 * options.points.size());
  for (const CurvePoint& point : options.points) {
    if (!std::isfinite(point.y)) continue;
    all.insert(all.end(), {point.y, point.low, point.high});
  }
  return extent(all);
}

std::vector<Tick> x_ticks(const Curve& options, const Extent& values, int most) {
  if (options.axis == Axis::numbers) return ticks(values, most);
  return month_ticks(Day{static_cast<int>(std::ceil(values.low))}, Day{static_cast<int>(std::floor(values.high))},
                     most);
}

// The stretches of points that `there` holds for, first to last.
template <typename There>
std::vector<std::pair<std::size_t, std::size_t>> runs(const std::vector<CurvePoint>& points, There there) {
  std::vector<std::pair<std::size_t, std::size_t>> all;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!there(points[i])) continue;
    const std::size_t first = i;
    while (i + 1 < points.size() && there(points[i + 1])) ++i;
    all.emplace_back(first, i);
  }
  return all;
}

}  // namespace

Plot plot_of(const Curve& options) {
  int widest = 1;
  for (const Tick& tick : ticks(y_extent(options), 5)) widest = std::max(widest, letters(tick.text));
  const double below = options.x_label.empty() ? 16 : 27;
  return {5.5 * widest + 8, options.y_label.empty() && options.marks.empty() ? 6.0 : 16.0, options.width - 8,
          options.height - below};
}

std::string curve(const Curve& options) {
  const auto& points = options.points;
  require(options.width >= 120 && options.height >= 70, "curve: at least 120 by 70, got {} by {}", options.width,
          options.height);
  for (std::size_t i = 0; i < points.size(); ++i) {
    require(std::isfinite(points[i].x) && (i == 0 || points[i - 1].x < points[i].x),
            "curve: x must be finite and increase, got {} at {}", points[i].x, i);
  }
  Drawing drawing(options.width, options.height, options.words);
  const Plot plot = plot_of(options);
  const Scale x{x_extent(options), plot.left, plot.right}, y{y_extent(options), plot.bottom, plot.top};

  // The band first, so that everything else is seen.
  const auto banded = [](const CurvePoint& p) {
    return std::isfinite(p.y) && std::isfinite(p.low) && std::isfinite(p.high);
  };
  for (const auto& [first, last] : runs(points, banded)) {
    if (first == last) {
      drawing.line({{x(points[first].x), y(points[first].low)}, {x(points[first].x), y(points[first].high)}},
                   Pen::axis);
      continue;
    }
    std::vector<Point> outline;
    outline.reserve(2 * (last - first + 1));
    for (std::size_t i = first; i <= last; ++i) outline.push_back({x(points[i].x), y(points[i].high)});
    for (std::size_t i = last + 1; i-- > first;) outline.push_back({x(points[i].x), y(points[i].low)});
    drawing.area(outline);
  }

  drawing.line({{plot.left, plot.top}, {plot.left, plot.bottom}, {plot.right, plot.bottom}}, Pen::axis);
  for (const Tick& tick : ticks(y.values, 5)) {
    drawing.line({{plot.left - tick_px, y(tick.at)}, {plot.left, y(tick.at)}}, Pen::axis);
    drawing.text({plot.left - tick_px - 2, y(tick.at) + 3}, tick.text, Anchor::end);
  }
  const int most = std::max(2, static_cast<int>((plot.right - plot.left) / (options.axis == Axis::days ? 48 : 36)));
  for (const Tick& tick : x_ticks(options, x.values, most)) {
    drawing.line({{x(tick.at), plot.bottom}, {x(tick.at), plot.bottom + tick_px}}, Pen::axis);
    drawing.text({x(tick.at), plot.bottom + 12}, tick.text, Anchor::middle);
  }
  if (!options.x_label.empty()) {
    drawing.text({(plot.left + plot.right) / 2, options.height - 4}, options.x_label, Anchor::middle);
  }
  if (!options.y_label.empty()) drawing.text({2, 9}, options.y_label, Anchor::start);
  for (const Mark& mark : options.marks) {
    if (!std::isfinite(mark.x)) continue;
    drawing.line({{x(mark.x), plot.top}, {x(mark.x), plot.bottom}}, Pen::guide);
    // Words near an edge lean inwards.
    const double part = (x(mark.x) - plot.left) / (plot.right - plot.left);
    const Anchor anchor = part < 0.2 ? Anchor::start : part > 0.8 ? Anchor::end : Anchor::middle;
    drawing.text({x(mark.x), plot.top - 3}, mark.text, anchor);
  }
  for (const auto& [first, last] : runs(points, [](const CurvePoint& p) { return std::isfinite(p.y); })) {
    std::vector<Point> line;
    line.reserve(last - first + 1);
    for (std::size_t i = first; i <= last; ++i) line.push_back({x(points[i].x), y(points[i].y)});
    if (line.size() > 1)
      drawing.line(line, Pen::curve);
    else
      drawing.dot(line[0], 1, Fill::ink);
  }
  return drawing.svg();
}

}  // namespace skin2vec::figure
