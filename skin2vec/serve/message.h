// What a client asks and what it is told: HTTP without sockets.
//
//   Response reply = json(200, answer);
//   return problem(404, "nobody named \"bob\"");
//
// A handler is a function from one to the other; serve/http.h carries them over a connection.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/result.h"

namespace skin2vec::serve {

struct Header {
  std::string name;  // in lower case
  std::string value;
};

struct Request {
  std::string method;  // "GET"
  std::string path;    // percent-decoded, without dot segments
  std::string query;   // as sent, without the '?'
  std::string body;
  std::string remote;  // the client's address
  std::vector<Header> headers;
  bool secure = false;  // over TLS

  [[nodiscard]] std::optional<std::string_view> header(std::string_view lower_name) const;
};

class EventStream;

struct Response {
  int status = 200;
  std::vector<Header> headers;
  std::string body;
  std::shared_ptr<EventStream> events;  // set: text/event-stream, until one side ends it
};

using Handler = std::function<Response(const Request&)>;

// The object as the body.
[[nodiscard]] Response json(int status, const nlohmann::ordered_json& object);

// A refusal as RFC 9457 has it: {type, title, status, detail}; type is "about:blank", title the status's name.
[[nodiscard]] Response problem(int status, std::string_view detail);
// By the house's table: malformed 400, missing 404, conflict 409, unavailable 503.
[[nodiscard]] Response problem(const Error& error);

// "Not Found"; "" for a number that is no status used here.
[[nodiscard]] std::string_view status_name(int status);

}  // namespace skin2vec::serve
