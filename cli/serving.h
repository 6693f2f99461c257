// A server that runs until the program is told to end.
#pragma once

#include "cli/context.h"
#include "skin2vec/http/server.h"

namespace skin2vec::cli {

struct Serving {
  std::string diary;              // place of one that exists
  http::ServerOptions listening;  // address, port, TLS, proxy
  bool any_port = false;          // where that port is taken, a free one
};

// Where it listens, once it does.
struct Listening {
  std::string url;  // "http://127.0.0.1:8080/"
  int port = 0;
  bool accounts = false;  // there are some; else it is open to this machine
};

// Serves the API and the page until SIGINT or SIGTERM; what was begun is answered for up to five seconds then.
// `told` hears where, once it listens. unavailable, conflict, malformed as Server::start; malformed for an address that
// others reach while there is no account.
[[nodiscard]] Result<void> serve_until_told(const Serving& how, const std::function<void(const Listening&)>& told);

}  // namespace skin2vec::cli
