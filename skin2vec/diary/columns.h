// What each column of a CSV file means, decided once from its header. Private to diary/.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/diary/profile.h"
#include "skin2vec/diary/reader.h"
#include "skin2vec/diary/vocabulary.h"

namespace skin2vec::diary {

enum class Shape { readings, events, surroundings, products, routines };

enum class Meaning {
  ignored,
  time,
  time_part,
  day_number,
  person,
  site,
  instrument,
  note,
  events,
  source,
  measure,
  event,
  weight,
  product,
  minutes,
  before,
  after,
  routine,
  slot,
  order,
  from,
  to,
  event_flag,
  wide,
};

struct Column {
  std::string title;  // as the file has it
  Meaning role = Meaning::ignored;
  Measure measure;         // of measure, before, after, wide
  std::string event;       // of event_flag; of wide events
  bool is_person = false;  // names the person, whatever else it means: one column may hold visit and person
  double factor = 1;
  int number = 0;  // time_part: 0 year ... 4 minute; wide: days after the origin
  const std::vector<std::string>* missing_codes = nullptr;
};

struct ComputedColumn {
  Measure measure;
  std::size_t temperature = 0;  // indexes of columns
  std::size_t dew_point = 0;
  std::optional<std::pair<double, double>> clip;
};

struct Columns {
  Shape shape = Shape::readings;
  bool by_rules = false;  // the profile's [import] rules hold for this file
  std::vector<Column> columns;
  std::vector<ComputedColumn> computed;
  std::vector<RowError> errors;      // unknown columns, on line 1
  std::vector<std::string> notices;  // rules that name a column the file does not have
};

// Decides the columns. malformed if the header is that of no diary file.
[[nodiscard]] Result<Columns> decide_columns(std::span<const std::string_view> header, const Profile& profile);

}  // namespace skin2vec::diary
