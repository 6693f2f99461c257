// How far a sensor stands from the outdoor source: the room's own climate, and the sensor's error, in one number.
//
//   for (const SensorBias& bias : sensor_bias(entries, profile)) use(bias.source, bias.difference);
//
// Of each sensor (a source that begins with indoor or outdoor/) and exposure, against the other source with most dates
// in common. Values are matched hour by hour, by the instant where both have an offset, else by the clock; a source
// that has one value a day is compared by dates. The unit is the date: the mean difference of its matched hours. The
// interval is Student's, its n made smaller for differences that go on from date to date: n (1 - r) / (1 + r), r the
// correlation of neighbouring dates, corrected for its own bias (Kendall 1954, Biometrika 41, 403). Pure; O(n log n).
#pragma once

#include <limits>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"

namespace skin2vec::series {

struct SensorBias {
  std::string source;
  std::string against;
  std::string exposure;
  double difference = std::numeric_limits<double>::quiet_NaN();  // sensor minus the other, in the exposure's unit
  double low = std::numeric_limits<double>::quiet_NaN();         // 95 %; NaN with fewer than 7 dates
  double high = std::numeric_limits<double>::quiet_NaN();
  int dates = 0;  // compared
  int hours = 0;  // matched; 0 where only dates could be compared
};

// entries  of one person (and surroundings of everyone), any order
// returns  sorted by source, then exposure; pairs without a common date are not there
[[nodiscard]] std::vector<SensorBias> sensor_bias(std::span<const diary::Entry> entries, const diary::Profile& profile);

}  // namespace skin2vec::series
