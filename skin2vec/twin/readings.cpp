#include "skin2vec/twin/readings.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "skin2vec/twin/skin.h"

namespace skin2vec::twin {

namespace {

constexpr double blank_rate = 0.01;
constexpr double note_rate = 0.02;
constexpr std::array<const char*, 6> notes{"felt tight after washing", "slept badly",      "new pillow case",
                                           "cheeks a little rough",    "long day outside", "皮肤有点干"};

// 1 where the reading of a slot is missing: [2 * day + slot].
std::vector<char> draw_missing(const Truth& truth, const Covariates& covariates, Random random) {
  const Missing& missing = truth.missing;
  const auto days = static_cast<std::size_t>(truth.days);
  std::vector<char> gone(2 * days, 0);
  if (missing.rate <= 0) return gone;

  // Runs: a share f of the days, so that a run begins with probability f / (length * (1 - f)) outside of one.
  const double share = std::min(0.9, missing.rate * missing.in_runs);
  const double begin = share / (missing.run_days * (1 - share));
  bool in_run = random.chance(share);
  for (std::size_t t = 0; t < days; ++t) {
    if (in_run) gone[2 * t] = gone[2 * t + 1] = 1;
    in_run = in_run ? !random.chance(1 / missing.run_days) : random.chance(begin);
  }

  // Single readings: probability in proportion to the day's factor, with the mean that is left to reach the rate.
  const auto& stress = covariates.amount_of(truth, "stress");
  const auto& late = covariates.amount_of(truth, "late_night");
  const auto factor = [&](std::size_t t) {
    return (stress[t] > 0 ? missing.stress_factor : 1) * (late[t] > 0 ? missing.sleep_factor : 1);
  };
  double mean = 0;
  for (std::size_t t = 0; t < days; ++t) mean += factor(t) / static_cast<double>(days);
  const double rest = (missing.rate - share) / (1 - share);
  for (std::size_t slot = 0; slot < 2 * days; ++slot) {
    if (random.chance(std::min(1.0, rest * factor(slot / 2) / mean))) gone[slot] = 1;
  }
  return gone;
}

}  // namespace

double written_score(double value, Rounding rounding) {
  const double steps = rounding == Rounding::whole ? 1 : rounding == Rounding::half ? 2 : 10;
  return std::round(std::clamp(value, 0.0, 5.0) * steps) / steps;
}

std::vector<diary::Entry> readings(const Truth& truth, const Covariates& covariates, Rounding rounding,
                                   const Random& random) {
  const std::vector<char> gone = draw_missing(truth, covariates, random.fork(1));
  Random noise = random.fork(2);
  Random clock = random.fork(3);
  const std::array<double, 2> usual{clock.uniform(395, 490), clock.uniform(1255, 1345)};  // minutes of the day
  std::vector<diary::Entry> entries;
  for (int t = 0; t < truth.days; ++t) {
    for (int slot = 0; slot < 2; ++slot) {
      diary::Entry entry;
      entry.person = truth.person;
      entry.kind = diary::Kind::reading;
      const int minute = std::clamp(static_cast<int>(std::lround(usual[slot] + 15 * clock.normal())),
                                    slot == 0 ? 300 : 1080, slot == 0 ? 660 : 1425);
      entry.time = {truth.first + t, minute * 60'000, {}};
      for (int d = 0; d < n_dimensions; ++d) {
        const double offset = truth.slot_offset[d] * (slot == 0 ? -0.5 : 0.5);
        const double error = truth.noise.reading_sd[d] * unit_noise(truth.noise.reading_degrees, noise);
        const double score = written_score(truth.state[d][static_cast<std::size_t>(t)] + offset + error, rounding);
        const bool blank = truth.missing.rate > 0 && noise.chance(blank_rate);
        if (!blank) set_value(entry, {std::string(dimension_names[d]), score, ""});
      }
      if (clock.chance(note_rate)) entry.note = notes[clock.integer(0, std::ssize(notes) - 1)];
      if (gone[static_cast<std::size_t>(2 * t + slot)] == 0 && !entry.values.empty())
        entries.push_back(std::move(entry));
    }
  }
  return entries;
}

}  // namespace skin2vec::twin
