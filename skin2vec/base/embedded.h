// A file whose bytes are inside the program, so that it needs no other file to run.
//
//   embedded::words()[1].bytes;             // those of b.txt
//
// Such a function is made by cmake/embed_bytes.cmake: `embed_bytes(skin2vec_program words FILES a.txt b.txt)`. Who uses
// it declares `std::span<const EmbeddedBytes> words();` in skin2vec::embedded. It gives the files in that order. Safe to
// call from several threads; nothing is copied or computed.
#pragma once

#include <span>
#include <string_view>

namespace skin2vec {

struct EmbeddedBytes {
  std::string_view bytes;    // as they stand in the file
  std::string_view gzipped;  // compressed; "" where that was not asked for
  std::string_view tag;      // of the bytes: an ETag, quoted
};

}  // namespace skin2vec
