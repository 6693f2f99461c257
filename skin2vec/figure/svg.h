// A small picture as text: SVG that stands in a page or alone, for eyes, screen readers and black ink.
//
//   Drawing drawing(120, 22, {"Moisture", "30 days, lowest 1.8, highest 3.1"});
//   drawing.line({{4, 18}, {60, 4}}, Pen::curve);
//   page += drawing.svg();
//
// Positions are px from the upper left corner, written with at most two decimals: the same drawing gives the same bytes
// everywhere. Every text is escaped. No script, no style sheet, no reference to anything outside, no ids (so that any
// number of pictures can stand in one page). Ink and two greys: what a colour would tell is told by shape and dash.
// Recommendations: SVG 1.1; WAI-ARIA 1.2, role img, named by <title> and told by <desc>. throws ContractError where a
// position is not finite.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace skin2vec::figure {

// `text` for XML and HTML, between tags or in an attribute: & < > " ' as references; characters that XML does not allow
// (controls) and bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

// The width of a text in letters: 1 for most characters, 2 for East Asian wide ones.
[[nodiscard]] int letters(std::string_view text);

// The text, or its beginning and an ellipsis where it is wider than `most` letters (>= 2). Never cuts a character.
[[nodiscard]] std::string shortened(std::string_view text, int most);

struct Point {
  double x;
  double y;
};

// What a picture is called, and what it shows, in words.
struct Words {
  std::string title;
  std::string desc;
};

enum class Pen { curve, axis, guide };   // guide: thin and dashed
enum class Fill { ink, grey, nothing };  // nothing: a thin outline on white
enum class Anchor { start, middle, end };

class Drawing {
 public:
  // throws   ContractError if a side is not above 0, or the title is empty
  Drawing(double width, double height, const Words& words);

  void line(const std::vector<Point>& points, Pen pen);  // of two points and more
  void area(const std::vector<Point>& points);           // closed, grey, no outline
  void box(Point corner, double width, double height, Fill fill);
  void dot(Point centre, double radius, Fill fill);
  void diamond(Point centre, double radius, Fill fill);
  void text(Point at, std::string_view words, Anchor anchor);  // at: where its baseline begins, has its middle, ends

  // The picture so far: one <svg> element.
  [[nodiscard]] std::string svg() const { return body_ + "</svg>"; }

 private:
  std::string body_;
};

}  // namespace skin2vec::figure
