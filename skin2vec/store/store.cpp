#include "skin2vec/store/store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/store/files.h"
#include "skin2vec/store/schema.h"
#include "skin2vec/store/state.h"

namespace skin2vec::store {

namespace fs = std::filesystem;

namespace {

// The files that this process has opened as diaries.
//
// Closing any descriptor of a file takes away all locks that the process holds on it (POSIX), SQLite's too: another
// program would then take itself for the only one, and remove the log that is still written here. So a file is looked
// at before its first connection, and never again.
class Opened {
 public:
  // Calls `look` if this file was never opened here; it is then known, if `look` has nothing against it.
  template <typename Look>
  Result<void> before_the_first(const std::string& path, Look look) {
    struct stat file {};
    const std::lock_guard lock(guard_);
    if (::stat(path.c_str(), &file) == 0 && known_.contains({file.st_dev, file.st_ino})) return {};
    if (Result<void> fit = look(); !fit) return fit;
    if (::stat(path.c_str(), &file) == 0) known_.insert({file.st_dev, file.st_ino});
    return {};
  }

 private:
  std::mutex guard_;
  std::set<std::pair<dev_t, ino_t>> known_;
};

Opened& opened() {
  static Opened all;
  return all;
}

// Looks before SQLite does, so that a file of something else is refused without being opened for writing.
Result<void> look_at_file(const std::string& path, const OpenOptions& options) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    if (!options.create) return refuse(Fault::missing, path + ": no diary there; import or log makes one");
    return make_file(path);
  }
  if (status.type() != fs::file_type::regular) return refuse(Fault::malformed, path + ": not a file, so not a diary");
  constexpr std::string_view magic{"SQLite format 3\0", 16};
  std::array<char, 16> head{};
  std::ifstream file(path, std::ios::binary);
  if (!file) return refuse(Fault::unavailable, path + ": " + std::strerror(errno));
  file.read(head.data(), head.size());
  if (file.gcount() > 0 && std::string_view(head.data(), static_cast<std::size_t>(file.gcount())) != magic) {
    return refuse(Fault::malformed, path + ": not a diary (no SQLite file)");
  }
  return {};
}

}  // namespace

Result<void> make_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) {
    if (errno == EEXIST) return {};  // another one was quicker
    return refuse(errno == ENOENT ? Fault::missing : Fault::unavailable, path + ": " + std::strerror(errno));
  }
  ::close(file);
  return sync_folder_of(path);
}

Result<void> sync_folder_of(const std::string& path) {
  const std::string folder = fs::absolute(path).parent_path().string();
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool done = file >= 0 && (::fsync(file) == 0 || errno == EINVAL);
  const int reason = errno;
  if (file >= 0) ::close(file);
  if (!done) return refuse(Fault::unavailable, folder + ": " + std::strerror(reason));
  return {};
}

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(std::string_view url, OpenOptions options) {
  require(options.busy_timeout_ms >= 0, "Store::open: busy_timeout_ms must be at least 0, got {}",
          options.busy_timeout_ms);
  if (!url.starts_with("postgresql://") && !url.starts_with("postgres://")) {
    const std::string path(url);
    const auto fit = opened().before_the_first(path, [&] { return look_at_file(path, options); });
    if (!fit) return tl::unexpected(fit.error());
  }
  auto session = Session::connect(url, options.busy_timeout_ms);
  if (!session) return tl::unexpected(session.error());
  const auto schema = prepare(**session, steps(), options.create);
  if (!schema) return tl::unexpected(schema.error());
  return Store(std::make_unique<State>(State{*session, *schema}));
}

int Store::schema_version() const {
  return state_->schema;
}

Result<Writing> Store::begin(Origin origin) {
  const auto free = require_no_writing(*state_->session);
  if (!free) return tl::unexpected(free.error());
  for (const std::string* text : {&origin.what, &origin.source}) {
    if (text->find('\0') != std::string::npos || !is_utf8(*text)) {
      return refuse(Fault::malformed, "the origin " + in_quotes(*text) + " is not UTF-8, or holds a NUL character");
    }
  }
  return state_->session->guarded([&]() -> Result<Writing> {
    auto state = std::make_unique<Writing::State>();
    state->session = state_->session;
    state->transaction = std::make_unique<Transaction>(*state_->session, Access::write);
    state->session->writing = true;
    state->origin = std::move(origin);
    state->number = newest_writing(*state->session) + 1;
    return Writing(std::move(state));
  });
}

void record(Session& session, long long number, const Origin& origin) {
  session.sql << "INSERT INTO writing (number, what, source, at_ms) VALUES (" + std::to_string(number) + ", " +
                     session.placeholder(0) + ", " + session.placeholder(1) + ", " + std::to_string(origin.at.ms) + ")",
      soci::use(origin.what), soci::use(origin.source);
}

}  // namespace skin2vec::store
