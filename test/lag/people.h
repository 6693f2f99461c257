// The diary of a virtual person as lag/ reads it.
#pragma once

#include <string>
#include <vector>

#include "skin2vec/lag/effects.h"
#include "skin2vec/series/daily.h"
#include "skin2vec/series/slot_grid.h"
#include "skin2vec/twin/twin.h"

namespace skin2vec::lag {

struct Read {
  std::vector<Outcome> outcomes;
  series::CovariateGrid grid;
};

inline Read read(const twin::VirtualPerson& person, const diary::Profile& profile) {
  series::SlotGridOptions span;
  span.from = person.truth.first;
  span.to = person.truth.first + person.truth.days - 1;
  const series::SlotGrid slots = series::slot_grid(person.entries, profile, span);
  Read read;
  for (const std::string_view name : twin::dimension_names) {
    read.outcomes.push_back({std::string(name), series::DailyReader(*series::find_series(slots, name)).series()});
  }
  read.grid = series::covariate_grid(person.entries, profile, person.truth.first, person.truth.days);
  return read;
}

}  // namespace skin2vec::lag
