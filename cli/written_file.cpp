#include "cli/written_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace skin2vec::cli {

Result<void> write_file(const std::string& path, std::string_view text) {
  const std::string beside = fmt::format("{}.{}.tmp", path, getpid());
  const auto failed = [&](const char* what) -> Result<void> {
    const std::string why = std::strerror(errno);
    std::remove(beside.c_str());
    return refuse(Fault::unavailable, fmt::format("{} cannot be {}: {}", path, what, why));
  };
  const int file = open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return failed("made");
  while (!text.empty()) {
    const ssize_t wrote = write(file, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) {
      close(file);
      return failed("written");
    }
    text.remove_prefix(static_cast<std::size_t>(wrote));
  }
  if (fsync(file) != 0 && errno != EINVAL) {
    close(file);
    return failed("written");
  }
  close(file);
  if (std::rename(beside.c_str(), path.c_str()) != 0) return failed("put in place");
  return {};
}

}  // namespace skin2vec::cli
