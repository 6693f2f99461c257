// A value, or why the world refused it.
//
//   Result<diary::Profile> profile = diary::parse_profile(text);
//   if (!profile) return tl::unexpected(profile.error());
//   use(*profile);
//
// For what lies outside the program: files, rows, databases, networks. A broken promise of a caller is not an Error:
// it throws ContractError (require.h). Too little data is not an Error either: it is part of the answer.
// The command line and the HTTP API map Fault to an exit status and to a status code in one table (exit_status).
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace skin2vec {

// What kind of refusal: decides the exit status and what a user can do next.
enum class Fault {
  malformed,    // the input is not what was expected; mend the input     exit 65, HTTP 400
  missing,      // what was named does not exist                          exit 66, HTTP 404
  conflict,     // it exists already, or is held by somebody else         exit 73, HTTP 409
  unavailable,  // the disk, the database or the network failed; try again exit 69, HTTP 503
};

struct Error {
  Fault fault = Fault::malformed;
  std::string message;  // one sentence a user can act on: what, where, what was expected; never empty

  bool operator==(const Error&) const = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

// Makes the error half of a Result: `return refuse(Fault::missing, "no file a.csv");`
[[nodiscard]] inline tl::unexpected<Error> refuse(Fault fault, std::string message) {
  return tl::unexpected<Error>(Error{fault, std::move(message)});
}

// The exit status of a command that ended with this fault (sysexits.h): 65, 66, 73 or 69.
[[nodiscard]] constexpr int exit_status(Fault fault) {
  switch (fault) {
    case Fault::malformed:
      return 65;
    case Fault::missing:
      return 66;
    case Fault::conflict:
      return 73;
    case Fault::unavailable:
      return 69;
  }
  return 70;
}

}  // namespace skin2vec
