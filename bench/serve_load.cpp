// The server under load: bare answers a second, and 2,000 clients that are held while others are answered.
//
//   bench_serve_load [SECONDS]      seconds of each phase, default 5; ends with 1 if an answer was wrong or late by far
//
// The server runs in a process of its own, so that its memory and time are not the clients'. Both share the processors:
// the rates are of a server that has about half of the machine.
#include <openssl/ssl.h>
#include <sys/resource.h>

#include <csignal>
#include <cstring>
#include <mutex>

#include "bench/askers.h"
#include "bench/process.h"
#include "skin2vec/http/server.h"
#include "test/http/client.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;
using Clock = std::chrono::steady_clock;

constexpr int held = 2000;

// --- the server ------------------------------------------------------------------------------------------------------

// Tells its port on `out`, pushes an event a second to every stream, and stops when `in` ends.
int serve_until(int in, int out, http::ServerOptions options) {
  std::mutex guard;
  std::vector<std::shared_ptr<http::EventStream>> streams;
  auto server = http::Server::start(std::move(options), [&](const http::Request& request) -> http::Response {
    if (request.path == "/ping") return {.body = "pong"};
    auto events = std::make_shared<http::EventStream>();
    const std::lock_guard lock(guard);
    streams.push_back(events);
    return {.events = events};
  });
  if (!server) give_up(server.error().message);
  const std::uint16_t port = server->port();
  if (::write(out, &port, sizeof port) != sizeof port) give_up("no pipe");
  pollfd end{in, POLLIN, 0};
  while (::poll(&end, 1, 1000) == 0) {
    const std::lock_guard lock(guard);
    std::erase_if(streams, [](const auto& events) { return !events->push("tick", R"({"state":"well"})"); });
  }
  server->stop(std::chrono::seconds(5));
  // What the server has counted itself: it must be what the clients have.
  const std::uint64_t answered = server->counters().answers[2];
  return ::write(out, &answered, sizeof answered) == sizeof answered ? 0 : 70;
}

// A server in a process of its own, which ends when end() is called.
struct Apart {
  pid_t process = 0;
  std::uint16_t port = 0;
  int to = -1, from = -1;

  explicit Apart(http::ServerOptions options) {
    options.port = 0;
    options.idle_ms = 60'000;
    int in[2], out[2];
    if (::pipe(in) != 0 || ::pipe(out) != 0) give_up("no pipe");
    process = ::fork();
    if (process == 0) {
      ::close(in[1]);
      std::_Exit(serve_until(in[0], out[1], std::move(options)));
    }
    ::close(in[0]);
    ::close(out[1]);
    to = in[1];
    from = out[0];
    if (::read(from, &port, sizeof port) != sizeof port) give_up("the server did not start");
  }
  void end() {
    if (to >= 0) ::close(std::exchange(to, -1));
  }
  // Its own count of good answers, and its exit status; after end().
  std::pair<std::uint64_t, int> left() const {
    std::uint64_t answered = 0;
    int status = 0;
    if (::read(from, &answered, sizeof answered) != sizeof answered) give_up("the server did not end well");
    ::waitpid(process, &status, 0);
    return {answered, status};
  }
};

struct Spent {
  double mb = 0;
  double cpu_s = 0;
};

Spent spent_by(pid_t process) {
  std::ifstream memory("/proc/" + std::to_string(process) + "/statm"),
      stat("/proc/" + std::to_string(process) + "/stat");
  double pages = 0;
  memory >> pages >> pages;
  std::string word;
  double user = 0, system = 0;
  for (int field = 1; stat >> word && field < 15; ++field) {
    if (field == 14) user = std::stod(word);
  }
  system = word.empty() ? 0 : std::stod(word);
  return {pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20),
          (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK))};
}

