// When a series changed for good, and how: at once, slowly, or only for a while.
//
//   for (const Change& change : find_changes(rest).changes) use(change.kind, change.start, change.size);
//
// What is looked at should have lost what acts on it and what comes back (lag/remaining.h). One change at a time is
// added to the model
//   y = level + sum of size x shape + season + noise,   noise AR(1) + white by REML (stats/regress.h)
//   shift    0 before its start, 1 from it on
//   drift    0 before its start, then a line, 1 from its end on (42 to 240 days later)
//   passing  1 from start to end (3 to 21 days), else 0
// and kept while twice the gain in log likelihood, noise fitted anew, is above a price for the search; then all are
// placed once more. A yearly wave competes with them: within some 400 days a slow drift and a season are nearly the
// same curve, and what the wave explains better is no change. Prices, what was tried and how well it does on virtual
// people: docs/explanation/changes.md. Cost: 540 days about 0.1 s for each change that is there, and as much for none.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "skin2vec/series/series.h"

namespace skin2vec::change {

enum class Kind { shift, drift, passing };

// "shift", "drift", "passing".
[[nodiscard]] std::string_view kind_name(Kind kind);

struct ChangeOptions {
  int min_days = 60;        // with a value; >= 40
  int max_changes = 4;      // >= 0
  double shift_price = 26;  // of twice the log likelihood; > 0
  double drift_price = 24;
  double passing_price = 28;
  double season_price = 14;
};

struct Change {
  Kind kind = Kind::shift;
  Day start;            // first changed day
  Day end;              // drift: last day of the ramp; passing: last changed day; shift: = start
  double size = 0;      // after less before (passing: meanwhile less before), units of the series
  double size_low = 0;  // 95 %, start and kind taken as found
  double size_high = 0;
  double confidence = 0;  // weight of this kind against the others and none at its best place each, (0, 1)
};

struct Changes {
  bool enough = false;          // false: too few days with a value
  std::vector<Change> changes;  // by start
  bool season = false;          // a yearly wave was told apart
};

// throws   ContractError if an option is out of range
// Deterministic; safe to call from several threads.
[[nodiscard]] Changes find_changes(const series::Series& series, const ChangeOptions& options = {});

}  // namespace skin2vec::change
