#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "cli/cohort.h"
#include "cli/interrupt.h"
#include "cli/question.h"
#include "cli/verbs.h"
#include "skin2vec/ask/cause_answers.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace effects_verb {

using namespace words::literals;

// The sentence, with "; permutation p = 0.005 (of 199)" where that was asked for.
std::string effect_text(const lag::Effect& effect, const diary::Profile& profile, words::Language language) {
  std::string sentence = insight::sentence(effect, profile, language);
  const lag::Permutation& turned = effect.permutation;
  if (turned.n == 0) return sentence;
  return words::say<"effects.permuted">(language, "sentence"_a = sentence, "p"_a = words::chance("p", turned.p),
                                        "n"_a = turned.n);
}

// What was found, most certain first; then how many pairs were examined.
std::string effects_text(const std::vector<lag::Effect>& effects, const ask::Record& record) {
  const auto& [profile, language] = std::tie(record.profile, record.language);
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
    text += "  " + effect_text(*effect, profile, language) + "\n";
  }
  const auto examined = std::ssize(effects) - silent;
  return text +
         words::say<"effects.examined">(language, "examined"_a = examined, "told"_a = told.size(),
                                        "silent"_a = silent) +
         "\n";
}

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  std::shared_ptr<ask::Options> given = std::make_shared<ask::Options>();
  bool cohort = false;
};

// One person's effects; with a cohort, what it says of them too.
int show_effects(const record::Reply& reply, const Common& common, const std::optional<Cohort>& cohort) {
  const ask::Record& record = reply.record;
  if (common.json && cohort) {
    ask::Answer object = reply.json();
    ask::add_cohort(object, cohort->effects, cohort->people, record.profile, record.language);
    print(object);
    return 0;
  }
  TextView text = view<std::vector<lag::Effect>>(effects_text);
  if (cohort) {
    text.text = [&cohort, before = text.text](const record::Reply& found) {
      const ask::Record& of = found.record;
      return before(found) + "\n" + cohort_text(*cohort, of.person, of.profile, of.language);
    };
  }
  return show(reply, common, text);
}

int run(const Options& options) {
  const Common& common = *options.common;
  const auto site = options.given->find("site");
  std::optional<Cohort> cohort;
  if (options.cohort) {
    auto all = load_cohort(common, site == options.given->end() ? std::nullopt : std::optional(site->second));
    if (!all) return fail(all.error());
    cohort = std::move(*all);
    if (common.person.empty()) return tell_cohort(*cohort, common);
  }
  std::optional<InterruptGuard> guard;
  std::optional<Progress> shown;
  if (options.given->contains("permutations")) guard.emplace();
  // A share of 100,000, since how many there will be is not known yet.
  constexpr std::int64_t whole = 100'000;
  auto reply =
      ask_question(common, question_named("effects"), *options.given, [&](std::int64_t done, std::int64_t all) {
        if (!shown) shown.emplace("permutations", whole);
        shown->show(done * whole / std::max<std::int64_t>(all, 1));
        return !guard || !guard->asked();
      });
  shown.reset();
  guard.reset();
  return reply ? show_effects(*reply, common, cohort) : fail(reply.error());
}

}  // namespace effects_verb

Verb add_effects(CLI::App& program) {
  using namespace effects_verb;
  const auto options = std::make_shared<Options>();
  const ask::Question& question = question_named("effects");
  CLI::App* verb =
      add_verb(program, question.name, question.what,
               "  skin2vec effects --permutations 200\n  skin2vec effects --cohort --json", options->common);
  add_options(*verb, question, options->given);
  verb->add_flag("--cohort", options->cohort,
                 "all people of the diary together: the mean person, and how much people differ; with --person: what "
                 "that says of this one");
  return {verb, [options] { return run(*options); }};
}

}  // namespace skin2vec::cli
