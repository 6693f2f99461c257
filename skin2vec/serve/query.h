// The part of an address behind the '?': "days=14&lang=zh".
//
//   Result<record::Given> given = parse_query("days=14&lang=zh");
//
// Strict: a name twice, a bad escape, a NUL or what is not UTF-8 is malformed. '+' is a blank.
#pragma once

#include <string>
#include <string_view>

#include "skin2vec/base/result.h"
#include "skin2vec/record/questions.h"

namespace skin2vec::serve {

[[nodiscard]] Result<record::Given> parse_query(std::string_view query);

// "%41" -> "A". malformed for a bad escape, a NUL, or what is not UTF-8 then.
[[nodiscard]] Result<std::string> percent_decoded(std::string_view text);

// The other way, of everything but letters, digits and -._~ (RFC 3986).
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace skin2vec::serve
