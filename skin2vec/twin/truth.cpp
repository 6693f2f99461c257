#include "skin2vec/twin/truth.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "skin2vec/base/day.h"

namespace skin2vec::twin {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 3> kind_names{"event", "exposure", "product"};
constexpr std::array<std::string_view, 5> role_names{"real", "decoy", "confounded", "habit", "reverse"};
constexpr std::array<std::string_view, 3> change_names{"drift", "shift", "passing"};

// Six decimals: a millionth of a point is below any estimator, and the file is half as long.
double shorter(double value) {
  return std::round(value * 1e6) / 1e6;
}

json number(double value) {
  return std::isfinite(value) ? json(shorter(value)) : json(nullptr);
}

template <typename Values>
json numbers(const Values& values) {
  json list = json::array();
  for (const double value : values) list.push_back(number(value));
  return list;
}

json by_dimension(const PerDimension& values) {
  json object = json::object();
  for (int d = 0; d < n_dimensions; ++d) object[std::string(dimension_names[d])] = number(values[d]);
  return object;
}

json by_dimension(const Path& path) {
  json object = json::object();
  for (int d = 0; d < n_dimensions; ++d) object[std::string(dimension_names[d])] = numbers(path[d]);
  return object;
}

json by_dimension(const std::array<PerDimension, n_horizons>& steps) {
  json object = json::object();
  for (int d = 0; d < n_dimensions; ++d) {
    json list = json::array();
    for (const PerDimension& step : steps) list.push_back(number(step[d]));
    object[std::string(dimension_names[d])] = std::move(list);
  }
  return object;
}

json date(Day day) {
  return to_text(day);
}

json covariates_json(const Truth& truth) {
  json list = json::array();
  for (const Covariate& covariate : truth.covariates) {
    json one{{"cause", covariate.name},
             {"kind", kind_names.at(static_cast<std::size_t>(covariate.kind))},
             {"role", role_names.at(static_cast<std::size_t>(covariate.role))}};
    if (!covariate.partner.empty()) one["partner"] = covariate.partner;
    list.push_back(std::move(one));
  }
  return list;
}

// The hidden habit stands under `habit` only: its kernel is longer than the 22 lags of an effect.
json effects_json(const Truth& truth) {
  json list = json::array();
  for (const Effect& effect : truth.effects) {
    if (effect.shape.shape == Shape::accumulated) continue;
    const auto kernel = first_lags(effect.kernel);
    list.push_back({{"cause", effect.covariate},
                    {"kind", kind_names.at(static_cast<std::size_t>(effect.kind))},
                    {"dimension", dimension_names.at(static_cast<std::size_t>(effect.dimension))},
                    {"shape", to_text(effect.shape.shape)},
                    {"onset", effect.shape.onset},
                    {"days", number(effect.shape.days)},
                    {"unit_step", effect.kind == CovariateKind::exposure ? 10 : 1},
                    {"total", number(std::accumulate(kernel.begin(), kernel.end(), 0.0))},
                    {"kernel", numbers(kernel)}});
  }
  return list;
}

json habit_json(const Truth& truth) {
  const Effect* habit = habit_effect(truth);
  if (habit == nullptr) return nullptr;
  const double all = std::accumulate(habit->kernel.begin(), habit->kernel.end(), 0.0);
  const auto ten = habit->kernel.begin() + 11;
  return {{"cause", habit->covariate},
          {"dimension", dimension_names.at(static_cast<std::size_t>(habit->dimension))},
          {"first_lag", habit->shape.onset},
          {"last_lag", habit->shape.onset + static_cast<int>(habit->shape.days) - 1},
          {"total", number(all)},
          {"immediate", number(std::accumulate(habit->kernel.begin(), ten, 0.0))},
          {"kernel", numbers(habit->kernel)}};
}

json dose_json(const Truth& truth) {
  const Bell& bell = truth.bell;
  json list = json::array();
  for (int d = 0; d < n_dimensions; ++d) {
    if (bell.height[d] == 0) continue;
    list.push_back({{"exposure", "humidity"},
                    {"dimension", dimension_names.at(static_cast<std::size_t>(d))},
                    {"shape", "bell"},
                    {"height", number(bell.height[d])},
                    {"optimum", number(bell.optimum)},
                    {"width_below", number(bell.width_below)},
                    {"width_above", number(bell.width_above)},
                    {"shift", {{"by", "pm25"}, {"per_100", number(bell.shift_per_100)}}}});
  }
  return list;
}

// The dates of a wave's crest within the record.
json monthly_peaks(const Truth& truth, int d) {
  json list = json::array();
  const auto& starts = truth.monthly.starts;
  for (std::size_t k = 0; k + 1 < starts.size(); ++k) {
    const double length = starts[k + 1] - starts[k];
    const Day peak = starts[k] + static_cast<int>(std::lround(truth.monthly.peak_phase[d] * length));
    if (peak >= truth.first && peak < truth.first + truth.days) list.push_back(date(peak));
  }
  return list;
}

json seasonal_peaks(const Truth& truth, int d) {
  json list = json::array();
  const int crest = static_cast<int>(std::lround(truth.seasonal.peak_day[d]));
  for (int t = 0; t < truth.days; ++t) {
    if ((truth.first + t).day_of_year() == std::max(1, std::min(365, crest))) list.push_back(date(truth.first + t));
  }
  return list;
}

json rhythms_json(const Truth& truth) {
  json list = json::array();
  const auto add = [&](int d, const char* name, double period, double amplitude, json peaks) {
    list.push_back({{"dimension", dimension_names.at(static_cast<std::size_t>(d))},
                    {"name", name},
                    {"period_days", number(period)},
                    {"amplitude", number(amplitude)},
                    {"peaks", std::move(peaks)}});
  };
  for (int d = 0; d < n_dimensions; ++d) {
    const double offset = truth.slot_offset[d];
    if (offset != 0) add(d, "daily", 1, std::abs(offset) / 2, json::array({offset > 0 ? "evening" : "morning"}));
    if (truth.has_cycle && truth.monthly.amplitude[d] != 0) {
      add(d, "monthly", truth.monthly.period_days, truth.monthly.amplitude[d], monthly_peaks(truth, d));
    }
    if (truth.seasonal.amplitude[d] != 0) {
      add(d, "seasonal", kYearDays, truth.seasonal.amplitude[d], seasonal_peaks(truth, d));
    }
  }
  return list;
}

json cycle_json(const Truth& truth) {
  json starts = json::array();
  for (const Day day : truth.monthly.starts) starts.push_back(date(day));
  return {{"has_cycle", truth.has_cycle},
          {"logged", truth.has_cycle && truth.monthly.logged},
          {"period_days", truth.has_cycle ? number(truth.monthly.period_days) : json(nullptr)},
          {"length_sd", truth.has_cycle ? number(truth.monthly.length_sd) : json(nullptr)},
          {"peak_phase", truth.has_cycle ? by_dimension(truth.monthly.peak_phase) : json(nullptr)},
          {"starts", std::move(starts)}};
}

json changes_json(const Truth& truth) {
  json list = json::array();
  for (const Change& change : truth.changes) {
    list.push_back({{"kind", change_names.at(static_cast<std::size_t>(change.kind))},
                    {"dimension", dimension_names.at(static_cast<std::size_t>(change.dimension))},
                    {"start", date(change.start)},
                    {"end", date(change.end)},
                    {"size", number(change.size)}});
  }
  return list;
}

json products_json(const Truth& truth) {
  json uptake = json::array();
  for (const Product& product : truth.products) {
    uptake.push_back({{"product", product.name},
                      {"dimension", "moisture"},
                      {"gain", number(product.gain)},
                      {"uptake_minutes", number(product.uptake_minutes)},
                      {"minutes", json::array({product.shortest_minutes, product.longest_minutes})}});
  }
  json ratios = json::array();
  if (truth.products.size() == 2) {
    const auto& [a, b] = std::pair(truth.products[0], truth.products[1]);
    ratios.push_back({{"a", a.name},
                      {"b", b.name},
                      {"dimension", "moisture"},
                      {"ratio", number(a.gain / b.gain)},
                      {"ratio_of_rates", number(b.uptake_minutes / a.uptake_minutes)}});
  }
  return {{"uptake", std::move(uptake)}, {"ratios", std::move(ratios)}};
}

json routines_json(const Truth& truth) {
  json list = json::array();
  for (const Routine& routine : truth.routines) {
    list.push_back({{"product", routine.product},
                    {"dimension", dimension_names.at(static_cast<std::size_t>(routine.dimension))},
                    {"from", date(routine.from)},
                    {"to", routine.until ? date(*routine.until) : json(nullptr)},
                    {"size", number(routine.size)},
                    {"ramp_days", number(routine.ramp_days)}});
  }
  return list;
}

json oracle_json(const Truth& truth) {
  json list = json::array();
  for (const Oracle& oracle : truth.oracle) {
    list.push_back({{"origin", date(oracle.origin)},
                    {"mean", by_dimension(oracle.mean)},
                    {"sd", by_dimension(oracle.sd)},
                    {"day_sd", by_dimension(oracle.day_sd)}});
  }
  return list;
}

}  // namespace

