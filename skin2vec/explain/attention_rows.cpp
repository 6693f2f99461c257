// T days of a window, H heads.
#include "skin2vec/explain/attention_rows.h"

#include <algorithm>

#include "skin2vec/base/require.h"

namespace skin2vec::explain {
namespace {

// The rows of the evenings [first, last] of the window that begins at `start`, the last first. What comes later changes
// no row.
void add_rows(const ForecastOrigin& evening, int start, int first, int last, std::vector<AttentionRow>& rows) {
  const learn::NetworkForecaster& model = evening.model();
  const int days = last - start + 1;
  learn::Network<float>::Kept kept;
  model.network().forward(model.theta(), evening.days_x(start, last), days, {}, kept);
  for (int query = last; query >= first; --query) {
    const int row = query - start;
    for (std::size_t layer = kept.blocks.size(); layer-- > 0;) {
      for (int head = model.options().heads - 1; head >= 0; --head) {
        const float* weights =
            kept.blocks[layer].attention.weights.data() + static_cast<std::ptrdiff_t>(head * days + row) * days;
        rows.push_back({.query = query,
                        .layer = static_cast<int>(layer),
                        .head = head,
                        .first = start,
                        .weights = {weights, weights + row + 1}});
      }
    }
  }
}

}  // namespace

std::vector<AttentionRow> attention_rows(const ForecastOrigin& evening, int evenings) {
  require(evenings >= 1, "attended: {} evenings", evenings);
  std::vector<AttentionRow> rows;
  if (!evening.is_read_by_network()) return rows;
  const learn::WindowOptions& window = evening.model().window();
  const int oldest = std::max(0, evening.day() - evenings + 1);
  // A window's evenings in one pass; its first evening is the one after those of the window before it.
  for (int last = evening.day(); last >= oldest;) {
    const int start = window_start(window, last);
    const int first = std::max(oldest, start == 0 ? 0 : start + window.context);
    add_rows(evening, start, first, last, rows);
    last = first - 1;
  }
  std::reverse(rows.begin(), rows.end());
  return rows;
}

AttentionRow mean_attention(std::span<const AttentionRow> rows, int query) {
  AttentionRow mean{.query = query};
  int n = 0;
  for (const AttentionRow& row : rows) {
    if (row.query != query) continue;
    mean.first = row.first;
    mean.weights.resize(row.weights.size());
    for (std::size_t i = 0; i < row.weights.size(); ++i) mean.weights[i] += row.weights[i];
    ++n;
  }
  for (double& weight : mean.weights) weight /= n;
  return mean;
}

}  // namespace skin2vec::explain
