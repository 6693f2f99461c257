#include "skin2vec/serve/message.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace skin2vec::serve {

namespace {

constexpr std::array<std::pair<int, std::string_view>, 22> names{{
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
}};

std::string text_of(const nlohmann::ordered_json& object) {
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::optional<std::string_view> Request::header(std::string_view lower_name) const {
  const auto found =
      std::find_if(headers.begin(), headers.end(), [&](const Header& one) { return one.name == lower_name; });
  return found == headers.end() ? std::nullopt : std::optional<std::string_view>(found->value);
}

Response json(int status, const nlohmann::ordered_json& object) {
  return {.status = status, .headers = {{"content-type", "application/json"}}, .body = text_of(object), .events = {}};
}

Response problem(int status, std::string_view detail) {
  const nlohmann::ordered_json object{
      {"type", "about:blank"}, {"title", status_name(status)}, {"status", status}, {"detail", detail}};
  return {.status = status,
          .headers = {{"content-type", "application/problem+json"}},
          .body = text_of(object),
          .events = {}};
}

Response problem(const Error& error) {
  switch (error.fault) {
    case Fault::malformed:
      return problem(400, error.message);
    case Fault::missing:
      return problem(404, error.message);
    case Fault::conflict:
      return problem(409, error.message);
    case Fault::unavailable:
      return problem(503, error.message);
  }
  return problem(500, error.message);
}

std::string_view status_name(int status) {
  const auto found = std::find_if(names.begin(), names.end(), [&](const auto& one) { return one.first == status; });
  return found == names.end() ? "" : found->second;
}

}  // namespace skin2vec::serve
