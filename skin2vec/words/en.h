// The sentences in English, by code, in the order of the other catalogue. Read through words.h.
#pragma once

#include "skin2vec/words/language.h"

namespace skin2vec::words::catalogue {

inline constexpr Text en[] = {
    // --- insight: findings ---

    // --- insight: alerts ---

    // --- answers: forecasts ---

    // --- answers: explanations ---

    // --- answers: training ---

    // --- answers: surfaces ---
    {"surface.too_little_data", "{dimension} and {exposure}: too little data"},
    {"surface.none_found", "{dimension} was not seen to change after {exposure}; {p}, {n_days} days"},
    {"surface.found", "{dimension} changes after {exposure}; {p}, {n_days} days"},

    // --- the report ---

    // --- the report: record ---

    // --- the report: causes ---

    // --- the report: changes ---

    // --- the command line ---
    {"alerts.none", "no alerts"},
    {"alerts.snoozed", "{name} is snoozed until {until}"},
    {"alerts.snoozed.foretold", "{name} (forecast) is snoozed until {until}"},
    {"changes.allowed", "False alarms allowed: {n} a year."},
    {"changes.none", "no changes found"},
    {"changes.replay", "Alarms a day-by-day replay would have raised"},
    {"compare.column.difference", "MAE minus persistence"},
    {"compare.used", "used {n_days} d ahead: {model}"},
    {"compare.used.cohort", "used {n_days} d ahead by {people} of {all} people: {model}"},
    {"demo.begins", "a virtual person: {n_days} days, {readings} readings, {events} events (seed {seed})"},
    {"demo.no_rhythm", "nothing found"},
    {"demo.page", "Her page: {url}  (Ctrl-C ends it and keeps nothing)"},
    {"demo.title.alerts", "What should be watched"},
    {"demo.title.rhythms", "What comes back"},
    {"demo.title.summary", "Where she stands: today against 7 days and her own 30"},
    {"demo.title.yours", "Your own diary"},
    {"demo.truth.cycle", "(the truth: a cycle of {n_days:.1f} days, no start of it logged)"},
    {"demo.truth.none", "(the truth: no monthly cycle)"},
    {"dose.no_surroundings", "no surroundings yet; `skin2vec import` reads them"},
    {"effects.cohort.examined",
     "All {people} people: {examined} pairs of a cause and a dimension examined, {told} told here."},
    {"effects.cohort.person", "{sentence}; {person} alone {alone}, with the others' help {helped}"},
    {"effects.examined",
     "{examined} pairs of a cause and a dimension examined, {told} told here, {silent} with too little data.\n"
     "What follows is not always caused; --json has every pair, day by day."},
    {"effects.permuted", "{sentence}; permutation {p} (of {n})"},
    {"explain.forecast", "{dimension} on {date}: {mean}"},
    {"explain.no_cause", "no cause is seen to act on it"},
    {"explain.wrote", "wrote {file}"},
    {"forecast.column.date", "date"},
    {"forecast.column.forecast", "forecast"},
    {"forecast.column.from", "from"},
    {"forecast.column.range", "8 of 10 times"},
    {"forecast.row.range", "{low} to {high}"},
    {"forecast.skill.day", "1 day ahead: wrong by {error} on average so far, {compared}"},
    {"forecast.skill.days", "{n_days} days ahead: wrong by {error} on average so far, {compared}"},
    {"habits.examined",
     "{examined} pairs of a habit and a dimension examined, {told} found, {silent} with too little data.\n"
     "What follows is not always caused; --json has every pair, by rank."},
    {"log.ask.events", "events (late_night:1.5;spicy_food, or nothing)"},
    {"log.ask.note", "note"},
    {"log.expected", "expected {expected}"},
    {"products.none", "no two products with readings before and after; docs/reference/diary-files.md has the columns"},
    {"products.plan", "{a} against {b}: {pairs} pairs of periods of {period_days} days, {n_days} days in all"},
    {"products.plan.afterwards", "Write down each day which was used; afterwards: {command}"},
    {"products.plan.period", "{first} to {last}  {product}"},
    {"products.plan.too_few", "too few readings to say what it would see"},
    {"products.trial",
     "{a} against {b}, {first} to {last}: {pairs} pairs of periods of {period_days} days, other use on days: "
     "{deviations}"},
    {"products.trial.no_periods",
     "the uses of {a} and {b} from {first} on are no pairs of periods: --start and --to say when the trial was"},
    {"products.washout.fitted",
     "the first {washout_days} days of a period do not count (washout; half-life {half_life:.1f} days, as the diary "
     "shows)"},
    {"products.washout.usual",
     "the first {washout_days} days of a period do not count (washout; half-life {half_life:.1f} days, as is usual: "
     "the diary does not show it)"},
    {"rhythms.column.amplitude", "amplitude"},
    {"rhythms.column.interval", "95 % interval"},
    {"rhythms.column.peak", "peak"},
    {"rhythms.column.period", "period (days)"},
    {"rhythms.column.rhythm", "rhythm"},
    {"rhythms.column.verdict", "verdict"},
    {"rhythms.name.daily", "daily"},
    {"rhythms.name.monthly", "monthly"},
    {"rhythms.name.seasonal", "seasonal"},
    {"rhythms.peak.evening", "evening"},
    {"rhythms.peak.morning", "morning"},
    {"rhythms.verdict.found", "found"},
    {"rhythms.verdict.none_found", "none found"},
    {"rhythms.verdict.too_little_data", "too little data"},
    {"sensors.bias",
     "{source} {exposure} against {against}: {difference:+.2f} ({dates} dates: too few for an interval)"},
    {"sensors.bias.interval",
     "{source} {exposure} against {against}: {difference:+.2f} (95 %: {low:+.2f} to {high:+.2f}, {dates} dates)"},
    {"sensors.doubt.not_understood", "not understood"},
    {"sensors.doubt.out_of_range", "out of range"},
    {"sensors.doubt.unavailable", "unavailable"},
    {"sensors.dropped", "dropped, too large or too many: {n}"},
    {"sensors.entries", "entries written: {n}"},
    {"sensors.heard", "{source} {exposure}: n = {n}, mean {mean:.2f}, last {last:.2f}"},
    {"sensors.lost", "the connection was lost, {n} x"},
    {"sensors.no_reading", "no reading"},
    {"sensors.not_kept", "not kept: {of} {doubt}, {n} x"},
    {"sensors.refused", "the broker refuses the topic {topic}"},
    {"sensors.retained", "retained, so of unknown age and not recorded: {n}"},
    {"summary.column.days", "{n_days} days"},
    {"summary.column.last", "last {n_days} days"},
    {"summary.column.percentile", "pct"},
    {"summary.column.sd", "sd"},
    {"summary.column.today", "today"},
    {"summary.column.trend", "a week"},
    {"summary.head", "{person}, {today} (profile {profile})"},
    {"summary.head.site", "{person}, {today} (profile {profile}, site {site})"},
    {"summary.other_site.value", "1 value of site {site} stands apart; see them with --site"},
    {"summary.other_site.values", "{n} values of site {site} stand apart; see them with --site"},
    {"summary.typing_error", "today's reading looks like a typing error"},
    {"surface.against", "against {centre:.1f}{unit}: day by day for {n_days} days, and in all (95 %)"},
    {"surface.total", "{total:+.2f} ({low:.2f} to {high:.2f})"},
    {"surface.total.outside", "{total:+.2f} ({low:.2f} to {high:.2f}); outside the values of the record"},
    {"user.none", "no accounts"},
    {"user.token", "token {id} {name}: {role} {person}"},
    {"user.token_once", "the token is shown this once; it is kept nowhere"},
    {"verbs.column.covers", "80 % covers"},
    {"verbs.column.days", "days"},
    {"verbs.column.error", "MAE"},
    {"verbs.column.model", "model"},
    {"verbs.column.n", "n"},
    {"verbs.newest.days", "the newest reading is {n:.0f} days old"},
    {"verbs.newest.hours", "the newest reading is {n:.0f} hours old"},
    {"verbs.no_readings", "no readings"},
    {"verbs.too_little_data", "Too little data: {dimensions}"},
    {"weather.asked", "{place} (rounded to {degrees} degrees), {from} to {to}"},
    {"weather.cached", "{service} {from} to {to}: from the cache, fetched {fetched}"},
    {"weather.gap", "gap in {exposure}: {first} to {last} ({hours} h)"},
    {"weather.gaps_more", "and {n} more gaps; --json lists all"},
    {"weather.hours", "{exposure:<12} {hours:>6} hours"},
    {"weather.hours.missing", "{sentence}, {n} missing"},
    {"weather.hours.out_of_range", "{sentence}, {n} out of range, not kept"},
    {"weather.kept", "kept {hours} hours, {unchanged} unchanged"},
    {"weather.quota", "quota: {now:.1f} calls now, {today:.1f} within a day, of {limit:.0f}"},
};

}  // namespace skin2vec::words::catalogue
