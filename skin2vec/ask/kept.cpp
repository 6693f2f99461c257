#include "skin2vec/ask/kept.h"

#include "skin2vec/base/safetensors.h"

namespace skin2vec::ask {

namespace {

std::string forecast_name(const std::optional<std::string>& site) {
  return site ? "forecast:" + *site : "forecast";
}

}  // namespace

Result<std::optional<std::string>> NothingKept::get(std::string_view) const {
  return std::nullopt;
}

void NothingKept::put(std::string_view, std::string_view) {}

Result<std::optional<learn::FineTuned>> kept_model(const Kept& kept) {
  const auto bytes = kept.get(kKeptModel);
  if (!bytes) return tl::unexpected(bytes.error());
  if (!*bytes) return std::nullopt;
  const auto file = parse_safetensors(**bytes);
  auto read = file ? learn::personal_from(*file) : tl::unexpected(file.error());
  if (!read) {
    return refuse(Fault::malformed, "the trained model of this diary cannot be read (" + read.error().message +
                                        "); `skin2vec train` makes it again");
  }
  return std::optional(std::move(*read));
}

std::string kept_forecast(const Kept& kept, const std::optional<std::string>& site) {
  auto bytes = kept.get(forecast_name(site));
  return bytes ? bytes->value_or("") : "";
}

void keep_forecast(Kept& kept, const std::optional<std::string>& site, std::string_view before, std::string_view next) {
  if (!next.empty() && next != before) kept.put(forecast_name(site), next);
}

}  // namespace skin2vec::ask
