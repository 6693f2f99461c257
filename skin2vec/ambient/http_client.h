// Fetches a URL over HTTP or HTTPS, with limits.
//
//   HttpClient http({});
//   Result<Reply> reply = http.get("https://api.open-meteo.com/v1/forecast?...");
//
// One connection at a time, kept for the next call. The certificate of HTTPS is checked, always. A redirection is not
// followed: its status is the answer. Other schemes than http and https are refused. An error names the host, never the
// rest of the URL, which holds the place and may hold a key. Over libcurl. Not for several threads at once.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "skin2vec/base/result.h"

namespace skin2vec::ambient {

struct Reply {
  int status = 0;  // of HTTP
  std::string body;
};

// How an answer is fetched, so that what reads it is apart from the network: HttpClient::get, or what a test says.
using Fetch = std::function<Result<Reply>(const std::string& url)>;

struct HttpOptions {
  int connect_timeout_ms = 10'000;
  int timeout_ms = 60'000;                        // of a whole call
  std::size_t max_bytes = std::size_t{16} << 20;  // of a body, unpacked; a year of hours takes about 0.5 MB
};

class HttpClient {
 public:
  // throws   ContractError if an option is not positive
  explicit HttpClient(HttpOptions options);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // Any status is an answer. unavailable if there is no whole answer, malformed if the URL is none.
  [[nodiscard]] Result<Reply> get(const std::string& url);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace skin2vec::ambient
