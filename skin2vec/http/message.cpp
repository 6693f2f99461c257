#include "skin2vec/http/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/http/problem.h"
#include "skin2vec/http/query.h"

namespace skin2vec::http {
namespace {

constexpr std::size_t most_headers = 100;

Refusal bad(std::string detail) {
  return {400, std::move(detail)};
}

bool is_token(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

// reg-name, IPv4 or [IPv6], with a port or none: the characters of RFC 3986 that can stand there, no user, no path.
bool is_host(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~:[]%").find(c) != std::string_view::npos;
  };
  return !text.empty() && text.size() <= 260 && std::all_of(text.begin(), text.end(), allowed);
}

std::optional<Refusal> refused_framing(const Head& head) {
  std::size_t lengths = 0, codings = 0;
  std::string_view coding;
  for (const Header& header : head.headers) {
    if (header.name == "content-length") {
      ++lengths;
      // The parser takes "3, 3", which others take for something else.
      if (header.value.find_first_not_of("0123456789") != std::string::npos) return bad("Content-Length is no number");
    }
    if (header.name == "transfer-encoding") {
      ++codings;
      coding = header.value;
    }
  }
  if (lengths > 1) return bad("there are two Content-Length");
  if (codings == 0) return std::nullopt;
  if (lengths > 0) return bad("there is a Content-Length beside a Transfer-Encoding");
  if (head.minor == 0) return bad("HTTP/1.0 has no Transfer-Encoding");
  if (codings > 1 || lower(coding) != "chunked") return Refusal{501, "the only Transfer-Encoding taken is chunked"};
  return std::nullopt;
}

}  // namespace

HeadScanner::Found HeadScanner::next(std::string_view bytes) {
  for (; seen_ < bytes.size(); ++seen_) {
    if (seen_ >= most_) {
      if (!line_ended_) return {.refused = Refusal{414, fmt::format("the address is longer than {} bytes", most_)}};
      return {.refused = Refusal{431, fmt::format("the headers are longer than {} bytes", most_)}};
    }
    const char c = bytes[seen_];
    if (c == '\n') {
      if (seen_ == 0 || bytes[seen_ - 1] != '\r') return {.refused = bad("a line ends without a carriage return")};
      line_ended_ = true;
      if (seen_ >= 3 && bytes[seen_ - 2] == '\n') return {.size = seen_ + 1};
    } else if (seen_ > 0 && bytes[seen_ - 1] == '\r') {
      return {.refused = bad("a carriage return stands inside a line")};
    } else if ((static_cast<unsigned char>(c) < 0x20 && c != '\r' && c != '\t') || c == 0x7f) {
      return {.refused = bad("there is a control character in the head: is this HTTP, not HTTPS?")};
    }
  }
  return {};
}

bool names_version(std::string_view raw) {
  const std::string_view line = raw.substr(0, raw.find("\r\n"));
  const std::string_view last = line.substr(line.rfind(' ') + 1);
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::count(line.begin(), line.end(), ' ') == 2 && last.size() == 8 && last.starts_with("HTTP/") &&
         digit(last[5]) && last[6] == '.' && digit(last[7]);
}

std::optional<Refusal> refusal_of(const Head& head) {
  if (head.raw.find("\r\n ") != head.raw.npos || head.raw.find("\r\n\t") != head.raw.npos) {
    return bad("a header is folded over two lines");
  }
  if (head.headers.size() > most_headers) return Refusal{431, fmt::format("more than {} headers", most_headers)};
  std::size_t hosts = 0;
  for (const Header& header : head.headers) {
    if (header.name != "host") continue;
    ++hosts;
    if (!is_host(header.value)) return bad("Host is not a name and a port");
  }
  if (hosts > 1) return bad("there are two Host headers");
  if (hosts == 0 && head.minor >= 1) return bad("the header Host is missing");
  if (auto refused = refused_framing(head)) return refused;
  for (const Header& header : head.headers) {
    if (header.name == "expect" && lower(header.value) != "100-continue") {
      return Refusal{417, "the only Expect met is 100-continue"};
    }
  }
  return std::nullopt;
}

Result<Target> parse_target(std::string_view target) {
  if (target == "*") return Target{.path = "*"};
  bool absolute = false;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (absolute || lower(target.substr(0, scheme.size())) != scheme) continue;
    absolute = true;
    target.remove_prefix(scheme.size());
    const std::size_t end = std::min(target.find_first_of("/?"), target.size());
    if (!is_host(target.substr(0, end))) return refuse(Fault::malformed, "the address has no host");
    target.remove_prefix(end);
  }
  const std::size_t mark = target.find('?');
  const std::string_view raw = target.substr(0, mark);
  Result<std::string> path = normal_path(absolute && raw.empty() ? "/" : raw);
  if (!path) return tl::unexpected(path.error());
  const std::string_view query = mark == target.npos ? std::string_view() : target.substr(mark + 1);
  if (query.find('#') != query.npos) return refuse(Fault::malformed, "an address has no #");
  return Target{*std::move(path), std::string(query)};
}

