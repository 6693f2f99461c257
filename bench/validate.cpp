// The whole table of what a good analyst reaches on people whose truth is known, and what we reach beside it.
//
//   bench_validate [SEEDS] [PEOPLE]       default: seed 1, 30 people; some minutes on two cores
//
// Runs the other validations of this folder as programs and reads their figures; one whose words have changed ends it.
// Naive, reached and aim: measured by others on people of their own with the same kind of truth, 540 days, two readings
// a day; 1 and 2 are the seeds that these estimators were developed on.
#include <map>
#include <regex>

#include "bench/process.h"

namespace {

using namespace skin2vec::bench;

struct Row {
  const char* task;
  const char* naive;
  const char* reached;
  const char* aim;
  const char* program;
  std::vector<std::string> options;
  const char* figures;  // a regular expression; its groups, with " / " between, are ours
};

const std::vector<Row> rows{
    {"effects: precision / recall",
     "0.40-0.65 / 0.67-0.99",
     "0.98 / 0.99",
     "0.95 / 0.97",
     "effects",
     {},
     R"(precision ([\d.]+) recall ([\d.]+))"},
    {"... whole numbers",
     "",
     "0.92 / 0.89",
     "0.93 / 0.90",
     "effects",
     {"--rounding", "whole"},
     R"(precision ([\d.]+) recall ([\d.]+))"},
    {"... error of the total / cover",
     "0.79 / 0.75",
     "0.18 / 0.90-0.95",
     "0.12 / 0.93-0.97",
     "effects",
     {},
     R"(error ([\d.]+) cover ([\d.]+))"},
    {"... after 60 days: precision / recall",
     "0.28 / 0.40",
     "0.89 / 0.26",
     "0.9",
     "effects",
     {"--days", "60"},
     R"(precision ([\d.]+) recall ([\d.]+))"},
    {"humidity optimum: error, %RH / cover",
     "3.5 / 0.55",
     "0.6 / 0.93",
     "0.6 / 0.95",
     "dose",
     {},
     R"(optimum: error ([\d.]+) %RH, cover ([\d.]+))"},
    {"shift of it per 100 ug/m3: error", "2.0", "1.05", "1.0", "dose", {}, R"(shift per 100: error ([\d.]+))"},
    {"... whole numbers", "", "1.5", "", "dose", {"--rounding", "whole"}, R"(shift per 100: error ([\d.]+))"},
    {"kind of change right / false",
     "",
     "0.78 / 0.14",
     "0.85 / 0.10",
     "changes",
     {},
     R"(kind right ([\d.]+) of \d+, false lasting ([\d.]+))"},
    {"alarms, 1 a series-year: shifts told, days",
     "0.50, 30",
     "0.79-0.84, 26-33",
     "0.90, 12",
     "alarms",
     {},
     R"(budget 1:[^\n]*\n  shift: told (\d+ of \d+), median delay (\d+))"},
    {"... drifts told, days",
     "0.74, 88",
     "0.84-0.94, 75-83",
     "0.95, 60",
     "alarms",
     {},
     R"(budget 1:[^\n]*\n[^\n]*\n  drift: told (\d+ of \d+), median delay (\d+))"},
    {"... false alarms a series-year, flat people",
     "",
     "1",
     "1",
     "alarms",
     {"--variant", "flat"},
     R"(budget 1: false alarms a series and year ([\d.]+))"},
    {"monthly cycle found / false",
     "0.93 / 0.44",
     "0.85 / 0.03",
     "0.90 / 0.03",
     "rhythms",
     {"--days", "365"},
     R"(of a person   found (\S+ = [\d.]+|\S+)[^\n]*?false (\S+ = [\d.]+|\S+))"},
    {"product ratio: error / cover",
     "0.17 / 0.65",
     "0.067 / 0.88",
     "0.06 / 0.93",
     "products",
     {},
     R"(ratio error ([\d.]+) \(naive [\d.]+\), cover ([\d.]+))"},
    {"hidden habit first", "0.08-0.10", "0.98", "0.98", "habits", {}, R"(first ([\d.]+))"},
    {"... a third as strong", "", "", "0.98", "habits", {"--habit", "0.33"}, R"(first ([\d.]+))"},
};

}  // namespace

int main(int count, char** words) {
  const std::string seeds = count > 1 ? words[1] : "1", people = count > 2 ? words[2] : "30";
  const std::string folder = std::string(words[0]).substr(0, std::string(words[0]).find_last_of('/') + 1);
  fmt::print("{:<46}{:>24}{:>20}{:>20}   {}\n", fmt::format("{} people, seeds {}", people, seeds), "naive", "reached",
             "aim", "ours");
  std::map<std::string, std::string> told;  // by command: several rows read one run
  for (const Row& row : rows) {
    std::vector<std::string> command{folder + "bench_validate_" + row.program, "--people", people, "--seeds", seeds};
    command.insert(command.end(), row.options.begin(), row.options.end());
    const std::string key = fmt::format("{}", fmt::join(command, " "));
    if (!told.contains(key)) told[key] = run_program(command).out;
    std::smatch found;
    if (!std::regex_search(told[key], found, std::regex(row.figures))) {
      give_up(fmt::format("{} does not tell {}:\n{}", key, row.figures, told[key]));
    }
    std::string ours = found[1];
    for (std::size_t i = 2; i < found.size(); ++i) ours += " / " + std::string(found[i]);
    fmt::print("{:<46}{:>24}{:>20}{:>20}   {}\n", row.task, row.naive, row.reached, row.aim, ours);
    std::fflush(stdout);
  }
  return 0;
}
