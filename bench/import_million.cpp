// A million rows into the diary, against the sqlite3 shell's .import of what comes out into the same table.
//
// The peer's work is a gift: it reads the finished columns of `entry`, exported from our own result, in the order of
// the primary key; it parses no time, checks no value and keeps no history. Both write one transaction into a new file
// with the same table, WAL, synchronous = FULL and cache; at the end both tables are equal byte by byte.
#include "bench/diary_file.h"

namespace {

using namespace skin2vec::bench;

constexpr int rows = 1'000'000;
constexpr int runs = 3;

void remove_diary(const std::string& path) {
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
}

// What the sqlite3 shell is told, from a file.
Run shell(const Folder& folder, const std::string& diary, const std::string& script, const std::string& out = "") {
  std::ofstream(folder.file("script")) << script;
  return run_program({"sqlite3", "-batch", diary}, {.in = folder.file("script"), .out = out});
}

std::string create_entry(const Folder& folder, const std::string& diary) {
  return shell(folder, diary, "SELECT sql || ';' FROM sqlite_master WHERE name = 'entry';\n").out;
}

void measure(const Folder& folder, const std::string& what, const std::string& file) {
  const std::string ours_diary = folder.file("ours.db"), peer_diary = folder.file("peer.db");
  const std::string table = folder.file("entry.csv"), check = folder.file("check.csv");
  const std::string all = ".mode csv\nSELECT * FROM entry ORDER BY person, kind, at, place, name, detail;\n";
  std::vector<double> peer, ours, again, peer_cpu, ours_cpu;
  double peak = 0;
  for (int run = 0; run < runs; ++run) {
    remove_diary(ours_diary);
    const Run mine = run_program({program(), "import", file, "--diary", ours_diary});
    ours.push_back(mine.ms);
    ours_cpu.push_back(mine.cpu_ms);
    peak = std::max(peak, mine.peak_mb);
    if (run == 0) {
      shell(folder, ours_diary, all, table);
      const std::string count = shell(folder, ours_diary, "SELECT count(*) FROM entry;\n").out;
      if (count != fmt::format("{}\n", rows)) give_up("expected a million entries, got " + count);
    }
    const std::string create = create_entry(folder, ours_diary);
    remove_diary(peer_diary);
    const Run theirs = shell(folder, peer_diary,
                             "PRAGMA journal_mode=WAL;\nPRAGMA synchronous=FULL;\nPRAGMA cache_size=-16000;\n" +
                                 create + "\n.import --csv " + table + " entry\n");
    peer.push_back(theirs.ms);
    peer_cpu.push_back(theirs.cpu_ms);
    if (run > 0) continue;
    shell(folder, peer_diary, all, check);
    if (text_of(table) != text_of(check)) give_up("the peer's table is not ours");
    again.push_back(run_program({program(), "import", file, "--diary", ours_diary}).ms);
  }
  print_ratio(what, median(peer), median(ours), 2);
  print_ratio("  processor time of the same", median(peer_cpu), median(ours_cpu), 2);
  remove_diary(peer_diary);
  const double plain = shell(folder, peer_diary,
                             "PRAGMA journal_mode=WAL;\nPRAGMA synchronous=FULL;\n.import --csv " + file + " plain\n")
                           .ms;
  print_note("  the same file into a table without key, by peer", shown(plain));
  print_note("  the same file once more, by us: no change", shown(median(again)));
  print_note("  our peak resident set", fmt::format("{:.1f} MB", peak));
}

}  // namespace

int main() {
  const Folder folder;
  print_head("import_million: a new diary of 1,000,000 rows, median of 3 by turns");
  write_readings(folder.file("readings.csv"), {.people = 500, .days = 1000});
  measure(folder, "readings, five dimensions, 500 people", folder.file("readings.csv"));
  std::filesystem::remove(folder.file("readings.csv"));
  write_surroundings(folder.file("surroundings.csv"), rows);
  measure(folder, "surroundings, one value", folder.file("surroundings.csv"));
}
