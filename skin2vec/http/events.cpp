#include "skin2vec/http/events.h"

#include <utility>

#include "skin2vec/base/require.h"

namespace skin2vec::http {

EventStream::EventStream(EventStreamOptions options) : options_(options) {
  require(options.most_bytes >= 1, "EventStream: most_bytes must be at least 1");
}

bool EventStream::push(std::string_view event, std::string_view data, std::string_view id) {
  const std::string text = event_text(event, data, id);
  const std::lock_guard lock(guard_);
  if (closed_) return false;
  if (waiting_.size() + text.size() > options_.most_bytes) {
    closed_ = cut_ = true;
    waiting_ = {};
    woken_ = false;
    wake();
    return false;
  }
  waiting_ += text;
  wake();
  return true;
}

void EventStream::close() {
  const std::lock_guard lock(guard_);
  closed_ = true;
  wake();
}

bool EventStream::closed() const {
  const std::lock_guard lock(guard_);
  return closed_;
}

void EventStream::on_ready(std::function<void()> wake) {
  const std::lock_guard lock(guard_);
  wake_ = std::move(wake);
}

EventStream::Taken EventStream::take() {
  const std::lock_guard lock(guard_);
  woken_ = false;
  return {.text = std::exchange(waiting_, {}), .last = closed_, .cut = cut_};
}

bool EventStream::cut() const {
  const std::lock_guard lock(guard_);
  return cut_;
}

void EventStream::lost() {
  const std::lock_guard lock(guard_);
  closed_ = true;
  waiting_ = {};
  wake_ = nullptr;
}

void EventStream::wake() {
  if (!wake_ || std::exchange(woken_, true)) return;
  wake_();
}

std::string event_text(std::string_view event, std::string_view data, std::string_view id) {
  using namespace std::string_view_literals;
  constexpr auto broken = "\r\n\0"sv;
  require(event.find_first_of(broken) == event.npos, "event_text: the event's name has a line end or NUL");
  require(id.find_first_of(broken) == id.npos, "event_text: the id has a line end or NUL");
  std::string text;
  text.reserve(event.size() + data.size() + id.size() + 32);
  if (!id.empty()) text.append("id: ").append(id).append("\n");
  if (!event.empty()) text.append("event: ").append(event).append("\n");
  // CR, LF and CRLF each end a line for the browser: each begins a `data` of its own here.
  for (std::size_t begin = 0;;) {
    const std::size_t end = data.find_first_of("\r\n", begin);
    text.append("data: ").append(data.substr(begin, end - begin)).append("\n");
    if (end == data.npos) break;
    begin = end + (data.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  text += '\n';
  return text;
}

}  // namespace skin2vec::http
