// What the cells of a diary file may say: names, words and numbers, against a profile. Private to diary/.
//
// Looks each name up once, so that a million rows do not search the profile a million times.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/base/result.h"
#include "skin2vec/diary/profile.h"

namespace skin2vec::diary {

// What is expected of a row that names no person where none can be assumed.
inline constexpr std::string_view whose = "the name of a person; this diary has several";

// A number with its bounds and the words that stand for it.
struct Measure {
  std::string name;
  double low = 0;
  double high = 0;
  const Scale* scale = nullptr;
  std::vector<const Instrument*> instruments;
  bool is_exposure = false;
};

// The measure of a dimension that is read, or of an exposure; none for other names.
[[nodiscard]] std::optional<Measure> measure_of(const Profile& profile, std::string_view name);

// The number a cell holds, times `factor`; the error's message is what was expected.
[[nodiscard]] Result<double> read_measure(const Measure& measure, std::string_view cell, std::string_view instrument,
                                          double factor, bool decimal_comma);

// A number, also with a decimal comma where the file separates with something else.
[[nodiscard]] std::optional<double> read_number(std::string_view cell, bool decimal_comma);

// A time in a format of yyyy, mm, m, dd, d, hh, mi, ss and separators. none if the cell is not of this form.
[[nodiscard]] std::optional<Time> read_time_as(std::string_view cell, std::string_view format);

// Names that a column of a diary file may have, for "did you mean".
[[nodiscard]] std::vector<std::string> column_names(const Profile& profile);

}  // namespace skin2vec::diary
