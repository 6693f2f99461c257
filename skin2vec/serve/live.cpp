#include "skin2vec/serve/live.h"

#include <nlohmann/json.hpp>

namespace skin2vec::serve {

void push(EventStream& stream, const store::Touched& touched) {
  const nlohmann::ordered_json data{{"person", touched.person}, {"version", touched.writing}, {"what", touched.what}};
  stream.push("changed", data.dump(), std::to_string(touched.writing));
}

void Live::listen(const std::string& person, const std::shared_ptr<EventStream>& stream) {
  const std::lock_guard lock(guard_);
  if (closed_) return stream->close();
  streams_.emplace(person, stream);
}

void Live::tell(std::span<const store::Touched> touched) {
  const std::lock_guard lock(guard_);
  for (const store::Touched& one : touched) {
    const auto [first, last] =
        one.person.empty() ? std::pair{streams_.begin(), streams_.end()} : streams_.equal_range(one.person);
    for (auto at = first; at != last; ++at) push(*at->second, one);
  }
}

void Live::forget_gone() {
  const std::lock_guard lock(guard_);
  std::erase_if(streams_, [](const auto& one) { return one.second->closed(); });
}

void Live::close() {
  const std::lock_guard lock(guard_);
  closed_ = true;
  for (const auto& [person, stream] : streams_) stream->close();
  streams_.clear();
}

std::size_t Live::listeners() {
  const std::lock_guard lock(guard_);
  return streams_.size();
}

}  // namespace skin2vec::serve
