// Bodies as gzip (RFC 1952), where the client takes them.
//
//   if (takes_gzip(request)) reply = gzipped(std::move(reply));
//
// Only bodies without a secret of the server's own may be compressed beside what a stranger chose: the length of such
// a body tells of both (BREACH). Answers about a record hold none, and a stranger's page cannot ask for them with a
// login (access.h).
#pragma once

#include "skin2vec/http/server.h"

namespace skin2vec::http {

inline constexpr std::size_t kLeastGzipped = 1024;  // bytes: less is not worth it

// True if Accept-Encoding has gzip, and not at q=0 (RFC 9110, section 12.5.3).
[[nodiscard]] bool takes_gzip(const Request& request);

// With the header that says so; as it is if the body is shorter than kLeastGzipped, or no shorter compressed.
[[nodiscard]] Response gzipped(Response reply);

}  // namespace skin2vec::http
