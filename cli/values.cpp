#include "cli/values.h"

#include <fmt/format.h>

#include "skin2vec/base/text.h"
#include "skin2vec/diary/reader.h"

namespace skin2vec::cli {

Result<Given> read_values(const std::vector<std::string>& words, const diary::Profile& profile,
                          const std::string& instrument) {
  std::vector<std::string> names;
  for (const auto& dimension : profile.dimensions) {
    if (!dimension.derived) names.push_back(dimension.name);
  }
  for (const auto& exposure : profile.exposures) names.push_back(exposure.name);
  Given given;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos)
      return refuse(Fault::malformed, fmt::format("{} is no NAME=VALUE, as in moisture=2.5", in_quotes(word)));
    const std::string name = diary::dimension_or_exposure(profile, word.substr(0, equals));
    const diary::Dimension* dimension = diary::find_dimension(profile, name);
    if (name.empty() || (dimension && dimension->derived)) {
      const auto near = nearest(word.substr(0, equals), names);
      return refuse(Fault::malformed,
                    fmt::format("no dimension {} in profile {}; {}", in_quotes(word.substr(0, equals)), profile.name,
                                near ? "did you mean " + in_quotes(*near) + "?"
                                     : fmt::format("it has {}", fmt::join(names, ", "))));
    }
    const std::string text = word.substr(equals + 1);
    if (trim(text).empty()) {
      given.removed.push_back(name);
      continue;
    }
    const auto score = diary::parse_score(profile, name, text, instrument);
    if (!score)
      return refuse(Fault::malformed,
                    fmt::format("{} is {}; expected {}", name, in_quotes(text), score.error().message));
    (dimension ? given.readings : given.exposures).push_back({name, *score, dimension ? instrument : ""});
  }
  return given;
}

Result<std::vector<diary::Entry>> read_events(const std::vector<std::string>& words, const diary::Profile& profile) {
  std::vector<diary::Entry> all;
  for (const std::string& word : words) {
    auto events = diary::parse_events(word);
    if (!events) return refuse(Fault::malformed, "--event expects " + events.error().message);
    for (auto& event : *events) {
      event.name = diary::event_name(profile, event.name);
      all.push_back(std::move(event));
    }
  }
  return all;
}

void tell_own_tags(const std::vector<diary::Entry>& events, const diary::Profile& profile) {
  std::vector<std::string> known;
  for (const auto& event : profile.events) known.push_back(event.name);
  for (const auto& event : events) {
    if (diary::find_event(profile, event.name)) continue;
    const auto near = nearest(event.name, known);
    fmt::print(stderr, "{} is no event of profile {}; kept as an own tag{}\n", in_quotes(event.name), profile.name,
               near ? "; did you mean " + in_quotes(*near) + "?" : "");
  }
}

}  // namespace skin2vec::cli
