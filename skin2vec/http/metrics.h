// What a server counts about itself, and the text a Prometheus scrapes.
//
//   Response{.headers = {{"content-type", std::string(metrics_type)}}, .body = metrics_text(server.counters())};
//
// No address, no path and no name of a person is counted.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace skin2vec::http {

// Upper ends of the classes of handling time, milliseconds; one more class stands above the last.
inline constexpr std::array<int, 8> handling_ms = {1, 5, 20, 50, 200, 500, 2000, 10000};

struct Counters {
  std::uint64_t open = 0;                  // connections now, streams among them
  std::uint64_t streams = 0;               // event streams now
  std::uint64_t waiting = 0;               // requests that wait for a worker now
  std::uint64_t accepted = 0;              // since the start, as all below
  std::uint64_t refused = 0;               // connections above a limit
  std::uint64_t requests = 0;              // given to the handler
  std::uint64_t cut = 0;                   // connections closed because the client was too slow, streams among them
  std::array<std::uint64_t, 6> answers{};  // by the first digit of the status; [0] is not used
  std::array<std::uint64_t, handling_ms.size() + 1> handling{};  // requests by the time from parsed to answer made
  std::uint64_t handling_us = 0;                                 // the sum of those times
};

inline constexpr std::string_view metrics_type = "text/plain; version=0.0.4; charset=utf-8";

// The counters in the text format of Prometheus 0.0.4; every name begins with skin2vec_http_.
[[nodiscard]] std::string metrics_text(const Counters& counters);

}  // namespace skin2vec::http
