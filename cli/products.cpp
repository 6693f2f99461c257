#include <fmt/format.h>

#include "cli/question.h"
#include "cli/verbs.h"
#include "skin2vec/insight/sentences.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace products_verb {

using namespace words::literals;

std::string half_life_text(const insight::HalfLife& half_life, int washout_days, words::Language language) {
  return half_life.fitted ? words::say<"products.washout.fitted">(language, "washout_days"_a = washout_days,
                                                                  "half_life"_a = half_life.days)
                          : words::say<"products.washout.usual">(language, "washout_days"_a = washout_days,
                                                                 "half_life"_a = half_life.days);
}

std::string plan_text(const insight::PlannedTrial& planned, const ask::Record& record) {
  const words::Language language = record.language;
  const trial::TrialShape& shape = planned.plan.shape;
  std::string text =
      fmt::format("  {}\n  {}\n\n",
                  words::say<"products.plan">(language, "a"_a = planned.a, "b"_a = planned.b, "pairs"_a = shape.pairs,
                                              "period_days"_a = shape.period_days, "n_days"_a = shape.days()),
                  half_life_text(planned.half_life, shape.washout_days, language));
  const auto& used = planned.plan.used_a;
  for (std::size_t day = 0; day < used.size();) {
    std::size_t next = day;
    while (next < used.size() && used[next] == used[day]) ++next;
    text += fmt::format("  {}\n", words::say<"products.plan.period">(
                                      language, "first"_a = to_text(planned.first + static_cast<int>(day)),
                                      "last"_a = to_text(planned.first + static_cast<int>(next) - 1),
                                      "product"_a = used[day] ? planned.a : planned.b));
    day = next;
  }
  text += "\n";
  for (const trial::TrialPower& power : planned.plan.powers) {
    text += "  " + insight::sentence(power, record.profile, language) + "\n";
  }
  if (planned.plan.powers.empty()) text += fmt::format("  {}\n", words::say<"products.plan.too_few">(language));
  const std::string after =
      fmt::format("skin2vec products trial {} {} --start {}", planned.a, planned.b, to_text(planned.first));
  return text + fmt::format("\n{}\n", words::say<"products.plan.afterwards">(language, "command"_a = after));
}

std::string trial_text(const insight::DoneTrial& done, const ask::Record& record) {
  const words::Language language = record.language;
  const std::string first = to_text(done.first);
  if (!done.record) {
    return words::say<"products.trial.no_periods">(language, "a"_a = done.a, "b"_a = done.b, "first"_a = first) + "\n";
  }
  const trial::TrialShape& shape = done.record->shape;
  std::string text =
      fmt::format("  {}\n  {}\n\n",
                  words::say<"products.trial">(language, "a"_a = done.a, "b"_a = done.b, "first"_a = first,
                                               "last"_a = to_text(done.first + (shape.days() - 1)),
                                               "pairs"_a = shape.pairs, "period_days"_a = shape.period_days,
                                               "deviations"_a = done.record->protocol_deviations),
                  half_life_text(done.half_life, shape.washout_days, language));
  for (const trial::TrialResult& result : done.results) {
    text += "  " + insight::sentence(done, result, record.profile, language) + "\n";
  }
  return text;
}

std::string uptake_text(const std::vector<trial::Comparison>& compared, const ask::Record& record) {
  if (compared.empty()) return words::say<"products.none">(record.language) + "\n";
  std::string text;
  for (const trial::Comparison& one : compared) text += "  " + insight::sentence(one, record.language) + "\n";
  return text;
}

// A question about one pair of products, as a verb under `products`.
struct Inner {
  const ask::Question& question;
  std::shared_ptr<ask::Options> given = std::make_shared<ask::Options>();
  CLI::App* app = nullptr;
};

Inner add_inner(CLI::App& verb, const std::string& name) {
  Inner inner{question_named(name)};
  inner.app = verb.add_subcommand(name, inner.question.what);
  inner.app->option_defaults()->always_capture_default(true);
  add_options(*inner.app, inner.question, inner.given);
  return inner;
}

// The options of the verb, and those of the inner one, which win.
ask::Options both(const ask::Options& outer, ask::Options inner) {
  inner.insert(outer.begin(), outer.end());
  return inner;
}

}  // namespace products_verb

Verb add_products(CLI::App& program) {
  using namespace products_verb;
  const auto common = std::make_shared<Common>();
  CLI::App* verb = add_verb(
      program, "products",
      "Lotion against cream: what each gives, once it is taken up; plans a trial with oneself, reads it.",
      "  skin2vec products\n  skin2vec products plan cream lotion --days 84\n  skin2vec products trial cream lotion",
      common);
  verb->fallthrough();  // the inner verbs take the common options and --site too
  const auto given = std::make_shared<ask::Options>();
  add_options(*verb, question_named("products"), given);
  const Inner plan = add_inner(*verb, "plan"), carried_out = add_inner(*verb, "trial");
  return {verb, [common, given, plan, carried_out] {
            if (plan.app->parsed()) {
              return answer_question(*common, plan.question, both(*given, *plan.given),
                                     view<insight::PlannedTrial>(plan_text));
            }
            if (carried_out.app->parsed()) {
              return answer_question(*common, carried_out.question, both(*given, *carried_out.given),
                                     view<insight::DoneTrial>(trial_text));
            }
            return answer_question(*common, question_named("products"), *given,
                                   view<std::vector<trial::Comparison>>(uptake_text));
          }};
}

}  // namespace skin2vec::cli
