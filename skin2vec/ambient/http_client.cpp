#include "skin2vec/ambient/http_client.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <fmt/format.h>

#include <type_traits>

#include "skin2vec/base/require.h"

namespace skin2vec::ambient {

struct HttpClient::State {
  HttpOptions options;
  CURL* handle = nullptr;
};

namespace {

// libcurl, opened by name when it is first needed: with the thirty libraries that it brings, it would make every start
// of the program 8 ms longer, and one verb of thirty uses it.
struct Curl {
  decltype(&curl_global_init) global_init = nullptr;
  decltype(&curl_easy_init) init = nullptr;
  decltype(&curl_easy_reset) reset = nullptr;
  decltype(&curl_easy_setopt) setopt = nullptr;
  decltype(&curl_easy_perform) perform = nullptr;
  decltype(&curl_easy_getinfo) getinfo = nullptr;
  decltype(&curl_easy_strerror) strerror = nullptr;
  decltype(&curl_easy_cleanup) cleanup = nullptr;
  bool ready = false;

  Curl() {
    void* library = ::dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    bool all = true;
    const auto find = [&](auto& function, const char* name) {
      function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
      all = all && function;
    };
    find(global_init, "curl_global_init");
    find(init, "curl_easy_init");
    find(reset, "curl_easy_reset");
    find(setopt, "curl_easy_setopt");
    find(perform, "curl_easy_perform");
    find(getinfo, "curl_easy_getinfo");
    find(strerror, "curl_easy_strerror");
    find(cleanup, "curl_easy_cleanup");
    ready = all && global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  }
};

const Curl& curl() {
  static const Curl library;
  return library;
}

struct Body {
  std::string text;
  std::size_t limit = 0;
  bool too_large = false;
};

std::size_t take(char* data, std::size_t size, std::size_t count, void* to) {
  Body& body = *static_cast<Body*>(to);
  if (body.text.size() + size * count > body.limit) {
    body.too_large = true;
    return 0;  // ends the transfer
  }
  body.text.append(data, size * count);
  return size * count;
}

// Scheme and host: what may be told of a URL.
std::string host_of(const std::string& url) {
  const std::size_t begin = url.find("://");
  if (begin == std::string::npos) return "(no URL)";
  const std::size_t end = url.find_first_of("/?#", begin + 3);
  std::string host = url.substr(begin + 3, end == std::string::npos ? end : end - begin - 3);
  if (const std::size_t at = host.rfind('@'); at != std::string::npos) host.erase(0, at + 1);
  return host;
}

}  // namespace

HttpClient::HttpClient(HttpOptions options) : state_(std::make_unique<State>()) {
  require(options.connect_timeout_ms > 0 && options.timeout_ms > 0 && options.max_bytes > 0,
          "HttpClient: limits must be positive");
  state_->options = options;
  state_->handle = curl().ready ? curl().init() : nullptr;
}

HttpClient::~HttpClient() {
  if (state_->handle) curl().cleanup(state_->handle);
}

Result<Reply> HttpClient::get(const std::string& url) {
  CURL* handle = state_->handle;
  if (!handle)
    return refuse(Fault::unavailable,
                  "libcurl (libcurl.so.4) could not be started; Debian has it in the package libcurl4");
  curl().reset(handle);
  Body body{{}, state_->options.max_bytes, false};
  const auto set = [&](CURLoption option, auto value) { return curl().setopt(handle, option, value) == CURLE_OK; };
  const bool ready = set(CURLOPT_URL, url.c_str()) && set(CURLOPT_PROTOCOLS_STR, "http,https") &&
                     set(CURLOPT_FOLLOWLOCATION, 0L) && set(CURLOPT_SSL_VERIFYPEER, 1L) &&
                     set(CURLOPT_SSL_VERIFYHOST, 2L) && set(CURLOPT_NOSIGNAL, 1L) &&
                     set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(state_->options.connect_timeout_ms)) &&
                     set(CURLOPT_TIMEOUT_MS, static_cast<long>(state_->options.timeout_ms)) &&
                     set(CURLOPT_ACCEPT_ENCODING, "") && set(CURLOPT_USERAGENT, "skin2vec") &&
                     set(CURLOPT_WRITEFUNCTION, &take) && set(CURLOPT_WRITEDATA, static_cast<void*>(&body));
  if (!ready) return refuse(Fault::unavailable, "libcurl refused an option: it is older than 7.85");
  const CURLcode code = curl().perform(handle);
  if (body.too_large)
    return refuse(Fault::unavailable,
                  fmt::format("{}: the answer is larger than {} bytes", host_of(url), state_->options.max_bytes));
  if (code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL)
    return refuse(Fault::malformed,
                  fmt::format("{}: expected a URL that begins with http:// or https://", host_of(url)));
  if (code != CURLE_OK) return refuse(Fault::unavailable, fmt::format("{}: {}", host_of(url), curl().strerror(code)));
  long status = 0;
  curl().getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return Reply{static_cast<int>(status), std::move(body.text)};
}

}  // namespace skin2vec::ambient
