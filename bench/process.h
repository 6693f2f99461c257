// Whole programs, timed: started by fork and exec, waited for by wait4, in a folder of their own that is removed.
//
//   const Folder folder;
//   const Run run = run_program({program(), "--version"});
//   run.ms; run.peak_mb; run.out;
//   print_ratio("--version", "sqlite3 --version", theirs_ms, ours_ms, 8);
//
// A bench runs peer and ours by turns, so that a busy machine slows both, and tells the median.
#pragma once

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "test/temporary_folder.h"

namespace skin2vec::bench {

// The program under test: SKIN2VEC of the environment, else the one that was built with this bench.
inline std::string program() {
  const char* given = std::getenv("SKIN2VEC");
  return given ? given : SKIN2VEC_PROGRAM;
}

[[noreturn]] inline void give_up(const std::string& why) {
  fmt::print(stderr, "bench: {}\n", why);
  std::_Exit(70);
}

using Folder = TemporaryFolder;

struct Run {
  double ms = 0;  // wall clock, from before fork until the end was seen
  double cpu_ms = 0;
  double peak_mb = 0;  // the largest resident set
  int status = 0;
  std::string out;  // standard output
};

struct RunOptions {
  std::string in = "/dev/null";  // the file that is standard input
  std::string out;               // the file that takes standard output; "": it is kept in Run::out
};

inline std::string text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Runs a program to its end; gives up if it fails.
inline Run run_program(const std::vector<std::string>& words, const RunOptions& options = {}) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const bool keep = options.out.empty();
  char kept[] = "/tmp/skin2vec-bench-out-XXXXXX";
  const int out = keep ? ::mkstemp(kept) : ::open(options.out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int in = ::open(options.in.c_str(), O_RDONLY);
  if (out < 0 || in < 0) give_up("no file for " + words[0]);
  const auto begun = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::execvp(arguments[0], arguments.data());
    std::_Exit(127);
  }
  Run run;
  rusage used{};
  if (child < 0 || ::wait4(child, &run.status, 0, &used) != child) give_up("cannot run " + words[0]);
  run.ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
  const auto ms = [](const timeval& time) {
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-3 * static_cast<double>(time.tv_usec);
  };
  run.cpu_ms = ms(used.ru_utime) + ms(used.ru_stime);
  run.peak_mb = static_cast<double>(used.ru_maxrss) / 1024;
  ::close(in);
  ::close(out);
  if (keep) {
    run.out = text_of(kept);
    ::unlink(kept);
  }
  if (run.status != 0) give_up(fmt::format("{} ended with status {}", fmt::join(words, " "), run.status));
  return run;
}

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

inline std::string shown(double ms) {
  return ms >= 1000 ? fmt::format("{:.2f} s", ms / 1000) : fmt::format("{:.1f} ms", ms);
}

inline void print_head(const std::string& question) {
  fmt::print("\n{}\n  {:<50} {:>10} {:>10} {:>7}   {}\n", question, "", "peer", "ours", "ratio", "reach");
}

// One line: what, peer's and our time, their ratio, and whether the reach is met.
inline void print_ratio(const std::string& what, double peer_ms, double ours_ms, double most) {
  const double ratio = ours_ms / peer_ms;
  fmt::print("  {:<50} {:>10} {:>10} {:>6.2f}x   at most {}x: {}\n", what, shown(peer_ms), shown(ours_ms), ratio, most,
             ratio <= most ? "yes" : "NO");
}

// One line for a figure without a peer.
inline void print_limit(const std::string& what, double value, double most, const std::string& unit) {
  fmt::print("  {:<50} {:>10} {:>10} {:>7}   under {} {}: {}\n", what, "-", fmt::format("{:.1f} {}", value, unit), "-",
             most, unit, value < most ? "yes" : "NO");
}

// One line that is told and not judged.
inline void print_note(const std::string& what, const std::string& value) {
  fmt::print("  {:<50} {:>10} {:>10}\n", what, "-", value);
}

}  // namespace skin2vec::bench
