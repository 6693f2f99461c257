#include <fmt/format.h>

#include "cli/question.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "skin2vec/insight/cause_answers.h"

namespace skin2vec::cli {

namespace {

// A line for each pair under the name of its exposure: the curve, where there is one to see, and a sentence.
std::string dose_text(const std::vector<lag::Dose>& doses, const diary::Profile& profile, insight::Language language) {
  if (doses.empty()) {
    return language == insight::Language::zh ? "没有环境数据；`skin2vec import` 可读入\n"
                                             : "no surroundings yet; `skin2vec import` reads them\n";
  }
  const std::string margin(static_cast<std::size_t>(lag::DoseOptions{}.points), ' ');
  std::string text, exposure;
  for (const lag::Dose& dose : doses) {
    if (dose.exposure != exposure) {
      exposure = dose.exposure;
      const auto* known = diary::find_exposure(profile, exposure);
      text += (known ? label(known->label, language) : exposure) + "\n";
    }
    std::vector<double> values;
    for (const lag::DosePoint& point : dose.curve) values.push_back(point.y);
    const bool flat = dose.shape == lag::DoseShape::flat || values.empty();
    text += fmt::format("  {}  {}\n", flat ? margin : curve(values), insight::sentence(dose, profile, language));
    const std::string seasons = insight::sentence(dose.seasons, profile, language);
    if (!seasons.empty()) text += fmt::format("  {}  {}\n", margin, seasons);
  }
  return text;
}

}  // namespace

Verb add_dose(CLI::App& program) {
  const auto measured = std::make_shared<std::string>();
  Verb verb = add_question(
      program,
      {"dose", "How much is best: humidity's bell, what rises or falls with the day, and what differs by season.",
       "  skin2vec dose\n  skin2vec dose --measured humidity --json"},
      [measured](const Asked& asked) -> Result<Told> {
        const Loaded& loaded = asked.loaded;
        const auto causes = insight::causes_of(loaded.entries, loaded.profile, asked.site);
        if (!measured->empty()) {
          if (const auto known = insight::check_exposure(causes, *measured); !known)
            return tl::unexpected(known.error());
        }
        const auto doses = insight::find_dose(causes, loaded.profile, asked.common.threads);
        return Told{[doses, causes, measured, &loaded](insight::Answer& answer) {
                      insight::add_dose(answer, doses, loaded.profile, loaded.language);
                      if (!measured->empty()) insight::add_measured(answer, causes, *measured);
                    },
                    dose_text(doses, loaded.profile, loaded.language)};
      });
  verb.app->add_option("--measured", *measured, "an exposure whose measured days are told, too, with --json")
      ->type_name("EXPOSURE")
      ->always_capture_default(false);
  return verb;
}

}  // namespace skin2vec::cli
