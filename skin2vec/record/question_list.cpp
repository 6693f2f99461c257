// How each question is answered, and what may be said of it.
#include <fmt/format.h>

#include <algorithm>

#include "skin2vec/insight/cause_answers.h"
#include "skin2vec/insight/explanation_answers.h"
#include "skin2vec/insight/forecast_alerts.h"
#include "skin2vec/insight/forecast_answers.h"
#include "skin2vec/insight/surfaces.h"
#include "skin2vec/record/asking.h"

namespace skin2vec::record {

namespace {

using insight::Answer;

const QuestionOption kSite{"site", OptionType::text, "where on the body; default: the one with most readings", ""};

Result<void> answer_summary(const Asking& asking, Answer& answer) {
  std::optional<series::Anchor> anchor;
  if (asking.has("anchor")) {
    const auto dates = split(asking.text("anchor"), ',');
    anchor = series::Anchor{*parse_day(trim(dates[0])), *parse_day(trim(dates[1]))};
  }
  insight::Summary summary;
  if (asking.record.today) {
    summary = insight::summarize(
        asking.record.entries, asking.record.profile,
        {.today = *asking.record.today, .anchor = anchor, .site = asking.site(), .frames = asking.whole("frames")});
  }
  insight::add_summary(answer, summary, asking.record.alert_context());
  return {};
}

// Alerts are those of the last days, as in the summary; forecasts learn from all of the record.
Result<void> answer_alerts(const Asking& asking, Answer& answer) {
  const Record& record = asking.record;
  insight::Summary summary;
  if (record.today) {
    std::vector<diary::Entry> late;
    std::copy_if(record.entries.begin(), record.entries.end(), std::back_inserter(late), [&](const diary::Entry& one) {
      return one.kind == diary::Kind::reading && one.time.day >= *record.today - insight::needed_days;
    });
    summary = insight::with_forecast_alerts(
        insight::summarize(late, record.profile, {.today = *record.today, .anchor = {}, .site = {}}), record.entries,
        record.profile, *record.today, kept_forecast(asking.store, record.person, std::nullopt));
  }
  insight::add_alerts(answer, summary, record.alert_context());
  return {};
}

Result<void> answer_effects(const Asking& asking, Answer& answer) {
  insight::EffectsQuestion question{.threads = asking.doing.threads, .permutation = {}};
  if (const int n = asking.whole("permutations"); n > 0) {
    question.permutation = {n, asking.doing.seed, [&](std::int64_t done, std::int64_t all) {
                              return !asking.doing.told || asking.doing.told(done, all);
                            }};
  }
  insight::add_effects(answer, insight::find_effects(asking.causes(), question), asking.record.profile,
                       asking.record.language);
  return {};
}

Result<void> answer_dose(const Asking& asking, Answer& answer) {
  const insight::Causes causes = asking.causes();
  if (asking.has("measured")) {
    if (auto known = insight::check_exposure(causes, asking.text("measured")); !known) return known;
  }
  insight::add_dose(answer, insight::find_dose(causes, asking.record.profile, asking.doing.threads),
                    asking.record.profile, asking.record.language);
  if (asking.has("measured")) insight::add_measured(answer, causes, asking.text("measured"));
  return {};
}

Result<void> answer_surface(const Asking& asking, Answer& answer) {
  insight::SurfaceQuestion question{asking.text("exposure"), asking.text("dimension")};
  for (const std::string_view part : split(asking.text("at"), ',')) {
    if (!trim(part).empty()) question.how.at.push_back(*parse_number(trim(part)));
  }
  if (asking.has("centre")) question.how.centre = asking.number("centre");
  const auto found = insight::find_surface(asking.causes(), asking.record.profile, question);
  if (!found) return tl::unexpected(found.error());
  insight::add_surface(answer, *found, asking.record.profile, asking.record.language);
  return {};
}

Result<void> answer_changes(const Asking& asking, Answer& answer) {
  insight::ChangesOptions options;
  options.looked_at = asking.flag("raw") ? insight::LookedAt::raw : insight::LookedAt::remaining;
  options.false_alarms_per_year = asking.number("budget");
  options.threads = asking.doing.threads;
  insight::add_changes(answer, insight::find_changes(asking.causes(), options), asking.record.profile,
                       asking.record.language);
  return {};
}

Result<void> answer_rhythms(const Asking& asking, Answer& answer) {
  const Record& record = asking.record;
  insight::add_rhythms(answer, insight::find_rhythms(record.entries, record.profile, asking.site(), asking.doing.seed));
  return {};
}

Result<void> answer_habits(const Asking& asking, Answer& answer) {
  insight::add_habits(answer, insight::find_habits(asking.causes(), asking.doing.threads), asking.record.profile,
                      asking.record.language);
  return {};
}

Result<void> answer_products(const Asking& asking, Answer& answer) {
  lag::UptakeOptions options;
  options.seed = asking.doing.seed;
  insight::add_products(answer,
                        lag::compare_uptake(lag::uptake_uses(asking.record.entries, asking.record.profile), options),
                        asking.record.language);
  return {};
}

// "0.3" is in units of the dimension, "0.5sd" in sd of the person's days.
Result<insight::Size> read_size(const Asking& asking, const std::string& option) {
  const std::string text = asking.text(option);
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

Result<insight::TrialQuestion> read_trial(const Asking& asking) {
  insight::TrialQuestion question{.a = asking.text("a"),
                                  .b = asking.text("b"),
                                  .dimension = asking.if_given("dimension"),
                                  .seed = asking.doing.seed,
                                  .threads = asking.doing.threads};
  for (const std::string& name : {question.a, question.b}) {
    if (!is_name(name)) return refuse(Fault::malformed, in_quotes(name) + " is no name of a product");
  }
  if (question.a == question.b) {
    return refuse(Fault::malformed, fmt::format("{} against itself: two products are needed", in_quotes(question.a)));
  }
  if (asking.has("washout")) question.washout_days = asking.whole("washout");
  if (asking.has("start")) question.start = asking.date("start");
  return question;
}

Result<void> answer_plan(const Asking& asking, Answer& answer) {
  const auto question = read_trial(asking);
  if (!question) return tl::unexpected(question.error());
  const auto difference = read_size(asking, "difference");
  if (!difference) return tl::unexpected(difference.error());
  const auto planned = insight::plan_trial_of(asking.causes(), *question, asking.whole("days"), *difference);
  if (!planned) return tl::unexpected(planned.error());
  insight::add_plan(answer, *planned, asking.record.profile, asking.record.language);
  return {};
}

Result<void> answer_trial(const Asking& asking, Answer& answer) {
  const auto question = read_trial(asking);
  if (!question) return tl::unexpected(question.error());
  const auto margin = read_size(asking, "margin");
  if (!margin) return tl::unexpected(margin.error());
  const auto done =
      insight::done_trial(asking.record.entries, asking.record.profile, asking.site(), *question, *margin);
  if (!done) return tl::unexpected(done.error());
  insight::add_trial(answer, *done, asking.record.profile, asking.record.language);
  return {};
}

// For the next forecast of that person and site.
void leave(const Asking& asking, std::string_view before, std::string_view next) {
  if (next.empty() || next == before) return;
  keep_forecast(asking.store, asking.record.person, asking.site(), next, asking.now);
}

Result<void> answer_forecast(const Asking& asking, Answer& answer) {
  const Record& record = asking.record;
  insight::ForecastOptions options{.horizons = asking.whole("days"), .seed = asking.doing.seed};
  if (asking.has("backtest")) {
    const Day from = asking.date("backtest");
    if (record.today && from > *record.today) {
      return refuse(Fault::missing, fmt::format("no readings from {} on; the last is of {}", skin2vec::to_text(from),
                                                skin2vec::to_text(*record.today)));
    }
    options.backtest = insight::Backtest{.from = from, .every = asking.whole("every")};
  }
  const auto personal = kept_model(asking.store, record.person);
  if (!personal) return tl::unexpected(personal.error());
  if (*personal) options.personal = &**personal;
  const std::string kept = kept_forecast(asking.store, record.person, asking.site());
  options.kept = kept;
  const auto found = insight::find_forecasts(record.entries, record.profile, asking.site(), options);
  leave(asking, kept, found.kept);
  insight::add_forecast(answer, found);
  return {};
}

Result<void> answer_compare(const Asking& asking, Answer& answer) {
  const Record& record = asking.record;
  const auto personal = kept_model(asking.store, record.person);
  if (!personal) return tl::unexpected(personal.error());
  const std::string kept = kept_forecast(asking.store, record.person, asking.site());
  const auto found = insight::find_comparison(
      record.entries, record.profile, asking.site(),
      {.seed = asking.doing.seed, .personal = *personal ? &**personal : nullptr, .kept = kept});
  leave(asking, kept, found.kept);
  insight::add_comparison(answer, found);
  return {};
}

Result<void> answer_explain(const Asking& asking, Answer& answer) {
  const Record& record = asking.record;
  insight::ExplanationOptions options{.horizon = asking.whole("horizon"),
                                      .evenings = asking.whole("days"),
                                      .seed = asking.doing.seed,
                                      .threads = asking.doing.threads};
  if (asking.has("day")) options.day = asking.date("day");
  const auto personal = kept_model(asking.store, record.person);
  if (!personal) return tl::unexpected(personal.error());
  if (*personal) options.personal = &**personal;
  const std::string kept = kept_forecast(asking.store, record.person, asking.site());
  options.kept = kept;
  const auto found = insight::find_explanation(record.entries, record.profile, asking.site(), options);
  if (!found) return tl::unexpected(found.error());
  leave(asking, kept, found->kept);
  insight::add_explanation(answer, *found);
  return {};
}

std::vector<Question> all_questions() {
  using enum OptionType;
  const QuestionOption dimension{"dimension", text, "as the profile names it", "", 0, 0, QuestionOption::required};
  const QuestionOption a{"a", text, "a product", "", 0, 0, QuestionOption::required};
  const QuestionOption b{"b", text, "the other one", "", 0, 0, QuestionOption::required};
  const QuestionOption only{"dimension", text, "this one only; default: all", ""};
  const QuestionOption washout{"washout", whole, "days of a period that do not count; default: three half-lives",
                               "",        0,     60};
  return {
      {"summary",
       "Where you stand: today against the last 7 days and your own last 30.",
       {{"anchor", dates, "FROM,TO: a calibration month as baseline instead of the last 30 days", ""},
        {"frames", whole, "also the frame of each of the last so many dates", "0", 0, 3660},
        kSite},
       {.last_days = insight::needed_days},
       answer_summary},
      {"alerts",
       "What should be watched: a dimension that left its own baseline on the bad side, or will.",
       {},
       {.kinds = {}},
       answer_alerts},
      {"effects",
       "What follows what, how much and how long after, with its doubt.",
       {{"permutations", whole, "also a p value from that many rotations of each cause", "0", 0, 100'000}, kSite},
       {.kinds = {}},
       answer_effects},
      {"dose",
       "How much is best: humidity's bell, what rises or falls with the day, and what differs by season.",
       {{"measured", text, "an exposure whose measured days are told, too", ""}, kSite},
       {.kinds = {}},
       answer_dose},
      {"surface",
       "Of any value of an exposure instead of a usual one: how much follows, and how long after.",
       {{"exposure", text, "as the profile names it", "", 0, 0, QuestionOption::required},
        dimension,
        {"at", numbers, "values to be told; default: four quantiles", ""},
        {"centre", number, "against which it is told; default: the median", ""},
        kSite},
       {.kinds = {}},
       answer_surface},
      {"changes",
       "When something changed for good, slowly or at once, and when it would have been told.",
       {{"raw", flag, "look in the values as read, not in what remains after rhythm, season and causes", "false"},
        {"budget", number, "false alarms a year that the person accepts", "1", 0.01, 12},
        kSite},
       {.kinds = {}},
       answer_changes},
      {"rhythms",
       "What comes back every day, every month, every year: amplitude, phase, interval, verdict.",
       {kSite},
       {.kinds = {}},
       answer_rhythms},
      {"habits",
       "Hidden habits: harmless today, harmful by their load over weeks.",
       {kSite},
       {.kinds = {}},
       answer_habits},
      {"products",
       "Lotion against cream: what each gives, once it is taken up.",
       {kSite},
       {.kinds = {}},
       answer_products},
      {"plan",
       "Which of two products on which day of a trial with oneself, and what that would show.",
       {a,
        b,
        only,
        washout,
        {"days", whole, "at most", "84", 1, 3650},
        {"start", date, "first day; default: the day after the last reading", ""},
        {"difference", text, "to be seen, in units or in sd of the days", "0.5sd"},
        kSite},
       {.kinds = {}},
       answer_plan},
      {"trial",
       "What a trial says that was carried out.",
       {a,
        b,
        only,
        washout,
        {"start", date, "first day; default: the first use of either", ""},
        {"margin", text, "smallest difference worth caring about, in units or in sd", "0.5sd"},
        kSite},
       {.kinds = {}},
       answer_trial},
      {"forecast",
       "The days ahead: mean, spread, and how good such forecasts have been.",
       {{"days", whole, "days ahead", "7", 1, model::kHorizons},
        {"backtest", date, "also from every earlier evening since that date, as it would have been", ""},
        {"every", whole, "days between the evenings of backtest", "1", 1, 366},
        kSite},
       {.kinds = {}},
       answer_forecast},
      {"compare",
       "Every model of the days ahead on this diary, day by day: errors, intervals, which one is used.",
       {kSite},
       {.kinds = {}},
       answer_compare},
      {"explain",
       "What a forecast was made of: causes by day, days looked at, days that matter.",
       {{"day", date, "the evening the forecast is made on; default: the last with a reading", ""},
        {"horizon", whole, "days ahead", "1", 1, model::kHorizons},
        {"days", whole, "evenings up to that day whose attention is told", "28", 1, 3660},
        kSite},
       {.kinds = {}},
       answer_explain},
  };
}

}  // namespace

std::span<const Question> questions() {
  static const std::vector<Question> all = all_questions();
  return all;
}

}  // namespace skin2vec::record
