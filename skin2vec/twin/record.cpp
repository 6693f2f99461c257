#include "skin2vec/twin/record.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "skin2vec/twin/skin.h"

namespace skin2vec::twin {

namespace {

constexpr std::int32_t minute_ms = 60'000;
constexpr double measured_share = 0.4;

diary::Entry entry_of(const Truth& truth, diary::Kind kind, int day, std::optional<int> minute, std::string name) {
  diary::Entry entry;
  entry.person = truth.person;
  entry.kind = kind;
  entry.time.day = truth.first + day;
  if (minute) entry.time.ms_of_day = *minute * minute_ms;
  entry.name = std::move(name);
  return entry;
}

diary::Entry event_of(const Truth& truth, int day, std::optional<int> minute, std::string name, double weight) {
  diary::Entry entry = entry_of(truth, diary::Kind::event, day, minute, std::move(name));
  set_value(entry, {"weight", weight, ""});
  return entry;
}

void add_events(const Truth& truth, const Covariates& covariates, std::vector<diary::Entry>& entries) {
  for (std::size_t c = 0; c < truth.covariates.size(); ++c) {
    const Covariate& covariate = truth.covariates[c];
    if (covariate.kind != CovariateKind::event) continue;
    const std::optional<int> minute = covariate.name == "late_night" ? std::optional(23 * 60 + 40) : std::nullopt;
    for (int t = 0; t < truth.days; ++t) {
      const double weight = covariates.amount[c][static_cast<std::size_t>(t)];
      if (weight > 0) entries.push_back(event_of(truth, t, minute, covariate.name, weight));
    }
  }
  if (!truth.has_cycle || !truth.monthly.logged) return;
  for (const Day start : truth.monthly.starts) {
    const int t = start - truth.first;
    if (t >= 0 && t < truth.days) entries.push_back(event_of(truth, t, {}, "cycle_start", 1));
  }
}

// A symptom shows with probability 1 / (1 + exp(-z)); weight 2 where z is high.
void add_symptoms(const Truth& truth, Random random, std::vector<diary::Entry>& entries) {
  PerDimension usual{};
  for (int d = 0; d < n_dimensions; ++d) {
    usual[d] = std::accumulate(truth.state[d].begin(), truth.state[d].end(), 0.0) / std::max(1, truth.days);
  }
  for (int t = 0; t < truth.days; ++t) {
    const auto off = [&](int d) { return truth.state[d][static_cast<std::size_t>(t)] - usual[d]; };
    const std::array<std::pair<const char*, double>, 4> symptoms{
        {{"acne", -3.2 + 1.6 * off(oil)},
         {"shiny", -2.2 + 2.2 * off(oil)},
         {"redness", -2.6 + 2.0 * off(sensitivity)},
         {"itch", -3.0 + 1.3 * off(sensitivity) - 1.3 * off(moisture)}}};
    for (const auto& [name, z] : symptoms) {
      if (random.chance(1 / (1 + std::exp(-z)))) entries.push_back(event_of(truth, t, {}, name, z > 0 ? 2 : 1));
    }
  }
}

// The course of a day about its mean, by hour: 24 numbers of mean 0 (uv: highest 1, none at night).
double course(int exposure, int hour) {
  const double angle = 2 * std::numbers::pi * (hour - 14) / 24;
  if (exposure == temperature) return 4 * std::cos(angle);
  if (exposure == humidity) return -10 * std::cos(angle);
  if (exposure == pm25) return 0.25 * std::cos(2 * angle);
  return hour < 6 || hour > 20 ? 0 : std::pow(std::sin(std::numbers::pi * (hour - 5.5) / 15), 2);
}

double at_hour(int exposure, double mean, int hour) {
  if (exposure == uv) return mean * course(uv, hour) / course(uv, 13);
  if (exposure == pm25) return mean * (1 + course(pm25, hour));
  // Humidity never leaves 0-100: a day near an end has a flatter course.
  const double room = exposure == humidity ? std::clamp(std::min(mean, 100 - mean) / 10, 0.0, 1.0) : 1.0;
  return mean + room * course(exposure, hour);
}

void add_surroundings(const Truth& truth, const Weather& weather, Sampling sampling,
                      std::vector<diary::Entry>& entries) {
  const int per_day = sampling == Sampling::hourly ? 24 : 1;
  for (int t = 0; t < truth.days; ++t) {
    for (int hour = 0; hour < per_day; ++hour) {
      const auto minute = per_day == 1 ? std::nullopt : std::optional(hour * 60);
      diary::Entry entry = entry_of(truth, diary::Kind::surroundings, t, minute, "");
      entry.place = "outdoor";
      for (int e = 0; e < n_exposures; ++e) {
        if (weather.known[e][static_cast<std::size_t>(t)] == 0) continue;
        const double mean = weather.value[e][static_cast<std::size_t>(t)];
        const double now = per_day == 1 ? mean : std::round(at_hour(e, mean, hour) * 100) / 100;
        set_value(entry, {std::string(exposure_names[e]), now, ""});
      }
      if (!entry.values.empty()) entries.push_back(std::move(entry));
    }
  }
}

void add_products(const Truth& truth, const Covariates& covariates, Rounding rounding, const Random& random,
                  std::vector<diary::Entry>& entries) {
  for (std::size_t p = 0; p < truth.products.size(); ++p) {
    const Product& product = truth.products[p];
    Random own = random.fork(p);
    for (int t = 0; t < truth.days; ++t) {
      const auto day = static_cast<std::size_t>(t);
      const bool measured = own.chance(measured_share);
      const double minutes =
          std::round(std::exp(own.uniform(std::log(product.shortest_minutes), std::log(product.longest_minutes))));
      const double sd = truth.noise.reading_sd[moisture];
      const double before = truth.state[moisture][day] + truth.slot_offset[moisture] / 2 +
                            0.3 * unit_noise(truth.noise.reading_degrees, own);
      const double gain = product.gain * -std::expm1(-minutes / product.uptake_minutes);
      const double after = before + gain + sd * unit_noise(truth.noise.reading_degrees, own);
      if (covariates.amount_of(truth, product.name)[day] <= 0) continue;
      diary::Entry entry = entry_of(truth, diary::Kind::product, t, 22 * 60 + 30, product.name);
      if (measured) {
        entry.detail = std::to_string(static_cast<int>(minutes));
        set_value(entry, {"moisture_before", written_score(before, rounding), ""});
        set_value(entry, {"moisture_after", written_score(after, rounding), ""});
      }
      entries.push_back(std::move(entry));
    }
  }
  for (int t = 0; t < truth.days; ++t) {
    if (covariates.amount_of(truth, "soothing_mask")[static_cast<std::size_t>(t)] > 0) {
      entries.push_back(entry_of(truth, diary::Kind::product, t, 20 * 60, "soothing_mask"));
    }
  }
}

void add_routines(const Truth& truth, std::vector<diary::Entry>& entries) {
  for (const Routine& routine : truth.routines) {
    diary::Entry entry = entry_of(truth, diary::Kind::routine, routine.from - truth.first, {}, "evening care");
    entry.place = "evening";
    entry.detail = routine.product;
    entry.until = routine.until;
    set_value(entry, {"order", 1, ""});
    entries.push_back(std::move(entry));
  }
}

}  // namespace

std::vector<diary::Entry> record(const Truth& truth, const Covariates& covariates, const Weather& weather,
                                 const RecordOptions& options, const Random& random) {
  std::vector<diary::Entry> entries;
  add_events(truth, covariates, entries);
  add_symptoms(truth, random.fork(1), entries);
  add_surroundings(truth, weather, options.surroundings, entries);
  add_products(truth, covariates, options.rounding, random.fork(2), entries);
  add_routines(truth, entries);
  std::stable_sort(entries.begin(), entries.end(), [](const diary::Entry& a, const diary::Entry& b) {
    return std::tie(a.kind, a.time) < std::tie(b.kind, b.time);
  });
  return entries;
}

}  // namespace skin2vec::twin