// What an idle connection costs under TLS, and what its handshake does.
void tell_tls() {
  constexpr int many = 500;
  const Folder folder;
  const std::string key = folder.file("key.pem"), certificate = folder.file("certificate.pem");
  run_program({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
               "2", "-subj", "/CN=localhost", "-keyout", key, "-out", certificate});
  Apart apart({.certificate = certificate, .key = key});
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  std::vector<BIO*> clients;
  const auto ask = [](BIO* client) {
    const std::string request = http::get("/ping");
    char answer[4096];
    return BIO_write(client, request.data(), static_cast<int>(request.size())) > 0 &&
           BIO_read(client, answer, sizeof answer) > 0;
  };
  Spent before;
  std::vector<double> ms;
  for (int i = 0; i < many + 20; ++i) {
    if (i == 20) before = spent_by(apart.process);  // what the first ones cost is shared by all
    const auto begun = Clock::now();
    clients.push_back(BIO_new_ssl_connect(context));
    BIO_set_conn_hostname(clients.back(), ("127.0.0.1:" + std::to_string(apart.port)).c_str());
    if (BIO_do_handshake(clients.back()) != 1 || !ask(clients.back())) give_up("TLS does not answer");
    ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
  }
  print_note("more for each idle client under TLS",
             fmt::format("{:.1f} KB; connecting and one ping {:.2f} ms",
                         1024 * (spent_by(apart.process).mb - before.mb) / many, median(ms)));
  for (BIO* client : clients) BIO_free_all(client);
  SSL_CTX_free(context);
  apart.end();
  (void)apart.left();
}

}  // namespace

int main(int count, char** words) {
  const double seconds = count > 1 ? std::atof(words[1]) : 5;
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  if (seconds <= 0) give_up("serve_load [SECONDS]");
  Apart apart({});
  const pid_t server = apart.process;
  const std::uint16_t port = apart.port;

  std::vector<http::Client> none;
  bool good = true;
  print_head("serve: a server in its own process, closed-loop clients in one thread, both on this machine");
  for (const int clients : {1, 16, 64}) {
    Asked asked = ask({port, http::get("/ping"), clients, seconds, 0}, none);
    good &= tell(fmt::format("ping, {} connections", clients), asked, 100);
  }
  const Spent before = spent_by(server);
  std::vector<http::Client> idle;
  for (int i = 0; i < held; ++i) {
    idle.emplace_back(port);
    if (idle.back().ask(http::get("/ping")).body != "pong") give_up("not answered");
  }
  print_note(fmt::format("memory of the server, {:.1f} MB; more for each idle client", before.mb),
             fmt::format("{:.1f} KB", 1024 * (spent_by(server).mb - before.mb) / held));
  Asked beside_idle = ask({port, http::get("/ping"), 8, std::min(seconds, 10.0), 10}, idle);
  good &= tell(fmt::format("8 askers beside {} idle connections", held), beside_idle, 100);
  idle.clear();

  for (int i = 0; i < held; ++i) {
    idle.emplace_back(port);
    idle.back().send(http::get("/events"));
    if (idle.back().answer().status != 200) give_up("no stream");
  }
  Asked settle = ask({port, http::get("/ping"), 1, 2, 10}, idle);
  good &= tell("1 asker while the streams settle", settle, 500);
  const Spent streaming = spent_by(server);
  print_note("more for each event stream", fmt::format("{:.1f} KB", 1024 * (streaming.mb - before.mb) / held));
  Asked beside = ask({port, http::get("/ping"), 8, seconds, 10}, idle);
  good &= tell(fmt::format("8 askers beside {} streams, an event a second each", held), beside, 200);
  const Spent after = spent_by(server);
  print_note("events that came",
             fmt::format("{:.0f} a second; the server took {:.0f}% of a processor, {:+.1f} MB",
                         static_cast<double>(beside.events) / beside.seconds,
                         100 * (after.cpu_s - streaming.cpu_s) / beside.seconds, after.mb - streaming.mb));
  good &= static_cast<double>(beside.events) >= held * (beside.seconds - 2);
  good &= after.mb - streaming.mb < 16;
  Asked full = ask({port, http::get("/ping"), 64, seconds, 0}, idle);
  good &= tell(fmt::format("ping, 64 connections beside {} streams", held), full, 200);

  const auto stopping = Clock::now();
  apart.end();
  std::size_t open = idle.size();
  for (http::Client& client : idle) {
    if (client.closed()) --open;
    client.leave();
  }
  const auto [answered, status] = apart.left();
  // Each phase may have left an answer on its way for each of its askers: they were not waited for.
  const std::uint64_t unheard = answered - (told + 2 * held);
  good &= unheard <= 1 + 16 + 64 + 8 + 1 + 8 + 64;
  print_note("answers the server counted, the clients heard", fmt::format("{}, {}", answered, told + 2 * held));
  print_note(fmt::format("stop with {} streams", held),
             fmt::format("{:.0f} ms, {} left open, status {}",
                         std::chrono::duration<double, std::milli>(Clock::now() - stopping).count(), open, status));
  good &= status == 0 && open == 0;
  tell_tls();
  if (!good) print_note("NOT as it should be", "");
  return good ? 0 : 1;
}
