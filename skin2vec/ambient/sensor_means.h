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
// sum, the mean within an hour is still what is kept. A reading that comes late joins the mean of its span, if that is
// one of the last kRemembered that were over; an older one begins it anew. Memory: a few numbers for each device and
// exposure.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "skin2vec/ambient/sensor_message.h"
#include "skin2vec/base/time.h"
#include "skin2vec/diary/entry.h"

namespace skin2vec::ambient {

inline constexpr std::size_t kRemembered = 48;  // spans that are over

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

  // Entries of the spans that are over at `now` and were not told yet, or came to be otherwise since; sorted by key.
  [[nodiscard]] std::vector<diary::Entry> take_over(Instant now);

  // Entries of the spans that take_over did not tell, as they stand.
  [[nodiscard]] std::vector<diary::Entry> entries() const;

  // What is not over yet, and what is remembered, as text; and back. A text that is none is refused, and nothing is
  // changed.
  [[nodiscard]] std::string to_text() const;
  [[nodiscard]] Result<void> read_text(std::string_view text);

  [[nodiscard]] std::string source(const std::string& device) const;

 private:
  struct Sum {
    double sum = 0;
    std::int64_t count = 0;
  };
  using Sums = std::map<std::string, Sum>;   // of exposures
  using Spans = std::map<diary::Key, Sums>;  // by entry
  using Over = std::deque<std::pair<diary::Key, Sums>>;

  [[nodiscard]] static std::vector<diary::Entry> entries_of(const Spans& spans);

  SensorMeansOptions options_;
  Spans spans_;
  Over over_;  // the last one told at the end
};

}  // namespace skin2vec::ambient
