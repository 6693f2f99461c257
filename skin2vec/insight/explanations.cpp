#include "skin2vec/insight/explanations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/explain/attention_rows.h"
#include "skin2vec/explain/influence.h"
#include "skin2vec/explain/occlusion.h"
#include "skin2vec/forecast/cached_gp.h"
#include "skin2vec/insight/forecasts.h"

namespace skin2vec::insight {
namespace {

// The dimensions that were read on kLeastDays days by the evening: columns of the table.
std::vector<int> long_enough(const forecast::DayTable& table, int day, std::vector<std::string>& too_short) {
  std::vector<int> columns;
  for (int d = 0; d < static_cast<int>(table.dimensions.size()); ++d) {
    int n = 0;
    for (int t = 0; t <= day; ++t) n += std::isnan(table.value(t, d)) ? 0 : 1;
    if (n >= kLeastDays) {
      columns.push_back(d);
    } else {
      too_short.push_back(table.dimensions[static_cast<std::size_t>(d)]);
    }
  }
  return columns;
}

forecast::DayTable with_columns(const forecast::DayTable& table, const std::vector<int>& columns) {
  forecast::DayTable some = table;
  some.dimensions.clear();
  some.low.clear();
  some.high.clear();
  for (const int d : columns) {
    const auto at = static_cast<std::size_t>(d);
    some.dimensions.push_back(table.dimensions[at]);
    some.low.push_back(table.low[at]);
    some.high.push_back(table.high[at]);
  }
  some.value = Eigen::ArrayXXd(table.value(Eigen::all, columns));
  return some;
}

forecast::Forecasts with_columns(const forecast::Forecasts& forecasts, const std::vector<int>& columns) {
  forecast::Forecasts some(forecasts.days(), static_cast<int>(columns.size()));
  for (int origin = 0; origin < forecasts.days(); ++origin) {
    for (int h = 1; h <= forecast::kHorizons; ++h) {
      for (int d = 0; d < some.dimensions(); ++d) {
        some.mean(origin, h, d) = forecasts.mean(origin, h, columns[static_cast<std::size_t>(d)]);
      }
    }
  }
  return some;
}

void add_attention(const explain::ForecastOrigin& evening, int evenings, Explanation& found) {
  const Day first = evening.table().first;
  const auto rows = explain::attention_rows(evening, evenings);
  found.attention.reserve(rows.size());
  for (const explain::AttentionRow& row : rows) {
    found.attention.push_back({.query = first + row.query,
                               .layer = row.layer,
                               .head = row.head,
                               .first = first + row.first,
                               .weights = row.weights});
  }
  for (int query = std::max(0, evening.day() - evenings + 1); !rows.empty() && query <= evening.day(); ++query) {
    const explain::AttentionRow mean = explain::mean_attention(rows, query);
    found.heat_map.push_back({.query = first + query, .first = first + mean.first, .weights = mean.weights});
  }
}

void add_influence(const explain::ForecastOrigin& evening, const ExplanationOptions& options, Explanation& found) {
  const forecast::DayTable& table = evening.table();
  const auto told = explain::influence(evening, {.horizon = options.horizon, .threads = options.threads});
  found.influence.reserve(told.of.size());
  for (const explain::Influence& one : told.of) {
    const auto& covariate = table.covariates[static_cast<std::size_t>(one.covariate)];
    found.influence.push_back({.covariate = covariate.name,
                               .kind = covariate.kind,
                               .lag = one.lag,
                               .amount = one.amount,
                               .dimension = table.dimensions[static_cast<std::size_t>(one.dimension)],
                               .did = {one.gp_mean, one.network}});
  }
  if (!evening.is_read_by_network()) return;
  found.gap = 0;
  for (std::size_t d = 0; d < told.network_sum.size(); ++d) {
    found.gap = std::max(found.gap, std::abs(told.network_sum[d] - told.network_change[d]));
  }
}

void add_rhythms(const explain::ForecastOrigin& evening, int horizon, Explanation& found) {
  for (const explain::PartialDependence& one : explain::partial_dependence(evening, horizon)) {
    found.rhythms.push_back({.scale = one.scale,
                             .dimension = evening.table().dimensions[static_cast<std::size_t>(one.dimension)],
                             .swing = one.swing,
                             .did = {one.gp_mean, one.network}});
  }
  if (evening.is_read_by_network()) found.amplitudes = explain::read_amplitudes(evening.model());
}

void add_occlusion(const explain::ForecastOrigin& evening, const ExplanationOptions& options, Explanation& found) {
  const forecast::DayTable& table = evening.table();
  const explain::OcclusionOptions how{.horizon = options.horizon, .seed = options.seed, .threads = options.threads};
  const auto hidden = explain::occlusion(evening, how);
  std::vector<double> weights;
  weights.reserve(hidden.size());
  for (const explain::Occlusion& one : hidden) {
    for (std::size_t d = 0; d < table.dimensions.size(); ++d) {
      found.occlusion.push_back(
          {.day = table.first + one.day, .dimension = table.dimensions[d], .did = {one.gp_mean[d], one.network[d]}});
    }
    // A day before the window was not looked at.
    const int at = one.day - evening.start();
    weights.push_back(at < 0 || found.heat_map.empty() ? 0
                                                       : found.heat_map.back().weights[static_cast<std::size_t>(at)]);
  }
  const explain::Deletion told = explain::deletion(evening, hidden, weights, how);
  found.deletion = {.r = told.r,
                    .auc = told.auc,
                    .p = told.p,
                    .newest = told.newest,
                    .order = {},
                    .curve = told.curve,
                    .random = told.random};
  for (const int day : told.order) found.deletion.order.push_back(table.first + day);
}

}  // namespace

Agreement agreement(const DeletionTold& deletion) {
  if (std::isnan(deletion.r) || std::isnan(deletion.auc)) return Agreement::not_known;
  return deletion.r > 0 && deletion.auc > 0 && deletion.p <= 0.05 ? Agreement::agrees : Agreement::does_not;
}

Result<Explanation> find_explanation(std::span<const diary::Entry> entries, const diary::Profile& profile,
                                     const std::optional<std::string>& site, const ExplanationOptions& options) {
  require(options.horizon >= 1 && options.horizon <= forecast::kHorizons && options.evenings >= 1,
          "explanation: {} days ahead, {} evenings", options.horizon, options.evenings);
  series::SlotGridOptions which;
  which.site = site;
  const forecast::DayTable table = forecast::day_table(entries, profile, which);
  Explanation found{.day = {}, .horizon = options.horizon, .model = "structural"};
  if (table.days == 0) return found;
  const Day last = table.first + (table.days - 1);
  found.day = options.day.value_or(last);
  if (*found.day < table.first || *found.day > last) {
    return refuse(Fault::missing, fmt::format("no forecast from {}; there are readings from {} to {}",
                                              to_text(*found.day), to_text(table.first), to_text(last)));
  }
  const int day = *found.day - table.first;
  const std::vector<int> columns = long_enough(table, day, found.too_short);
  if (columns.empty()) return found;
  forecast::CachedGp kept = forecast::cached_gp(table, options.kept);
  found.kept = std::move(kept.state);
  const forecast::DayTable told = with_columns(table, columns);
  const forecast::Forecasts structural = with_columns(kept.forecasts, columns);

  const bool own = options.personal != nullptr && *found.day > options.personal->through &&
                   learn::reads(options.personal->model, told);
  const learn::NetworkForecaster* network = options.shipped ? &options.shipped->network : nullptr;
  if (own) network = &options.personal->model;
  const explain::ForecastOrigin evening(told, network, day, {}, &structural);
  if (evening.is_read_by_network()) {
    found.model = fmt::format("{} on structural", own ? "personal" : learn::name(network->options().architecture));
  }
  for (int d = 0; d < static_cast<int>(told.dimensions.size()); ++d) {
    found.forecast.push_back({.dimension = told.dimensions[static_cast<std::size_t>(d)],
                              .mean = {evening.forecast().gp_mean(options.horizon - 1, d),
                                       evening.forecast().network(options.horizon - 1, d)}});
  }
  add_attention(evening, options.evenings, found);
  add_influence(evening, options, found);
  add_occlusion(evening, options, found);
  add_rhythms(evening, options.horizon, found);
  return found;
}

}  // namespace skin2vec::insight
