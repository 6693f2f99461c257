// T days of the window, F features, D dimensions of the table, V of the model.
#include "skin2vec/explain/forecast_origin.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "skin2vec/base/require.h"
#include "skin2vec/forecast/gp_forecast.h"

namespace skin2vec::explain {
namespace {

int place_of(std::span<const std::string> names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

// Means alone: spreads are not looked at.
forecast::Forecasts first_days(const forecast::Forecasts& forecasts, int days) {
  forecast::Forecasts first(days, forecasts.dimensions());
  for (int origin = 0; origin < days; ++origin) {
    for (int h = 1; h <= forecast::kHorizons; ++h) {
      for (int d = 0; d < forecasts.dimensions(); ++d) first.mean(origin, h, d) = forecasts.mean(origin, h, d);
    }
  }
  return first;
}

}  // namespace

int window_start(const learn::WindowOptions& window, int day) {
  const int stride = window.days - window.context;
  return day < window.days ? 0 : ((day - window.days) / stride + 1) * stride;
}

ForecastOrigin::ForecastOrigin(const forecast::DayTable& table, const learn::NetworkForecaster* model, int day,
                               const PartsOptions& options, const forecast::Forecasts* structural)
    : table_((require(day >= 0 && day < table.days, "LearnedEvening: day {} of {}", day, table.days),
              forecast::first_days(table, day + 1))),
      model_(model),
      reads_(model && learn::reads(*model, table_)),
      start_(model ? window_start(model->window(), day) : 0),
      parts_(table_, options) {
  const forecast::Vocabulary words = model ? model->words() : forecast::Vocabulary{};
  for (const std::string& name : words.dimensions) of_table_.push_back(place_of(table_.dimensions, name));
  for (const std::string& name : table_.dimensions) of_model_.push_back(reads_ ? place_of(words.dimensions, name) : -1);
  require(
      structural == nullptr || (structural->days() > day && structural->dimensions() == std::ssize(table.dimensions)),
      "LearnedEvening: a structural forecast of another table");
  structural_ =
      structural == nullptr ? forecast::gp_forecast(table_, options.structural) : first_days(*structural, day + 1);
  read_ = forecast::tokens(table_);
  if (reads_) {
    days_x_ = learn::sequence_of(table_, read_, structural_, words).x;
    const auto window = days_x(start_, day);
    x_.assign(window.begin(), window.end());
  }
  for (std::size_t f = 0; f < words.columns.size(); ++f) {
    for (const char* end : {".window", ".baseline", ".level", ".read"}) {
      if (words.columns[f].ends_with(end)) hidden_columns_.push_back(static_cast<int>(f));
    }
  }
  const auto dimensions = static_cast<Eigen::Index>(table_.dimensions.size());
  const Counterfactual as_it_is{.x = x_, .gp_mean = Eigen::ArrayXXd::Zero(forecast::kHorizons, dimensions)};
  forecast_ = forecasts_of({&as_it_is, 1}).front();
}

std::span<const float> ForecastOrigin::days_x(int first, int last) const {
  const auto features = static_cast<std::size_t>(model_->options().features);
  return std::span(days_x_).subspan(static_cast<std::size_t>(first) * features,
                                    static_cast<std::size_t>(last - first + 1) * features);
}

int ForecastOrigin::feature(std::string_view column) const {
  return reads_ ? place_of(model_->words().columns, column) : -1;
}

int ForecastOrigin::structural_feature(std::size_t i, int v) const {
  return static_cast<int>(model_->words().columns.size() + i * model_->words().dimensions.size()) + v;
}

float ForecastOrigin::structural_value(int t, std::size_t i, int dimension, double change) const {
  const double value = (structural_.mean(t, learn::kReadHorizons[i], dimension) + change - read_.centre(t, dimension)) /
                       read_.scale(t, dimension);
  return std::isnan(value) ? 0.0F : static_cast<float>(std::clamp(value, -5.0, 5.0));
}

std::vector<Decomposed> ForecastOrigin::forecasts_of(std::span<const Counterfactual> readings) const {
  const auto dimensions = static_cast<Eigen::Index>(table_.dimensions.size());
  std::vector<Decomposed> all(readings.size());
  for (std::size_t b = 0; b < readings.size(); ++b) {
    all[b] = {.gp_mean = readings[b].gp_mean, .network = Eigen::ArrayXXd::Zero(forecast::kHorizons, dimensions)};
    for (int h = 1; h <= forecast::kHorizons; ++h) {
      for (int d = 0; d < dimensions; ++d) all[b].gp_mean(h - 1, d) += structural_.mean(day(), h, d);
    }
  }
  if (!reads_) return all;
  const int days = table_.days - start_;
  const auto outputs = static_cast<std::size_t>(model_->options().outputs);
  const auto known = static_cast<int>(model_->words().dimensions.size());
  // Some MB, kept by each thread: taken from the system anew for each call they are half of its time.
  thread_local learn::Network<float>::Kept kept;
  std::vector<float> x;
  for (std::size_t first = 0; first < readings.size(); first += kPassesAtOnce) {
    const std::size_t last = std::min(readings.size(), first + kPassesAtOnce);
    x.clear();
    for (std::size_t b = first; b < last; ++b) {
      require(readings[b].x.size() == x_.size(), "LearnedEvening: a reading of {} features, expected {}",
              readings[b].x.size(), x_.size());
      x.insert(x.end(), readings[b].x.begin(), readings[b].x.end());
    }
    model_->network().forward_last(model_->theta(), x, days, {}, kept);
    for (std::size_t b = first; b < last; ++b) {
      const float* row = kept.last.data() + (b - first) * outputs;
      for (int v = 0; v < known; ++v) {
        const int d = of_table(v);
        if (d < 0) continue;
        for (int h = 0; h < forecast::kHorizons; ++h)
          all[b].network(h, d) = scale(d) * static_cast<double>(row[h * known + v]);
      }
    }
  }
  return all;
}

Counterfactual ForecastOrigin::without(std::span<const int> days) const {
  return hidden(days, parts_.without(days));
}

std::vector<Counterfactual> ForecastOrigin::without_in_turn(std::span<const int> days) const {
  const std::vector<Eigen::ArrayXXd> changes = parts_.without_in_turn(days);
  std::vector<Counterfactual> all;
  all.reserve(changes.size());
  for (std::size_t n = 0; n < changes.size(); ++n) all.push_back(hidden(days.first(n + 1), changes[n]));
  return all;
}

// change  (origins, kHorizons D) of the structural forecasts
Counterfactual ForecastOrigin::hidden(std::span<const int> days, const Eigen::ArrayXXd& change) const {
  const auto dimensions = static_cast<Eigen::Index>(table_.dimensions.size());
  Counterfactual changed{.x = x_, .gp_mean = Eigen::ArrayXXd(forecast::kHorizons, dimensions)};
  for (int h = 0; h < forecast::kHorizons; ++h) {
    for (Eigen::Index d = 0; d < dimensions; ++d) changed.gp_mean(h, d) = change(change.rows() - 1, h * dimensions + d);
  }
  if (!reads_) return changed;
  const auto features = static_cast<std::size_t>(model_->options().features);
  const auto row = [&](int t) { return changed.x.data() + static_cast<std::size_t>(t - start_) * features; };
  for (const int day : days) {
    if (day < start_) continue;
    for (const int column : hidden_columns_) row(day)[column] = 0;
  }
  for (int t = std::max(parts_.from(), start_); t < table_.days; ++t) {
    for (std::size_t v = 0; v < of_table_.size(); ++v) {
      const int d = of_table_[v];
      if (d < 0) continue;
      for (std::size_t i = 0; i < std::size(learn::kReadHorizons); ++i) {
        const double moved = change(t - parts_.from(), (learn::kReadHorizons[i] - 1) * dimensions + d);
        if (moved != 0) {
          row(t)[structural_feature(i, static_cast<int>(v))] = structural_value(t, i, d, moved);
        }
      }
    }
  }
  return changed;
}

}  // namespace skin2vec::explain
