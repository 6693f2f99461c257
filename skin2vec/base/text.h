// Small words about text: numbers, names, UTF-8.
//
//   parse_number(" 2.5 ");               // 2.5
//   to_text(0.1);                        // "0.1": the shortest text that reads back to the same double
//   nearest("moistre", names);           // "moisture"
//
// Independent of the locale. All functions are pure and safe to call from several threads.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skin2vec {

// Reads a finite decimal number, all of the text but surrounding blanks ("2.5", "-3", "1e-3", "+4"). None for anything
// else, also for "nan", "inf", "0x10" and "2,5".
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

// The shortest decimal text that parse_number reads back to the same double. The number must be finite (throws
// ContractError).
[[nodiscard]] std::string to_text(double number);

// Appends a number that is not negative in decimal, with zeros before it up to `width` digits.
void append_digits(std::string& text, int number, int width);

// Without blanks, tabs and line ends at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

// The parts between the separators; "" gives one empty part.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

// ASCII letters in lower case, the rest as it is.
[[nodiscard]] std::string lower(std::string_view text);

// True if the bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
[[nodiscard]] bool is_utf8(std::string_view text);

// True for the texts that mean "not there" in a diary file: blank, NA, na, N/A, n/a, null, NULL, NaN, nan.
[[nodiscard]] bool is_missing(std::string_view text);

// True if the text can be the name of a person, site, event, product or dimension: 1 to 128 bytes of UTF-8 without
// control characters, not blank at either end, without `:` `;` `=` `@` `"`, which our files use as separators, and none
// that is_missing.
[[nodiscard]] bool is_name(std::string_view text);

// The text in double quotes for a message: cut after 60 bytes at a character's edge, control characters as \xNN.
[[nodiscard]] std::string in_quotes(std::string_view text);

// The name closest to `text` by edit distance (insert, delete, replace, swap of neighbours), where that is at most a
// third of its length (and at least 1); the first of equals. None if nothing is near. Case is ignored.
[[nodiscard]] std::optional<std::string> nearest(std::string_view text, std::span<const std::string> names);

}  // namespace skin2vec
