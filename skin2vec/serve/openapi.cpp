#include "skin2vec/serve/openapi.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/serve/embedded.h"
#include "skin2vec/serve/routes.h"

namespace skin2vec::serve {

namespace {

using Json = nlohmann::ordered_json;
using ask::OptionType;

constexpr std::string_view schema_ending = ".schema.json", defs = "/$defs/";

// Schema files by name: "effects", "people".
const std::map<std::string, std::string_view, std::less<>>& schemas() {
  static const auto all = [] {
    std::map<std::string, std::string_view, std::less<>> found;
    for (const EmbeddedFile& file : schema_files()) {
      std::string_view name = file.path.substr(file.path.rfind('/') + 1);
      if (!name.ends_with(schema_ending)) continue;
      name.remove_suffix(schema_ending.size());
      const bool fresh = found.emplace(name, file.body).second;
      require(fresh, "two schemas have the name {}", name);
    }
    return found;
  }();
  return all;
}

// Components that are wanted, with all that they refer to.
class Components {
 public:
  // {"$ref": ...} of a schema file.
  Json of(const std::string& name) {
    add(name);
    return {{"$ref", "#/components/schemas/" + name}};
  }

  [[nodiscard]] const Json& all() const { return all_; }

 private:
  void add(const std::string& name) {
    if (!added_.insert(name).second) return;
    const auto found = schemas().find(name);
    require(found != schemas().end(), "a route names the schema {}, which is none", name);
    Json schema = Json::parse(found->second);
    schema.erase("$schema");
    const Json own = schema.value("$defs", Json::object());
    schema.erase("$defs");
    rewrite(schema, name);
    all_[name] = std::move(schema);
    for (const auto& [part, text] : own.items()) {
      Json inner = text;
      rewrite(inner, name);
      all_[fmt::format("{}.{}", name, part)] = std::move(inner);
    }
  }

  // "#/$defs/x" and "../other.schema.json#/$defs/x" as they are called among the components.
  void rewrite(Json& schema, const std::string& home) {
    for (auto& [key, value] : schema.items()) {
      if (key == "$ref" && value.is_string()) {
        value = reference(value.get<std::string>(), home);
      } else if (value.is_structured()) {
        rewrite(value, home);
      }
    }
  }

  std::string reference(const std::string& text, const std::string& home) {
    const std::size_t hash = std::min(text.find('#'), text.size());
    std::string file = text.substr(0, hash), pointer = hash < text.size() ? text.substr(hash + 1) : "";
    if (!file.empty()) file = file.substr(file.rfind('/') + 1);
    const std::string of = file.empty() ? home : file.substr(0, file.size() - schema_ending.size());
    add(of);
    if (pointer.starts_with(defs)) return "#/components/schemas/" + of + "." + pointer.substr(defs.size());
    return "#/components/schemas/" + of + pointer;
  }

