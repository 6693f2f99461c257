// A day as a token: all that its evening knew, as numbers near 1 that a network can read.
//
//   const Tokens today = tokens(table);
//   const Rows x = arranged(today, vocabulary.columns);                    // (days,F), another person's columns
//   const Targets wanted = targets(table, today, vocabulary.dimensions);   // (days, kHorizons D), own scale
//   const Forecasts forecasts = forecasts_of(today, vocabulary.dimensions, mean, log_sd);
//
// A row depends on rows of the table up to its own day and on nothing later. Columns have names, so that a checkpoint
// stores its vocabulary and another person's table is put in its order; a column the person lacks is 0. All are within
// +-5. Of each dimension:
//   NAME.window    z of the day in the dates of the window that end with it (7); as series/frame.h, on the table's
//                  values, with the window's variance shrunk towards scale^2 as if by 7 more readings
//   NAME.baseline  z of the day against the baseline's dates that end the day before (30), in `scale`
//   NAME.level     window's mean less centre, in scale: known on days without a reading too
//   NAME.drift     centre less the mean so far, in scale
//   NAME.rough     log of the sd of the steps from a reading to the next over scale
//   NAME.read, NAME.since    1 if it was read; log(1 + days since a reading) / 2
// Of each covariate: NAME.amount - an event in its mean weight so far (1 before), a product in uses, an exposure as z
// in what was measured so far; exposures also NAME.measured. Of the calendar, at three scales, each the daily one
// weaker:
//   week.sin, week.cos            day of the week, amplitude 0.3
//   CYCLE.sin, CYCLE.cos          phase since the last start that was logged, shrunk by exp(-sd^2 / 2) of the phase,
//                                 which grows with the days since; 0 without a start ("cycle.monthly.sin")
//   year.sin, year.cos, .sin2, .cos2    two waves of the year
// and record.age, log(1 + days of the record so far) / 6: how far what was learned of this person can be trusted.
//
// Centre of a day: mean of the baseline's dates that end with it (before: of all so far; before any: the middle of the
// range). Scale: the root of the mean square of (reading - centre of the day before), with 5 readings of range / 10
// added; at least range / 100. Cost O(days (D baseline + C)).
#pragma once

#include <Eigen/Dense>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/base/safetensors.h"
#include "skin2vec/forecast/days.h"
#include "skin2vec/forecast/forecasts.h"

namespace skin2vec::forecast {

using Rows = Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;  // a day a row

inline constexpr double kTokenLimit = 5;  // all values of a token lie within +- this

struct TokenOptions {
  int window_days = 7;     // >= 2
  int baseline_days = 30;  // >= 2
};

struct Tokens {
  Day first;
  std::vector<std::string> columns;     // F, distinct
  std::vector<std::string> dimensions;  // D, of the table
  Rows x;                               // (days,F)
  Eigen::ArrayXXd centre, scale;        // (days,D), units of the dimension; a scale is > 0
};

// What a checkpoint knows the days by.
struct Vocabulary {
  std::vector<std::string> columns, dimensions;
};

struct Targets {
  Rows target;  // (days, kHorizons D), column (h - 1) D + d: (value at origin + h less centre of origin) / scale of it
  Rows weight;  // 1 where that was read and something had been read by the origin, else 0
};

// throws   ContractError if an option is outside its range
[[nodiscard]] Tokens tokens(const DayTable& table, const TokenOptions& options = {});

// Every column and dimension of these people, in the order in which they are first met.
[[nodiscard]] Vocabulary vocabulary(std::span<const Tokens> people);

// A vocabulary as a checkpoint's metadata, and back; malformed if the file has none.
[[nodiscard]] std::map<std::string, std::string> metadata_of(const Vocabulary& vocabulary);
[[nodiscard]] Result<Vocabulary> vocabulary_of(const TensorFile& file);

// The columns of a vocabulary; what the person lacks is 0, what the vocabulary lacks is left out.
[[nodiscard]] Rows arranged(const Tokens& tokens, std::span<const std::string> columns);

// throws   ContractError if the tokens are not of the table
[[nodiscard]] Targets targets(const DayTable& table, const Tokens& tokens, std::span<const std::string> dimensions);

// Forecasts in units of the dimensions, from those of a network; NaN for dimensions that `dimensions` lacks.
// mean, log_sd (days, kHorizons D) in the columns of Targets. throws ContractError if they are of another size
[[nodiscard]] Forecasts forecasts_of(const Tokens& tokens, std::span<const std::string> dimensions, const Rows& mean,
                                     const Rows& log_sd);

// The other way: the means of any forecasts, for a network to add to; 0 where there is no forecast.
// throws   ContractError if the forecasts are not of the tokens' table
[[nodiscard]] Rows scaled(const Forecasts& forecasts, const Tokens& tokens, std::span<const std::string> dimensions);

enum class Part { skin, covariates, weekly, monthly, seasonal };  // of a token

[[nodiscard]] Part part_of(std::string_view column);

// The amplitude of the waves of a part of the calendar in a token, before any weight: 0.3 of the week, else 1.
[[nodiscard]] double encoded_amplitude(Part part);

}  // namespace skin2vec::forecast
