// Text for a terminal: tables whose columns line up also with Chinese words, small curves.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "skin2vec/diary/profile.h"
#include "skin2vec/insight/alerts.h"
#include "skin2vec/insight/summary.h"
#include "skin2vec/series/rhythm.h"
#include "skin2vec/words/language.h"

namespace skin2vec::cli {

// Columns a text takes on a terminal: 2 for an East Asian wide character.
[[nodiscard]] std::size_t width(std::string_view text);

// The rows with columns lined up: the first to the left, the others to the right.
[[nodiscard]] std::string table(const std::vector<std::vector<std::string>>& rows);

// A curve of one line, "▂▃▅ ▆": a blank where nothing was read. Low and high are those of the values.
[[nodiscard]] std::string curve(std::span<const double> values);

// "2.41", or "-" where the number is missing. Digits by size: three significant ones at least.
[[nodiscard]] std::string shown(double value);

// "  the newest reading is 3 days old", if it is older than that many hours; "" otherwise or where nothing was read.
[[nodiscard]] std::string age_text(std::optional<double> age_hours, double over_hours, words::Language language);

// What to say where there are no readings; and of the dimensions with too little data, "" if there are none.
[[nodiscard]] std::string no_readings_text(words::Language language);
[[nodiscard]] std::string too_short_text(const std::vector<std::string>& dimensions, words::Language language);

// The summary, the alerts, the rhythms, as a person reads them.
[[nodiscard]] std::string summary_text(const insight::Summary& summary, words::Language language);
[[nodiscard]] std::string alerts_text(const insight::Summary& summary, words::Language language, bool colour);
[[nodiscard]] std::string rhythms_text(std::span<const series::Rhythm> rhythms, const diary::Profile& profile,
                                       words::Language language);

}  // namespace skin2vec::cli
