#include "skin2vec/learn/network_forecaster.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/net/checkpoint.h"

namespace skin2vec::learn {
namespace {

std::vector<float> flat(const forecast::Rows& rows) {
  return {rows.data(), rows.data() + rows.size()};
}

}  // namespace

int features_of(const forecast::Vocabulary& words) {
  return static_cast<int>(words.columns.size() + std::size(kReadHorizons) * words.dimensions.size());
}

int outputs_of(const forecast::Vocabulary& words) {
  return 2 * forecast::kHorizons * static_cast<int>(words.dimensions.size());
}

Sequence sequence_of(const forecast::DayTable& table, const forecast::Tokens& tokens,
                     const forecast::Forecasts& structural, const forecast::Vocabulary& words) {
  const forecast::Rows linear = forecast::scaled(structural, tokens, words.dimensions);
  const auto columns = static_cast<Eigen::Index>(words.columns.size());
  const auto dimensions = static_cast<Eigen::Index>(words.dimensions.size());
  forecast::Rows x(table.days, features_of(words));
  x.leftCols(columns) = forecast::arranged(tokens, words.columns);
  for (std::size_t i = 0; i < std::size(kReadHorizons); ++i) {
    x.middleCols(columns + static_cast<Eigen::Index>(i) * dimensions, dimensions) =
        linear.middleCols((kReadHorizons[i] - 1) * dimensions, dimensions).cwiseMax(-5.0F).cwiseMin(5.0F);
  }
  const forecast::Targets wanted = forecast::targets(table, tokens, words.dimensions);
  return {.days = table.days,
          .x = flat(x),
          .linear = flat(linear),
          .target = flat(wanted.target),
          .weight = flat(wanted.weight),
          .learned = 0,
          .holdout = table.days};
}

NetworkForecaster::NetworkForecaster(forecast::Vocabulary words, const NetworkOptions& options,
                                     const WindowOptions& window, std::vector<float> theta)
    : words_(std::move(words)), window_(window), network_(layout_, options), theta_(std::move(theta)) {
  require(options.features == features_of(words_) && options.outputs == outputs_of(words_),
          "LearnedModel: {} features and {} outputs, the vocabulary has {} and {}", options.features, options.outputs,
          features_of(words_), outputs_of(words_));
  require(theta_.size() == layout_.size(), "LearnedModel: {} weights, the network has {}", theta_.size(),
          layout_.size());
}

TensorFile NetworkForecaster::checkpoint() const {
  std::map<std::string, std::string> metadata = forecast::metadata_of(words_);
  const NetworkOptions& o = network_.options();
  metadata["architecture"] = name(o.architecture);
  for (const auto& [key, value] : {std::pair{"width", o.width},
                                   {"heads", o.heads},
                                   {"layers", o.layers},
                                   {"hidden", o.hidden},
                                   {"window_days", window_.days},
                                   {"window_context", window_.context}}) {
    metadata[key] = std::to_string(value);
  }
  return net::checkpoint(layout_, theta_, std::move(metadata));
}

Result<NetworkForecaster> NetworkForecaster::from(const TensorFile& file) {
  auto words = forecast::vocabulary_of(file);
  if (!words) return tl::unexpected(words.error());
  const auto text = [&](const char* key) {
    const auto at = file.metadata.find(key);
    return at == file.metadata.end() ? std::string() : at->second;
  };
  NetworkOptions options{
      .architecture = Architecture::hybrid, .features = features_of(*words), .outputs = outputs_of(*words)};
  constexpr std::array known = {Architecture::lstm_attention, Architecture::transformer, Architecture::hybrid};
  const auto architecture =
      std::find_if(known.begin(), known.end(), [&](Architecture a) { return text("architecture") == name(a); });
  if (architecture == known.end()) {
    return refuse(Fault::malformed, fmt::format("a model of architecture \"{}\"; expected lstm-attention, transformer "
                                                "or hybrid",
                                                text("architecture")));
  }
  options.architecture = *architecture;
  WindowOptions window;
  for (const auto& [key, value, most] : {std::tuple{"width", &options.width, 4096},
                                         {"heads", &options.heads, 256},
                                         {"layers", &options.layers, 64},
                                         {"hidden", &options.hidden, 16384},
                                         {"window_days", &window.days, 4096},
                                         {"window_context", &window.context, 4095}}) {
    const auto number = parse_number(text(key));
    if (!number || *number != std::floor(*number) || *number < (value == &window.context ? 0 : 1) || *number > most) {
      return refuse(Fault::malformed,
                    fmt::format("a model whose {} is \"{}\"; expected a whole number up to {}", key, text(key), most));
    }
    *value = static_cast<int>(*number);
  }
  if (options.width % options.heads != 0 || window.context >= window.days) {
    return refuse(Fault::malformed, "a model whose width is no multiple of its heads, or whose window is its context");
  }
  net::Layout layout;
  const Network<float> network(layout, options);
  auto theta = net::restore(layout, file);
  if (!theta) return tl::unexpected(theta.error());
  return NetworkForecaster(std::move(*words), options, window, std::move(*theta));
}

forecast::Forecasts NetworkForecaster::forecasts(const forecast::DayTable& table, const forecast::Forecasts& structural,
                                                 int from) const {
  const forecast::Tokens read = forecast::tokens(table);
  const Sequence sequence = sequence_of(table, read, structural, words_);
  if (table.days == 0) return structural;
  const NetworkOutput said = network_output(network_, theta_, sequence, window_, from);
  const auto columns = static_cast<Eigen::Index>(words_.dimensions.size()) * forecast::kHorizons;
  const forecast::Forecasts learned = forecast::forecasts_of(
      read, words_.dimensions, Eigen::Map<const forecast::Rows>(said.mean.data(), table.days, columns),
      Eigen::Map<const forecast::Rows>(said.log_sd.data(), table.days, columns));
  forecast::Forecasts forecasts = structural;
  for (int d = 0; d < forecasts.dimensions(); ++d) {
    for (int origin = from; origin < table.days; ++origin) {
      for (int h = 1; h <= forecast::kHorizons; ++h) {
        if (std::isnan(learned.mean(origin, h, d)) || std::isnan(structural.mean(origin, h, d))) continue;
        forecasts.mean(origin, h, d) = learned.mean(origin, h, d);
        forecasts.sd(origin, h, d) = learned.sd(origin, h, d);
      }
    }
  }
  return forecasts;
}

bool reads(const NetworkForecaster& model, const forecast::DayTable& table) {
  const auto& known = model.words().dimensions;
  return std::any_of(table.dimensions.begin(), table.dimensions.end(), [&](const std::string& dimension) {
    return std::find(known.begin(), known.end(), dimension) != known.end();
  });
}

std::vector<double> first_weights(const net::Layout& layout, std::span<const float> theta,
                                  std::span<const std::string> columns) {
  require(!layout.blocks().empty() && theta.size() == layout.size() && layout.blocks()[0].shape.size() == 2 &&
              layout.blocks()[0].shape[0] == static_cast<int>(columns.size()),
          "first_weights: the first layer must read {} columns", columns.size());
  const net::Block& block = layout.blocks()[0];  // (F, n)
  const auto n = static_cast<std::size_t>(block.shape[1]);
  std::vector<double> sum(5), count(5);
  for (std::size_t f = 0; f < columns.size(); ++f) {
    const auto part = static_cast<std::size_t>(forecast::part_of(columns[f]));
    for (const float w : theta.subspan(block.offset + f * n, n)) sum[part] += std::abs(static_cast<double>(w));
    count[part] += static_cast<double>(n);
  }
  for (std::size_t p = 0; p < sum.size(); ++p) sum[p] = count[p] == 0 ? NAN : sum[p] / count[p];
  return sum;
}

}  // namespace skin2vec::learn
