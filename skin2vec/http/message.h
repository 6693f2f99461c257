// The heads of HTTP messages: where one ends, what is refused in it, and how one is written.
//
//   parse_target("http://host/a?b")->path;          // "/a"
//   date_text(Instant{784'111'777'000});            // "Sun, 06 Nov 1994 08:49:37 GMT"
//
// The grammar of the fields is the parser's (connection.cpp); here stands what RFC 9112 leaves to a server, and what a
// parser lets pass: bare line ends, folded lines, Host, lengths beside chunks, expectations. Pure; no sockets.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/base/time.h"
#include "skin2vec/http/server.h"

namespace skin2vec::http {

struct Refusal {
  int status;
  std::string detail;
};

// Looks for the end of a head in bytes that come piece by piece; each byte is looked at once.
class HeadScanner {
 public:
  explicit HeadScanner(std::size_t most) : most_(most) {}

  struct Found {
    std::size_t size = 0;  // of the head, with its empty line; 0: not whole yet
    std::optional<Refusal> refused;
  };

  // `bytes` are all since the head began: each time the same ones, and those that came since.
  [[nodiscard]] Found next(std::string_view bytes);

 private:
  std::size_t most_;
  std::size_t seen_ = 0;
  bool line_ended_ = false;  // the request line is whole
};

// True if the request line has three words, the last of which is HTTP/ and a version: it may be right, elsewhere.
[[nodiscard]] bool names_version(std::string_view raw);

struct Head {
  std::string_view raw;     // from the request line to the empty line
  std::string_view target;  // as it came
  int minor = 1;            // HTTP/1.minor
  const std::vector<Header>& headers;
};

// What is wrong with a head that the parser took; none if nothing is.
[[nodiscard]] std::optional<Refusal> refusal_of(const Head& head);

struct Target {
  std::string path;
  std::string query;
};

// "/a?b" and "http://host/a?b" -> "/a", "b"; "*" stays. malformed for everything else, and as normal_path tells.
[[nodiscard]] Result<Target> parse_target(std::string_view target);

// True if one of the comma-separated words of one of these headers is `word`; case is ignored.
[[nodiscard]] bool has_word(const std::vector<Header>& headers, std::string_view name, std::string_view word);

// What our own proxy put last into a header: the last element of the last header of this name; "" if there is none.
[[nodiscard]] std::string_view last_element(const std::vector<Header>& headers, std::string_view name);

enum class Framing { length, chunks, until_closed };

struct Writing {
  int minor = 1;                      // of the request
  bool keep = true;                   // the connection stays open
  Framing framing = Framing::length;  // of the body
  std::optional<Instant> date;
  const std::vector<Header>& always;
};

// The head of an answer, with its empty line. malformed if a header cannot be written without being read as another
// one, or the status is not within 200 to 599.
[[nodiscard]] Result<std::string> head_text(const Response& answer, const Writing& writing);

// True if an answer of this status never has a body (204, 304).
[[nodiscard]] bool without_body(int status);

// "Sun, 06 Nov 1994 08:49:37 GMT": IMF-fixdate of RFC 9110, section 5.6.7, for the years 1 to 9999.
[[nodiscard]] std::string date_text(Instant instant);

}  // namespace skin2vec::http
