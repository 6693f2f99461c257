// Files of a diary, beside what SQLite does with them. Private to store/.
#pragma once

#include <string>

#include "skin2vec/base/result.h"

namespace skin2vec::store {

// An empty file that its owner alone can read (0600: health data), its name on disk. A file that is there stays.
[[nodiscard]] Result<void> make_file(const std::string& path);

// Puts the names in the folder of `path` on disk.
[[nodiscard]] Result<void> sync_folder_of(const std::string& path);

}  // namespace skin2vec::store
