// The languages that people are answered in, and what a catalogue of one is made of.
#pragma once

#include <string_view>

namespace skin2vec::words {

enum class Language { en, zh };

namespace catalogue {

struct Text {
  std::string_view code, text;  // the text is a format string of {fmt}, its arguments named
};

}  // namespace catalogue

}  // namespace skin2vec::words
