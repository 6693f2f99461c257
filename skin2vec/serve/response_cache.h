// Answers that were given before, for the same version of the diary.
//
//   Answers answers(64 << 20);
//   answers.at(version);                                  // another one: all before are forgotten
//   if (auto known = answers.find(key)) return *known;
//   answers.keep(version, key, response);
//
// The longest unused go first. Safe to call from several threads.
#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "skin2vec/http/server.h"

namespace skin2vec::serve {

class ResponseCache {
 public:
  explicit ResponseCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  void at(std::int64_t version);  // forgets what is of another version

  [[nodiscard]] std::optional<http::Response> find(const std::string& key);
  // Nothing is kept that is of another version than the last told by at(), or larger than a quarter of all.
  void keep(std::int64_t version, const std::string& key, const http::Response& response);

 private:
  struct Known {
    std::string key;
    http::Response response;
  };

  const std::size_t most_bytes_;
  std::mutex guard_;
  std::int64_t version_ = -1;
  std::size_t bytes_ = 0;
  std::list<Known> known_;  // the last used first
  std::unordered_map<std::string, std::list<Known>::iterator> by_key_;
};

}  // namespace skin2vec::serve
