// A stream of server-sent events to one client: pushed by any thread, sent by the server.
//
//   auto events = std::make_shared<EventStream>();
//   events->push("forecast", R"({"day":"2026-03-02"})", "17");
//   return Response{.events = events};               // keep the pointer, and push on
//
// Format: the HTML standard, section 9.2. A comment line goes out where the stream was silent for the heartbeat of the
// server. A client that comes again names the last id it has seen: request.header("last-event-id").
// Never blocks: what is pushed waits in the stream, up to `most_bytes`; a client so slow that more would wait is cut,
// and comes again by itself with the last id it saw. All functions are safe to call from several threads.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace skin2vec::http {

struct EventStreamOptions {
  std::size_t most_bytes = std::size_t{256} << 10;  // that wait to be sent; >= 1
};

class EventStream {
 public:
  explicit EventStream(EventStreamOptions options = {});  // throws ContractError if most_bytes < 1

  // Sends one event. `data` may have several lines. "" for `event` means "message", for `id` no id.
  //
  // returns  false, and sends nothing, if the stream has ended (by either side, or because the client is too slow)
  // throws   ContractError if `event` or `id` has a line end or NUL
  bool push(std::string_view event, std::string_view data, std::string_view id = {});

  // Ends the stream when what was pushed has been sent. May be called more than once.
  void close();

  [[nodiscard]] bool closed() const;  // ended by either side

  // --- for the server ------------------------------------------------------------------------------------------------

  struct Taken {
    std::string text;   // all that waits, ready to be sent
    bool last = false;  // nothing comes after it
    bool cut = false;   // the client was too slow: what waited is gone
  };

  // Asks to be woken when there is something to take, or the client is to be cut: `wake` is called once for each
  // take(), and once more for the cut, under the stream's lock, and must not call the stream. An empty function ends
  // that.
  void on_ready(std::function<void()> wake);
  [[nodiscard]] Taken take();
  [[nodiscard]] bool cut() const;  // the client was too slow
  void lost();                     // the client has gone

 private:
  void wake();  // with the lock held

  EventStreamOptions options_;
  mutable std::mutex guard_;
  std::function<void()> wake_;
  std::string waiting_;
  bool woken_ = false;
  bool closed_ = false;
  bool cut_ = false;
};

// One event in the format of the standard, with its empty line at the end.
[[nodiscard]] std::string event_text(std::string_view event, std::string_view data, std::string_view id);

}  // namespace skin2vec::http
