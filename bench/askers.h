// Clients that ask a server again as soon as it has answered, and what they were told.
#pragma once

#include <sys/epoll.h>

#include <chrono>
#include <string>
#include <vector>

#include "bench/process.h"
#include "test/http/client.h"

namespace skin2vec::bench {

struct Asked {
  std::vector<double> ms;  // from asking to the whole answer
  int wrong = 0;
  std::size_t events = 0;  // that came to the held clients meanwhile
  double seconds = 0;
};

struct Asking {
  std::uint16_t port;
  std::string request;
  int clients = 1;
  double seconds = 5;
  double pause_ms = 0;
};

// `clients` ask again and again, each when its answer has come and `pause_ms` later; `idle` ones only read. Every
// answer must be a 200 with the body of the first.
inline Asked ask(const Asking& how, std::vector<http::Client>& idle) {
  struct Asker {
    http::Client client;
    std::chrono::steady_clock::time_point asked;
    std::chrono::steady_clock::time_point next;
    bool waits = false;
  };
  const auto clients = static_cast<std::size_t>(how.clients);
  std::string expected;
  std::vector<Asker> askers;
  const int epoll = ::epoll_create1(0);
  const auto watch = [&](const http::Client& client, std::uint64_t mark) {
    epoll_event event{.events = EPOLLIN, .data = {.u64 = mark}};
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, client.socket(), &event);
  };
  for (std::size_t i = 0; i < clients; ++i) {
    askers.push_back({http::Client(how.port), {}, std::chrono::steady_clock::now(), false});
    watch(askers.back().client, i);
  }
  for (std::size_t i = 0; i < idle.size(); ++i) watch(idle[i], clients + i);
  Asked asked;
  const auto begun = std::chrono::steady_clock::now();
  const auto since = [](std::chrono::steady_clock::time_point then) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - then).count();
  };
  std::vector<epoll_event> ready(512);
  while (since(begun) < 1e3 * how.seconds) {
    for (Asker& asker : askers) {
      if (asker.waits || std::chrono::steady_clock::now() < asker.next) continue;
      asker.asked = std::chrono::steady_clock::now();
      asker.waits = asker.client.send(how.request);
      if (!asker.waits) ++asked.wrong;
    }
    const int come = ::epoll_wait(epoll, ready.data(), static_cast<int>(ready.size()), 1);
    for (int e = 0; e < come; ++e) {
      const auto mark = static_cast<std::size_t>(ready[static_cast<std::size_t>(e)].data.u64);
      if (mark >= askers.size()) {
        http::Client& client = idle[mark - askers.size()];
        if (!client.receive()) give_up("a held client was closed");
        while (client.receive_until("event: tick", std::chrono::milliseconds(0))) ++asked.events;
        continue;
      }
      Asker& asker = askers[mark];
      const http::Answer answer = asker.client.answer();
      if (expected.empty()) expected = answer.body;
      if (answer.status != 200 || answer.body != expected) ++asked.wrong;
      asked.ms.push_back(since(asker.asked));
      asker.waits = false;
      asker.next =
          std::chrono::steady_clock::now() + std::chrono::microseconds(static_cast<std::int64_t>(1e3 * how.pause_ms));
    }
  }
  asked.seconds = since(begun) / 1e3;
  ::close(epoll);
  return asked;
}

inline std::uint64_t told = 0;  // answers heard, in all phases

inline double quantile(std::vector<double>& sorted, double q) {
  if (sorted.empty()) return 0;
  return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(q * static_cast<double>(sorted.size())))];
}

// Tells rate and times; false if an answer was wrong or one in a hundred took more than `most_ms`.
inline bool tell(const std::string& what, Asked& asked, double most_ms) {
  told += asked.ms.size();
  std::sort(asked.ms.begin(), asked.ms.end());
  const double p99 = quantile(asked.ms, 0.99);
  print_note(what, fmt::format("{:.0f} a second, p50 {:.2f} ms, p99 {:.2f} ms, longest {:.1f} ms, {} wrong",
                               static_cast<double>(asked.ms.size()) / asked.seconds, quantile(asked.ms, 0.5), p99,
                               asked.ms.empty() ? 0 : asked.ms.back(), asked.wrong));
  return asked.wrong == 0 && p99 < most_ms && !asked.ms.empty();
}

}  // namespace skin2vec::bench
