#include "skin2vec/series/event_columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "skin2vec/base/require.h"

namespace skin2vec::series {

namespace {

struct Lags {
  int from, to;
};
constexpr std::array<Lags, 3> event_lags{{{0, 1}, {2, 4}, {5, 8}}};
constexpr std::array<Lags, 3> exposure_lags{{{0, 0}, {1, 3}, {4, 8}}};
constexpr Lags slow_lags{0, 3};

// Sum of x over the lags; before the first day x was `before`.
Eigen::VectorXd lagged(const Eigen::VectorXd& x, Lags lags, double before) {
  Eigen::VectorXd sum = Eigen::VectorXd::Zero(x.size());
  for (Eigen::Index t = 0; t < x.size(); ++t) {
    for (int lag = lags.from; lag <= lags.to; ++lag) sum(t) += t >= lag ? x(t - lag) : before;
  }
  return sum;
}

Eigen::MatrixXd matrix_of(const std::vector<Eigen::VectorXd>& columns, int days) {
  Eigen::MatrixXd out(days, static_cast<Eigen::Index>(columns.size()));
  for (std::size_t k = 0; k < columns.size(); ++k) out.col(static_cast<Eigen::Index>(k)) = columns[k];
  return out;
}

}  // namespace

Eigen::MatrixXd event_columns(std::span<const diary::Entry> entries, const diary::Profile& profile, Day first, int days,
                              const EventColumnsOptions& options) {
  require(days >= 0, "event_columns: days must be >= 0, got {}", days);
  require(options.min_events >= 1, "event_columns: min_events must be >= 1, got {}", options.min_events);
  const auto is_cause = [&](const std::string& name) {
    const diary::EventKind* kind = diary::find_event(profile, name);
    const bool start = std::any_of(profile.cycles.begin(), profile.cycles.end(),
                                   [&](const diary::Cycle& cycle) { return cycle.start_event == name; });
    return !start && (!kind || kind->role == diary::Role::cause);
  };
  struct Amount {
    Eigen::VectorXd of_day;
    int events = 0;
  };
  std::map<std::string, Amount> amounts;
  for (const diary::Entry& entry : entries) {
    const int day = entry.time.day - first;
    if (entry.kind != diary::Kind::event || day < 0 || day >= days || !is_cause(entry.name)) continue;
    Amount& amount = amounts[entry.name];
    if (amount.events++ == 0) amount.of_day = Eigen::VectorXd::Zero(days);
    amount.of_day(day) += diary::weight(entry, diary::default_weight(profile, entry.name));
  }
  std::vector<Eigen::VectorXd> columns;
  for (const auto& [name, amount] : amounts) {
    if (amount.events < options.min_events) continue;
    for (const Lags lags : event_lags) columns.push_back(lagged(amount.of_day, lags, amount.of_day.mean()));
  }
  return matrix_of(columns, days);
}

Eigen::MatrixXd exposure_columns(std::span<const diary::Entry> entries, Day first, int days) {
  require(days >= 0, "exposure_columns: days must be >= 0, got {}", days);
  struct Sum {
    Eigen::VectorXd sum, count;
  };
  std::map<std::string, Sum> sums;
  for (const diary::Entry& entry : entries) {
    const int day = entry.time.day - first;
    if (entry.kind != diary::Kind::surroundings || day < 0 || day >= days) continue;
    for (const diary::Value& value : entry.values) {
      Sum& one = sums[value.name];
      if (one.sum.size() == 0) one.sum = one.count = Eigen::VectorXd::Zero(days);
      one.sum(day) += value.number;
      one.count(day) += 1;
    }
  }
  std::map<std::string, Eigen::VectorXd> standard;
  for (const auto& [name, one] : sums) {
    const auto known = static_cast<double>((one.count.array() > 0).count());
    if (known < 0.5 * days) continue;
    Eigen::VectorXd x = one.sum.cwiseQuotient(one.count.cwiseMax(1));
    const double mean = x.sum() / known;
    x = (one.count.array() > 0).select(x.array() - mean, 0);
    const double sd = std::sqrt(x.squaredNorm() / known);
    if (sd > 1e-9 * std::max(1.0, std::abs(mean))) standard[name] = x / sd;
  }
  std::vector<Eigen::VectorXd> columns;
  for (const auto& [name, x] : standard) {
    if (name == "temperature" || name == "uv") {
      columns.push_back(lagged(x, slow_lags, 0));
      continue;
    }
    for (const Lags lags : exposure_lags) {
      if (name != "humidity" || lags.to < 4) columns.push_back(lagged(x, lags, 0));
    }
    if (name != "humidity") continue;
    columns.emplace_back(x.cwiseAbs2());
    if (const auto dust = standard.find("pm25"); dust != standard.end())
      columns.emplace_back(x.cwiseProduct(dust->second));
  }
  return matrix_of(columns, days);
}

Eigen::MatrixXd cause_columns(std::span<const diary::Entry> entries, const diary::Profile& profile, Day first, int days,
                              const EventColumnsOptions& options) {
  const Eigen::MatrixXd events = event_columns(entries, profile, first, days, options);
  const Eigen::MatrixXd exposures = exposure_columns(entries, first, days);
  Eigen::MatrixXd both(days, events.cols() + exposures.cols());
  both << events, exposures;
  return both;
}

}  // namespace skin2vec::series
