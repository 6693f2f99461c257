// A client that sends what it is told to, byte by byte, right or wrong, and reads what comes. POSIX sockets, IPv4.
//
//   Client client(server.port());
//   client.send("GET /ping HTTP/1.1\r\nHost: a\r\n\r\n");
//   client.answer().status;      // 200
//
// Waits at most `patience` for bytes. A status of 0 means that nothing came: closed, reset or silent.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace skin2vec::http {

struct Answer {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;

  // "" if there is none.
  [[nodiscard]] std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
};

class Client {
 public:
  // `receive_bytes` > 0: the kernel keeps about so many for a client that does not read.
  // Port 0: not connected yet.
  explicit Client(std::uint16_t port, int receive_bytes = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_bytes > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (port) connect(port);
  }
  Client(Client&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), connected_(other.connected_), in_(std::move(other.in_)) {}
  Client& operator=(Client&&) = delete;
  ~Client() { leave(); }

  void connect(std::uint16_t port) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  }
  [[nodiscard]] bool connected() const { return connected_; }
  [[nodiscard]] int socket() const { return socket_; }
  void leave() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }

  // False if the other side would not take all of it.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      pollfd ready{socket_, POLLOUT, 0};
      if (::poll(&ready, 1, static_cast<int>(patience.count())) != 1) return false;
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // Some more bytes into received(); false at the end, or if none come in time.
  bool receive(std::chrono::milliseconds within = patience) {
    pollfd ready{socket_, POLLIN, 0};
    if (::poll(&ready, 1, static_cast<int>(within.count())) != 1) return false;
    char some[65536];
    const ssize_t got = ::recv(socket_, some, sizeof some, 0);
    if (got <= 0) return false;
    in_.append(some, static_cast<std::size_t>(got));
    return true;
  }

  // What came and was not yet part of an answer.
  [[nodiscard]] const std::string& received() const { return in_; }
  // True as soon as `text` has come; it and what stands before it are then forgotten.
  bool receive_until(std::string_view text, std::chrono::milliseconds within = patience) {
    const auto end = std::chrono::steady_clock::now() + within;
    for (;;) {
      if (const std::size_t at = in_.find(text); at != in_.npos) {
        in_.erase(0, at + text.size());
        return true;
      }
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
      if (left.count() <= 0 || !receive(left)) return false;
    }
  }
  // Reads to the end; true if the other side closed in time.
  bool closed(std::chrono::milliseconds within = patience) {
    const auto end = std::chrono::steady_clock::now() + within;
    for (;;) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
      pollfd ready{socket_, POLLIN, 0};
      if (left.count() <= 0 || ::poll(&ready, 1, static_cast<int>(left.count())) != 1) return false;
      if (!receive(left)) return true;
    }
  }

  // One answer to a request of this method.
  Answer answer(std::string_view method = "GET") {
    Answer answer;
    std::size_t end = 0;
    while ((end = in_.find("\r\n\r\n")) == in_.npos) {
      if (!receive()) return answer;
    }
    const std::string head = in_.substr(0, end + 2);
    in_.erase(0, end + 4);
    answer.status = std::atoi(head.substr(std::min<std::size_t>(9, head.size())).c_str());
    for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
      const std::size_t stop = head.find("\r\n", at), colon = head.find(": ", at);
      std::string name = head.substr(at, colon - at);
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
      answer.headers[name] = head.substr(colon + 2, stop - colon - 2);
      at = stop + 2;
    }
    if (method == "HEAD" || !answer.headers.count("content-length")) return answer;
    const auto length = static_cast<std::size_t>(std::atoll(answer.headers["content-length"].c_str()));
    while (in_.size() < length) {
      if (!receive()) return {};
    }
    answer.body = in_.substr(0, length);
    in_.erase(0, length);
    return answer;
  }

  Answer ask(std::string_view bytes, std::string_view method = "GET") {
    send(bytes);
    return answer(method);
  }

  static constexpr std::chrono::milliseconds patience{20000};

 private:
  int socket_ = -1;
  bool connected_ = false;
  std::string in_;
};

inline std::string get(std::string_view target, std::string_view more = "") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n" + std::string(more) + "\r\n";
}

inline std::string post(std::string_view target, std::string_view body) {
  return "POST " + std::string(target) + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + std::string(body);
}

}  // namespace skin2vec::http
