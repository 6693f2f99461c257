// The network that comes with the program, trained on virtual people (docs/how-to/train-the-shipped-model.md).
//
//   const LearnedModel& hybrid = pretrained();
//   if (reads(hybrid, table)) ...
//
// Safe to call from several threads; the first call reads the checkpoint, a few milliseconds.
#pragma once

#include "skin2vec/model/learned.h"

namespace skin2vec::model {

// throws   ContractError if the checkpoint that was built in is none: a defect
[[nodiscard]] const LearnedModel& pretrained();

// Whether it knows a dimension of the table.
[[nodiscard]] bool reads(const LearnedModel& model, const DayTable& table);

}  // namespace skin2vec::model
