// import(export(x)) == x, for any diary: 0 is not blank, unicode notes, one-reading days, offsets, instruments.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "reading.h"
#include "skin2vec/base/text.h"
#include "skin2vec/diary/writer.h"

namespace skin2vec::diary {
namespace round_trip_test {

const Profile& skin() {
  static const Profile profile = *built_in_profile("skin");
  return profile;
}

template <typename T>
rc::Gen<T> one_of(std::vector<T> values) {
  return rc::gen::elementOf(std::move(values));
}

rc::Gen<Time> any_time() {
  return rc::gen::map(rc::gen::tuple(rc::gen::inRange(-5000, 30000), rc::gen::inRange(0, 3),
                                     rc::gen::inRange(0, ms_per_day), one_of<int>({0, 60, 120, 330, -570})),
                      [](const auto& drawn) {
                        const auto [day, form, ms, offset] = drawn;
                        Time time{Day{day}, std::nullopt, std::nullopt};
                        if (form > 0) time.ms_of_day = ms;
                        if (form > 1) time.offset_min = static_cast<std::int16_t>(offset);
                        return time;
                      });
}

rc::Gen<std::string> any_note() {
  return one_of<std::string>({"", "dry", "a, \"b\"; c", "两颊干燥\n第二行", "🧴 new cream", " blank ends ", "NA", "0",
                              "tab\there", "\r\nx", "'=1+1"});
}

rc::Gen<double> any_score() {
  return rc::gen::oneOf(one_of<double>({0, 5, 2.5, 0.1, 1e-7, 4.999999999999999}),
                        rc::gen::map(rc::gen::inRange(0, 500), [](int x) { return x / 100.0; }));
}

rc::Gen<Entry> any_entry() {
  return rc::gen::exec([] {
    Entry entry;
    entry.kind = *one_of<Kind>({Kind::reading, Kind::event, Kind::surroundings, Kind::product, Kind::routine});
    entry.person = *one_of<std::string>({"ann", "李 雷", "me"});
    entry.time = *any_time();
    switch (entry.kind) {
      case Kind::reading:
        entry.place = *one_of<std::string>({"", "cheek", "forehead"});
        for (const auto* name : {"elasticity", "moisture", "oil", "tewl"}) {
          for (const auto* instrument : {"", "corneometer", "probe"}) {
            if (*rc::gen::inRange(0, 3) == 1) entry.values.push_back({name, *any_score(), instrument});
          }
        }
        entry.note = *any_note();
        if (entry.values.empty() && entry.note.empty()) entry.values.push_back({"oil", 0, ""});
        break;
      case Kind::event:
        entry.name = *one_of<std::string>({"late_night", "own tag", "辣", "alcohol"});
        if (*rc::gen::inRange(0, 2) == 1) entry.values.push_back({"weight", *any_score(), ""});
        entry.note = *any_note();
        break;
      case Kind::surroundings:
        entry.place = *one_of<std::string>({"", "indoor", "open-meteo"});
        entry.person = *one_of<std::string>({"", "ann"});
        entry.values = {{"humidity", *any_score(), ""}, {"pm25", *any_score(), ""}};
        break;
      case Kind::product:
        entry.name = *one_of<std::string>({"cream", "lotion"});
        entry.detail = *one_of<std::string>({"", "0", "30", "7.5"});
        if (*rc::gen::inRange(0, 2) == 1)
          entry.values = {{"moisture_after", *any_score(), ""}, {"moisture_before", *any_score(), ""}};
        entry.note = *any_note();
        break;
      case Kind::routine:
        entry.time.ms_of_day.reset();
        entry.time.offset_min.reset();
        entry.name = *one_of<std::string>({"care", "evening, long"});
        entry.detail = *one_of<std::string>({"retinol", "cream"});
        entry.place = *one_of<std::string>({"", "morning", "evening"});
        if (*rc::gen::inRange(0, 2) == 1) entry.values = {{"order", 2, ""}};
        if (*rc::gen::inRange(0, 2) == 1) entry.until = entry.time.day + *rc::gen::inRange(0, 90);
        break;
    }
    return entry;
  });
}

// A diary holds each key once.
std::map<Key, Entry> as_diary(const std::vector<Entry>& entries) {
  std::map<Key, Entry> diary;
  for (const Entry& entry : entries) {
    const auto [at, added] = diary.emplace(entry, entry);
    if (!added) at->second = merge(at->second, entry);
  }
  return diary;
}

std::vector<Entry> values_of(const std::map<Key, Entry>& diary) {
  std::vector<Entry> entries;
  for (const auto& [key, entry] : diary) entries.push_back(entry);
  return entries;
}

RC_GTEST_PROP(RoundTrip, CsvReadsBackToTheSameDiary, ()) {
  const auto diary = as_diary(*rc::gen::container<std::vector<Entry>>(any_entry()));
  DiaryCsv csv(skin());
  for (const auto& [key, entry] : diary) csv.add(entry);
  std::vector<Entry> again;
  for (const auto& [name, text] : csv.files()) {
    const Read read = read_text(text, skin());
    RC_ASSERT(read.report.has_value());
    if (!read.report->errors.empty())
      RC_FAIL(read.report->errors[0].column + " " + read.report->errors[0].expected + "\n" + text);
    again.insert(again.end(), read.entries.begin(), read.entries.end());
  }
  RC_ASSERT(as_diary(again) == diary);
}

RC_GTEST_PROP(RoundTrip, JsonReadsBackToTheSameDiary, ()) {
  const auto diary = as_diary(*rc::gen::container<std::vector<Entry>>(any_entry()));
  const Read read = read_text(diary_json(values_of(diary), skin()), skin());
  RC_ASSERT(read.report.has_value());
  RC_ASSERT(read.report->errors.empty());
  RC_ASSERT(as_diary(read.entries) == diary);
}

RC_GTEST_PROP(RoundTrip, PayloadsReadBack, ()) {
  const Entry entry = *any_entry();
  Entry again = entry;
  again.values.clear();
  again.until.reset();
  RC_ASSERT(read_payload(payload(entry), again).has_value());
  RC_ASSERT(again == entry);
}

}  // namespace round_trip_test
}  // namespace skin2vec::diary
