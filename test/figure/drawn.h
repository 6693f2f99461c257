// A picture read back by an XML parser, for the tests: which elements it has, with which attributes.
#pragma once

#include <gtest/gtest.h>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace skin2vec::figure {

struct Element {
  std::string tag;
  boost::property_tree::ptree tree;

  [[nodiscard]] std::string attribute(const std::string& name) const { return tree.get("<xmlattr>." + name, ""); }
  [[nodiscard]] double number(const std::string& name) const { return tree.get<double>("<xmlattr>." + name); }
  [[nodiscard]] std::string text() const { return tree.data(); }
};

// The elements of an <svg>, in their order; throws where the text is no well-formed XML or has another root.
inline std::vector<Element> drawn(const std::string& svg) {
  std::istringstream in(svg);
  boost::property_tree::ptree root;
  boost::property_tree::read_xml(in, root);
  std::vector<Element> all;
  for (const auto& [tag, tree] : root.get_child("svg")) {
    if (tag != "<xmlattr>") all.push_back({tag, tree});
  }
  return all;
}

inline std::vector<Element> drawn(const std::string& svg, const std::string& tag) {
  std::vector<Element> all;
  for (Element& one : drawn(svg)) {
    if (one.tag == tag) all.push_back(std::move(one));
  }
  return all;
}

inline std::vector<std::string> texts(const std::string& svg) {
  std::vector<std::string> all;
  for (const Element& one : drawn(svg, "text")) all.push_back(one.text());
  return all;
}

}  // namespace skin2vec::figure
