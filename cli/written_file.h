// A file written whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "skin2vec/base/result.h"

namespace skin2vec::cli {

// Writes `text` beside `path`, then puts it in its place; readable by its owner alone (health data). A file that was
// there is replaced.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view text);

}  // namespace skin2vec::cli
