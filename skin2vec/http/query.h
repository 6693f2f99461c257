// The target of a request, read strictly: "/days/2026-03-02?from=a%20b" -> a path and named values.
//
//   Result<std::string> path = normal_path("/people/an%6E");       // "/people/ann"
//   Result<Query> query = parse_query("from=2026-03-01&to=x+y");   // {"from": "2026-03-01"}, {"to": "x y"}
//
// Nothing is repaired: what two programs could read in two ways is refused with Fault::malformed. Pure; safe to call
// from several threads; O(n).
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "skin2vec/base/result.h"

namespace skin2vec::http {

using Query = std::map<std::string, std::string, std::less<>>;

// The path of a request target, decoded once.
//
// returns  malformed for: no "/" at its start, an escape that is not two hexadecimal digits, a control character, an
//          encoded slash, a backslash, "." or ".." as a segment, an empty segment but the last, what is no UTF-8, "#"
//          or "?"
[[nodiscard]] Result<std::string> normal_path(std::string_view raw);

// "a=b&c=d" decoded; "+" is a blank; "a" alone is a with "". "" has no values.
//
// returns  malformed for: a name twice, an empty name or part, a bad escape, a control character but tab and line ends,
//          what is no UTF-8, more than 100 values
[[nodiscard]] Result<Query> parse_query(std::string_view raw);

// All bytes but letters, digits and -._~ as %XX. Decoding gives `text` again.
[[nodiscard]] std::string percent_encoded(std::string_view text);

// The text that parse_query reads back to the same values.
[[nodiscard]] std::string query_text(const Query& query);

}  // namespace skin2vec::http
