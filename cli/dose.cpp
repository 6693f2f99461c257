#include <fmt/format.h>

#include "cli/loaded.h"
#include "cli/screen.h"
#include "cli/verbs.h"

namespace skin2vec::cli {

namespace {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::optional<std::string> site;
};

int run_dose(const Options& options) {
  const auto loaded = load(*options.common, {.kinds = {}});
  if (!loaded) return fail(loaded.error());
  if (const auto site = check_site(*loaded, options.site); !site) return fail(site.error());
  const auto doses = insight::find_dose(insight::causes_of(loaded->entries, loaded->profile, options.site),
                                        loaded->profile, options.common->threads);
  if (options.common->json) {
    insight::Answer answer = insight::head(loaded->head());
    insight::add_dose(answer, doses, loaded->profile, loaded->language);
    print(answer);
    return 0;
  }
  if (!loaded->today) {
    fmt::print("{}: no readings yet; `skin2vec log` writes the first\n", loaded->person);
    return 0;
  }
  const bool zh = loaded->language == insight::Language::zh;
  fmt::print("{}, {} to {}\n\n", loaded->person, to_text(*loaded->from), to_text(*loaded->today));
  if (doses.empty()) {
    fmt::print("{}",
               zh ? "没有环境数据；`skin2vec import` 可读入\n" : "no surroundings yet; `skin2vec import` reads them\n");
    return 0;
  }
  std::string exposure;
  for (const lag::Dose& dose : doses) {
    if (dose.exposure != exposure) {
      exposure = dose.exposure;
      const auto* known = diary::find_exposure(loaded->profile, exposure);
      fmt::print("{}\n", known ? label(known->label, loaded->language) : exposure);
    }
    std::vector<double> curve_values;
    for (const lag::DosePoint& point : dose.curve) curve_values.push_back(point.y);
    fmt::print("  {}  {}\n",
               dose.shape == lag::DoseShape::flat || curve_values.empty() ? std::string(25, ' ') : curve(curve_values),
               insight::sentence(dose, loaded->profile, loaded->language));
  }
  return 0;
}

}  // namespace

Verb add_dose(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(program, "dose", "How much is best: humidity's bell, and what rises or falls with the day.",
                            "  skin2vec dose\n  skin2vec dose --json", options->common);
  verb->add_option("--site", options->site, "where on the body; default: the one with most readings")
      ->type_name("NAME")
      ->always_capture_default(false);
  return {verb, [options] { return run_dose(*options); }};
}

}  // namespace skin2vec::cli