  Json all_ = Json::object();
  std::set<std::string> added_;
};

Json schema_of(const ask::QuestionOption& option) {
  Json schema{{"type", "string"}};
  if (option.type == OptionType::whole) schema["type"] = "integer";
  if (option.type == OptionType::number) schema["type"] = "number";
  if (option.type == OptionType::flag) schema["type"] = "boolean";
  if (option.type == OptionType::date) schema["format"] = "date";
  if (option.low < option.high && schema["type"] != "string") {
    const bool whole = option.type == OptionType::whole;
    schema["minimum"] = whole ? Json(static_cast<std::int64_t>(option.low)) : Json(option.low);
    schema["maximum"] = whole ? Json(static_cast<std::int64_t>(option.high)) : Json(option.high);
  }
  if (!option.fallback.empty()) {
    schema["default"] = schema["type"] == "string" ? Json(option.fallback) : Json::parse(option.fallback);
  }
  return schema;
}

Json parameters_of(const Route& route) {
  Json list = Json::array();
  for (const std::string_view part : split(route.path, '/')) {
    if (!part.starts_with('{')) continue;
    list.push_back({{"name", part.substr(1, part.size() - 2)},
                    {"in", "path"},
                    {"required", true},
                    {"schema", {{"type", "string"}, {"minLength", 1}}}});
  }
  for (const ask::QuestionOption& option : route.query) {
    list.push_back({{"name", option.name},
                    {"in", "query"},
                    {"description", option.what},
                    {"required", option.need == ask::QuestionOption::required},
                    {"schema", schema_of(option)}});
  }
  list.push_back({{"name", "lang"},
                  {"in", "query"},
                  {"description", "of sentences and labels; default: Accept-Language"},
                  {"schema", {{"enum", Json::array({"en", "zh"})}}}});
  return list;
}

Json content(const char* type, Json schema) {
  return {{type, {{"schema", std::move(schema)}}}};
}

// What is no JSON has a type of its own.
Json content_of(const std::string& name, Components& components) {
  if (name == "page") return content("text/html", {{"type", "string"}});
  if (name == "event_stream") return content("text/event-stream", {{"type", "string"}});
  if (name == "file") {
    Json both = content("text/csv", {{"type", "string"}});
    both.update(content("application/json", Json::object()));
    return both;
  }
  if (name == "diary") {
    Json both = content("application/json", components.of(name));
    both.update(content("text/csv", {{"type", "string"}}));
    return both;
  }
  if (name == "openapi") return content("application/json", {{"type", "object"}});
  return content("application/json", components.of(name));
}

bool takes_long(const Route& route) {
  const ask::Question* question = ask::find_question(route.id);
  return route.id == "report" || (question && !question->needs.last_days);
}

Json operation(const Route& route, Components& components) {
  Json responses;
  Json done{{"description", route.answer.empty() ? "done" : "the answer"}};
  if (!route.answer.empty()) done["content"] = content_of(route.answer, components);
  responses[std::to_string(route.status)] = std::move(done);
  if (takes_long(route)) {
    responses["202"] = {{"description", "it takes longer: ask again; Location tells how far it is"},
                        {"content", content("application/json", components.of("job"))}};
    responses["304"] = {{"description", "as If-None-Match has it"}};
  }
  responses["default"] = {{"description", "refused"},
                          {"content", content("application/problem+json", components.of("problem"))}};
  Json all{{"operationId", route.id}, {"summary", route.what}, {"parameters", parameters_of(route)}};
  if (!route.body.empty()) {
    all["requestBody"] = {{"required", true}, {"content", content_of(route.body, components)}};
  }
  all["responses"] = std::move(responses);
  if (route.need == accounts::Need::none) all["security"] = Json::array({Json::object()});
  return all;
}

std::string make_text() {
  Components components;
  Json paths = Json::object();
  for (const Route& route : routes()) paths[route.path][lower(route.method)] = operation(route, components);
  const Json all{
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "Skin2Vec"},
        {"version", SKIN2VEC_VERSION},
        {"description",
         "A skin diary and what can be told of it. The same objects as `skin2vec VERB --json`. Not a medical device."},
        {"license", {{"name", "see LICENSE"}}}}},
      {"servers", Json::array({{{"url", "/"}}})},
      {"security",
       Json::array({{{"token", Json::array()}}, {{"login", Json::array()}, {"csrf", Json::array()}}, Json::object()})},
      {"paths", std::move(paths)},
      {"components",
       {{"schemas", components.all()},
        {"securitySchemes",
         {{"token", {{"type", "http"}, {"scheme", "bearer"}}},
          {"login", {{"type", "apiKey"}, {"in", "cookie"}, {"name", accounts::kCookie}}},
          {"csrf", {{"type", "apiKey"}, {"in", "header"}, {"name", "X-CSRF-Token"}}}}}}}};
  return all.dump(1) + "\n";
}

}  // namespace

const std::string& openapi_text() {
  static const std::string text = make_text();
  return text;
}

}  // namespace skin2vec::serve
