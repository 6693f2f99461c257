// Reads of the API against the bare ping of the same server: at least half its rate.
//
//   bench_serve_reads [SECONDS]     seconds of each phase, default 3
//
// `skin2vec serve` on a diary of 540 days; clients in one thread of this process, both on the same processors. A read
// finds who asks, looks whether the diary is still the same, and answers with what was computed before for this version
// of it, compressed, as browsers ask.
#include <csignal>

#include "bench/askers.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;

struct Serving {
  pid_t process = 0;
  std::uint16_t port = 0;

  explicit Serving(const std::string& diary) {
    int out[2];
    if (::pipe(out) != 0) give_up("no pipe");
    process = ::fork();
    if (process == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      ::execl(program().c_str(), "skin2vec", "serve", "--port", "0", "--diary", diary.c_str(), nullptr);
      std::_Exit(127);
    }
    ::close(out[1]);
    std::string url;
    for (char c = 0; ::read(out[0], &c, 1) == 1 && c != '\n';) url += c;
    const std::size_t colon = url.rfind(':');
    if (colon == std::string::npos) give_up("the server did not start");
    port = static_cast<std::uint16_t>(std::stoi(url.substr(colon + 1)));
  }
  ~Serving() {
    ::kill(process, SIGTERM);
    ::waitpid(process, nullptr, 0);
  }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;
};

std::string get(const std::string& path) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n", path);
}

// Asks until the answer is there, not a job.
void warm(std::uint16_t port, const std::string& path) {
  http::Client client(port);
  for (int tries = 0; tries < 600; ++tries) {
    if (client.ask(get(path)).status == 200) return;
    ::usleep(100'000);
  }
  give_up("no answer to " + path);
}

}  // namespace

int main(int count, char** words) {
  const double seconds = count > 1 ? std::atof(words[1]) : 3;
  const Folder folder;
  const std::string diary = folder.file("diary.db"), people = folder.file("people");
  run_program({program(), "twin", "--people", "1", "--days", "540", "--seed", "3", "--out", people});
  for (const char* table : {"readings", "events", "surroundings"}) {
    const std::string file = people + "/p001/" + table + ".csv";
    run_program({program(), "import", file, "--diary", diary});
  }
  const Serving serving(diary);
  std::vector<http::Client> none;
  print_head("serve: reads of the API against the bare ping of the same server, 16 connections");
  const std::string person = "/api/v1/people/p001/";
  bool good = true;
  const auto rate = [&](const std::string& path) {
    Asked asked = ask({serving.port, get(path), 16, seconds, 0}, none);
    good &= asked.wrong == 0;
    return static_cast<double>(asked.ms.size()) / asked.seconds;
  };
  for (const std::string& path : {std::string("/api/v1/people"), std::string("/api/v1/profile"), person + "summary",
                                  person + "forecast", person + "effects", person + "entries?order=newest&limit=30"}) {
    warm(serving.port, path);
    const double before = rate("/ping"), read = rate(path), after = rate("/ping");
    print_ratio(path, 1e3 / (0.5 * (before + after)), 1e3 / read, 2);
  }
  if (!good) print_note("NOT as it should be", "");
  return good ? 0 : 1;
}
