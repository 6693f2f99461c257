#include "skin2vec/figure/svg.h"

#include <gtest/gtest.h>

#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "test/figure/drawn.h"

namespace skin2vec::figure {
namespace svg_test {

TEST(Svg, ADrawingIsTheseBytes) {
  Drawing drawing(40, 22.5, {"Oil", "flat"});
  drawing.line({{0, 1.005}, {12.3456, -0.001}}, Pen::axis);
  drawing.box({1, 2}, 3, 4, Fill::grey);
  drawing.dot({5, 6}, 1.25, Fill::ink);
  drawing.text({7, 8}, "a<b", Anchor::end);
  EXPECT_EQ(drawing.svg(),
            R"(<svg xmlns="http://www.w3.org/2000/svg" role="img" width="40" height="22.5" viewBox="0 0 40 22.5" )"
            R"(font-family="sans-serif" font-size="9"><title>Oil</title><desc>flat</desc>)"
            R"(<polyline points="0,1 12.35,0" fill="none" stroke="#555" stroke-width="0.6"/>)"
            R"(<rect x="1" y="2" width="3" height="4" fill="#ccc"/><circle cx="5" cy="6" r="1.25" fill="#111"/>)"
            R"(<text x="7" y="8" text-anchor="end" fill="#111">a&lt;b</text></svg>)");
}

TEST(Svg, TextsComeBackFromAnXmlParserAsTheyWere) {
  const std::string hostile = R"(</text><script>alert("1")</script> & 'x' ]]> 熬夜)";
  Drawing drawing(10, 10, {hostile, hostile});
  drawing.text({1, 1}, hostile, Anchor::start);
  const auto all = drawn(drawing.svg());
  ASSERT_EQ(all.size(), 3U);
  for (const Element& one : all) EXPECT_EQ(one.text(), hostile) << one.tag;
  EXPECT_EQ(drawing.svg().find("<script"), std::string::npos);
}

TEST(Svg, BytesThatAreNoTextBecomeAReplacement) {
  EXPECT_EQ(escaped("a\x01"
                    "b"),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(escaped("\xff\xc3"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(escaped("\xEF\xBF\xBE"), "\xEF\xBF\xBD");  // U+FFFE is no character of XML
  EXPECT_EQ(escaped("\t熬夜 €"), "\t熬夜 €");
  EXPECT_EQ(escaped("\"'"), "&quot;&#39;");
}

TEST(Svg, ShortenedNeverCutsACharacter) {
  EXPECT_EQ(letters("late"), 4);
  EXPECT_EQ(letters("熬夜a"), 5);
  EXPECT_EQ(shortened("late night", 10), "late night");
  EXPECT_EQ(shortened("late night", 6), "late…");  // the blank before the ellipsis goes
  EXPECT_EQ(shortened("熬夜之后", 6), "熬夜…");
  for (int most = 2; most < 12; ++most) {
    const std::string text = shortened("a熬b夜c之d后e", most);
    EXPECT_TRUE(is_utf8(text)) << text;
    EXPECT_LE(letters(text), most) << text;
  }
}

TEST(Svg, RefusesWhatIsNoPicture) {
  EXPECT_THROW(Drawing(0, 5, {"a", ""}), ContractError);
  EXPECT_THROW(Drawing(5, 5, {"", "b"}), ContractError);
  Drawing drawing(5, 5, {"a", ""});
  EXPECT_THROW(drawing.line({{1, 1}}, Pen::curve), ContractError);
  EXPECT_THROW(drawing.area({{1, 1}, {2, 2}}), ContractError);
  EXPECT_THROW(drawing.dot({NAN, 1}, 1, Fill::ink), ContractError);
  EXPECT_THROW((void)shortened("abc", 1), ContractError);
}

}  // namespace svg_test
}  // namespace skin2vec::figure
