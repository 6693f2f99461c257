#include "cli/serving.h"

#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <ctime>

#include "cli/shipped.h"
#include "skin2vec/base/text.h"
#include "skin2vec/serve/site.h"

namespace skin2vec::cli {

namespace {

constexpr long look_ns = 250'000'000;            // how late an open page hears of what another program wrote
constexpr int check_every = 120;                 // looks
constexpr auto grace = std::chrono::seconds(5);  // for what was begun

// Holds back the signals that end a program, so that they can be waited for. Threads made later hold them back too.
class EndSignals {
 public:
  EndSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &set_, &before_);
  }
  ~EndSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  EndSignals(const EndSignals&) = delete;
  EndSignals& operator=(const EndSignals&) = delete;

  // True if one came within that time.
  [[nodiscard]] bool wait(long nanoseconds) const {
    const timespec time{.tv_sec = 0, .tv_nsec = nanoseconds};
    return sigtimedwait(&set_, nullptr, &time) > 0;
  }

 private:
  sigset_t set_, before_;
};

std::string url_of(const http::ServerOptions& listening, int port) {
  const bool six = listening.address.find(':') != std::string::npos;
  return fmt::format("{}://{}{}{}:{}/", listening.certificate.empty() ? "http" : "https", six ? "[" : "",
                     listening.address, six ? "]" : "", port);
}

Result<http::Server> start_server(serve::Site& site, const Serving& how) {
  const auto handler = [&site](const http::Request& request) { return site.answer(request); };
  http::ServerOptions options = site.server_options(how.listening);
  auto server = http::Server::start(options, handler);
  if (!server && server.error().fault == Fault::conflict && how.any_port) {
    options.port = 0;
    server = http::Server::start(options, handler);
  }
  return server;
}

}  // namespace

Result<void> serve_until_told(const Serving& how, const std::function<void(const Listening&)>& told) {
  const EndSignals signals;
  const auto first = now();
  if (!first) return tl::unexpected(first.error());
  const auto clock = [last = *first] { return now().value_or(last); };
  auto site = serve::Site::start(
      {.service = {.diary = how.diary, .clock = clock, .version = SKIN2VEC_VERSION, .shipped = &shipped()},
       .files = serve::page_files()});
  if (!site) return tl::unexpected(site.error());
  const auto accounts = (*site)->service().has_accounts();
  if (!accounts) return tl::unexpected(accounts.error());
  const std::string& address = how.listening.address;
  if (!*accounts && address != "localhost" && !serve::is_loopback(address)) {
    return refuse(
        Fault::malformed,
        fmt::format("whoever reaches {} could read the diary, as it has no accounts; `skin2vec user add NAME` "
                    "makes the first",
                    address));
  }
  auto server = start_server(**site, how);
  if (!server) return tl::unexpected(server.error());
  (*site)->count([&server] { return server->counters(); });
  told({url_of(how.listening, server->port()), server->port(), *accounts});
  std::string failure;  // said once, not four times a second
  for (int looks = 1; !signals.wait(look_ns); ++looks) {
    const auto looked = (*site)->service().look();
    const std::string failed = looked ? "" : looked.error().message;
    if (failed != failure && !failed.empty()) fmt::print(stderr, "skin2vec: {}\n", failed);
    failure = failed;
    if (looks % check_every == 0) (*site)->service().check_listeners();
  }
  (*site)->service().close();
  server->stop(grace);
  return {};
}

}  // namespace skin2vec::cli
