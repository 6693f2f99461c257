#include "skin2vec/report/page.h"

#include <gtest/gtest.h>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <sstream>

#include "skin2vec/base/require.h"

namespace skin2vec::report {
namespace page_test {

boost::property_tree::ptree parsed(const std::string& html) {
  std::istringstream in(html.substr(html.find("<html")));
  boost::property_tree::ptree root;
  boost::property_tree::read_xml(in, root);
  return root.get_child("html.body");
}

int count(const std::string& text, const std::string& part) {
  int n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

Section sample() {
  Section section{"causes", "What follows what"};
  section.findings = {{FindingKind::rhythm, 0.9, "it comes back", "p = 0.010"},
                      {FindingKind::covariate, 0.2, "less after salt", "q = 0.020"},
                      {FindingKind::covariate, 0.5, "less after <late> nights", "q = 0.030"},
                      {FindingKind::stands_now, 0, "low since March", "a rule"}};
  section.table = {{"cause", "sum"}, {{{"late & early"}, {"-0.4", "<svg><title>x</title></svg>"}}}};
  section.notes = {"12 pairs"};
  return section;
}

TEST(Page, FindingsStandByUseThenBySize) {
  const std::vector<Section> sections{sample()};
  const auto order = ranked(sections);
  ASSERT_EQ(order.size(), 4U);
  EXPECT_EQ(order[0].finding->sentence, "low since March");
  EXPECT_EQ(order[1].finding->sentence, "less after <late> nights");
  EXPECT_EQ(order[2].finding->sentence, "less after salt");
  EXPECT_EQ(order[3].finding->sentence, "it comes back");
  const auto items = parsed(page({"Ann", {}}, sections)).get_child("section.ol");
  EXPECT_EQ(items.front().second.data(), "low since March ");
  EXPECT_EQ(items.front().second.get<std::string>("span"), "[What follows what: a rule]");
}

TEST(Page, WhatAPersonWroteStaysText) {
  Section section = sample();
  const std::string hostile = "<script>alert('&')</script>";
  section.heading = section.notes[0] = section.table.columns[1] = section.table.rows[0][0].text = hostile;
  section.findings[0].sentence = section.findings[0].uncertainty = hostile;
  const std::string html = page({hostile, {hostile}}, std::vector<Section>{section});
  EXPECT_EQ(html.find("<script"), std::string::npos);
  const auto body = parsed(html);
  EXPECT_EQ(body.get<std::string>("h1"), hostile);
  EXPECT_EQ(body.get<std::string>("p"), hostile);
  // Title, h1 and line; h2; note; column; row; a finding and its doubt; the heading behind each of four findings.
  EXPECT_EQ(count(html, "&lt;script&gt;"), 3 + 1 + 1 + 1 + 1 + 2 + 4);
}

TEST(Page, NothingComesFromElsewhere) {
  const std::string html = page({"Ann", {"a line"}}, std::vector<Section>{sample()});
  EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
  for (const char* part : {"<script", "<link", "<img", "src=", "href=", "url(", "@import", "http://", "https://"}) {
    EXPECT_EQ(html.find(part), std::string::npos) << part;
  }
}

TEST(Page, TellsWhatIsLeftOut) {
  Section section = sample();
  section.left_out = 7;
  const std::string html = page({"Ann", {}}, std::vector<Section>{section}, {.most_findings = 3, .most_of_section = 2});
  EXPECT_EQ(count(html, "<li>"), 2);
  EXPECT_NE(html.find("2 more findings are in the tables below"), std::string::npos);
  EXPECT_NE(html.find("7 more rows are not shown"), std::string::npos);
  const std::string zh = page({"Ann", {}}, std::vector<Section>{section},
                              {.language = words::Language::zh, .most_findings = 3, .most_of_section = 4});
  EXPECT_NE(zh.find("另有 1 项发现"), std::string::npos);
  EXPECT_NE(zh.find("lang=\"zh-Hans\""), std::string::npos);
}

TEST(Page, WithoutAnythingItIsAPageToo) {
  const auto body = parsed(page({"Ann", {"no readings yet"}}, {}));
  EXPECT_EQ(body.get<std::string>("section.p"), "nothing found yet");
}

TEST(Page, RefusesARowThatDoesNotFitItsTable) {
  Section section = sample();
  section.table.rows[0].pop_back();
  EXPECT_THROW((void)page({"Ann", {}}, std::vector<Section>{section}), ContractError);
  EXPECT_THROW((void)page({"Ann", {}}, {}, {.most_findings = 0}), ContractError);
}

}  // namespace page_test
}  // namespace skin2vec::report
