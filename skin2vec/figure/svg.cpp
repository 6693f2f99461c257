#include "skin2vec/figure/svg.h"

#include <cmath>
#include <cstdint>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"

namespace skin2vec::figure {

namespace {

constexpr std::string_view unknown = "\xEF\xBF\xBD";  // U+FFFD

// At most two decimals, no zeros behind them, never "-0".
std::string px(double value) {
  require(std::isfinite(value), "figure: a position must be finite, got {}", value);
  std::string text = fmt::format("{:.2f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

const char* style(Pen pen) {
  switch (pen) {
    case Pen::curve:
      return R"(stroke="#111" stroke-width="1.1" stroke-linejoin="round")";
    case Pen::axis:
      return R"(stroke="#555" stroke-width="0.6")";
    case Pen::guide:
      break;
  }
  return R"(stroke="#555" stroke-width="0.6" stroke-dasharray="2.5 2")";
}

const char* style(Fill fill) {
  switch (fill) {
    case Fill::ink:
      return R"(fill="#111")";
    case Fill::grey:
      return R"(fill="#ccc")";
    case Fill::nothing:
      break;
  }
  return R"(fill="#fff" stroke="#111" stroke-width="0.9")";
}

const char* style(Anchor anchor) {
  return anchor == Anchor::start ? "start" : anchor == Anchor::middle ? "middle" : "end";
}

// The bytes of the character at i: 1 to 4, and whether they are one.
struct Character {
  std::size_t length;
  bool allowed;  // well-formed UTF-8, and a character of XML
  std::uint32_t code;
};

Character character(std::string_view text, std::size_t i) {
  const auto byte = static_cast<unsigned char>(text[i]);
  if (byte < 0x80) return {1, byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r', byte};
  const std::size_t length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
  if (i + length > text.size() || !is_utf8(text.substr(i, length))) return {1, false, 0xfffd};
  std::uint32_t code = byte & (0xffU >> (length + 1));
  for (std::size_t k = 1; k < length; ++k) code = (code << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3fU);
  const bool control = code >= 0x80 && code < 0xa0;
  return {length, !control && code != 0xfffe && code != 0xffff, code};
}

int letters_of(std::uint32_t code) {
  const bool wide = (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) ||
                    (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) ||
                    (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) ||
                    (code >= 0xffe0 && code <= 0xffe6) || (code >= 0x1f300 && code <= 0x1faff);
  return wide ? 2 : 1;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Character one = character(text, i);
    const char c = text[i];
    if (!one.allowed)
      out += unknown;
    else if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else
      out += text.substr(i, one.length);
    i += one.length;
  }
  return out;
}

int letters(std::string_view text) {
  int sum = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Character one = character(text, i);
    sum += letters_of(one.code);
    i += one.length;
  }
  return sum;
}

std::string shortened(std::string_view text, int most) {
  require(most >= 2, "shortened: at least 2 letters, got {}", most);
  if (letters(text) <= most) return std::string(text);
  int sum = 1;  // of the ellipsis
  std::size_t end = 0;
  while (end < text.size()) {
    const Character one = character(text, end);
    if ((sum += letters_of(one.code)) > most) break;
    end += one.length;
  }
  return std::string(trim(text.substr(0, end))) + "…";
}

Drawing::Drawing(double width, double height, const Words& words) {
  require(width > 0 && height > 0, "figure: sides must be above 0, got {} and {}", width, height);
  require(!words.title.empty(), "figure: a picture needs a title");
  const std::string w = px(width), h = px(height);
  body_ =
      fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{}" height="{}" viewBox="0 0 {} {}" )"
                  R"(font-family="sans-serif" font-size="9"><title>{}</title>)",
                  w, h, w, h, escaped(words.title));
  if (!words.desc.empty()) body_ += "<desc>" + escaped(words.desc) + "</desc>";
}

void Drawing::line(const std::vector<Point>& points, Pen pen) {
  require(points.size() >= 2, "figure: a line has two points or more, got {}", points.size());
  body_ += R"(<polyline points=")";
  for (std::size_t i = 0; i < points.size(); ++i) {
    body_ += fmt::format("{}{},{}", i == 0 ? "" : " ", px(points[i].x), px(points[i].y));
  }
  body_ += fmt::format(R"(" fill="none" {}/>)", style(pen));
}

void Drawing::area(const std::vector<Point>& points) {
  require(points.size() >= 3, "figure: an area has three points or more, got {}", points.size());
  body_ += R"(<polygon points=")";
  for (std::size_t i = 0; i < points.size(); ++i) {
    body_ += fmt::format("{}{},{}", i == 0 ? "" : " ", px(points[i].x), px(points[i].y));
  }
  body_ += fmt::format(R"(" {}/>)", style(Fill::grey));
}

void Drawing::box(Point corner, double width, double height, Fill fill) {
  body_ += fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" {}/>)", px(corner.x), px(corner.y), px(width),
                       px(height), style(fill));
}

void Drawing::dot(Point centre, double radius, Fill fill) {
  body_ += fmt::format(R"(<circle cx="{}" cy="{}" r="{}" {}/>)", px(centre.x), px(centre.y), px(radius), style(fill));
}

void Drawing::diamond(Point centre, double radius, Fill fill) {
  const auto [x, y] = centre;
  body_ += fmt::format(R"(<polygon points="{},{} {},{} {},{} {},{}" {}/>)", px(x), px(y - radius), px(x + radius),
                       px(y), px(x), px(y + radius), px(x - radius), px(y), style(fill));
}

void Drawing::text(Point at, std::string_view words, Anchor anchor) {
  body_ += fmt::format(R"(<text x="{}" y="{}" text-anchor="{}" fill="#111">{}</text>)", px(at.x), px(at.y),
                       style(anchor), escaped(words));
}

}  // namespace skin2vec::figure
