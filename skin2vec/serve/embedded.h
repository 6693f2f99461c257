// Files that are inside the program (cmake/embed_files.cmake).
//
//   for (const EmbeddedFile& file : page_files()) use(file.path, file.type);     // "/index.html" ...
#pragma once

#include <span>
#include <string_view>

namespace skin2vec::serve {

struct EmbeddedFile {
  std::string_view path;     // "/index.html"
  std::string_view type;     // "text/html; charset=utf-8"
  std::string_view body;     // as it is
  std::string_view gzipped;  // the same, compressed
  std::string_view tag;      // of its bytes: an ETag, quoted
};

// Both sorted by path.
[[nodiscard]] std::span<const EmbeddedFile> page_files();    // web/dist; none in a build without the page
[[nodiscard]] std::span<const EmbeddedFile> schema_files();  // docs/reference/schemas

}  // namespace skin2vec::serve