bool has_word(const std::vector<Header>& headers, std::string_view name, std::string_view word) {
  for (const Header& header : headers) {
    if (header.name != name) continue;
    for (const std::string_view part : split(header.value, ',')) {
      if (lower(trim(part)) == word) return true;
    }
  }
  return false;
}

std::string_view last_element(const std::vector<Header>& headers, std::string_view name) {
  std::string_view found;
  for (const Header& header : headers) {
    if (header.name == name) found = header.value;
  }
  const std::size_t comma = found.rfind(',');
  return trim(comma == found.npos ? found : found.substr(comma + 1));
}

namespace {

bool has_header(const std::vector<Header>& headers, std::string_view name) {
  return std::any_of(headers.begin(), headers.end(), [&](const Header& one) { return lower(one.name) == name; });
}

}  // namespace

Result<std::string> head_text(const Response& answer, const Writing& writing) {
  using namespace std::string_view_literals;
  if (answer.status < 200 || answer.status > 599) {
    return refuse(Fault::malformed, fmt::format("an answer has the status {}", answer.status));
  }
  std::string text = fmt::format("HTTP/1.1 {} {}\r\n", answer.status, status_phrase(answer.status));
  const auto put = [&text](std::string_view name, std::string_view value) {
    text.append(name).append(": ").append(value).append("\r\n");
  };
  if (writing.date) put("date", date_text(*writing.date));
  for (const auto* list : {&answer.headers, &writing.always}) {
    if (list == &writing.always && answer.status == 304)
      continue;  // they would replace those of the answer it stands for
    for (const Header& header : *list) {
      const std::string name = lower(header.name);
      if (!is_token(name) || header.value.find_first_of("\r\n\0"sv) != std::string::npos) {
        return refuse(Fault::malformed, "an answer has a header that cannot be written");
      }
      if (list == &writing.always && has_header(answer.headers, name)) continue;  // the answer knows better
      if (name == "content-length" || name == "transfer-encoding" || name == "connection" || name == "date") continue;
      put(name, header.value);
    }
  }
  if (writing.framing == Framing::chunks) put("transfer-encoding", "chunked");
  if (writing.framing == Framing::length && !without_body(answer.status)) {
    put("content-length", std::to_string(answer.body.size()));
  }
  if (!writing.keep) put("connection", "close");
  if (writing.keep && writing.minor == 0) put("connection", "keep-alive");
  text += "\r\n";
  return text;
}

bool without_body(int status) {
  return status == 204 || status == 304;
}

std::string date_text(Instant instant) {
  constexpr std::array<std::string_view, 7> days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Time time = local_time(instant, 0);
  const Day day = time.day;
  const int seconds = time.ms_of_day.value_or(0) / 1000;
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[static_cast<std::size_t>(day.weekday())],
                     day.day_of_month(), months[static_cast<std::size_t>(day.month() - 1)], day.year(), seconds / 3600,
                     seconds / 60 % 60, seconds % 60);
}

}  // namespace skin2vec::http
