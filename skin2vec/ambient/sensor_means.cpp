#include "skin2vec/ambient/sensor_means.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"

namespace skin2vec::ambient {

SensorMeans::SensorMeans(SensorMeansOptions options) : options_(std::move(options)) {
  require(options_.every_min >= 1 && 1440 % options_.every_min == 0, "SensorMeans: every_min must divide 1440, got {}",
          options_.every_min);
}

std::string SensorMeans::source(const std::string& device) const {
  return (options_.outdoor.contains(device) ? "outdoor/" : "indoor/") + device;
}

void SensorMeans::add(const SensorReading& reading, Instant at, std::int16_t offset_min) {
  require(std::isfinite(reading.value), "SensorMeans: a value must be finite");
  diary::Key key;
  key.person = options_.person;
  key.kind = diary::Kind::surroundings;
  key.place = source(reading.device);
  key.time = local_time(at, offset_min);
  const std::int32_t span_ms = options_.every_min * 60'000;
  key.time.ms_of_day = *key.time.ms_of_day / span_ms * span_ms;
  const auto late = std::find_if(over_.begin(), over_.end(), [&](const auto& one) { return one.first == key; });
  if (late != over_.end()) {
    spans_.emplace(key, std::move(late->second));
    over_.erase(late);
  }
  Sum& sum = spans_[key][reading.exposure];
  sum.sum += reading.value;
  ++sum.count;
}

std::vector<diary::Entry> SensorMeans::entries_of(const Spans& spans) {
  std::vector<diary::Entry> entries;
  entries.reserve(spans.size());
  for (const auto& [key, sums] : spans) {
    diary::Entry entry;
    static_cast<diary::Key&>(entry) = key;
    for (const auto& [exposure, sum] : sums) {
      // To three digits behind the point: more is the noise of adding.
      const double mean = std::round(sum.sum / static_cast<double>(sum.count) * 1000) / 1000 + 0.0;
      diary::set_value(entry, {exposure, mean, ""});
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<diary::Entry> SensorMeans::take_over(Instant now) {
  Spans over;
  for (auto span = spans_.begin(); span != spans_.end();) {
    const std::int64_t end = instant(span->first.time, {}).ms + std::int64_t{options_.every_min} * 60'000;
    if (end <= now.ms) {
      over.insert(spans_.extract(span++));
    } else {
      ++span;
    }
  }
  std::vector<diary::Entry> entries = entries_of(over);
  for (auto& [key, sums] : over) over_.emplace_back(key, std::move(sums));
  while (over_.size() > kRemembered) over_.pop_front();
  return entries;
}

std::vector<diary::Entry> SensorMeans::entries() const {
  return entries_of(spans_);
}

// One line for each: every_min, person, source, time, exposure, sum, count, and "over" if it is, with tabs between;
// names hold none.
std::string SensorMeans::to_text() const {
  std::string text;
  const auto put = [&](const diary::Key& key, const Sums& sums, const char* end) {
    for (const auto& [exposure, sum] : sums) {
      text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}{}\n", options_.every_min, key.person, key.place,
                          skin2vec::to_text(key.time), exposure, skin2vec::to_text(sum.sum), sum.count, end);
    }
  };
  for (const auto& [key, sums] : over_) put(key, sums, "\tover");
  for (const auto& [key, sums] : spans_) put(key, sums, "");
  return text;
}

Result<void> SensorMeans::read_text(std::string_view text) {
  Spans spans = spans_;
  Over over = over_;
  for (const std::string_view line : split(text, '\n')) {
    if (line.empty()) continue;
    const auto parts = split(line, '\t');
    const auto bad = [&] {
      return refuse(Fault::malformed, fmt::format("{} is no mean of a sensor that was kept", in_quotes(line)));
    };
    const bool is_over = parts.size() == 8 && parts[7] == "over";
    if (parts.size() != 7 && !is_over) return bad();
    const auto every = parse_number(parts[0]);
    const auto time = parse_time(parts[3]);
    const auto sum = parse_number(parts[5]);
    const auto count = parse_number(parts[6]);
    if (!every || !time || !time->ms_of_day || !time->offset_min || !is_name(parts[2]) || !is_name(parts[4]) || !sum ||
        !count || !(*count >= 1 && *count < 1e15) || (!parts[1].empty() && !is_name(parts[1])))
      return bad();
    // What was gathered over other spans, or for somebody else, is not gone on with: it stands in the diary as it is.
    if (*every != options_.every_min || parts[1] != options_.person) continue;
    diary::Key key;
    key.person = parts[1];
    key.kind = diary::Kind::surroundings;
    key.place = parts[2];
    key.time = *time;
    if (is_over && (over.empty() || over.back().first != key)) over.emplace_back(key, Sums{});
    Sum& into = (is_over ? over.back().second : spans[key])[std::string(parts[4])];
    into.sum += *sum;
    into.count += static_cast<std::int64_t>(*count);
  }
  spans_ = std::move(spans);
  over_ = std::move(over);
  while (over_.size() > kRemembered) over_.pop_front();
  return {};
}

}  // namespace skin2vec::ambient
