// Slows down who guesses passwords: after five failures a name from an address waits, twice as long each time.
//
//   if (const auto seconds = throttle.wait("ann", "10.0.0.7", now)) return too_many(*seconds);
//   fits(kept, password) ? throttle.succeeded("ann", "10.0.0.7") : throttle.failed("ann", "10.0.0.7", now);
//
// 1 s after the fifth failure, then 2, 4 ... up to 15 minutes; a quiet hour forgives. An address has its own count, ten
// times as patient, so that one address cannot try one password on every name; a name has none over all addresses, so
// that nobody is locked out by somebody else. At most `most` counts are held: the oldest are forgotten first. Safe to
// call from several threads. Counts are this process's own.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "skin2vec/base/time.h"

namespace skin2vec::accounts {

class Throttle {
 public:
  explicit Throttle(std::size_t most = 10'000) : most_(most) {}

  // How long to wait before trying again, seconds; none: try.
  [[nodiscard]] std::optional<int> wait(const std::string& name, const std::string& address, Instant now);
  void failed(const std::string& name, const std::string& address, Instant now);
  void succeeded(const std::string& name, const std::string& address);

 private:
  struct Count {
    int failures = 0;
    Instant last;
  };
  void add(const std::string& key, Instant now);

  std::size_t most_;
  std::mutex guard_;
  std::map<std::string, Count> counts_;
};

}  // namespace skin2vec::accounts
