#include "skin2vec/insight/forecasts.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/forecast/baselines.h"
#include "skin2vec/forecast/cached_gp.h"
#include "skin2vec/forecast/gp_forecast.h"
#include "skin2vec/insight/derived_forecasts.h"
#include "skin2vec/learn/shipped_candidates.h"

namespace skin2vec::insight {
namespace {

// Normal quantiles of kForecastQuantiles.
constexpr double kNormal[] = {-1.2815515655446004, -0.6744897501960817, 0, 0.6744897501960817, 1.2815515655446004};
constexpr int kFirstOrigin = 60;  // of a comparison

series::SlotGridOptions grid_of(const std::optional<std::string>& site) {
  series::SlotGridOptions which;
  which.site = site;
  return which;
}

forecast::DayTable table_of(std::span<const diary::Entry> entries, const diary::Profile& profile,
                            const std::optional<std::string>& site) {
  return forecast::day_table(entries, profile, grid_of(site));
}

int days_read(const forecast::DayTable& table, int dimension, int before) {
  int n = 0;
  for (int day = 0; day < before; ++day) n += std::isnan(table.value(day, dimension)) ? 0 : 1;
  return n;
}

struct Source {
  const forecast::DayTable& table;
  const forecast::Forecasts& forecasts;
};

// The rows of one origin. chosen(origin, horizon): the model's name.
template <typename Chosen>
void add_rows(ForecastAnswer& found, const Source& source, int origin, int horizons, const Chosen& chosen) {
  const forecast::DayTable& table = source.table;
  for (int d = 0; d < static_cast<int>(table.dimensions.size()); ++d) {
    if (days_read(table, d, origin + 1) < kLeastDays || std::isnan(source.forecasts.mean(origin, 1, d))) continue;
    const auto at = static_cast<std::size_t>(d);
    const double low = table.low[at], high = table.high[at];
    const bool whole = forecast::whole_numbers(table, d, origin + 1);
    for (int h = 1; h <= horizons; ++h) {
      ForecastRow row{.dimension = table.dimensions[at],
                      .origin = table.first + origin,
                      .horizon = h,
                      .model = chosen(origin, h),
                      .mean = source.forecasts.mean(origin, h, d),
                      .sd = source.forecasts.sd(origin, h, d)};
      for (const double normal : kNormal) row.quantiles.push_back(std::clamp(row.mean + normal * row.sd, low, high));
      if (whole) {
        row.pmf = forecast::whole_number_probabilities(row.mean, row.sd, static_cast<int>(low), static_cast<int>(high),
                                                       forecast::Spread::normal);
      }
      found.rows.push_back(std::move(row));
    }
  }
}

forecast::CompareOptions compared(const forecast::DayTable& table, std::uint64_t seed) {
  return {.from = first_compared(table), .seed = seed, .unit = forecast::units_of(table)};
}

std::vector<forecast::Candidate> candidates_of(const forecast::DayTable& table, const learn::FineTuned* personal,
                                               learn::CandidateOptions options = {}) {
  return personal != nullptr ? learn::candidates_with(*personal, table, std::move(options))
                             : learn::shipped_candidates(table, std::move(options));
}

std::size_t persistence(std::span<const forecast::Candidate> candidates) {
  const auto at = std::find_if(candidates.begin(), candidates.end(), [](const forecast::Candidate& r) {
    return r.model == forecast::name(forecast::Baseline::persistence);
  });
  require(at != candidates.end(), "forecasts: persistence is no rival");
  return static_cast<std::size_t>(at - candidates.begin());
}

}  // namespace

int first_compared(const forecast::DayTable& table) {
  return std::min(kFirstOrigin, table.days / 2);
}

std::optional<forecast::Forecasts> without_surroundings(const forecast::DayTable& table) {
  forecast::DayTable without = table;
  std::erase_if(without.covariates,
                [](const series::CovariateSeries& c) { return c.kind == series::CovariateKind::exposure; });
  without.bumps.clear();
  if (without.covariates.size() == table.covariates.size()) return std::nullopt;
  return forecast::gp_forecast(without);
}

HelpVerdict verdict_of(std::span<const SurroundingsHelp> help) {
  if (help.empty() || std::isnan(help.front().difference.high)) return HelpVerdict::too_little_data;
  return help.front().difference.high < 0 ? HelpVerdict::found : HelpVerdict::none_found;
}

ForecastAnswer find_forecasts(std::span<const diary::Entry> entries, const diary::Profile& profile,
                              const std::optional<std::string>& site, const ForecastOptions& options) {
  require(options.horizons >= 1 && options.horizons <= forecast::kHorizons, "forecasts: {} days ahead",
          options.horizons);
  require(!options.backtest || options.backtest->every >= 1, "forecasts: every {} days", options.backtest->every);
  const forecast::DayTable table = table_of(entries, profile, site);
  ForecastAnswer found;
  if (table.days == 0) return found;
  forecast::CachedGp structural = forecast::cached_gp(table, options.kept);
  found.kept = std::move(structural.state);
  const std::vector<forecast::Candidate> candidates =
      candidates_of(table, options.backtest ? nullptr : options.personal,
                    {.shipped = options.shipped, .structural = std::move(structural.forecasts)});
  const forecast::Combined combined = forecast::combine(candidates, table);

  int first = table.days - 1, every = 1;
  if (options.backtest) {
    first = options.backtest->from - table.first;
    every = options.backtest->every;
    while (first < 0) first += every;  // the dates asked for go on from the first reading
  }
  const DerivedForecasts derived =
      derived_forecasts(series::slot_grid(entries, profile, grid_of(site)), profile, table, combined.forecasts);
  for (const forecast::DayTable* one : {&table, &derived.table}) {
    for (int d = 0; d < static_cast<int>(one->dimensions.size()); ++d) {
      if (days_read(*one, d, one->days) < kLeastDays)
        found.too_short.push_back(one->dimensions[static_cast<std::size_t>(d)]);
    }
  }
  const auto chosen = [&](int origin, int h) {
    return candidates[static_cast<std::size_t>(
                          combined.chosen[static_cast<std::size_t>(origin * forecast::kHorizons + h - 1)])]
        .model;
  };
  const Source read{table, combined.forecasts}, made{derived.table, derived.forecasts};
  for (int origin = first; origin < table.days; origin += every) {
    add_rows(found, read, origin, options.horizons, chosen);
    add_rows(found, made, origin, options.horizons, chosen);
  }

  const std::size_t naive = persistence(candidates);
  const std::vector<forecast::Candidate> shown = {{kFollowed, combined.forecasts}, candidates[naive]};
  forecast::CompareOptions compare = compared(table, options.seed);
  compare.against = 1;
  std::erase_if(compare.horizons, [&](int h) { return h > options.horizons; });
  found.skill = forecast::compare(shown, table, compare);
  return found;
}

ForecastComparison find_comparison(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                   const std::optional<std::string>& site, const ComparisonOptions& options) {
  const forecast::DayTable table = table_of(entries, profile, site);
  ForecastComparison found;
  if (table.days == 0) return found;
  forecast::CachedGp kept = forecast::cached_gp(table, options.kept);
  found.kept = std::move(kept.state);
  std::vector<forecast::Candidate> candidates =
      candidates_of(table, options.personal, {.shipped = options.shipped, .structural = std::move(kept.forecasts)});
  const forecast::Combined combined = forecast::combine(candidates, table);
  forecast::CompareOptions how = compared(table, options.seed);
  for (const int h : how.horizons) {
    const auto at = static_cast<std::size_t>((table.days - 1) * forecast::kHorizons + h - 1);
    found.chosen.push_back(candidates[static_cast<std::size_t>(combined.chosen[at])].model);
  }
  how.against = static_cast<int>(persistence(candidates)) + 1;
  candidates.insert(candidates.begin(), {forecast::name(forecast::Baseline::uniform),
                                         forecast::forecasts_of(forecast::Baseline::uniform, table)});
  const auto of = [&](std::string_view name) {
    return std::find_if(candidates.begin(), candidates.end(),
                        [&](const forecast::Candidate& r) { return r.model == name; })
        ->forecasts;
  };
  const forecast::Forecasts structural = of("structural");
  if (options.personal != nullptr && options.shipped != nullptr) {
    const learn::NetworkForecaster& network = options.shipped->network;
    const forecast::Forecasts shipped =
        learn::reads(network, table) ? network.forecasts(table, structural) : structural;
    candidates.push_back({learn::name(network.options().architecture), shipped});
  }
  candidates.push_back({kFollowed, combined.forecasts});
  found.lines = forecast::compare(candidates, table, how);

  const auto alone = without_surroundings(table);
  if (!alone) return found;
  for (const int h : how.horizons) {
    found.surroundings.push_back({h, forecast::difference(structural, *alone, table, h, how)});
  }
  found.verdict = verdict_of(found.surroundings);
  return found;
}

}  // namespace skin2vec::insight
