// F columns, D dimensions, C covariates. Everything runs forward in time, once.
#include "skin2vec/forecast/tokens.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "skin2vec/base/day.h"
#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/forecast/moments.h"

namespace skin2vec::forecast {
namespace {

constexpr double kPriorReadings = 5;  // of the scale
constexpr double kPriorInWindow = 7;  // readings with the scale's variance, in that of the window
constexpr int kLeastInWindow = 3, kLeastInBaseline = 7;
constexpr double kWeekly = 0.3;  // amplitude

// Of what was read on the dates from ... to (both included). Values are taken about `zero` so that squares lose
// nothing.
Moments between(const DayTable& table, int dimension, int from, int to, double zero) {
  Moments mean;
  for (int day = std::max(0, from); day <= to; ++day) {
    const double value = table.value(day, dimension);
    if (!std::isnan(value)) mean.add(value - zero);
  }
  return mean;
}

class Writer {
 public:
  explicit Writer(Tokens& tokens) : tokens_(tokens) {}
  // The place of a new column.
  Eigen::Index column(std::string name) {
    tokens_.columns.push_back(std::move(name));
    return static_cast<Eigen::Index>(tokens_.columns.size()) - 1;
  }
  void set(int day, Eigen::Index column, double value) {
    tokens_.x(day, column) = static_cast<float>(std::isnan(value) ? 0 : std::clamp(value, -kTokenLimit, kTokenLimit));
  }

