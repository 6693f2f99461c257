#include <fmt/format.h>

#include "cli/loaded.h"
#include "cli/screen.h"
#include "cli/verbs.h"
#include "skin2vec/base/text.h"

namespace skin2vec::cli {

namespace {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::string anchor;
  int frames = 0;
  std::optional<std::string> site;
};

Result<std::optional<series::Anchor>> read_anchor(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto parts = split(text, ',');
  const auto from = parts.size() == 2 ? parse_day(trim(parts[0])) : refuse(Fault::malformed, "");
  const auto to = parts.size() == 2 ? parse_day(trim(parts[1])) : refuse(Fault::malformed, "");
  if (!from || !to || *to < *from)
    return refuse(Fault::malformed, fmt::format("--anchor is {}; expected FROM,TO as two dates", in_quotes(text)));
  return series::Anchor{*from, *to};
}

int run_summary(const Options& options) {
  const auto anchor = read_anchor(options.anchor);
  if (!anchor) return fail_usage(anchor.error().message);
  LoadOptions load_options{.last_days = insight::needed_days + options.frames};
  if (*anchor) load_options.also_from = (*anchor)->from - 180;
  const auto loaded = load(*options.common, load_options);
  if (!loaded) return fail(loaded.error());
  if (const auto site = check_site(*loaded, options.site); !site) return fail(site.error());
  insight::Summary summary;
  if (loaded->today)
    summary = insight::summarize(
        loaded->entries, loaded->profile,
        {.today = *loaded->today, .anchor = *anchor, .site = options.site, .frames = options.frames});
  if (options.common->json) {
    insight::Answer answer = insight::head(loaded->head());
    insight::add_summary(answer, summary, loaded->alert_context());
    print(answer);
    return 0;
  }
  if (!loaded->today) {
    fmt::print("{}: no readings yet; `skin2vec log` writes the first\n", loaded->person);
    return 0;
  }
  const bool zh = loaded->language == insight::Language::zh;
  const std::string& profile = label(loaded->profile.label, loaded->language);
  const std::string site = summary.site.empty() ? "" : fmt::format("{}{}", zh ? "，部位 " : ", site ", summary.site);
  fmt::print("{}, {} ({}{}{})\n\n", loaded->person, to_text(*loaded->today), zh ? "档案 " : "profile ",
             zh ? profile : loaded->profile.name, site);
  fmt::print("{}\n{}", summary_text(summary, loaded->language),
             alerts_text(awake(summary, *loaded), loaded->language, coloured()));
  for (const auto& [other, count] : summary.sites_left_out) {
    const std::string name = other.empty() ? "\"\"" : other;
    if (zh) {
      fmt::print("  部位 {} 的 {} 个读数另计，用 --site 查看\n", name, count);
    } else {
      fmt::print("  {} {} of site {} {} apart; see them with --site\n", count, count == 1 ? "value" : "values", name,
                 count == 1 ? "stands" : "stand");
    }
  }
  fmt::print("{}", age_text(loaded->data_age_hours, 48, loaded->language));
  return 0;
}

}  // namespace

Verb add_summary(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(program, "summary", "Where you stand: today against the last 7 days and your own last 30.",
                            "  skin2vec summary\n  skin2vec summary --person ann --anchor 2026-01-01,2026-01-31 --json",
                            options->common);
  verb->add_option("--anchor", options->anchor, "a calibration month as baseline instead of the last 30 days")
      ->type_name("FROM,TO")
      ->always_capture_default(false);
  verb->add_option("--frames", options->frames, "also the frame of each of the last N dates, with --json")
      ->type_name("N")
      ->check(CLI::Range(0, 3660));
  verb->add_option("--site", options->site, "where on the body; default: the one with most readings")
      ->type_name("NAME")
      ->always_capture_default(false);
  return {verb, [options] { return run_summary(*options); }};
}

}  // namespace skin2vec::cli
