#include "skin2vec/serve/change_feed.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace skin2vec::serve {

void push(http::EventStream& stream, const store::Touched& touched) {
  const nlohmann::ordered_json data{{"person", touched.person}, {"version", touched.writing}, {"what", touched.what}};
  stream.push("changed", data.dump(), std::to_string(touched.writing));
}

void ChangeFeed::listen(const std::string& person, const http::Request& asked,
                        const std::shared_ptr<http::EventStream>& stream) {
  const std::lock_guard lock(guard_);
  if (closed_) return stream->close();
  listeners_.emplace(person, Listener{asked, stream});
}

void ChangeFeed::tell(std::span<const store::Touched> touched) {
  const std::lock_guard lock(guard_);
  for (const store::Touched& one : touched) {
    const auto [first, last] =
        one.person.empty() ? std::pair{listeners_.begin(), listeners_.end()} : listeners_.equal_range(one.person);
    for (auto at = first; at != last; ++at) push(*at->second.stream, one);
  }
}

void ChangeFeed::check(const std::function<bool(const std::string&, const http::Request&)>& may) {
  std::vector<std::pair<std::string, Listener>> all;
  {
    const std::lock_guard lock(guard_);
    std::erase_if(listeners_, [](const auto& one) { return one.second.stream->closed(); });
    all.assign(listeners_.begin(), listeners_.end());
  }
  for (const auto& [person, listener] : all) {
    if (!may(person, listener.asked)) listener.stream->close();
  }
}

void ChangeFeed::close() {
  const std::lock_guard lock(guard_);
  closed_ = true;
  for (const auto& [person, listener] : listeners_) listener.stream->close();
  listeners_.clear();
}

std::size_t ChangeFeed::listeners() {
  const std::lock_guard lock(guard_);
  return listeners_.size();
}

}  // namespace skin2vec::serve
