// Refusals as application/problem+json (RFC 9457).
//
//   if (!diary) return problem(diary.error());
//   return problem(403, "urn:skin2vec:problem:read-only", "Read only", "this token may not write");
//
// Pure; safe to call from several threads. Bytes that are no UTF-8 are replaced.
#pragma once

#include <string_view>

#include "skin2vec/base/result.h"
#include "skin2vec/http/server.h"

namespace skin2vec::http {

// type    a URI for the kind of problem; "" is "about:blank", which means: no more than the status says
// title   the same for every problem of the type; "" takes the phrase of the status
// detail  what is wrong with this request, and what to do; "" leaves it out
// throws  ContractError if status is not within 400 to 599
[[nodiscard]] Response problem(int status, std::string_view type, std::string_view title, std::string_view detail);

// One that the status says enough about: about:blank.
[[nodiscard]] Response problem(int status, std::string_view detail);

// By the table of faults (HOUSE: malformed 400, missing 404, conflict 409, unavailable 503 with Retry-After), type
// urn:skin2vec:problem:<fault>; the detail is the message.
[[nodiscard]] Response problem(const Error& error);

// The phrase of a status: "Not Found"; "Unknown" where RFC 9110 has none.
[[nodiscard]] std::string_view status_phrase(int status);

}  // namespace skin2vec::http
