#include "skin2vec/series/covariate_grid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "skin2vec/base/require.h"

namespace skin2vec::series {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

// One exposure by one source: what was measured, date by date.
struct Measured {
  Eigen::VectorXd sum, highest, count;

  void add(int day, int days, double number) {
    if (count.size() == 0) {
      sum = count = Eigen::VectorXd::Zero(days);
      highest = Eigen::VectorXd::Constant(days, -std::numeric_limits<double>::infinity());
    }
    sum(day) += number;
    count(day) += 1;
    highest(day) = std::max(highest(day), number);
  }
  [[nodiscard]] Eigen::Index dates() const { return (count.array() > 0).count(); }
  [[nodiscard]] Eigen::VectorXd value(diary::Aggregate aggregate) const {
    Eigen::VectorXd x = aggregate == diary::Aggregate::max   ? highest
                        : aggregate == diary::Aggregate::sum ? sum
                                                             : Eigen::VectorXd(sum.cwiseQuotient(count));
    for (Eigen::Index t = 0; t < x.size(); ++t) {
      if (count(t) == 0) x(t) = missing;
    }
    return x;
  }
};

using Sources = std::map<std::string, Measured>;

constexpr int common_dates = 7;  // of two sources, for their difference to be known well enough

// The source with most dates, the first of equals; null if there is none.
const Measured* fullest(const Sources& sources) {
  const auto best = std::max_element(sources.begin(), sources.end(), [](const auto& a, const auto& b) {
    return a.second.dates() < b.second.dates();  // the first of equals stays
  });
  return best == sources.end() ? nullptr : &best->second;
}

// The indoor value of each date; the other one, moved by the mean difference of the dates that have both, fills in.
Eigen::VectorXd joined(const Measured* indoor, const Measured* other, const diary::Exposure* exposure) {
  const auto aggregate = exposure ? exposure->aggregate : diary::Aggregate::mean;
  if (!indoor || !other) return (indoor ? indoor : other)->value(aggregate);
  Eigen::VectorXd in = indoor->value(aggregate);
  const Eigen::VectorXd out = other->value(aggregate);
  double difference = 0;
  int both = 0;
  for (Eigen::Index t = 0; t < in.size(); ++t) {
    if (std::isnan(in(t)) || std::isnan(out(t))) continue;
    difference += in(t)-out(t);
    ++both;
  }
  if (both < common_dates) return other->dates() > indoor->dates() ? out : in;
  for (Eigen::Index t = 0; t < in.size(); ++t) {
    if (!std::isnan(in(t)) || std::isnan(out(t))) continue;
    in(t) = out(t) + difference / both;
    if (exposure) in(t) = std::clamp(in(t), exposure->low, exposure->high);
  }
  return in;
}

bool is_covariate(const diary::Profile& profile, const std::string& event) {
  const diary::EventKind* kind = diary::find_event(profile, event);
  const bool start = std::any_of(profile.cycles.begin(), profile.cycles.end(),
                                 [&](const diary::Cycle& cycle) { return cycle.start_event == event; });
  return !start && (!kind || kind->role == diary::Role::covariate);
}

}  // namespace

CovariateGrid covariate_grid(std::span<const diary::Entry> entries, const diary::Profile& profile, Day first,
                             int days) {
  require(days >= 0, "cause_grid: days must be >= 0, got {}", days);
  CovariateGrid grid{first, days, {}};
  std::map<std::string, CovariateSeries> events, products;
  std::map<std::string, std::array<Sources, 2>> exposures;  // exposure -> indoor, other -> person and source -> values
  const auto tally = [&](std::map<std::string, CovariateSeries>& list, const diary::Entry& entry, CovariateKind kind,
                         int day, double amount) {
    CovariateSeries& covariate = list[entry.name];
    if (covariate.entries++ == 0)
      covariate.name = entry.name, covariate.kind = kind, covariate.amount = Eigen::VectorXd::Zero(days);
    covariate.amount(day) += amount;
  };
  for (const diary::Entry& entry : entries) {
    const int day = entry.time.day - first;
    if (day < 0 || day >= days) continue;
    if (entry.kind == diary::Kind::event && is_covariate(profile, entry.name)) {
      tally(events, entry, CovariateKind::event, day, diary::weight(entry, diary::default_weight(profile, entry.name)));
    } else if (entry.kind == diary::Kind::product) {
      tally(products, entry, CovariateKind::product, day, 1);
    } else if (entry.kind == diary::Kind::surroundings) {
      // Sorted so that a person's own values come before everyone's ("" is everyone).
      const std::size_t other = entry.place.find("indoor") == std::string::npos ? 1 : 0;
      const std::string source = (entry.person.empty() ? "1" : "0") + entry.place;
      for (const diary::Value& value : entry.values) exposures[value.name][other][source].add(day, days, value.number);
    }
  }
  for (auto& [name, covariate] : events) {
    covariate.mean_weight = covariate.amount.sum() / covariate.entries;
    grid.covariates.push_back(std::move(covariate));
  }
  for (const auto& [name, sources] : exposures) {
    const Eigen::VectorXd amount =
        joined(fullest(sources[0]), fullest(sources[1]), diary::find_exposure(profile, name));
    const auto dates = static_cast<int>(amount.size() - amount.array().isNaN().count());
    grid.covariates.push_back({name, CovariateKind::exposure, amount, dates, missing});
  }
  for (auto& [name, covariate] : products) grid.covariates.push_back(std::move(covariate));
  return grid;
}

const CovariateSeries* find_covariate(const CovariateGrid& grid, std::string_view name) {
  const auto found = std::find_if(grid.covariates.begin(), grid.covariates.end(),
                                  [&](const CovariateSeries& covariate) { return covariate.name == name; });
  return found == grid.covariates.end() ? nullptr : &*found;
}

std::string_view kind_name(CovariateKind kind) {
  return kind == CovariateKind::event ? "event" : kind == CovariateKind::exposure ? "exposure" : "product";
}

}  // namespace skin2vec::series
