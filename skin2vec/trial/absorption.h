// Lotion against cream: what each gives, once it has been taken up.
//
//   const auto uses = uptake_uses(entries, profile);                      // before and after, with the minutes between
//   for (const Comparison& c : compare_uptake(uses, {.seed = 7})) use(c.ratio);   // gain of a over gain of b
//
//   after - before = gain (1 - exp(-minutes / uptake_minutes)) + noise,   a curve for each product and dimension
//
// A cream is left on longer and taken up more slowly, so that a ratio of mean gains is biased. Gain is linear; the time
// constant is summed over a grid (2 to 120 minutes, prior lognormal about 15 with a factor of 2), each weighted by
// its likelihood, so that its doubt is in the interval. The ratio's median and 95 % interval are of the quotient of the
// two posteriors. p is by randomization: what
// is left of one common curve is dealt anew among the uses, 999 times. A reading at the end of its range says only "at
// least" and is left out. How near the ratio comes, what was rejected: docs/explanation/products.md. Cost: 300 uses
// about 30 ms a pair.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "skin2vec/diary/entry.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/lag/effects.h"

namespace skin2vec::trial {

// One use of a product with a reading before and after it.
struct Use {
  std::string product;
  std::string dimension;
  double minutes = 0;  // > 0
  double gain = 0;     // after less before, units of the dimension
};

// Uses of the entries with both readings and the minutes between, of dimensions that are read, no reading at an end of
// the range.
[[nodiscard]] std::vector<Use> uptake_uses(std::span<const diary::Entry> entries, const diary::Profile& profile);

struct UptakeOptions {
  int min_uses = 8;             // of each product; >= 4
  double no_difference = 1.25;  // a ratio within 1 / this and this is not worth caring about; > 1
  int permutations = 999;       // of the randomization; >= 99
  std::uint64_t seed = 7;
};

enum class ComparisonVerdict { found, none_found, no_difference, too_little_data };

struct Comparison {
  std::string a;
  std::string b;  // after a in the alphabet
  std::string dimension;
  double ratio = NAN;          // gain of a over gain of b
  lag::Interval ci{NAN, NAN};  // 95 %; an end is NaN where the gain of b may be nothing
  double gain_a = NAN;         // once taken up, units of the dimension
  double gain_b = NAN;
  int n_a = 0;
  int n_b = 0;
  double p = 1;
  ComparisonVerdict verdict = ComparisonVerdict::too_little_data;
};

// Every pair of products, for each dimension that both were read with.
//
// verdict  found: the interval excludes 1; no difference: it lies within no_difference; else none found
// throws   ContractError if an option is out of range
// Deterministic for a seed.
[[nodiscard]] std::vector<Comparison> compare_uptake(std::span<const Use> uses, const UptakeOptions& options = {});

}  // namespace skin2vec::trial
