#include "skin2vec/diary/writer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "skin2vec/base/text.h"
#include "skin2vec/diary/csv.h"
#include "skin2vec/diary/json.h"

namespace skin2vec::diary {

namespace {

constexpr std::string_view file_names[5] = {"readings.csv", "events.csv", "surroundings.csv", "products.csv",
                                            "routines.csv"};

// One line of a table: fields joined by commas.
class Line {
 public:
  explicit Line(std::string& out) : out_(out) {}
  ~Line() { out_ += '\n'; }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  void field(std::string_view text) {
    if (!first_) out_ += ',';
    first_ = false;
    append_csv(out_, text);
  }

 private:
  std::string& out_;
  bool first_ = true;
};

std::string number_text(std::optional<double> number) {
  return number ? to_text(*number) : "";
}

}  // namespace

DiaryCsv::DiaryCsv(const Profile& profile) : profile_(profile) {}

void DiaryCsv::add(const Entry& entry) {
  Table& table = tables_[entry.kind];
  for (const Value& value : entry.values) {
    table.names.insert(value.name);
    table.instrument |= !value.instrument.empty();
  }
  table.person |= !entry.person.empty();
  table.site |= !entry.place.empty();
  table.note |= !entry.note.empty();
  table.entries.push_back(entry);
}

std::vector<std::string> DiaryCsv::ordered(const std::set<std::string>& names) const {
  std::vector<std::string> result;
  const auto take = [&](const std::string& name) {
    if (names.contains(name)) result.push_back(name);
  };
  for (const Dimension& dimension : profile_.dimensions) {
    take(dimension.name);
    take(dimension.name + "_before");
    take(dimension.name + "_after");
  }
  for (const Exposure& exposure : profile_.exposures) take(exposure.name);
  for (const std::string& name : names) {
    if (std::find(result.begin(), result.end(), name) == result.end()) result.push_back(name);
  }
  return result;
}

// readings, surroundings, products: one column for each value. Values of several instruments in one entry take a row
// for each instrument.
std::string DiaryCsv::wide_table(const Table& table, Kind kind) const {
  std::string out;
  std::vector<std::string> names = ordered(table.names);
  // A table of notes alone still needs a column by which it is known as readings.
  if (names.empty() && kind == Kind::reading) {
    for (const Dimension& dimension : profile_.dimensions) {
      if (!dimension.derived && names.empty()) names.push_back(dimension.name);
    }
  }
  const bool product = kind == Kind::product;
  {
    Line line(out);
    line.field("time");
    if (product) line.field("product");
    if (product) line.field("minutes");
    for (const std::string& name : names) line.field(name);
    if (table.person) line.field("person");
    if (table.site) line.field(kind == Kind::surroundings ? "source" : "site");
    if (table.instrument) line.field("instrument");
    if (table.note) line.field("note");
  }
  for (const Entry& entry : table.entries) {
    std::set<std::string> instruments;
    for (const Value& value : entry.values) instruments.insert(value.instrument);
    if (instruments.empty()) instruments.insert("");
    bool first = true;
    for (const std::string& instrument : instruments) {
      Line line(out);
      line.field(to_text(entry.time));
      if (product) line.field(entry.name);
      if (product) line.field(entry.detail);
      for (const std::string& name : names) {
        const auto found = std::find_if(entry.values.begin(), entry.values.end(), [&](const Value& value) {
          return value.name == name && value.instrument == instrument;
        });
        line.field(found == entry.values.end() ? "" : to_text(found->number));
      }
      if (table.person) line.field(entry.person);
      if (table.site) line.field(entry.place);
      if (table.instrument) line.field(instrument);
      if (table.note) line.field(first ? entry.note : "");
      first = false;
    }
  }
  return out;
}

std::string DiaryCsv::event_table(const Table& table) const {
  std::string out;
  {
    Line line(out);
    for (const auto* name : {"time", "event", "weight"}) line.field(name);
    if (table.person) line.field("person");
    if (table.note) line.field("note");
  }
  for (const Entry& entry : table.entries) {
    Line line(out);
    line.field(to_text(entry.time));
    line.field(entry.name);
    line.field(number_text(value(entry, "weight")));
    if (table.person) line.field(entry.person);
    if (table.note) line.field(entry.note);
  }
  return out;
}

std::string DiaryCsv::routine_table(const Table& table) const {
  std::string out;
  {
    Line line(out);
    for (const auto* name : {"name", "slot", "product", "order", "from", "to"}) line.field(name);
    if (table.person) line.field("person");
  }
  for (const Entry& entry : table.entries) {
    Line line(out);
    line.field(entry.name);
    line.field(entry.place);
    line.field(entry.detail);
    line.field(number_text(value(entry, "order")));
    line.field(to_text(entry.time.day));
    line.field(entry.until ? to_text(*entry.until) : "");
    if (table.person) line.field(entry.person);
  }
  return out;
}

std::map<std::string, std::string> DiaryCsv::files() const {
  std::map<std::string, std::string> result;
  for (const auto& [kind, table] : tables_) {
    const std::string name(file_names[static_cast<std::size_t>(kind)]);
    if (kind == Kind::event) {
      result[name] = event_table(table);
    } else if (kind == Kind::routine) {
      result[name] = routine_table(table);
    } else {
      result[name] = wide_table(table, kind);
    }
  }
  return result;
}

std::string diary_json(std::span<const Entry> entries, const Profile& profile) {
  std::string out =
      "{\"format\": \"skin2vec-diary\", \"version\": 1, \"profile\": " + nlohmann::json(profile.name).dump() +
      ", \"entries\": [\n";
  for (std::size_t i = 0; i < entries.size(); ++i) {
    out += to_json(entries[i]).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    out += i + 1 < entries.size() ? ",\n" : "\n";
  }
  return out + "]}\n";
}

}  // namespace skin2vec::diary
