// One person out of a big diary: 1,000 people, three years of two readings a day; open it and answer for one.
#include "bench/diary_file.h"

int main() {
  using namespace skin2vec::bench;
  const Folder folder;
  const std::string diary = folder.file("diary.db");
  write_readings(folder.file("readings.csv"), {.people = 1000, .days = 1096});
  const Run import = run_program({program(), "import", folder.file("readings.csv"), "--diary", diary});
  std::vector<double> wall, peak;
  for (int run = 0; run < 20; ++run) {
    const Run one = run_program({program(), "summary", "--person", "p0500", "--json", "--diary", diary});
    wall.push_back(one.ms);
    peak.push_back(one.peak_mb);
  }
  print_head("cohort: summary --person p0500 --json among 1,000 people x 3 years, median of 20");
  print_limit("wall clock, opening included", median(wall), 100, "ms");
  print_note("the quickest of them", shown(*std::min_element(wall.begin(), wall.end())));
  print_note("peak resident set", fmt::format("{:.1f} MB", median(peak)));
  print_note("import of its 2,192,000 rows", shown(import.ms));
}
