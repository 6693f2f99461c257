#include "skin2vec/ambient/discovery.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "skin2vec/base/text.h"

namespace skin2vec::ambient {

namespace {

using nlohmann::json;

constexpr std::size_t longest_template = 1024;

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

// Reads a template from left to right.
struct Cursor {
  std::string_view left;

  void blanks() {
    while (!left.empty() && std::isspace(static_cast<unsigned char>(left.front()))) left.remove_prefix(1);
  }
  bool eat(std::string_view text) {
    blanks();
    if (!left.starts_with(text)) return false;
    left.remove_prefix(text.size());
    return true;
  }
  std::string word() {
    std::size_t n = 0;
    while (n < left.size() && is_word(left[n])) ++n;
    std::string found(left.substr(0, n));
    left.remove_prefix(n);
    return found;
  }
  std::optional<std::string> quoted() {
    if (left.empty() || (left.front() != '\'' && left.front() != '"')) return std::nullopt;
    const std::size_t end = left.find(left.front(), 1);
    if (end == std::string_view::npos) return std::nullopt;
    std::string found(left.substr(1, end - 1));
    left.remove_prefix(end + 1);
    return found.find('\\') == std::string::npos ? std::optional(found) : std::nullopt;
  }
};

// .a['b'][0] behind value_json.
bool read_steps(Cursor& at, Path& path) {
  for (;;) {
    if (at.left.starts_with('.')) {
      at.left.remove_prefix(1);
      std::string step = at.word();
      if (step.empty() || at.left.starts_with('(')) return false;
      path.push_back(std::move(step));
    } else if (at.left.starts_with('[')) {
      at.left.remove_prefix(1);
      at.blanks();
      auto step = at.quoted();
      if (!step) {
        step = at.word();
        if (step->empty() || !std::all_of(step->begin(), step->end(), [](char c) { return c >= '0' && c <= '9'; }))
          return false;
      }
      if (!at.eat("]")) return false;
      path.push_back(std::move(*step));
    } else {
      return true;
    }
  }
}

// | float | round(1): what does not change the number, or only cuts its digits.
bool read_filters(Cursor& at) {
  while (at.eat("|")) {
    at.blanks();
    const std::string name = at.word();
    if (name != "float" && name != "round") return false;
    if (!at.left.starts_with('(')) continue;
    const std::size_t end = at.left.find(')');
    if (end == std::string_view::npos || at.left.substr(1, end - 1).find('(') != std::string_view::npos) return false;
    at.left.remove_prefix(end + 1);
  }
  return true;
}

// The text under the key, in full or abbreviated; "" if it is not there or no text.
std::string text_of(const json& object, std::string_view full, std::string_view abbreviated) {
  for (const std::string_view key : {full, abbreviated}) {
    const auto found = object.find(key);
    if (found != object.end() && found->is_string()) return found->get<std::string>();
  }
  return "";
}

std::string device_of(const json& config, const std::string& object) {
  for (const auto* key : {"device", "dev"}) {
    const auto device = config.find(key);
    if (device == config.end() || !device->is_object()) continue;
    if (const std::string name = text_of(*device, "name", "name"); !name.empty()) return device_name(name);
    for (const auto* ids : {"identifiers", "ids"}) {
      const auto found = device->find(ids);
      if (found == device->end()) continue;
      const json& first = found->is_array() && !found->empty() ? found->front() : *found;
      if (first.is_string()) return device_name(first.get<std::string>());
    }
  }
  return device_name(object);
}

}  // namespace

bool is_discovery(std::string_view topic, std::string_view prefix) {
  const auto parts = split(topic, '/');
  const auto levels = split(prefix, '/');
  if (parts.size() < levels.size() + 3 || parts.size() > levels.size() + 4 || parts.back() != "config") return false;
  return std::equal(levels.begin(), levels.end(), parts.begin());
}

std::string component(std::string_view topic, std::string_view prefix) {
  return std::string(split(topic, '/')[split(prefix, '/').size()]);
}

Result<std::optional<Path>> read_template(std::string_view text) {
  const auto refused = [&] {
    return refuse(Fault::malformed, fmt::format("the template {} is not understood; expected one as {}",
                                                in_quotes(text), "{{ value_json.temperature }}"));
  };
  if (trim(text).empty()) return std::optional<Path>{};
  if (text.size() > longest_template) return refused();
  Cursor at{trim(text)};
  if (!at.eat("{{")) return refused();
  if (at.left.starts_with('-')) at.left.remove_prefix(1);  // {{- -}}: blanks around it do not matter
  at.blanks();
  const std::string subject = at.word();
  Path path;
  if (subject == "value_json") {
    if (!read_steps(at, path) || path.empty()) return refused();
  } else if (subject != "value") {
    return refused();
  }
  if (!read_filters(at)) return refused();
  at.blanks();
  if (at.left.starts_with('-')) at.left.remove_prefix(1);
  if (!at.eat("}}") || !trim(at.left).empty()) return refused();
  return path.empty() ? std::optional<Path>{} : std::optional(std::move(path));
}

Result<Discovered> read_discovery(std::string_view topic, std::string_view payload) {
  const auto config = parse_payload(payload);
  if (!config) return tl::unexpected(config.error());
  if (!config->is_object()) return refuse(Fault::malformed, "the description is no JSON object");
  const auto levels = split(topic, '/');
  Discovered found;
  found.object = levels.size() >= 2 ? std::string(levels[levels.size() - 2]) : "";
  found.device = device_of(*config, found.object);
  found.device_class = lower(text_of(*config, "device_class", "dev_cla"));
  found.unit = text_of(*config, "unit_of_measurement", "unit_of_meas");
  found.diagnostic = text_of(*config, "entity_category", "ent_cat") == "diagnostic";
  found.state_topic = text_of(*config, "state_topic", "stat_t");
  const std::string base = text_of(*config, "~", "~");
  if (found.state_topic.starts_with('~')) {
    found.state_topic = base + found.state_topic.substr(1);
  } else if (found.state_topic.ends_with('~')) {
    found.state_topic = found.state_topic.substr(0, found.state_topic.size() - 1) + base;
  }
  if (found.state_topic.empty() || found.state_topic.find_first_of(std::string_view("#+\0", 3)) != std::string::npos)
    return refuse(Fault::malformed, "the description has no state_topic");
  const auto path = read_template(text_of(*config, "value_template", "val_tpl"));
  if (!path) return tl::unexpected(path.error());
  found.path = *path;
  return found;
}

}  // namespace skin2vec::ambient
