// How each question is answered, and what may be said of it.
#include <fmt/format.h>

#include <algorithm>

#include "skin2vec/ask/cause_answers.h"
#include "skin2vec/ask/explanation_answers.h"
#include "skin2vec/ask/forecast_answers.h"
#include "skin2vec/ask/question_context.h"
#include "skin2vec/ask/surface_answers.h"
#include "skin2vec/insight/forecast_alerts.h"

namespace skin2vec::ask {

namespace {

const QuestionOption kSite{"site", OptionType::text, "where on the body; default: the one with most readings", ""};

// Typed results, by question: summary, alerts: insight::Summary; effects, dose, rhythms, habits, products: vectors of
// lag::Effect, dose::Dose, series::Rhythm, lag::Habit, trial::Comparison; surface: FoundSurface; changes:
// insight::Changes; plan: insight::PlannedTrial; trial: insight::DoneTrial; forecast: insight::ForecastAnswer; compare:
// insight::ForecastComparison; explain: insight::Explanation.

Result<Found> find_summary(const QuestionContext& context) {
  std::optional<series::Anchor> anchor;
  if (context.has("anchor")) {
    const std::string text = context.text("anchor");  // the parts are views of it
    const auto dates = split(text, ',');
    anchor = series::Anchor{*parse_day(trim(dates[0])), *parse_day(trim(dates[1]))};
  }
  const Record& record = context.record;
  insight::Summary summary;
  if (record.today) {
    summary = insight::summarize(
        record.entries, record.profile,
        {.today = *record.today, .anchor = anchor, .site = context.site(), .frames = context.whole("frames")});
  }
  return Found(std::move(summary), [](Answer& answer, const insight::Summary& found, const Record& of) {
    add_summary(answer, found, of.alert_context());
  });
}

// Alerts are those of the last days, as in the summary; forecasts learn from all of the record.
Result<Found> find_alerts(const QuestionContext& context) {
  const Record& record = context.record;
  insight::Summary summary;
  if (record.today) {
    const auto shipped = context.shipped();
    if (!shipped) return tl::unexpected(shipped.error());
    std::vector<diary::Entry> late;
    std::copy_if(record.entries.begin(), record.entries.end(), std::back_inserter(late), [&](const diary::Entry& one) {
      return one.kind == diary::Kind::reading && one.time.day >= *record.today - insight::needed_days;
    });
    summary = insight::with_forecast_alerts(
        insight::summarize(late, record.profile, {.today = *record.today, .anchor = {}, .site = {}}), record.entries,
        record.profile, *record.today, *shipped, kept_forecast(context.kept, std::nullopt));
  }
  return Found(std::move(summary), [](Answer& answer, const insight::Summary& found, const Record& of) {
    add_alerts(answer, found, of.alert_context());
  });
}

Result<Found> find_effects(const QuestionContext& context) {
  insight::EffectsQuestion question{.threads = context.run.threads, .permutation = {}};
  if (const int n = context.whole("permutations"); n > 0) {
    question.permutation = {n, context.run.seed, [&](std::int64_t done, std::int64_t all) {
                              return !context.run.progress || context.run.progress(done, all);
                            }};
  }
  return Found(insight::find_effects(context.covariates(), question),
               [](Answer& answer, const std::vector<lag::Effect>& found, const Record& of) {
                 add_effects(answer, found, of.profile, of.language);
               });
}

Result<Found> find_dose(const QuestionContext& context) {
  insight::Covariates covariates = context.covariates();
  const auto measured = context.if_given("measured");
  if (measured) {
    if (auto known = check_exposure(covariates, *measured); !known) return tl::unexpected(known.error());
  }
  std::vector<dose::Dose> doses = insight::find_dose(covariates, context.record.profile, context.run.threads);
  return Found(std::move(doses), [covariates = measured ? std::optional(std::move(covariates)) : std::nullopt,
                                  measured](Answer& answer, const std::vector<dose::Dose>& found, const Record& of) {
    add_dose(answer, found, of.profile, of.language);
    if (covariates) add_measured(answer, *covariates, *measured);
  });
}

Result<Found> find_surface(const QuestionContext& context) {
  SurfaceQuestion question{context.text("exposure"), context.text("dimension")};
  const std::string at = context.text("at");  // the parts are views of it
  for (const std::string_view part : split(at, ',')) {
    if (!trim(part).empty()) question.how.at.push_back(*parse_number(trim(part)));
  }
  if (context.has("centre")) question.how.centre = context.number("centre");
  auto surface = find_surface(context.covariates(), context.record.profile, question);
  if (!surface) return tl::unexpected(surface.error());
  return Found(*std::move(surface), [](Answer& answer, const FoundSurface& found, const Record& of) {
    add_surface(answer, found, of.profile, of.language);
  });
}

Result<Found> find_changes(const QuestionContext& context) {
  insight::ChangesOptions options;
  options.looked_at = context.flag("raw") ? insight::LookedAt::raw : insight::LookedAt::remaining;
  options.false_alarms_per_year = context.number("budget");
  options.threads = context.run.threads;
  return Found(insight::find_changes(context.covariates(), options),
               [](Answer& answer, const insight::Changes& found, const Record& of) {
                 add_changes(answer, found, of.profile, of.language);
               });
}

Result<Found> find_rhythms(const QuestionContext& context) {
  const Record& record = context.record;
  return Found(
      insight::find_rhythms(record.entries, record.profile, context.site(), context.run.seed),
      [](Answer& answer, const std::vector<series::Rhythm>& found, const Record&) { add_rhythms(answer, found); });
}

Result<Found> find_habits(const QuestionContext& context) {
  return Found(insight::find_habits(context.covariates(), context.run.threads),
               [](Answer& answer, const std::vector<lag::Habit>& found, const Record& of) {
                 add_habits(answer, found, of.profile, of.language);
               });
}

Result<Found> find_products(const QuestionContext& context) {
  trial::UptakeOptions options;
  options.seed = context.run.seed;
  const Record& record = context.record;
  return Found(trial::compare_uptake(trial::uptake_uses(record.entries, record.profile), options),
               [](Answer& answer, const std::vector<trial::Comparison>& found, const Record& of) {
                 add_products(answer, found, of.language);
               });
}

// "0.3" is in units of the dimension, "0.5sd" in sd of the person's days.
Result<insight::Size> read_size(const QuestionContext& context, const std::string& option) {
  const std::string text = context.text(option);
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

Result<insight::TrialQuestion> read_trial(const QuestionContext& context) {
  insight::TrialQuestion question{.a = context.text("a"),
                                  .b = context.text("b"),
                                  .dimension = context.if_given("dimension"),
                                  .seed = context.run.seed,
                                  .threads = context.run.threads};
  for (const std::string& name : {question.a, question.b}) {
    if (!is_name(name)) return refuse(Fault::malformed, in_quotes(name) + " is no name of a product");
  }
  if (question.a == question.b) {
    return refuse(Fault::malformed, fmt::format("{} against itself: two products are needed", in_quotes(question.a)));
  }
  if (context.has("washout")) question.washout_days = context.whole("washout");
  if (context.has("start")) question.start = context.date("start");
  return question;
}

Result<Found> find_plan(const QuestionContext& context) {
  const auto question = read_trial(context);
  if (!question) return tl::unexpected(question.error());
  const auto difference = read_size(context, "difference");
  if (!difference) return tl::unexpected(difference.error());
  auto planned = insight::plan_trial_of(context.covariates(), *question, context.whole("days"), *difference);
  if (!planned) return tl::unexpected(planned.error());
  return Found(*std::move(planned), [](Answer& answer, const insight::PlannedTrial& found, const Record& of) {
    add_plan(answer, found, of.profile, of.language);
  });
}

Result<Found> find_trial(const QuestionContext& context) {
  const auto question = read_trial(context);
  if (!question) return tl::unexpected(question.error());
  const auto margin = read_size(context, "margin");
  if (!margin) return tl::unexpected(margin.error());
  const Record& record = context.record;
  auto done = insight::done_trial(record.entries, record.profile, context.site(), *question, *margin);
  if (!done) return tl::unexpected(done.error());
  return Found(*std::move(done), [](Answer& answer, const insight::DoneTrial& found, const Record& of) {
    add_trial(answer, found, of.profile, of.language);
  });
}

Result<Found> find_forecast(const QuestionContext& context) {
  const Record& record = context.record;
  insight::ForecastOptions options{.horizons = context.whole("days"), .seed = context.run.seed};
  if (context.has("backtest")) {
    const Day from = context.date("backtest");
    if (record.today && from > *record.today) {
      return refuse(Fault::missing, fmt::format("no readings from {} on; the last is of {}", skin2vec::to_text(from),
                                                skin2vec::to_text(*record.today)));
    }
    options.backtest = insight::Backtest{.from = from, .every = context.whole("every")};
  }
  const auto personal = kept_model(context.kept);
  if (!personal) return tl::unexpected(personal.error());
  if (*personal) options.personal = &**personal;
  const auto shipped = context.shipped();
  if (!shipped) return tl::unexpected(shipped.error());
  options.shipped = *shipped;
  const std::string before = kept_forecast(context.kept, context.site());
  options.kept = before;
  insight::ForecastAnswer forecasts = insight::find_forecasts(record.entries, record.profile, context.site(), options);
  keep_forecast(context.kept, context.site(), before, forecasts.kept);
  return Found(std::move(forecasts), [](Answer& answer, const insight::ForecastAnswer& found, const Record&) {
    add_forecast(answer, found);
  });
}

Result<Found> find_comparison(const QuestionContext& context) {
  const Record& record = context.record;
  const auto personal = kept_model(context.kept);
  if (!personal) return tl::unexpected(personal.error());
  const auto shipped = context.shipped();
  if (!shipped) return tl::unexpected(shipped.error());
  const std::string before = kept_forecast(context.kept, context.site());
  insight::ForecastComparison comparison = insight::find_comparison(
      record.entries, record.profile, context.site(),
      {.seed = context.run.seed, .shipped = *shipped, .personal = *personal ? &**personal : nullptr, .kept = before});
  keep_forecast(context.kept, context.site(), before, comparison.kept);
  return Found(std::move(comparison), [](Answer& answer, const insight::ForecastComparison& found, const Record&) {
    add_comparison(answer, found);
  });
}

Result<Found> find_explanation(const QuestionContext& context) {
  const Record& record = context.record;
  insight::ExplanationOptions options{.horizon = context.whole("horizon"),
                                      .evenings = context.whole("days"),
                                      .seed = context.run.seed,
                                      .threads = context.run.threads};
  if (context.has("day")) options.day = context.date("day");
  const auto personal = kept_model(context.kept);
  if (!personal) return tl::unexpected(personal.error());
  if (*personal) options.personal = &**personal;
  const auto shipped = context.shipped();
  if (!shipped) return tl::unexpected(shipped.error());
  options.shipped = *shipped;
  const std::string before = kept_forecast(context.kept, context.site());
  options.kept = before;
  auto explanation = insight::find_explanation(record.entries, record.profile, context.site(), options);
  if (!explanation) return tl::unexpected(explanation.error());
  keep_forecast(context.kept, context.site(), before, explanation->kept);
  return Found(*std::move(explanation), [](Answer& answer, const insight::Explanation& found, const Record&) {
    add_explanation(answer, found);
  });
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
       find_summary},
      {"alerts",
       "What should be watched: a dimension that left its own baseline on the bad side, or will.",
       {},
       {.kinds = {}},
       find_alerts},
      {"effects",
       "What follows what, how much and how long after, with its doubt.",
       {{"permutations", whole, "also a p value from that many rotations of each cause", "0", 0, 100'000}, kSite},
       {.kinds = {}},
       find_effects},
      {"dose",
       "How much is best: humidity's bell, what rises or falls with the day, and what differs by season.",
       {{"measured", text, "an exposure whose measured days are told, too", ""}, kSite},
       {.kinds = {}},
       find_dose},
      {"surface",
       "Of any value of an exposure instead of a usual one: how much follows, and how long after.",
       {{"exposure", text, "as the profile names it", "", 0, 0, QuestionOption::required},
        dimension,
        {"at", numbers, "values to be told; default: four quantiles", ""},
        {"centre", number, "against which it is told; default: the median", ""},
        kSite},
       {.kinds = {}},
       find_surface},
      {"changes",
       "When something changed for good, slowly or at once, and when it would have been told.",
       {{"raw", flag, "look in the values as read, not in what remains after rhythm, season and causes", "false"},
        {"budget", number, "false alarms a year that the person accepts", "1", 0.01, 12},
        kSite},
       {.kinds = {}},
       find_changes},
      {"rhythms",
       "What comes back every day, every month, every year: amplitude, phase, interval, verdict.",
       {kSite},
       {.kinds = {}},
       find_rhythms},
      {"habits",
       "Hidden habits: harmless today, harmful by their load over weeks.",
       {kSite},
       {.kinds = {}},
       find_habits},
      {"products",
       "Lotion against cream: what each gives, once it is taken up.",
       {kSite},
       {.kinds = {}},
       find_products},
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
       find_plan},
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
       find_trial},
      {"forecast",
       "The days ahead: mean, spread, and how good such forecasts have been.",
       {{"days", whole, "days ahead", "7", 1, forecast::kHorizons},
        {"backtest", date, "from the evenings since that date instead, each as it would have been", ""},
        {"every", whole, "days between the evenings of backtest", "1", 1, 366},
        kSite},
       {.kinds = {}},
       find_forecast},
      {"compare",
       "Every model of the days ahead on this diary, day by day: errors, intervals, which one is used.",
       {kSite},
       {.kinds = {}},
       find_comparison},
      {"explain",
       "What a forecast was made of: causes by day, days looked at, days that matter.",
       {{"day", date, "the evening the forecast is made on; default: the last with a reading", ""},
        {"horizon", whole, "days ahead", "1", 1, forecast::kHorizons},
        {"days", whole, "evenings up to that day whose attention is told", "28", 1, 3660},
        kSite},
       {.kinds = {}},
       find_explanation},
  };
}

}  // namespace

std::span<const Question> questions() {
  static const std::vector<Question> all = all_questions();
  return all;
}

}  // namespace skin2vec::ask
