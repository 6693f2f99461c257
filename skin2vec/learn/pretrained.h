// The network and the pooled ridge that come with the program, trained on virtual people
// (docs/how-to/train-the-shipped-model.md).
//
//   const LearnedModel& hybrid = pretrained();
//   if (reads(hybrid, table)) ...
//   pooled_ridge_outlook(table, pretrained_ridge());
//
// Safe to call from several threads; the first call reads the checkpoint, a few milliseconds.
#pragma once

#include "skin2vec/forecast/pooled_ridge.h"
#include "skin2vec/learn/learned.h"

namespace skin2vec::learn {

// throws   ContractError if the checkpoint that was built in is none: a defect
[[nodiscard]] const LearnedModel& pretrained();

// throws   ContractError as pretrained does
[[nodiscard]] const forecast::PooledWeights& pretrained_ridge();

// Whether it knows a dimension of the table.
[[nodiscard]] bool reads(const LearnedModel& model, const forecast::DayTable& table);

}  // namespace skin2vec::learn
