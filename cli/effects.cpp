#include <fmt/format.h>

#include <algorithm>
#include <csignal>

#include "cli/cohort.h"
#include "cli/question.h"
#include "cli/verbs.h"
#include "skin2vec/insight/cause_answers.h"

namespace skin2vec::cli {

namespace {

// "; permutation p = 0.005 (of 199)", where it was asked for.
std::string turned_text(const lag::Permutation& permutation, insight::Language language) {
  if (permutation.n == 0) return "";
  return language == insight::Language::zh
             ? fmt::format("；置换检验 {}（{} 次）", insight::chance("p", permutation.p), permutation.n)
             : fmt::format("; permutation {} (of {})", insight::chance("p", permutation.p), permutation.n);
}

// What was found, most certain first; then how many pairs were examined.
std::string effects_text(const std::vector<lag::Effect>& effects, const diary::Profile& profile,
                         insight::Language language) {
  const bool zh = language == insight::Language::zh;
  std::vector<const lag::Effect*> told;
  int silent = 0;
  for (const lag::Effect& effect : effects) {
    if (effect.verdict == lag::EffectVerdict::found || effect.verdict == lag::EffectVerdict::confounded) {
      told.push_back(&effect);
    }
    silent += effect.verdict == lag::EffectVerdict::too_little_data ? 1 : 0;
  }
  std::stable_sort(told.begin(), told.end(), [](auto* a, auto* b) { return a->q < b->q; });
  std::string text;
  for (const lag::Effect* effect : told) {
    text += "  " + insight::sentence(*effect, profile, language) + turned_text(effect->permutation, language) + "\n";
  }
  const auto examined = std::ssize(effects) - silent;
  if (zh) {
    return text + fmt::format("共检查 {} 对（原因与维度），有发现 {} 对，数据太少 {} 对。关联不等于因果。\n", examined,
                              told.size(), silent);
  }
  return text + fmt::format(
                    "{} pairs of a cause and a dimension examined, {} told here, {} with too little data.\n"
                    "What follows is not always caused; --json has every pair, day by day.\n",
                    examined, told.size(), silent);
}

// While it lives, the first Ctrl-C asks to stop instead of ending the program; the second ends it.
volatile std::sig_atomic_t asked_to_stop = 0;

class Stoppable {
 public:
  Stoppable() {
    asked_to_stop = 0;
    std::signal(SIGINT, [](int) {
      asked_to_stop = 1;
      std::signal(SIGINT, SIG_DFL);
    });
  }
  ~Stoppable() { std::signal(SIGINT, SIG_DFL); }
  Stoppable(const Stoppable&) = delete;
  Stoppable& operator=(const Stoppable&) = delete;
};

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::optional<std::string> site;
  int permutations = 0;
  bool cohort = false;
};

std::vector<lag::Effect> effects_of(const Asked& asked, int permutations) {
  const auto causes = insight::causes_of(asked.loaded.entries, asked.loaded.profile, asked.site);
  insight::EffectsQuestion question{.threads = asked.common.threads, .permutation = {}};
  if (permutations == 0) return insight::find_effects(causes, question);
  // A share of 100,000, since how many there will be is not known yet.
  constexpr std::int64_t whole = 100'000;
  const Stoppable stoppable;
  Progress progress("permutations", whole);
  question.permutation = {permutations, asked.common.seed, [&](std::int64_t done, std::int64_t all) {
                            progress.show(done * whole / std::max<std::int64_t>(all, 1));
                            return asked_to_stop == 0;
                          }};
  return insight::find_effects(causes, question);
}

// One person's effects; with a cohort, what it says of them too.
Told told(const Asked& asked, const std::vector<lag::Effect>& effects, const std::optional<Cohort>& cohort) {
  const Loaded& loaded = asked.loaded;
  std::string words = effects_text(effects, loaded.profile, loaded.language);
  if (cohort) words += "\n" + cohort_text(*cohort, loaded.person, loaded.profile, loaded.language);
  return {[effects, cohort, &loaded](insight::Answer& answer) {
            insight::add_effects(answer, effects, loaded.profile, loaded.language);
            if (cohort) insight::add_cohort(answer, cohort->effects, cohort->people, loaded.profile, loaded.language);
          },
          std::move(words)};
}

int run(const Options& options) {
  const Common& common = *options.common;
  std::optional<Cohort> cohort;
  if (options.cohort) {
    auto all = load_cohort(common, options.site);
    if (!all) return fail(all.error());
    cohort = std::move(*all);
    if (common.person.empty()) return tell_cohort(*cohort, common);
  }
  return answer_question(common, options.site, [&](const Asked& asked) -> Result<Told> {
    return told(asked, effects_of(asked, options.permutations), cohort);
  });
}

}  // namespace

Verb add_effects(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* verb =
      add_verb(program, "effects", "What follows what, how much and how long after, with its doubt.",
               "  skin2vec effects --permutations 200\n  skin2vec effects --cohort --json", options->common);
  add_site(*verb, options->site);
  verb->add_option("--permutations", options->permutations,
                   "also a p value from that many rotations of each cause; Ctrl-C: with those done so far")
      ->check(CLI::Range(0, 100'000))
      ->type_name("N");
  verb->add_flag("--cohort", options->cohort,
                 "all people of the diary together: the mean person, and how much people differ; with --person: what "
                 "that says of this one");
  return {verb, [options] { return run(*options); }};
}

}  // namespace skin2vec::cli
