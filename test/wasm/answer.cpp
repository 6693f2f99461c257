// Answers about a made person, from base/ to ask/ and without a file: the same program for the browser and for this
// machine, whose outputs `./dev wasm-check` holds against each other (test/wasm/compare.py).
//
//   answer summary effects       # one object: "texts" of numbers, then each answer by its name
#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>

#include "skin2vec/ask/questions.h"
#include "skin2vec/base/fingerprint.h"
#include "skin2vec/base/random.h"
#include "skin2vec/base/text.h"
#include "skin2vec/twin/twin.h"

namespace {

using namespace skin2vec;

// A fingerprint of the texts of numbers of all sizes, of powers of two, and of what reads back from them: base/text.h
// has two ways, of which each platform takes the one it can.
std::string texts_of_numbers() {
  Fingerprint print;
  const auto add = [&](double number) {
    const std::string text = to_text(number);
    print.add(text);
    print.add(bits_of(parse_number(text).value_or(-1)));
  };
  Random random(7);
  for (int i = 0; i < 20'000; ++i) add(std::ldexp(random.uniform() - 0.5, i % 2000 - 1000));
  for (int power = -1074; power < 1024; ++power) add(std::ldexp(1.0, power));
  for (const std::string_view text : {"1e-400", "2e-324", "1e-320", "1e400", "1.", ".", "-.5", "1e", "++1", "+-1", "",
                                      "0x10", "inf", "nan", "1 2", "00", "0e99999"}) {
    print.add(bits_of(parse_number(text).value_or(-1)));
  }
  return print.text();
}

Result<ask::Answer> answer(std::string_view name) {
  const ask::Question* question = ask::find_question(name);
  if (question == nullptr) return refuse(Fault::missing, fmt::format("there is no question {}", in_quotes(name)));
  const twin::TwinOptions made{.people = 1, .days = 200, .seed = 31, .oracle = twin::OracleOrigins::none};
  const twin::VirtualPerson person = twin::simulate_person(made, 0);
  const ask::Record record{.profile = *diary::built_in_profile("skin"),
                           .person = person.name,
                           .from = made.first_day,
                           .today = made.first_day + (made.days - 1),
                           .entries = person.entries,
                           .data_age_hours = 0.0};
  ask::NothingKept kept;
  const auto found = ask::answer(*question, record, {}, {.threads = 0}, kept);
  if (!found) return tl::unexpected(found.error());
  return ask::to_json(record, *found);
}

}  // namespace

int main(int count, char** words) {
  ask::Answer all{{"texts", texts_of_numbers()}};
  for (int i = 1; i < count; ++i) {
    auto one = answer(words[i]);
    if (!one) {
      fmt::print(stderr, "{}: {}\n", words[i], one.error().message);
      return 1;
    }
    all[words[i]] = std::move(*one);
  }
  fmt::print("{}\n", all.dump(1));
  return 0;
}
