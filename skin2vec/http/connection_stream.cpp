// The part of a connection that is an event stream: it writes what is pushed, and looks whether the client is still
// there.
#include <utility>  // before Asio: Boost 1.74 forgets it
//
#include <fmt/format.h>

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "skin2vec/http/connection.h"

namespace skin2vec::http {

namespace asio = boost::asio;
using std::chrono::milliseconds;

void Connection::stream_ready() {
  signal_.cancel();
  if (events_ && events_->cut()) wire_->cancel();  // it may wait in a write
}

// Reads what the client sends beside its stream, and forgets it: only its end is of interest.
asio::awaitable<void> Connection::watch() {
  std::array<char, 64> nothing;
  std::size_t got = 1;
  while (got > 0 && !gone_ && events_) got = co_await wire_->read(asio::buffer(nothing));
  if (events_) gone_ = true;
  watching_ = false;
  signal_.cancel();
}

asio::awaitable<void> Connection::stream(std::shared_ptr<EventStream> events, Framing framing) {
  events_ = events;
  gone_ = false;
  state_.counters.streams.fetch_add(1, std::memory_order_relaxed);
  const bool chunks = framing == Framing::chunks;
  const auto next_beat = [this] { return Clock::now() + milliseconds(state_.options.heartbeat_ms); };
  beat_at_ = next_beat();
  beat_due_ = false;
  events->on_ready([weak = weak_from_this(), &io = state_.io] {
    asio::post(io, [weak] {
      if (const auto self = weak.lock()) self->stream_ready();
    });
  });
  watching_ = true;
  asio::co_spawn(
      state_.io, [self = shared_from_this()] { return self->watch(); }, asio::detached);
  if (state_.stopping) events->close();
  for (bool last = false; !last && !gone_;) {
    EventStream::Taken taken = events->take();
    if (taken.cut) break;
    last = taken.last;
    if (taken.text.empty() && beat_due_) taken.text = ":\n\n";
    if (taken.text.empty() && !last) {
      co_await wait();
      continue;
    }
    std::string text = std::move(taken.text);
    if (chunks && !text.empty()) text = fmt::format("{:x}\r\n{}\r\n", text.size(), text);
    if (chunks && last) text += "0\r\n\r\n";
    const bool written = co_await write(text, {});
    if (!written) gone_ = true;
    beat_at_ = next_beat();
    beat_due_ = false;
  }
  if (events->cut()) {
    gone_ = true;
    if (!std::exchange(counted_cut_, true)) state_.counters.cut.fetch_add(1, std::memory_order_relaxed);
  }
  events->on_ready({});
  events->lost();
  events_ = nullptr;
  while (watching_) {
    wire_->cancel();
    co_await wait();
  }
  state_.counters.streams.fetch_sub(1, std::memory_order_relaxed);
}

}  // namespace skin2vec::http
