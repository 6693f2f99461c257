// How long does the program take to start? `skin2vec --version` against `sqlite3 --version`.
#include "bench/process.h"

int main() {
  using namespace skin2vec::bench;
  std::vector<double> peer, ours;
  for (int run = 0; run < 40; ++run) {
    peer.push_back(run_program({"sqlite3", "--version"}).ms);
    ours.push_back(run_program({program(), "--version"}).ms);
  }
  print_head("version: start of the process, median of 40");
  print_ratio("skin2vec --version / sqlite3 --version", median(peer), median(ours), 8);
  print_limit("skin2vec --version", median(ours), 20, "ms");
}
