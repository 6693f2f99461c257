#include "cli/shipped.h"

#include "skin2vec/base/embedded.h"

namespace skin2vec::embedded {
std::span<const EmbeddedBytes> shipped_files();  // cli/CMakeLists.txt
}

namespace skin2vec::cli {

const learn::ShippedFiles& shipped() {
  static const learn::ShippedFiles files(embedded::shipped_files()[0].bytes, embedded::shipped_files()[1].bytes);
  return files;
}

}  // namespace skin2vec::cli
