// Where do I stand, from a cold start: `skin2vec summary --json` on ten years of two readings a day.
#include "bench/diary_file.h"

int main() {
  using namespace skin2vec::bench;
  const Folder folder;
  const std::string diary = folder.file("diary.db");
  write_readings(folder.file("readings.csv"), {.people = 1, .days = 3650});
  run_program({program(), "import", folder.file("readings.csv"), "--diary", diary});
  std::vector<double> wall, cpu, peak;
  for (int run = 0; run < 20; ++run) {
    const Run one = run_program({program(), "summary", "--json", "--diary", diary});
    wall.push_back(one.ms);
    cpu.push_back(one.cpu_ms);
    peak.push_back(one.peak_mb);
  }
  print_head("summary_cold: summary --json of 7,300 readings, fork to end, median of 20");
  print_limit("wall clock", median(wall), 50, "ms");
  print_note("the quickest of them", shown(*std::min_element(wall.begin(), wall.end())));
  print_note("processor time", shown(median(cpu)));
  print_limit("peak resident set", median(peak), 64, "MB");
}
