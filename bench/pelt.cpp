// Change points of 100,000 values, exactly, against the same search in numpy.
//
//   bench_pelt [VALUES] [RUNS]              default: 100000 values, 3 runs of each, by turns
//   bench_pelt ours FILE PENALTY MIN_LENGTH   one search, as a process of its own; what the bench runs
//
// Levels that change every 100, 1,000 and 10,000 values on average, by two standard deviations. Both read the same file
// and time the search alone (the start of Python and of numpy is not counted); both must find the same starts. Memory
// is the largest resident set of each process, the values as text and Python itself included.
#include <cmath>
#include <fstream>
#include <sstream>

#include "bench/process.h"
#include "skin2vec/base/random.h"
#include "skin2vec/change/search.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;

constexpr double penalty = 30;
constexpr int min_length = 5;

int ours(const std::string& file, const change::SearchOptions& options) {
  std::ifstream in(file);
  std::vector<double> values;
  for (double value = 0; in >> value;) values.push_back(value);
  const auto begun = std::chrono::steady_clock::now();
  const change::Segmentation found = change::pelt(values, options);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begun;
  fmt::print("{:.6f}\n{}\n", seconds.count(), fmt::join(found.starts, " "));
  return 0;
}

std::string made(const Folder& folder, int count, int between) {
  Random random(static_cast<std::uint64_t>(between));
  std::string file = folder.file(fmt::format("every_{}.txt", between));
  std::ofstream out(file);
  double level = 0;
  for (int i = 0; i < count; ++i) {
    if (random.chance(1.0 / between)) level += random.chance(0.5) ? 2 : -2;
    out << fmt::format("{:.4f}\n", level + random.normal());
  }
  return file;
}

struct Side {
  std::vector<double> ms;
  double peak_mb = 0;
  std::string starts;
};

void take(const Run& run, Side& side) {
  std::istringstream lines(run.out);
  std::string first;
  std::getline(lines, first);
  std::getline(lines, side.starts);
  side.ms.push_back(1000 * std::atof(first.c_str()));
  side.peak_mb = run.peak_mb;
}

}  // namespace

int main(int count, char** words) {
  if (count == 5 && std::string(words[1]) == "ours") {
    return ours(words[2], {.penalty = std::atof(words[3]), .min_length = std::atoi(words[4])});
  }
  const int values = count > 1 ? std::atoi(words[1]) : 100000, runs = count > 2 ? std::atoi(words[2]) : 3;
  const Folder folder;
  fmt::print("exact PELT, {} values, median of {} runs\n", values, runs);
  for (const int between : {100, 1000, 10000}) {
    const std::string file = made(folder, values, between);
    Side mine, peer;
    for (int i = 0; i < runs; ++i) {
      take(run_program({words[0], "ours", file, fmt::format("{}", penalty), fmt::format("{}", min_length)}), mine);
      take(run_program({"/usr/bin/python3", std::string(SKIN2VEC_SOURCE) + "/bench/peers/pelt_numpy.py", file,
                        fmt::format("{}", penalty), fmt::format("{}", min_length)}),
           peer);
    }
    if (mine.starts != peer.starts) give_up("the two did not find the same starts");
    const auto found = 1 + std::count(mine.starts.begin(), mine.starts.end(), ' ');
    fmt::print(
        "  a change every {:>6}: {:>10} against {:>10}, {:.1f}x; {:.0f} MB against {:.0f} MB; {} starts, the same\n",
        between, shown(median(mine.ms)), shown(median(peer.ms)), median(peer.ms) / median(mine.ms), mine.peak_mb,
        peer.peak_mb, mine.starts.empty() ? 0 : found);
  }
  return 0;
}
