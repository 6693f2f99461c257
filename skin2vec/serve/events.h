// Server-sent events: what is pushed on one side is written to a client on the other.
//
//   auto stream = std::make_shared<EventStream>();
//   stream->push("entry", R"({"person":"ann"})", 17);       // any thread
//   socket.write(stream->take());                           // the connection's, when on_ready was called
//
// A client that does not read is cut: what waits for it is limited. Safe to call from several threads.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace skin2vec::serve {

class EventStream {
 public:
  explicit EventStream(std::size_t most_waiting = std::size_t{256} << 10) : most_waiting_(most_waiting) {}

  // False if the stream has ended; it ends if too much waits already. `data` without line ends.
  // throws   ContractError for a line end in event or data
  bool push(std::string_view event, std::string_view data, std::int64_t id);
  void comment();  // ": " - keeps proxies from closing what is quiet
  void close();
  [[nodiscard]] bool closed() const;

  // What waits, in the form of text/event-stream; "" if nothing does.
  [[nodiscard]] std::string take();
  // Called after each push and at the close, by the thread that did it; empty: nobody. It must not block.
  void on_ready(std::function<void()> ready);

 private:
  void put(std::string_view text);

  const std::size_t most_waiting_;
  mutable std::mutex guard_;
  std::string waiting_;
  bool closed_ = false;
  std::function<void()> ready_;
};

}  // namespace skin2vec::serve
