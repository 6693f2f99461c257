#include <fmt/format.h>

#include <tuple>

#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace dose_verb {

// A line for each pair under the name of its exposure: the curve, where there is one to see, and a sentence.
std::string dose_text(const std::vector<dose::Dose>& doses, const ask::Record& record) {
  const auto& [profile, language] = std::tie(record.profile, record.language);
  if (doses.empty()) return words::say<"verbs.no_surroundings">(language) + "\n";
  const std::string margin(static_cast<std::size_t>(dose::DoseOptions{}.points), ' ');
  std::string text, exposure;
  for (const dose::Dose& dose : doses) {
    if (dose.exposure != exposure) {
      exposure = dose.exposure;
      text += insight::spoken(exposure, profile, language) + "\n";
    }
    std::vector<double> values;
    for (const dose::DosePoint& point : dose.curve) values.push_back(point.y);
    const bool flat = dose.shape == dose::DoseShape::flat || values.empty();
    text += fmt::format("  {}  {}\n", flat ? margin : curve(values), insight::sentence(dose, profile, language));
    const std::string seasons = insight::sentence(dose.seasons, profile, language);
    if (!seasons.empty()) text += fmt::format("  {}  {}\n", margin, seasons);
  }
  return text;
}

}  // namespace dose_verb

Verb add_dose(CLI::App& program) {
  using namespace dose_verb;
  return add_question(program, {"dose", "  skin2vec dose\n  skin2vec dose --measured humidity --json",
                                view<std::vector<dose::Dose>>(dose_text)});
}

}  // namespace skin2vec::cli
