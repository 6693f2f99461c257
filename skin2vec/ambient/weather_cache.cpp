#include "skin2vec/ambient/weather_cache.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "skin2vec/base/fingerprint.h"
#include "skin2vec/base/text.h"

namespace skin2vec::ambient {

namespace fs = std::filesystem;

struct WeatherCache::State {
  fs::path folder;
  int lock = -1;
  ~State() {
    if (lock >= 0) ::close(lock);  // gives the lock back
  }
};

namespace {

constexpr std::string_view mark = "skin2vec-weather 1";

// What a reply is an answer to, but for its dates. The whole text stands in the file: a hash alone could mislead.
std::string series_of(const WeatherRequest& request, const Servers& servers) {
  std::string text = url(request, {servers.server, ""});
  text.erase(text.find("&start_date="));
  return text;
}

std::string hash_of(std::string_view text) {
  Fingerprint print;
  print.add(text);
  return print.text();
}

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

Result<void> write_file(const fs::path& path, std::string_view text) {
  const fs::path fresh = path.string() + ".new";
  {
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out << text;
    out.flush();
    if (!out) return refuse(Fault::unavailable, fmt::format("{} cannot be written", fresh.string()));
  }
  std::error_code problem;
  fs::rename(fresh, path, problem);
  if (problem) return refuse(Fault::unavailable, fmt::format("{}: {}", path.string(), problem.message()));
  return {};
}

// The first line of `text`, which is shortened by it; none if there is no whole line.
std::optional<std::string_view> line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view first = text.substr(0, end);
  text.remove_prefix(end + 1);
  return first;
}

// mark / series / fetched, from, to / size / body
std::optional<CachedReply> read_reply(std::string_view text, std::string_view series) {
  if (line(text) != mark || line(text) != series) return std::nullopt;
  const auto about = line(text);
  if (!about) return std::nullopt;
  const auto parts = split(*about, ' ');
  if (parts.size() != 4) return std::nullopt;
  const auto fetched = parse_number(parts[0]);
  const auto from = parse_day(parts[1]);
  const auto to = parse_day(parts[2]);
  const auto size = parse_number(parts[3]);
  if (!fetched || std::abs(*fetched) > 1e15 || !from || !to || size != static_cast<double>(text.size()))
    return std::nullopt;
  return CachedReply{Instant{static_cast<std::int64_t>(*fetched)}, *from, *to, std::string(text)};
}

}  // namespace

WeatherCache::WeatherCache(std::unique_ptr<State> state) : state_(std::move(state)) {}
WeatherCache::WeatherCache(WeatherCache&&) noexcept = default;
WeatherCache& WeatherCache::operator=(WeatherCache&&) noexcept = default;
WeatherCache::~WeatherCache() = default;

Result<WeatherCache> WeatherCache::open(const std::string& folder) {
  std::error_code problem;
  const bool fresh = fs::create_directories(folder, problem);
  if (problem)
    return refuse(Fault::unavailable, fmt::format("the folder {} cannot be made: {}", folder, problem.message()));
  if (fresh) fs::permissions(folder, fs::perms::owner_all, problem);
  auto state = std::make_unique<State>();
  state->folder = folder;
  state->lock = ::open((fs::path(folder) / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (state->lock < 0) return refuse(Fault::unavailable, fmt::format("the folder {} cannot be written", folder));
  if (::flock(state->lock, LOCK_EX | LOCK_NB) != 0)
    return refuse(Fault::unavailable,
                  fmt::format("another program is fetching weather ({} is locked); try again when it is done", folder));
  return WeatherCache(std::move(state));
}

std::vector<CachedReply> WeatherCache::find(const WeatherRequest& request, const Servers& servers) const {
  const std::string series = series_of(request, servers);
  const std::string beginning = hash_of(series) + "-";
  std::vector<CachedReply> found;
  std::error_code problem;
  for (const auto& file : fs::directory_iterator(state_->folder, problem)) {
    if (!file.path().filename().string().starts_with(beginning) || file.path().extension() != ".reply") continue;
    const auto text = read_file(file.path());
    auto reply = text ? read_reply(*text, series) : std::nullopt;
    if (reply && reply->from <= request.to && reply->to >= request.from) found.push_back(std::move(*reply));
  }
  // The order of a folder is nobody's: by time, then by dates.
  std::sort(found.begin(), found.end(), [](const CachedReply& a, const CachedReply& b) {
    return std::tuple(a.fetched, a.from, a.to) < std::tuple(b.fetched, b.from, b.to);
  });
  return found;
}

Result<void> WeatherCache::put(const WeatherRequest& request, const Servers& servers, Instant fetched,
                               std::string_view body) {
  const std::string series = series_of(request, servers);
  const std::string name =
      fmt::format("{}-{}-{}.reply", hash_of(series), skin2vec::to_text(request.from), skin2vec::to_text(request.to));
  return write_file(state_->folder / name,
                    fmt::format("{}\n{}\n{} {} {} {}\n{}", mark, series, fetched.ms, skin2vec::to_text(request.from),
                                skin2vec::to_text(request.to), body.size(), body));
}

Result<std::int64_t> WeatherCache::erase() {
  std::int64_t erased = 0;
  std::error_code problem;
  std::vector<fs::path> replies;
  for (const auto& file : fs::directory_iterator(state_->folder, problem)) {
    const std::string name = file.path().filename().string();
    if (name.ends_with(".reply") || name.ends_with(".reply.new")) replies.push_back(file.path());
  }
  for (const fs::path& reply : replies) {
    if (problem || !fs::remove(reply, problem)) break;
    erased += reply.extension() == ".reply";
  }
  if (problem) {
    return refuse(Fault::unavailable, fmt::format("{}: {}", state_->folder.string(), problem.message()));
  }
  return erased;
}

Quota WeatherCache::quota() const {
  const auto text = read_file(state_->folder / "quota");
  return text ? parse_quota(*text) : Quota{};
}

Result<void> WeatherCache::put_quota(const Quota& quota) {
  return write_file(state_->folder / "quota", to_text(quota));
}

}  // namespace skin2vec::ambient
