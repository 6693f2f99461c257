// A folder of its own for a test or a bench, below TMPDIR (or /tmp); it goes with all that is in it.
//
//   const TemporaryFolder folder;
//   write(folder.file("diary.db"));
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace skin2vec {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = std::filesystem::temp_directory_path() / "skin2vec-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace skin2vec
