#include <fmt/format.h>

#include <algorithm>
#include <csignal>

#include "cli/question.h"
#include "cli/verbs.h"

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

Told answer(const Asked& asked, int permutations) {
  const Loaded& loaded = asked.loaded;
  const auto causes = insight::causes_of(loaded.entries, loaded.profile, asked.site);
  insight::EffectsQuestion question{.threads = asked.common.threads, .permutation = {}};
  std::vector<lag::Effect> effects;
  if (permutations == 0) {
    effects = insight::find_effects(causes, question);
  } else {
    // A share of 100,000, since how many there will be is not known yet.
    constexpr std::int64_t whole = 100'000;
    const Stoppable stoppable;
    Progress progress("permutations", whole);
    question.permutation = {permutations, asked.common.seed, [&](std::int64_t done, std::int64_t all) {
                              progress.show(done * whole / std::max<std::int64_t>(all, 1));
                              return asked_to_stop == 0;
                            }};
    effects = insight::find_effects(causes, question);
  }
  return {[effects, &loaded](insight::Answer& answer) {
            insight::add_effects(answer, effects, loaded.profile, loaded.language);
          },
          effects_text(effects, loaded.profile, loaded.language)};
}

}  // namespace

Verb add_effects(CLI::App& program) {
  const auto permutations = std::make_shared<int>(0);
  Verb verb = add_question(program,
                           {"effects", "What follows what, how much and how long after, with its doubt.",
                            "  skin2vec effects\n  skin2vec effects --permutations 200 --json"},
                           [permutations](const Asked& asked) { return answer(asked, *permutations); });
  verb.app
      ->add_option("--permutations", *permutations,
                   "also a p value from that many rotations of each cause; Ctrl-C: with those done so far")
      ->check(CLI::Range(0, 100'000))
      ->type_name("N");
  return verb;
}

}  // namespace skin2vec::cli
