// Which days the attention of a learned model looks at, from each of several evenings.
//
//   const auto rows = attention_rows(evening, 28);
//   rows[0].weights;              // of layer 0, head 0, from the first evening; sums to 1 over the days up to it
//
// The weights of the heads as they are (net/attention.h), each evening in the window from which it is forecast. A
// weight says where a head looked, not what moved the forecast: occlusion.h holds it against that (Jain & Wallace,
// arXiv:1902.10186). Days before the window were not looked at. Cost: a forward pass for each window.
#pragma once

#include <span>
#include <vector>

#include "skin2vec/explain/forecast_origin.h"

namespace skin2vec::explain {

struct AttentionRow {
  int query = 0;  // the evening, day of the table
  int layer = 0, head = 0;
  int first = 0;                // day of weights[0]
  std::vector<double> weights;  // of the days first ... query; >= 0, sum to 1
};

// By evening, layer, head: the evening and the `evenings` - 1 before it, fewer where the diary is shorter. Empty if the
// model knows no dimension of the table.
// throws   ContractError if evenings < 1
[[nodiscard]] std::vector<AttentionRow> attention_rows(const ForecastOrigin& evening, int evenings = 1);

// The mean over layers and heads of the rows of one evening, of the days first ... query.
[[nodiscard]] AttentionRow mean_attention(std::span<const AttentionRow> rows, int query);

}  // namespace skin2vec::explain
