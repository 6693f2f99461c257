#include "skin2vec/http/problem.h"

#include <nlohmann/json.hpp>
#include <string>

#include "skin2vec/base/require.h"

namespace skin2vec::http {

Response problem(int status, std::string_view type, std::string_view title, std::string_view detail) {
  require(status >= 400 && status <= 599, "problem: status must be within 400 to 599, got {}", status);
  nlohmann::ordered_json body;
  body["type"] = type.empty() ? "about:blank" : type;
  body["title"] = title.empty() ? status_phrase(status) : title;
  body["status"] = status;
  if (!detail.empty()) body["detail"] = detail;
  return {.status = status,
          .headers = {{"content-type", "application/problem+json"}, {"cache-control", "no-store"}},
          .body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"};
}

Response problem(int status, std::string_view detail) {
  return problem(status, "", "", detail);
}

Response problem(const Error& error) {
  switch (error.fault) {
    case Fault::malformed:
      return problem(400, "urn:skin2vec:problem:malformed", "Malformed", error.message);
    case Fault::missing:
      return problem(404, "urn:skin2vec:problem:missing", "Missing", error.message);
    case Fault::conflict:
      return problem(409, "urn:skin2vec:problem:conflict", "Conflict", error.message);
    case Fault::unavailable:
      break;
  }
  Response answer = problem(503, "urn:skin2vec:problem:unavailable", "Unavailable", error.message);
  answer.headers.push_back({"retry-after", "1"});
  return answer;
}

std::string_view status_phrase(int status) {
  switch (status) {  // RFC 9110, section 15, RFC 6585
    case 100:
      return "Continue";
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 411:
      return "Length Required";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 426:
      return "Upgrade Required";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Unknown";
  }
}

}  // namespace skin2vec::http
