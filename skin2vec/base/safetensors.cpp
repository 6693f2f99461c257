#include "skin2vec/base/safetensors.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "skin2vec/base/require.h"

namespace skin2vec {
namespace {

using Json = nlohmann::ordered_json;

static_assert(std::endian::native == std::endian::little, "safetensors are little-endian; this machine needs a swap");

constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kLongestHeader = 100'000'000;  // the format's own limit
constexpr int kDeepest = 8;                          // nesting of a header; a right one has 3

std::size_t element_bytes(const Tensor& tensor) {
  return std::visit([](const auto& values) { return sizeof(values[0]); }, tensor.values);
}

std::size_t element_count(const Tensor& tensor) {
  return std::visit([](const auto& values) { return values.size(); }, tensor.values);
}

// The product of a shape, unless it is negative or too large to be true.
std::optional<std::size_t> product(const std::vector<std::int64_t>& shape) {
  std::size_t count = 1;
  for (const std::int64_t length : shape) {
    if (length < 0) return std::nullopt;
    const auto size = static_cast<std::size_t>(length);
    if (size != 0 && count > std::numeric_limits<std::size_t>::max() / 16 / size) return std::nullopt;
    count *= size;
  }
  return count;
}

tl::unexpected<Error> wrong(const std::string& what) {
  return refuse(Fault::malformed, "safetensors: " + what);
}

// A whole number that is not negative, or nothing.
std::optional<std::size_t> natural(const Json& value) {
  if (!value.is_number_integer() || (!value.is_number_unsigned() && value.get<std::int64_t>() < 0)) return std::nullopt;
  return value.get<std::size_t>();
}

template <typename Value>
std::vector<Value> values_at(std::string_view data, std::size_t from, std::size_t count) {
  std::vector<Value> values(count);
  if (count > 0) std::memcpy(values.data(), data.data() + from, count * sizeof(Value));
  return values;
}

struct Placed {
  std::size_t from = 0, to = 0;
  Tensor tensor;
};

Result<Placed> read_tensor(const std::string& name, const Json& entry, std::string_view data) {
  const auto lacks = [&](const char* expected) {
    return wrong(fmt::format("tensor \"{}\": expected {}", name, expected));
  };
  if (name.empty()) return wrong("a tensor without a name");
  if (!entry.is_object() || !entry.contains("dtype") || !entry.contains("shape") || !entry.contains("data_offsets")) {
    return lacks("an object with dtype, shape and data_offsets");
  }
  const Json &type = entry["dtype"], &shape = entry["shape"], &offsets = entry["data_offsets"];
  if (!type.is_string() || (type != "F32" && type != "F64" && type != "I64")) return lacks("dtype F32, F64 or I64");
  if (!shape.is_array()) return lacks("shape, a list of lengths");
  Placed placed;
  placed.tensor.name = name;
  for (const Json& length : shape) {
    const auto size = natural(length);
    if (!size || *size > static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max()))
      return lacks("lengths >= 0");
    placed.tensor.shape.push_back(static_cast<std::int64_t>(*size));
  }
  const auto count = product(placed.tensor.shape);
  if (!count) return lacks("a shape that fits into memory");
  if (!offsets.is_array() || offsets.size() != 2) return lacks("data_offsets, [from, to]");
  const auto from = natural(offsets[0]), to = natural(offsets[1]);
  if (!from || !to || *from > *to || *to > data.size()) return lacks("data_offsets within the data");
  const std::size_t bytes = type == "F32" ? sizeof(float) : sizeof(double);
  if ((*to - *from) != *count * bytes) return lacks("as many bytes as the shape and dtype say");
  placed.from = *from;
  placed.to = *to;
  if (type == "F32") {
    placed.tensor.values = values_at<float>(data, *from, *count);
  } else if (type == "F64") {
    placed.tensor.values = values_at<double>(data, *from, *count);
  } else {
    placed.tensor.values = values_at<std::int64_t>(data, *from, *count);
  }
  return placed;
}

// The header as JSON; names that stand twice are refused, as is deep nesting.
Result<Json> read_header(std::string_view text) {
  std::set<std::string> names;
  bool twice = false, deep = false;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& value) {
    if (depth > kDeepest) deep = true;
    if (event == Json::parse_event_t::key && depth == 1 && !names.insert(value.get<std::string>()).second) twice = true;
    return !deep;
  };
  Json header = Json::parse(text.begin(), text.end(), watch, false);
  if (twice) return wrong("a name stands twice in the header");
  if (deep || header.is_discarded() || !header.is_object()) return wrong("the header is no JSON object");
  return header;
}

}  // namespace

