#include <fmt/format.h>

#include "cli/question.h"
#include "cli/verbs.h"
#include "skin2vec/insight/sentences.h"

namespace skin2vec::cli {

namespace products_verb {

std::string half_life_text(const insight::HalfLife& half_life, int washout_days, words::Language language) {
  if (language == words::Language::zh) {
    return fmt::format("每段前 {} 天洗脱，不计入；半衰期 {:.1f} 天（{}）", washout_days, half_life.days,
                       half_life.fitted ? "由日记估计" : "常用值，日记不足以估计");
  }
  return fmt::format("the first {} days of a period do not count (washout; half-life {:.1f} days, {})", washout_days,
                     half_life.days,
                     half_life.fitted ? "as the diary shows" : "as is usual: the diary does not show it");
}

std::string plan_text(const insight::PlannedTrial& planned, const ask::Record& record) {
  const bool zh = record.language == words::Language::zh;
  const trial::TrialShape& shape = planned.plan.shape;
  std::string text = zh ? fmt::format("  {}与{}：{} 对，每段 {} 天，共 {} 天\n  {}\n\n", planned.a, planned.b,
                                      shape.pairs, shape.period_days, shape.days(),
                                      half_life_text(planned.half_life, shape.washout_days, record.language))
                        : fmt::format("  {} against {}: {} pairs of periods of {} days, {} days in all\n  {}\n\n",
                                      planned.a, planned.b, shape.pairs, shape.period_days, shape.days(),
                                      half_life_text(planned.half_life, shape.washout_days, record.language));
  const auto& used = planned.plan.used_a;
  for (std::size_t day = 0; day < used.size();) {
    std::size_t next = day;
    while (next < used.size() && used[next] == used[day]) ++next;
    text += fmt::format("  {} {} {}  {}\n", to_text(planned.first + static_cast<int>(day)), zh ? "至" : "to",
                        to_text(planned.first + static_cast<int>(next) - 1), used[day] ? planned.a : planned.b);
    day = next;
  }
  text += "\n";
  for (const trial::TrialPower& power : planned.plan.powers) {
    text += "  " + insight::sentence(power, record.profile, record.language) + "\n";
  }
  if (planned.plan.powers.empty()) {
    text += zh ? "  读数太少，无法估计能看到多大的差别\n" : "  too few readings to say what it would see\n";
  }
  const std::string after =
      fmt::format("skin2vec products trial {} {} --start {}", planned.a, planned.b, to_text(planned.first));
  return text + (zh ? fmt::format("\n每天记下用了哪一种；结束后：{}\n", after)
                    : fmt::format("\nWrite down each day which was used; afterwards: {}\n", after));
}

std::string trial_text(const insight::DoneTrial& done, const ask::Record& record) {
  const bool zh = record.language == words::Language::zh;
  if (!done.record) {
    return zh ? fmt::format("从 {} 起{}与{}的使用不成对段：用 --start 与 --to 指明试验的日期\n", to_text(done.first),
                            done.a, done.b)
              : fmt::format(
                    "the uses of {} and {} from {} on are no pairs of periods: --start and --to say when the "
                    "trial was\n",
                    done.a, done.b, to_text(done.first));
  }
  const trial::TrialShape& shape = done.record->shape;
  const std::string first = to_text(done.first), last = to_text(done.first + (shape.days() - 1));
  std::string text =
      zh ? fmt::format("  {}与{}，{} 至 {}：{} 对，每段 {} 天，{} 天用了别的\n  {}\n\n", done.a, done.b, first, last,
                       shape.pairs, shape.period_days, done.record->protocol_deviations,
                       half_life_text(done.half_life, shape.washout_days, record.language))
         : fmt::format("  {} against {}, {} to {}: {} pairs of periods of {} days, other use on days: {}\n  {}\n\n",
                       done.a, done.b, first, last, shape.pairs, shape.period_days, done.record->protocol_deviations,
                       half_life_text(done.half_life, shape.washout_days, record.language));
  for (const trial::TrialResult& result : done.results) {
    text += "  " + insight::sentence(done, result, record.profile, record.language) + "\n";
  }
  return text;
}

std::string uptake_text(const std::vector<trial::Comparison>& compared, const ask::Record& record) {
  if (compared.empty()) {
    return record.language == words::Language::zh
               ? "没有两种产品有使用前后的读数\n"
               : "no two products with readings before and after; docs/reference/diary-files.md has the columns\n";
  }
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