 private:
  Tokens& tokens_;
};

constexpr Eigen::Index kOfDimension = 7, kOfCalendar = 7;  // columns

void write_dimension(const DayTable& table, int d, const TokenOptions& options, Tokens& tokens, Writer& writer) {
  const auto at = static_cast<std::size_t>(d);
  const std::string& name = table.dimensions[at];
  const Eigen::Index first = writer.column(name + ".window");
  for (const char* rest : {".baseline", ".level", ".drift", ".rough", ".read", ".since"}) writer.column(name + rest);
  const double zero = (table.low[at] + table.high[at]) / 2, range = table.high[at] - table.low[at];
  const double prior = range / 10;
  Moments all;
  double errors = 0, steps = 0, last = NAN;
  int n_errors = 0, n_steps = 0, last_day = -1;
  for (int day = 0; day < table.days; ++day) {
    const double value = table.value(day, d) - zero;
    const bool read = !std::isnan(value);
    const Moments before = between(table, d, day - options.baseline_days, day - 1, zero);
    if (read) {
      if (before.n > 0) {
        errors += (value - before.mean()) * (value - before.mean());
        ++n_errors;
      }
      if (!std::isnan(last)) {
        steps += (value - last) * (value - last);
        ++n_steps;
      }
      all.add(value);
      last = value;
      last_day = day;
    }
    const Moments baseline = between(table, d, day - options.baseline_days + 1, day, zero);
    const Moments window = between(table, d, day - options.window_days + 1, day, zero);
    const double centre = baseline.n > 0 ? baseline.mean() : all.n > 0 ? all.mean() : 0;
    const double variance = (kPriorReadings * prior * prior + errors) / (kPriorReadings + n_errors);
    const double scale = std::max(std::sqrt(variance), range / 100);
    tokens.centre(day, d) = centre + zero;
    tokens.scale(day, d) = scale;
    if (read && window.n >= kLeastInWindow) {
      const double sd = std::sqrt((kPriorInWindow * scale * scale + (window.n - 1) * window.variance()) /
                                  (kPriorInWindow + window.n - 1));
      writer.set(day, first, (value - window.mean()) / sd);
    }
    if (read && before.n >= kLeastInBaseline) writer.set(day, first + 1, (value - before.mean()) / scale);
    if (window.n > 0) writer.set(day, first + 2, (window.mean() - centre) / scale);
    if (all.n > 0) writer.set(day, first + 3, (centre - all.mean()) / scale);
    const double step = (kPriorReadings * scale * scale + steps) / (kPriorReadings + n_steps);
    writer.set(day, first + 4, std::log(step / (scale * scale)) / 2);
    writer.set(day, first + 5, read ? 1 : 0);
    writer.set(day, first + 6, std::log1p(last_day < 0 ? day + 1 : day - last_day) / 2);
  }
}

void write_cause(const series::CovariateSeries& covariate, int days, Writer& writer) {
  const bool exposure = covariate.kind == series::CovariateKind::exposure;
  const Eigen::Index amount = writer.column(covariate.name + ".amount");
  if (exposure) writer.column(covariate.name + ".measured");
  Moments so_far;
  double zero = NAN;
  for (int day = 0; day < days; ++day) {
    const double value = covariate.amount(day);
    if (std::isnan(value)) continue;  // 0, 0
    if (!exposure) {
      if (value != 0) so_far.add(std::abs(value));
      const bool weighted = covariate.kind == series::CovariateKind::event && so_far.n > 0;
      // The mean weight so far, with one entry of weight 1 added.
      writer.set(day, amount, weighted ? value / ((so_far.sum + 1) / (so_far.n + 1)) : value);
      continue;
    }
    if (std::isnan(zero)) zero = value;
    so_far.add(value - zero);
    const double variance = so_far.variance();
    constexpr double few = 5;  // days: below them a z is drawn towards 0
    if (variance > 0) {
      writer.set(day, amount, (value - zero - so_far.mean()) / std::sqrt(variance) * so_far.n / (so_far.n + few));
    }
    writer.set(day, amount + 1, 1);
  }
}

// The phase of each day from the last start by then. Lengths that ended by then correct the profile's, which count as
// one cycle. Their sd makes the phase uncertain by 2 pi (days since / period) (sd / period).
void write_cycle(const LoggedCycle& cycle, Day first, int days, Writer& writer) {
  const Eigen::Index sine = writer.column("cycle." + cycle.name + ".sin");
  const Eigen::Index cosine = writer.column("cycle." + cycle.name + ".cos");
  double lengths = cycle.period_days, squares = cycle.length_sd * cycle.length_sd;
  int n = 1;
  std::size_t next = 0;
  for (int day = 0; day < days; ++day) {
    for (; next < cycle.starts.size() && cycle.starts[next] <= first + day; ++next) {
      if (next == 0) continue;
      const double length = cycle.starts[next] - cycle.starts[next - 1];
      if (std::abs(length - cycle.period_days) > 4 * cycle.length_sd) continue;  // a start was not written down
      squares += std::pow(length - lengths / n, 2);
      lengths += length;
      ++n;
    }
    if (next == 0) continue;
    const double period = lengths / n, sd = std::sqrt(squares / n);
    const double turns = (first + day - cycle.starts[next - 1]) / period;
    const double angle = 2 * std::numbers::pi * turns, doubt = angle * sd / period;
    const double amplitude = std::exp(-doubt * doubt / 2);
    writer.set(day, sine, amplitude * std::sin(angle));
    writer.set(day, cosine, amplitude * std::cos(angle));
  }
}

void write_calendar(Day first, int days, Writer& writer) {
  const Eigen::Index week = writer.column("week.sin");
  writer.column("week.cos");
  const Eigen::Index year = writer.column("year.sin");
  for (const char* rest : {"year.cos", "year.sin2", "year.cos2"}) writer.column(rest);
  const Eigen::Index age = writer.column("record.age");
  for (int t = 0; t < days; ++t) {
    writer.set(t, age, std::log1p(t) / 6);
    const Day day = first + t;
    const double in_week = 2 * std::numbers::pi * day.weekday() / 7;
    const double in_year = 2 * std::numbers::pi * (day.day_of_year() - 1) / kYearDays;
    writer.set(t, week, kWeekly * std::sin(in_week));
    writer.set(t, week + 1, kWeekly * std::cos(in_week));
    for (int wave = 0; wave < 2; ++wave) {
      const Eigen::Index column = year + Eigen::Index{2} * wave;
      writer.set(t, column, std::sin((wave + 1) * in_year));
      writer.set(t, column + 1, std::cos((wave + 1) * in_year));
    }
  }
}

Eigen::Index place_of(std::span<const std::string> names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? -1 : found - names.begin();
}

}  // namespace

Tokens tokens(const DayTable& table, const TokenOptions& options) {
  require(options.window_days >= 2 && options.baseline_days >= 2,
          "tokens: window and baseline must be at least 2 days, got {} and {}", options.window_days,
          options.baseline_days);
  Tokens tokens{
      .first = table.first, .columns = {}, .dimensions = table.dimensions, .x = {}, .centre = {}, .scale = {}};
  const auto dimensions = static_cast<Eigen::Index>(table.dimensions.size());
  Eigen::Index columns = kOfDimension * dimensions + 2 * static_cast<Eigen::Index>(table.cycles.size()) + kOfCalendar;
  for (const series::CovariateSeries& covariate : table.covariates) {
    columns += covariate.kind == series::CovariateKind::exposure ? 2 : 1;
  }
  tokens.x = Rows::Zero(table.days, columns);
  tokens.centre = tokens.scale = Eigen::ArrayXXd::Zero(table.days, dimensions);
  Writer writer(tokens);
  for (int d = 0; d < dimensions; ++d) write_dimension(table, d, options, tokens, writer);
  for (const series::CovariateSeries& covariate : table.covariates) write_cause(covariate, table.days, writer);
  for (const LoggedCycle& cycle : table.cycles) write_cycle(cycle, table.first, table.days, writer);
  write_calendar(table.first, table.days, writer);
  return tokens;
}

Vocabulary vocabulary(std::span<const Tokens> people) {
  Vocabulary all;
  const auto join = [](std::vector<std::string>& names, const std::vector<std::string>& more) {
    for (const std::string& name : more) {
      if (place_of(names, name) < 0) names.push_back(name);
    }
  };
  for (const Tokens& person : people) {
    join(all.columns, person.columns);
    join(all.dimensions, person.dimensions);
  }
  return all;
}

std::map<std::string, std::string> metadata_of(const Vocabulary& vocabulary) {
  return {{"columns", fmt::format("{}", fmt::join(vocabulary.columns, "\n"))},
          {"dimensions", fmt::format("{}", fmt::join(vocabulary.dimensions, "\n"))}};
}

Result<Vocabulary> vocabulary_of(const TensorFile& file) {
  Vocabulary words;
  for (auto [key, names] : {std::pair{"columns", &words.columns}, std::pair{"dimensions", &words.dimensions}}) {
    const auto found = file.metadata.find(key);
    if (found == file.metadata.end() || found->second.empty()) {
      return refuse(Fault::malformed, fmt::format("checkpoint: there is no list of {}", key));
    }
    for (const std::string_view name : split(found->second, '\n')) names->emplace_back(name);
  }
  return words;
}

Rows arranged(const Tokens& tokens, std::span<const std::string> columns) {
  Rows x = Rows::Zero(tokens.x.rows(), static_cast<Eigen::Index>(columns.size()));
  for (std::size_t f = 0; f < columns.size(); ++f) {
    const Eigen::Index from = place_of(tokens.columns, columns[f]);
    if (from >= 0) x.col(static_cast<Eigen::Index>(f)) = tokens.x.col(from);
  }
  return x;
}

Targets targets(const DayTable& table, const Tokens& tokens, std::span<const std::string> dimensions) {
  require(tokens.centre.rows() == table.days && tokens.dimensions == table.dimensions,
          "targets: tokens of {} days, the table has {}", tokens.centre.rows(), table.days);
  const auto d_all = static_cast<Eigen::Index>(dimensions.size());
  Targets all{.target = Rows::Zero(table.days, kHorizons * d_all), .weight = Rows::Zero(table.days, kHorizons * d_all)};
  for (Eigen::Index to = 0; to < d_all; ++to) {
    const Eigen::Index d = place_of(tokens.dimensions, dimensions[static_cast<std::size_t>(to)]);
    if (d < 0) continue;
    bool known = false;
    for (int origin = 0; origin < table.days; ++origin) {
      known = known || !std::isnan(table.value(origin, d));
      if (!known) continue;
      for (int h = 1; h <= kHorizons && origin + h < table.days; ++h) {
        const double value = table.value(origin + h, d);
        if (std::isnan(value)) continue;
        const Eigen::Index column = (h - 1) * d_all + to;
        all.target(origin, column) = static_cast<float>((value - tokens.centre(origin, d)) / tokens.scale(origin, d));
        all.weight(origin, column) = 1;
      }
    }
  }
  return all;
}

Forecasts forecasts_of(const Tokens& tokens, std::span<const std::string> dimensions, const Rows& mean,
                       const Rows& log_sd) {
  const Eigen::Index days = tokens.centre.rows(), d_all = static_cast<Eigen::Index>(dimensions.size());
  require(
      mean.rows() == days && mean.cols() == kHorizons * d_all && log_sd.rows() == days && log_sd.cols() == mean.cols(),
      "outlook_of: forecasts of {} days and {} columns, expected {} and {}", mean.rows(), mean.cols(), days,
      kHorizons * d_all);
  Forecasts forecasts(static_cast<int>(days), static_cast<int>(tokens.dimensions.size()));
  for (int d = 0; d < forecasts.dimensions(); ++d) {
    const Eigen::Index from = place_of(dimensions, tokens.dimensions[static_cast<std::size_t>(d)]);
    if (from < 0) continue;
    for (int origin = 0; origin < days; ++origin) {
      const double centre = tokens.centre(origin, d), scale = tokens.scale(origin, d);
      for (int h = 1; h <= kHorizons; ++h) {
        const Eigen::Index column = (h - 1) * d_all + from;
        forecasts.mean(origin, h, d) = centre + scale * static_cast<double>(mean(origin, column));
        forecasts.sd(origin, h, d) = scale * std::exp(static_cast<double>(log_sd(origin, column)));
      }
    }
  }
  return forecasts;
}

Rows scaled(const Forecasts& forecasts, const Tokens& tokens, std::span<const std::string> dimensions) {
  require(forecasts.days() == tokens.centre.rows() && forecasts.dimensions() == tokens.centre.cols(),
          "scaled: an outlook of {} days and {} dimensions, tokens of {} and {}", forecasts.days(),
          forecasts.dimensions(), tokens.centre.rows(), tokens.centre.cols());
  const auto d_all = static_cast<Eigen::Index>(dimensions.size());
  Rows mean = Rows::Zero(forecasts.days(), kHorizons * d_all);
  for (Eigen::Index to = 0; to < d_all; ++to) {
    const auto d = static_cast<int>(place_of(tokens.dimensions, dimensions[static_cast<std::size_t>(to)]));
    if (d < 0) continue;
    for (int origin = 0; origin < forecasts.days(); ++origin) {
      for (int h = 1; h <= kHorizons; ++h) {
        const double value = (forecasts.mean(origin, h, d) - tokens.centre(origin, d)) / tokens.scale(origin, d);
        if (!std::isnan(value)) mean(origin, (h - 1) * d_all + to) = static_cast<float>(value);
      }
    }
  }
  return mean;
}

Part part_of(std::string_view column) {
  if (column.starts_with("week.")) return Part::weekly;
  if (column.starts_with("cycle.")) return Part::monthly;
  if (column.starts_with("year.")) return Part::seasonal;
  return column.ends_with(".amount") || column.ends_with(".measured") ? Part::covariates : Part::skin;
}

double encoded_amplitude(Part part) {
  return part == Part::weekly ? kWeekly : 1;
}

}  // namespace skin2vec::forecast