const Tensor* TensorFile::find(std::string_view name) const {
  const auto found = std::find_if(tensors.begin(), tensors.end(), [&](const Tensor& t) { return t.name == name; });
  return found == tensors.end() ? nullptr : &*found;
}

const char* type_name(const Tensor& tensor) {
  constexpr const char* names[] = {"F32", "F64", "I64"};
  return names[tensor.values.index()];
}

std::string print_safetensors(const TensorFile& file) {
  Json header = Json::object();
  if (!file.metadata.empty()) header["__metadata__"] = file.metadata;
  std::size_t at = 0;
  for (const Tensor& tensor : file.tensors) {
    require(!tensor.name.empty() && !header.contains(tensor.name) && tensor.name != "__metadata__",
            "print_safetensors: the name \"{}\" is empty, kept or taken", tensor.name);
    require(product(tensor.shape) == element_count(tensor),
            "print_safetensors: {} has {} values, not those of its shape", tensor.name, element_count(tensor));
    const std::size_t end = at + element_count(tensor) * element_bytes(tensor);
    header[tensor.name] = {{"dtype", type_name(tensor)}, {"shape", tensor.shape}, {"data_offsets", {at, end}}};
    at = end;
  }
  std::string text;
  try {
    text = header.dump();
  } catch (const Json::exception& refusal) {
    require(false, "print_safetensors: a name or text is no UTF-8: {}", refusal.what());
  }
  text.resize((text.size() + kLengthBytes - 1) / kLengthBytes * kLengthBytes, ' ');  // the data starts aligned
  std::string bytes(kLengthBytes, '\0');
  const std::uint64_t length = text.size();
  std::memcpy(bytes.data(), &length, kLengthBytes);
  bytes += text;
  bytes.reserve(bytes.size() + at);
  for (const Tensor& tensor : file.tensors) {
    std::visit(
        [&](const auto& values) {
          bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(values[0]));
        },
        tensor.values);
  }
  return bytes;
}

Result<TensorFile> parse_safetensors(std::string_view bytes) {
  if (bytes.size() < kLengthBytes) return wrong("shorter than 8 bytes");
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), kLengthBytes);
  if (length > kLongestHeader || length > bytes.size() - kLengthBytes) {
    return wrong(fmt::format("the header would have {} bytes, the file has {}", length, bytes.size()));
  }
  const auto header = read_header(bytes.substr(kLengthBytes, static_cast<std::size_t>(length)));
  if (!header) return tl::unexpected(header.error());
  const std::string_view data = bytes.substr(kLengthBytes + static_cast<std::size_t>(length));
  TensorFile file;
  std::vector<Placed> all;
  for (const auto& [name, entry] : header->items()) {
    if (name == "__metadata__") {
      if (!entry.is_object()) return wrong("__metadata__ is no object");
      for (const auto& [key, text] : entry.items()) {
        if (!text.is_string()) return wrong(fmt::format("metadata \"{}\" is no text", key));
        file.metadata[key] = text.get<std::string>();
      }
      continue;
    }
    auto placed = read_tensor(name, entry, data);
    if (!placed) return tl::unexpected(placed.error());
    all.push_back(std::move(*placed));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Placed& a, const Placed& b) { return std::pair(a.from, a.to) < std::pair(b.from, b.to); });
  std::size_t at = 0;
  for (Placed& placed : all) {
    if (placed.from != at) return wrong(fmt::format("tensor \"{}\" leaves a hole or overlaps", placed.tensor.name));
    at = placed.to;
    file.tensors.push_back(std::move(placed.tensor));
  }
  if (at != data.size()) return wrong(fmt::format("{} bytes of data, the header tells of {}", data.size(), at));
  return file;
}

}  // namespace skin2vec
