// Made-up diaries, quickly: files of readings and of surroundings, the same at each run.
#pragma once

#include <cstdint>
#include <string>

#include "bench/process.h"
#include "skin2vec/base/day.h"

namespace skin2vec::bench {

struct Readings {
  int people = 1;   // p0001, p0002, ...; the file has a column `person` where there are several
  int days = 3650;  // two readings a day, from 2016-01-01
};

// A small multiplicative generator: this is load, not statistics.
class Dice {
 public:
  int roll(int faces) {
    state_ = state_ * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
    return static_cast<int>((state_ >> 33) % static_cast<std::uint64_t>(faces));
  }

 private:
  std::uint64_t state_ = 20'260'301;
};

// Five dimensions, 0 to 5 in steps of a tenth, at a morning and an evening minute. Rows: people * days * 2.
inline void write_readings(const std::string& file, const Readings& size) {
  Dice dice;
  std::string text =
      std::string(size.people > 1 ? "person," : "") + "time,oil,moisture,elasticity,radiance,sensitivity\n";
  std::ofstream out(file, std::ios::binary);
  const Day first = *make_day(2016, 1, 1);
  for (int person = 1; person <= size.people; ++person) {
    for (int day = 0; day < size.days; ++day) {
      const std::string date = to_text(first + day);
      for (const int hour : {7, 21}) {
        auto end = std::back_inserter(text);
        if (size.people > 1) fmt::format_to(end, "p{:04},", person);
        fmt::format_to(end, "{}T{:02}:{:02}", date, hour, dice.roll(60));
        for (int dimension = 0; dimension < 5; ++dimension) {
          const int tenths = 15 + dice.roll(21);
          fmt::format_to(end, ",{}.{}", tenths / 10, tenths % 10);
        }
        text += '\n';
      }
    }
    out << text;
    text.clear();
  }
  if (!out) give_up(file + " cannot be written");
}

// One value of humidity every five minutes, from 2016-01-01, of everyone.
inline void write_surroundings(const std::string& file, int rows) {
  Dice dice;
  std::ofstream out(file, std::ios::binary);
  out << "time,humidity,source\n";
  const Day first = *make_day(2016, 1, 1);
  for (int row = 0; row < rows; ++row) {
    const int minute = row * 5 % 1440;
    const int tenths = 300 + dice.roll(400);
    out << fmt::format("{}T{:02}:{:02},{}.{},indoor\n", to_text(first + row / 288), minute / 60, minute % 60,
                       tenths / 10, tenths % 10);
  }
  if (!out) give_up(file + " cannot be written");
}

}  // namespace skin2vec::bench
