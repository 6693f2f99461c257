#include <fmt/format.h>

#include "cli/loaded.h"
#include "cli/shipped.h"
#include "cli/verbs.h"
#include "cli/written_file.h"
#include "skin2vec/ask/report_answer.h"

namespace skin2vec::cli {

namespace report_verb {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::string out;
  std::optional<std::string> site;
};

int run_report(const Options& options) {
  const Common& common = *options.common;
  const auto loaded = load(common, {.kinds = {}});
  if (!loaded) return fail(loaded.error());
  if (const auto site = ask::check_site(*loaded, options.site); !site) return fail(site.error());
  const auto report =
      ask::report_of(*loaded, options.site, {.seed = common.seed, .threads = common.threads, .shipped = &shipped()});
  if (!report) return fail(report.error());
  if (!options.out.empty()) {
    if (const auto written = write_file(options.out, report->html); !written) return fail(written.error());
  }
  if (common.json) {
    ask::Answer answer = ask::head(loaded->head());
    ask::add_report(answer, *report, options.out.empty() ? std::nullopt : std::optional(options.out));
    print(answer);
  } else if (options.out.empty()) {
    std::fwrite(report->html.data(), 1, report->html.size(), stdout);
  } else {
    fmt::print("wrote {}\n", options.out);
  }
  return 0;
}

}  // namespace report_verb

Verb add_report(CLI::App& program) {
  using namespace report_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb =
      add_verb(program, "report", "One page for a doctor, to print: findings with their doubt, pictures, gaps.",
               "  skin2vec report --out ann.html\n  skin2vec report --lang zh > page.html", options->common);
  verb->add_option("--out", options->out, "the page; it goes to standard output without it")
      ->type_name("FILE.html")
      ->always_capture_default(false);
  verb->add_option("--site", options->site, "where on the body; default: the one with most readings")
      ->type_name("NAME")
      ->always_capture_default(false);
  return {verb, [options] { return run_report(*options); }};
}

}  // namespace skin2vec::cli