const Effect* habit_effect(const Truth& truth) {
  for (const Effect& effect : truth.effects) {
    if (effect.shape.shape == Shape::accumulated) return &effect;
  }
  return nullptr;
}

json to_json(const Truth& truth) {
  json scenarios = json::array();
  for (const Scenario& scenario : truth.scenarios) {
    scenarios.push_back({{"scenario", scenario.name}, {"difference", by_dimension(scenario.difference)}});
  }
  return {{"schema", 1},
          {"person", truth.person},
          {"from", date(truth.first)},
          {"days", truth.days},
          {"variant", to_text(truth.variant)},
          {"real_weather", truth.real_weather},
          {"dimensions", dimension_names},
          {"clip", json::array({0, 5})},
          {"base", by_dimension(truth.base)},
          {"slot_offset", by_dimension(truth.slot_offset)},
          {"causes", covariates_json(truth)},
          {"effects", effects_json(truth)},
          {"habit", habit_json(truth)},
          {"dose", dose_json(truth)},
          {"reference", {{"pm25", number(truth.pm25_reference)}, {"humidity", number(truth.humidity_median)}}},
          {"rhythms", rhythms_json(truth)},
          {"cycle", cycle_json(truth)},
          {"changes", changes_json(truth)},
          {"products", products_json(truth)},
          {"routines", routines_json(truth)},
          {"noise",
           {{"phi", by_dimension(truth.noise.phi)},
            {"state_sd", by_dimension(truth.noise.state_sd)},
            {"reading_sd", by_dimension(truth.noise.reading_sd)},
            {"state_degrees", truth.noise.state_degrees},
            {"reading_degrees", truth.noise.reading_degrees}}},
          {"missing",
           {{"rate", number(truth.missing.rate)},
            {"in_runs", number(truth.missing.in_runs)},
            {"run_days", number(truth.missing.run_days)},
            {"stress_factor", number(truth.missing.stress_factor)},
            {"sleep_factor", number(truth.missing.sleep_factor)}}},
          {"noise_free", by_dimension(truth.noise_free)},
          {"state", by_dimension(truth.state)},
          {"expected", by_dimension(truth.expected)},
          {"oracle", oracle_json(truth)},
          {"scenarios", std::move(scenarios)}};
}

}  // namespace skin2vec::twin
