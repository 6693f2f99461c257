#include "skin2vec/serve/events.h"

#include <fmt/format.h>

#include <utility>

#include "skin2vec/base/require.h"

namespace skin2vec::serve {

bool EventStream::push(std::string_view event, std::string_view data, std::int64_t id) {
  require(event.find_first_of("\r\n") == std::string_view::npos && data.find_first_of("\r\n") == std::string_view::npos,
          "EventStream::push: a line end in {} or its data", event);
  put(fmt::format("id: {}\nevent: {}\ndata: {}\n\n", id, event, data));
  return !closed();
}

void EventStream::comment() {
  put(":\n\n");
}

void EventStream::put(std::string_view text) {
  std::function<void()> ready;
  {
    const std::lock_guard lock(guard_);
    if (closed_) return;
    if (waiting_.size() + text.size() > most_waiting_) {
      closed_ = true;
    } else {
      waiting_ += text;
    }
    ready = ready_;
  }
  if (ready) ready();
}

void EventStream::close() {
  std::function<void()> ready;
  {
    const std::lock_guard lock(guard_);
    closed_ = true;
    ready = ready_;
  }
  if (ready) ready();
}

bool EventStream::closed() const {
  const std::lock_guard lock(guard_);
  return closed_;
}

std::string EventStream::take() {
  const std::lock_guard lock(guard_);
  return std::exchange(waiting_, {});
}

void EventStream::on_ready(std::function<void()> ready) {
  const std::lock_guard lock(guard_);
  ready_ = std::move(ready);
}

}  // namespace skin2vec::serve
