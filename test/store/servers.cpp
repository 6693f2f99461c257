#include "servers.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

namespace skin2vec::store {

namespace fs = std::filesystem;

namespace {

const std::string bin = "/usr/lib/postgresql/15/bin/";

std::string new_folder() {
  std::string name = (fs::temp_directory_path() / "skin2vec-store-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) std::abort();
  return name;
}

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0) std::abort();
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(socket);
  return ntohs(address.sin_port);
}

// One PostgreSQL for the program: the folder and the child process, gone when the program ends.
class Server {
 public:
  Server() {
    if (::access((bin + "postgres").c_str(), X_OK) != 0) return;
    folder_ = new_folder();
    owner_ = ::getpid();
    if (::geteuid() == 0) user_ = ::getpwnam("postgres");
    if (user_ != nullptr && ::chown(folder_.c_str(), user_->pw_uid, user_->pw_gid) != 0) std::abort();
    run({bin + "initdb", "-D", folder_ + "/data", "-U", "skin", "-A", "trust", "-E", "UTF8", "--locale=C",
         "--no-sync"});
    start();
  }

  ~Server() {
    if (folder_.empty() || ::getpid() != owner_) return;  // a forked child leaves it to its parent
    ::kill(process_, SIGINT);
    ::waitpid(process_, nullptr, 0);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  bool there() const { return !folder_.empty(); }

  std::string new_database() {
    const std::string name = "diary" + std::to_string(++databases_);
    run({bin + "createdb", "-h", "127.0.0.1", "-p", std::to_string(port_), "-U", "skin", name});
    return "postgresql://skin@127.0.0.1:" + std::to_string(port_) + "/" + name;
  }

  void kill_and_start() {
    // The postmaster is killed first, then every process it had started (they are in its process group).
    ::kill(-process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    fs::remove(folder_ + "/data/postmaster.pid");
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    start();
  }

 private:
  pid_t spawn(const std::vector<std::string>& words) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    ::setpgid(0, 0);
    if (user_ != nullptr && (::setgid(user_->pw_gid) != 0 || ::setuid(user_->pw_uid) != 0)) ::_exit(126);
    // Under another clock (./dev anyday) its timer of a lock never fires: it has the machine's own.
    for (const char* name : {"LD_PRELOAD", "FAKETIME", "FAKETIME_SHARED"}) ::unsetenv(name);
    ::prctl(PR_SET_PDEATHSIG, SIGINT);  // also where the test dies before its end; setuid would clear it
    if (::chdir(folder_.c_str()) != 0) ::_exit(126);
    const int log = ::open("log", O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(log, 1);
    ::dup2(log, 2);
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }

  void run(const std::vector<std::string>& words) {
    int status = 0;
    ::waitpid(spawn(words), &status, 0);
    if (status == 0) return;
    std::ifstream log(folder_ + "/log");
    ADD_FAILURE() << words[0] << " failed: " << std::string(std::istreambuf_iterator<char>(log), {});
  }

  void start() {
    port_ = port_ == 0 ? free_port() : port_;
    const std::string port = std::to_string(port_);
    process_ = spawn({bin + "postgres", "-D", folder_ + "/data", "-p", port, "-h", "127.0.0.1", "-k", folder_});
    for (int i = 0; i < 300; ++i) {
      int status = 0;
      ::waitpid(spawn({bin + "pg_isready", "-q", "-h", "127.0.0.1", "-p", port}), &status, 0);
      if (status == 0) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    ADD_FAILURE() << "PostgreSQL did not start";
  }

  std::string folder_;
  pid_t owner_ = 0;
  const passwd* user_ = nullptr;
  pid_t process_ = 0;
  int port_ = 0;
  int databases_ = 0;
};

Server& server() {
  static Server one;
  return one;
}

}  // namespace

Place::Place(Where where) : where_(where), folder_(new_folder()) {
  if (where == Where::sqlite) url_ = folder_ + "/diary.db";
  if (where == Where::postgresql && server().there()) url_ = server().new_database();
}

Place::~Place() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Store Place::open(int busy_timeout_ms) const {
  auto store = Store::open(url_, {.create = true, .busy_timeout_ms = busy_timeout_ms});
  EXPECT_TRUE(store) << (store ? "" : store.error().message);
  return std::move(store).value();
}

void restart_server_after_kill() {
  server().kill_and_start();
}

std::string where_name(const testing::TestParamInfo<Where>& info) {
  return info.param == Where::sqlite ? "Sqlite" : "PostgreSql";
}

diary::Entry reading(const std::string& person, const std::string& time, double score, const std::string& note) {
  diary::Entry entry;
  entry.person = person;
  entry.time = parse_time(time).value();
  entry.values = {{"moisture", score, ""}};
  entry.note = note;
  return entry;
}

Origin origin(const std::string& what, const std::string& source) {
  return {what, source, Instant{1'772'000'000'123}};
}

std::int64_t put(Store& store, const std::vector<diary::Entry>& entries, std::vector<Outcome>* outcomes) {
  auto writing = store.begin(origin());
  EXPECT_TRUE(writing) << (writing ? "" : writing.error().message);
  const auto put = writing->put(entries);
  EXPECT_TRUE(put) << (put ? "" : put.error().message);
  if (outcomes != nullptr && put) *outcomes = *put;
  const auto number = writing->commit();
  EXPECT_TRUE(number) << (number ? "" : number.error().message);
  return number.value_or(-1);
}

std::vector<diary::Entry> all_of(Store& store, std::optional<std::string> person) {
  const auto entries = store.read({.person = std::move(person), .kinds = {}, .from = {}, .to = {}});
  EXPECT_TRUE(entries) << (entries ? "" : entries.error().message);
  return entries.value_or(std::vector<diary::Entry>{});
}

}  // namespace skin2vec::store
