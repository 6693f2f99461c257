#include <fmt/format.h>

#include "cli/question.h"
#include "cli/verbs.h"
#include "skin2vec/base/text.h"
#include "skin2vec/insight/cause_answers.h"

namespace skin2vec::cli {

namespace {

struct Options {
  const CLI::App* plan = nullptr;
  const CLI::App* trial = nullptr;
  std::string a, b;
  std::string start;
  std::optional<std::string> dimension;
  std::optional<int> washout_days;
  int days = 84;
  std::string difference = "0.5sd";
  std::string margin = "0.5sd";
};

// "0.3" is in units of the dimension, "0.5sd" in sd of the person's days.
Result<insight::Size> read_size(const std::string& option, const std::string& text) {
  insight::Size size{.in_sd = text.ends_with("sd")};
  const auto number = parse_number(size.in_sd ? text.substr(0, text.size() - 2) : text);
  if (!number || !(*number > 0)) {
    return refuse(Fault::malformed, fmt::format("{} is {}; expected a size above 0, in units (0.3) or in sd of the "
                                                "days (0.5sd)",
                                                option, in_quotes(text)));
  }
  size.value = *number;
  return size;
}

Result<insight::TrialQuestion> read_question(const Options& options, const Common& common) {
  for (const std::string& name : {options.a, options.b}) {
    if (!is_name(name)) return refuse(Fault::malformed, in_quotes(name) + " is no name of a product");
  }
  if (options.a == options.b) {
    return refuse(Fault::malformed, fmt::format("{} against itself: two products are needed", in_quotes(options.a)));
  }
  if (options.washout_days && (*options.washout_days < 0 || *options.washout_days > 60)) {
    return refuse(Fault::malformed, fmt::format("--washout is {}; expected 0 to 60 days", *options.washout_days));
  }
  insight::TrialQuestion question{.a = options.a,
                                  .b = options.b,
                                  .dimension = options.dimension,
                                  .washout_days = options.washout_days,
                                  .seed = common.seed,
                                  .threads = common.threads};
  if (options.start.empty()) return question;
  const auto start = parse_day(options.start);
  if (!start) return tl::unexpected(Error{start.error().fault, "--start: " + start.error().message});
  question.start = *start;
  return question;
}

std::string half_life_text(const insight::HalfLife& half_life, int washout_days, insight::Language language) {
  if (language == insight::Language::zh) {
    return fmt::format("每段前 {} 天洗脱，不计入；半衰期 {:.1f} 天（{}）", washout_days, half_life.days,
                       half_life.fitted ? "由日记估计" : "常用值，日记不足以估计");
  }
  return fmt::format("the first {} days of a period do not count (washout; half-life {:.1f} days, {})", washout_days,
                     half_life.days,
                     half_life.fitted ? "as the diary shows" : "as is usual: the diary does not show it");
}

std::string plan_text(const insight::PlannedTrial& planned, const Loaded& loaded) {
  const bool zh = loaded.language == insight::Language::zh;
  const lag::TrialShape& shape = planned.plan.shape;
  std::string text = zh ? fmt::format("  {}与{}：{} 对，每段 {} 天，共 {} 天\n  {}\n\n", planned.a, planned.b,
                                      shape.pairs, shape.period_days, shape.days(),
                                      half_life_text(planned.half_life, shape.washout_days, loaded.language))
                        : fmt::format("  {} against {}: {} pairs of periods of {} days, {} days in all\n  {}\n\n",
                                      planned.a, planned.b, shape.pairs, shape.period_days, shape.days(),
                                      half_life_text(planned.half_life, shape.washout_days, loaded.language));
  const auto& used = planned.plan.used_a;
  for (std::size_t day = 0; day < used.size();) {
    std::size_t next = day;
    while (next < used.size() && used[next] == used[day]) ++next;
    text += fmt::format("  {} {} {}  {}\n", to_text(planned.first + static_cast<int>(day)), zh ? "至" : "to",
                        to_text(planned.first + static_cast<int>(next) - 1), used[day] ? planned.a : planned.b);
    day = next;
  }
  text += "\n";
  for (const lag::TrialOutlook& outlook : planned.plan.outlook) {
    text += "  " + insight::sentence(outlook, loaded.profile, loaded.language) + "\n";
  }
  if (planned.plan.outlook.empty()) {
    text += zh ? "  读数太少，无法估计能看到多大的差别\n" : "  too few readings to say what it would see\n";
  }
  const std::string after =
      fmt::format("skin2vec products trial {} {} --start {}", planned.a, planned.b, to_text(planned.first));
  return text + (zh ? fmt::format("\n每天记下用了哪一种；结束后：{}\n", after)
                    : fmt::format("\nWrite down each day which was used; afterwards: {}\n", after));
}

std::string trial_text(const insight::DoneTrial& done, const Loaded& loaded) {
  const bool zh = loaded.language == insight::Language::zh;
  if (!done.record) {
    return zh ? fmt::format("从 {} 起{}与{}的使用不成对段：用 --start 与 --to 指明试验的日期\n", to_text(done.first),
                            done.a, done.b)
              : fmt::format(
                    "the uses of {} and {} from {} on are no pairs of periods: --start and --to say when the "
                    "trial was\n",
                    done.a, done.b, to_text(done.first));
  }
  const lag::TrialShape& shape = done.record->shape;
  const std::string first = to_text(done.first), last = to_text(done.first + (shape.days() - 1));
  std::string text =
      zh ? fmt::format("  {}与{}，{} 至 {}：{} 对，每段 {} 天，{} 天用了别的\n  {}\n\n", done.a, done.b, first, last,
                       shape.pairs, shape.period_days, done.record->slips,
                       half_life_text(done.half_life, shape.washout_days, loaded.language))
         : fmt::format("  {} against {}, {} to {}: {} pairs of periods of {} days, other use on days: {}\n  {}\n\n",
                       done.a, done.b, first, last, shape.pairs, shape.period_days, done.record->slips,
                       half_life_text(done.half_life, shape.washout_days, loaded.language));
  for (const lag::TrialResult& result : done.results) {
    text += "  " + insight::sentence(done, result, loaded.profile, loaded.language) + "\n";
  }
  return text;
}

Result<Told> tell_plan(const Options& options, const Asked& asked) {
  const Loaded& loaded = asked.loaded;
  const auto question = read_question(options, asked.common);
  if (!question) return tl::unexpected(question.error());
  const auto difference = read_size("--difference", options.difference);
  if (!difference) return tl::unexpected(difference.error());
  if (options.days < 1 || options.days > 3650) {
    return refuse(Fault::malformed, fmt::format("--days is {}; expected 1 to 3650", options.days));
  }
  const auto causes = insight::causes_of(loaded.entries, loaded.profile, asked.site);
  auto planned = insight::plan_trial_of(causes, *question, options.days, *difference);
  if (!planned) return tl::unexpected(planned.error());
  std::string words = plan_text(*planned, loaded);
  return Told{[planned = std::move(*planned), &loaded](insight::Answer& answer) {
                insight::add_plan(answer, planned, loaded.profile, loaded.language);
              },
              std::move(words)};
}

Result<Told> tell_trial(const Options& options, const Asked& asked) {
  const Loaded& loaded = asked.loaded;
  const auto question = read_question(options, asked.common);
  if (!question) return tl::unexpected(question.error());
  const auto margin = read_size("--margin", options.margin);
  if (!margin) return tl::unexpected(margin.error());
  auto done = insight::done_trial(loaded.entries, loaded.profile, asked.site, *question, *margin);
  if (!done) return tl::unexpected(done.error());
  std::string words = trial_text(*done, loaded);
  return Told{[done = std::move(*done), &loaded](insight::Answer& answer) {
                insight::add_trial(answer, done, loaded.profile, loaded.language);
              },
              std::move(words)};
}

Told tell_uptake(const Asked& asked) {
  const Loaded& loaded = asked.loaded;
  lag::UptakeOptions options;
  options.seed = asked.common.seed;
  const auto compared = lag::compare_uptake(lag::uptake_uses(loaded.entries, loaded.profile), options);
  std::string words;
  for (const lag::Comparison& one : compared) words += "  " + insight::sentence(one, loaded.language) + "\n";
  if (compared.empty()) {
    words = loaded.language == insight::Language::zh
                ? "没有两种产品有使用前后的读数\n"
                : "no two products with readings before and after; docs/reference/diary-files.md has the columns\n";
  }
  return {[compared, &loaded](insight::Answer& answer) { insight::add_products(answer, compared, loaded.language); },
          std::move(words)};
}

CLI::App* add_trial_verb(CLI::App& verb, const std::string& name, const std::string& what,
                         const std::shared_ptr<Options>& options) {
  CLI::App* inner = verb.add_subcommand(name, what);
  inner->add_option("A", options->a, "a product")->required()->type_name("");
  inner->add_option("B", options->b, "the other one")->required()->type_name("");
  inner->add_option("--dimension", options->dimension, "this one only; default: all")
      ->type_name("NAME")
      ->always_capture_default(false);
  inner->add_option("--washout", options->washout_days, "days of a period that do not count; default: three half-lives")
      ->type_name("N")
      ->always_capture_default(false);
  return inner;
}

}  // namespace

Verb add_products(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  Verb verb = add_question(
      program,
      {"products", "Lotion against cream: what each gives, once it is taken up; plans a trial with oneself, reads it.",
       "  skin2vec products\n  skin2vec products plan cream lotion --days 84\n  skin2vec products trial cream lotion"},
      [options](const Asked& asked) -> Result<Told> {
        if (options->plan->parsed()) return tell_plan(*options, asked);
        if (options->trial->parsed()) return tell_trial(*options, asked);
        return tell_uptake(asked);
      });
  verb.app->fallthrough();
  CLI::App* plan = add_trial_verb(*verb.app, "plan", "Which product on which day, and what that would show.", options);
  plan->add_option("--days", options->days, "at most")->type_name("N")->always_capture_default(true);
  plan->add_option("--start", options->start, "first day; default: the day after the last reading")
      ->type_name("DATE")
      ->always_capture_default(false);
  plan->add_option("--difference", options->difference, "to be seen, in units or in sd of the days")
      ->type_name("X|Xsd")
      ->always_capture_default(true);
  CLI::App* trial = add_trial_verb(*verb.app, "trial", "What a trial says that was carried out.", options);
  trial->add_option("--start", options->start, "first day; default: the first use of either")
      ->type_name("DATE")
      ->always_capture_default(false);
  trial->add_option("--margin", options->margin, "smallest difference worth caring about, in units or in sd")
      ->type_name("X|Xsd")
      ->always_capture_default(true);
  options->plan = plan, options->trial = trial;
  return verb;
}

}  // namespace skin2vec::cli
