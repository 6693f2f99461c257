#include "skin2vec/learn/shipped.h"

#include <fmt/format.h>

#include <utility>

namespace skin2vec::learn {

namespace {

tl::unexpected<Error> refused(const char* which, Error error) {
  error.message = fmt::format("the {} that ships: {}", which, error.message);
  return tl::unexpected(std::move(error));
}

}  // namespace

Result<Shipped> parse_shipped(std::string_view network, std::string_view ridge) {
  auto model = parse_safetensors(network).and_then(NetworkForecaster::from);
  if (!model) return refused("network", model.error());
  auto weights = parse_safetensors(ridge).and_then(forecast::pooled_weights);
  if (!weights) return refused("pooled ridge", weights.error());
  return Shipped{.network = std::move(*model), .ridge = std::move(*weights)};
}

Result<const Shipped*> ShippedFiles::parsed() const {
  std::call_once(once_, [&] { parsed_ = parse_shipped(network_, ridge_); });
  if (!*parsed_) return tl::unexpected(parsed_->error());
  return &**parsed_;
}

Result<const Shipped*> parsed(const ShippedFiles* files) {
  if (files == nullptr) return nullptr;
  return files->parsed();
}

}  // namespace skin2vec::learn
