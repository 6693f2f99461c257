#include "skin2vec/diary/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace skin2vec::diary {
namespace csv_test {

using testing::ElementsAre;
using Rows = std::vector<std::vector<std::string>>;

struct Parsed {
  Rows rows;
  std::vector<std::int64_t> lines;
  std::string problem;
  char separator = 0;
};

Parsed parse(const std::string& text) {
  std::istringstream in(text);
  CsvReader csv(in);
  Parsed parsed;
  while (csv.next()) {
    parsed.rows.emplace_back(csv.fields().begin(), csv.fields().end());
    parsed.lines.push_back(csv.line());
  }
  parsed.problem = csv.problem();
  parsed.separator = csv.separator();
  return parsed;
}

TEST(Csv, ReadsFieldsAndLineNumbers) {
  const auto parsed = parse("time,oil\n2026-03-01,2\n\n2026-03-02,3\n");
  EXPECT_EQ(parsed.rows, (Rows{{"time", "oil"}, {"2026-03-01", "2"}, {"2026-03-02", "3"}}));
  EXPECT_THAT(parsed.lines, ElementsAre(1, 2, 4));
}

TEST(Csv, QuotesHoldSeparatorsQuotesAndLines) {
  const auto parsed = parse("a,note\n1,\"x, \"\"y\"\"\nz\"\n2,b\n");
  EXPECT_EQ(parsed.rows[1], (std::vector<std::string>{"1", "x, \"y\"\nz"}));
  EXPECT_THAT(parsed.lines, ElementsAre(1, 2, 4));
}

TEST(Csv, TakesSemicolonAndTabFromTheHeader) {
  EXPECT_EQ(parse("a;b\n1,5;2\n").rows[1], (std::vector<std::string>{"1,5", "2"}));
  EXPECT_EQ(parse("a\tb\n1\t2\n").separator, '\t');
  EXPECT_EQ(parse("a\n1\n").separator, ',');
  EXPECT_EQ(parse("\"x;y;z\",b\n1,2\n").separator, ',');
}

TEST(Csv, TakesEveryLineEndAndAByteOrderMark) {
  const Rows expected{{"a", "b"}, {"1", "2"}, {"3", "4"}};
  EXPECT_EQ(parse("\xEF\xBB\xBF"
                  "a,b\r\n1,2\r\n3,4")
                .rows,
            expected);
  EXPECT_EQ(parse("a,b\r1,2\r3,4\r").rows, expected);
}

TEST(Csv, AQuoteInsideAFieldIsText) {
  EXPECT_EQ(parse("a,b\n5\" x,2\n").rows[1], (std::vector<std::string>{"5\" x", "2"}));
}

TEST(Csv, EmptyFieldsAreKept) {
  EXPECT_EQ(parse("a,b,c\n,,\n").rows[1], (std::vector<std::string>{"", "", ""}));
}

// The reader works in blocks of 256 KiB: rows and quotes that span them must come out whole.
TEST(Csv, RowsThatSpanBlocksComeOutWhole) {
  std::string text = "a,b\n";
  Rows expected{{"a", "b"}};
  for (int i = 0; i < 40'000; ++i) {
    const std::string note = "line " + std::to_string(i) + "\nsaid \"" + std::string(i % 37, 'x') + "\"";
    expected.push_back({std::to_string(i), note});
    text += std::to_string(i) + ",";
    append_csv(text, note);
    text += i % 3 == 0 ? "\r\n" : "\n";
  }
  EXPECT_EQ(parse(text).rows, expected);
}

TEST(Csv, AnEndlessQuoteIsTold) {
  const auto parsed = parse("a,b\n1,\"never\n2,3\n");
  EXPECT_EQ(parsed.rows.size(), 1U);
  EXPECT_EQ(parsed.problem, "a quoted field never ends");
}

TEST(Csv, NothingHasNoRows) {
  EXPECT_TRUE(parse("").rows.empty());
  EXPECT_TRUE(parse("\n\r\n").rows.empty());
  EXPECT_EQ(parse("").problem, "");
}

}  // namespace csv_test
}  // namespace skin2vec::diary
