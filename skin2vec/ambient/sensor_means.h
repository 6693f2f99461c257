// Readings of sensors, gathered into means over an hour (or so), which a diary can hold.
//
//   SensorMeans means({.person = "", .outdoor = {"balcony"}});
//   means.add(reading, now, offset_min);
//   std::vector<diary::Entry> done = means.take_over(now);     // those whose time is over
//   means.to_text();                                           // the others, to go on with after a restart
//
// A mean is over the messages that came, not over time: a sensor that tells changes only counts for what it told. Each
// entry is surroundings at the beginning of its span, by the local clock, its source "indoor/DEVICE", or
// "outdoor/DEVICE" for the devices named so. Where the profile aggregates an exposure over a day by its highest or its
// sum, the mean within an hour is still what is kept. Memory: a few numbers for each device and exposure.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/ambient/sensor_message.h"
#include "skin2vec/base/time.h"
#include "skin2vec/diary/entry.h"

namespace skin2vec::ambient {

struct SensorMeansOptions {
  std::string person;             // "": everyone's
  int every_min = 60;             // length of a span; divides a day
  std::set<std::string> outdoor;  // devices that are not in the room
};

class SensorMeans {
 public:
  // throws   ContractError if every_min does not divide 1440
  explicit SensorMeans(SensorMeansOptions options);

  void add(const SensorReading& reading, Instant at, std::int16_t offset_min);

  // Entries of the spans that are over at `now`, which are then forgotten; sorted by key.
  [[nodiscard]] std::vector<diary::Entry> take_over(Instant now);

  // Entries of all spans as they stand; nothing is forgotten.
  [[nodiscard]] std::vector<diary::Entry> entries() const;

  // What is not over yet, as text; and back. A text that is none is refused, and nothing is changed.
  [[nodiscard]] std::string to_text() const;
  [[nodiscard]] Result<void> read_text(std::string_view text);

  [[nodiscard]] std::string source(const std::string& device) const;

 private:
  struct Sum {
    double sum = 0;
    std::int64_t count = 0;
  };
  using Spans = std::map<diary::Key, std::map<std::string, Sum>>;  // entry -> exposure -> sum

  [[nodiscard]] static std::vector<diary::Entry> entries_of(const Spans& spans);

  SensorMeansOptions options_;
  Spans spans_;
};

}  // namespace skin2vec::ambient
