// The sentences in English, by code, in the order of the other catalogue. Read through words.h.
#pragma once

#include "skin2vec/words/language.h"

namespace skin2vec::words::catalogue {

inline constexpr Text en[] = {
    // --- insight: findings ---
    {"list.comma", ", "},
    {"list.semicolon", "; "},
    {"list.items", ", "},
    {"number.with_interval", "{value} ({low} to {high})"},
    {"direction.lower", "lower"},
    {"direction.higher", "higher"},
    {"per.step", "per {step} {unit}"},
    {"per.use", "a use"},
    {"per.weight", "per weight 1"},
    {"effect.confounded",
     "{cause} and {dimension} go together, but {dimension} differs before {cause} too: it may follow, not lead"},
    {"effect.found",
     "After {cause}, {dimension} was {direction}: {size:+.2f} in all {per} ({low:.2f} to {high:.2f}), {strongest}; "
     "{q}{days}"},
    {"effect.found_count",
     "After {cause}, {dimension} was {direction}: {size} times as many in all {per} ({low} to {high}), {strongest}; "
     "{q}{days}"},
    {"effect.open",
     "{when} {cause}, {dimension} was {direction}: {size:+.2f} {per}; the sum is open ({low:.2f} to {high:.2f}); "
     "{q}{days}"},
    {"effect.open_count",
     "{when} {cause}, {dimension} was {direction}: {size} times as many {per}; the sum is open ({low} to {high}); "
     "{q}{days}"},
    {"effect.on_the_day", "On the day of"},
    {"effect.one_day_after", "1 day after"},
    {"effect.days_after", "{peak_day} days after"},
    {"effect.most_on_the_day", "most on the same day"},
    {"effect.most_one_day_after", "most 1 day after it"},
    {"effect.most_days_after", "most {peak_day} days after it"},
    {"effect.days", ", {n_exposed} days of {n_days}"},
    {"cohort_effect.confounded",
     "In {n_people} people {cause} and {dimension} go together, but {dimension} differs before {cause} too: it may "
     "follow, not lead"},
    {"cohort_effect.found",
     "In {n_people} people, after {cause}, {dimension} was {direction}: {size:+.2f} in all {per} on average ({low:.2f} "
     "to {high:.2f}), people differ by ±{spread:.2f}; {q}"},
    {"cohort_effect.found_count",
     "In {n_people} people, after {cause}, {dimension} was {direction}: {size} times as many in all {per} on average "
     "({low} to {high}), people differ by a factor of {spread}; {q}"},
    {"cohort_effect.one_fit",
     "In one fit of {n_people} people, after {cause}, {dimension} was {direction}: {size:+.2f} in all {per} ({low:.2f} "
     "to {high:.2f}), most on day {peak_day}; {q}"},
    {"cohort_effect.one_fit_count",
     "In one fit of {n_people} people, after {cause}, {dimension} was {direction}: {size} times as many in all {per} "
     "({low} to {high}), most on day {peak_day}; {q}"},
    {"dose.bell", "{dimension} was highest at {exposure} {optimum:.1f}{unit} ({low:.1f} to {high:.1f}){shift}"},
    {"dose.trough", "{dimension} was lowest at {exposure} {optimum:.1f}{unit} ({low:.1f} to {high:.1f}){shift}"},
    {"dose.shift", "; with {by} 100 higher it lies {per_100:+.1f}{unit} away"},
    {"dose.rising", "{dimension} was higher on days of more {exposure}"},
    {"dose.falling", "{dimension} was lower on days of more {exposure}"},
    {"dose.flat", "{dimension} was not seen to go with {exposure} of the day"},
    {"dose.unidentified",
     "{dimension} and {exposure}: cannot be told, it varies too little or there is too little data"},
    {"season.differ",
     "{dimension} in the 22 days after {step}{unit} more {exposure} differs by season: {seasons}; {q}"},
    {"season.winter", "winter {size:+.2f} ({low:.2f} to {high:.2f})"},
    {"season.spring", "spring {size:+.2f} ({low:.2f} to {high:.2f})"},
    {"season.summer", "summer {size:+.2f} ({low:.2f} to {high:.2f})"},
    {"season.autumn", "autumn {size:+.2f} ({low:.2f} to {high:.2f})"},
    {"change.shift_up",
     "{dimension} has been higher since {start}: {size:+.2f} ({low:.2f} to {high:.2f}); {sure:.0f} % sure of the "
     "kind{detected}"},
    {"change.shift_down",
     "{dimension} has been lower since {start}: {size:+.2f} ({low:.2f} to {high:.2f}); {sure:.0f} % sure of the "
     "kind{detected}"},
    {"change.drift_up",
     "{dimension} went slowly up from {start} to {end}: {size:+.2f} ({low:.2f} to {high:.2f}); {sure:.0f} % sure of "
     "the kind{detected}"},
    {"change.drift_down",
     "{dimension} went slowly down from {start} to {end}: {size:+.2f} ({low:.2f} to {high:.2f}); {sure:.0f} % sure of "
     "the kind{detected}"},
    {"change.passing_up",
     "{dimension} was higher for a while, {start} to {end}: {size:+.2f} ({low:.2f} to {high:.2f}); {sure:.0f} % sure "
     "of the kind{detected}"},
    {"change.passing_down",
     "{dimension} was lower for a while, {start} to {end}: {size:+.2f} ({low:.2f} to {high:.2f}); {sure:.0f} % sure of "
     "the kind{detected}"},
    {"change.detected", "; it would have been told on {detected_on}"},
    {"alarm.shift_up", "{date}: {dimension} seemed to have gone up at once on {start}{withdrawn}"},
    {"alarm.shift_down", "{date}: {dimension} seemed to have gone down at once on {start}{withdrawn}"},
    {"alarm.drift_up", "{date}: {dimension} seemed to have gone up slowly since {start}{withdrawn}"},
    {"alarm.drift_down", "{date}: {dimension} seemed to have gone down slowly since {start}{withdrawn}"},
    {"alarm.withdrawn", "; withdrawn on {withdrawn_on}"},
    {"habit.found",
     "A load of {cause} went with {direction} {dimension}: {accumulated:+.2f} after {horizon_days} days of daily use, "
     "{hidden:+.2f} of it beyond 10 days ({low:.2f} to {high:.2f}); {q}"},
    {"product.too_little_data", "{a} and {b}: too few uses with readings before and after ({n_a} and {n_b})"},
    {"product.no_gain", "{b} was not seen to give anything, so {a} cannot be set against it"},
    {"product.no_difference",
     "{dimension}: what {a} gives is {ratio:.2f} times what {b} gives ({low:.2f} to {high:.2f}), {n_a} and {n_b} uses: "
     "no difference worth caring about"},
    {"product.none_found",
     "{dimension}: what {a} gives is {ratio:.2f} times what {b} gives ({low:.2f} to {high:.2f}), {n_a} and {n_b} uses: "
     "they could not be told apart"},
    {"product.first_gives_more",
     "{dimension}: what {a} gives is {ratio:.2f} times what {b} gives ({low:.2f} to {high:.2f}), {n_a} and {n_b} uses: "
     "{a} gives more"},
    {"product.second_gives_more",
     "{dimension}: what {a} gives is {ratio:.2f} times what {b} gives ({low:.2f} to {high:.2f}), {n_a} and {n_b} uses: "
     "{b} gives more"},
    {"trial.too_little_data", "{dimension}: too little data, {n_a} and {n_b} days count"},
    {"trial.no_difference",
     "{dimension}: no difference worth caring about between {a} and {b} (less than {margin:.2f}): {size:+.2f} "
     "({low:.2f} to {high:.2f}), p = {p:.3f}, {n_a} and {n_b} days count"},
    {"trial.higher",
     "{dimension}: higher with {a} than with {b}: {size:+.2f} ({low:.2f} to {high:.2f}), p = {p:.3f}, {n_a} and {n_b} "
     "days count"},
    {"trial.lower",
     "{dimension}: lower with {a} than with {b}: {size:+.2f} ({low:.2f} to {high:.2f}), p = {p:.3f}, {n_a} and {n_b} "
     "days count"},
    {"trial.none_found",
     "{dimension}: {a} and {b} could not be told apart: {size:+.2f} ({low:.2f} to {high:.2f}), p = {p:.3f}, {n_a} and "
     "{n_b} days count"},
    {"trial_plan.detects",
     "{dimension}: a difference of {size:.2f} would be seen with probability {power:.2f}, one of {detectable:.2f} with "
     "0.80"},
    {"trial_plan.detects_nothing",
     "{dimension}: a difference of {size:.2f} would be seen with probability {power:.2f}, no difference would be seen "
     "with probability 0.8"},
    {"rhythm.daily", "Between morning and evening: {dimensions}"},
    {"rhythm.monthly", "Every {period} days: {dimensions}"},
    {"rhythm.seasonal", "Over the year: {dimensions}"},
    {"rhythm.dimension", "{dimension} ±{amplitude}"},
    {"rhythm.dimension_in_the_morning", "{dimension} ±{amplitude} higher in the morning"},
    {"rhythm.dimension_in_the_evening", "{dimension} ±{amplitude} higher in the evening"},

    // --- insight: alerts ---
    {"alert.shift_up",
     "{dimension} has been higher since {since}: {window_days}-day mean {window_mean:.2f}, the {baseline_days} days "
     "before it {baseline_mean:.2f} (sd {baseline_sd:.2f})"},
    {"alert.shift_down",
     "{dimension} has been lower since {since}: {window_days}-day mean {window_mean:.2f}, the {baseline_days} days "
     "before it {baseline_mean:.2f} (sd {baseline_sd:.2f})"},
    {"alert.drift_up",
     "{dimension} has been rising slowly since {since}: {window_days}-day mean {window_mean:.2f}, the {baseline_days} "
     "days before it {baseline_mean:.2f} (sd {baseline_sd:.2f})"},
    {"alert.drift_down",
     "{dimension} has been falling slowly since {since}: {window_days}-day mean {window_mean:.2f}, the {baseline_days} "
     "days before it {baseline_mean:.2f} (sd {baseline_sd:.2f})"},
    {"alert.forecast_past_limit",
     "{dimension} is expected to average {mean:.2f} over the next {window_days} days, past {limit:.2f}, your limit "
     "({percent:.0f} %); last {window_days} days {window_mean:.2f}"},
    {"alert.forecast_past_worst_tenth",
     "{dimension} is expected to average {mean:.2f} over the next {window_days} days, past {limit:.2f}, where your "
     "worst tenth begins ({percent:.0f} %); last {window_days} days {window_mean:.2f}"},

    // --- answers: forecasts ---
    {"forecast.not_compared_with_persistence", "too little data to compare with persistence"},
    {"forecast.better_than_persistence", "better than persistence"},
    {"forecast.worse_than_persistence", "worse than persistence"},
    {"forecast.no_better_than_persistence", "no better than persistence"},
    {"forecast.surroundings_help", "weather and air make the forecast of tomorrow better"},
    {"forecast.surroundings_not_seen_to_help", "weather and air are not seen to make the forecast of tomorrow better"},
    {"forecast.surroundings_unknown", "too little data to say whether weather and air help"},

    // --- answers: explanations ---
    {"explanation.same_day", "{cause} the same day {value:+.2f}"},
    {"explanation.one_day_before", "{cause} 1 day before {value:+.2f}"},
    {"explanation.days_before", "{cause} {lag} days before {value:+.2f}"},
    {"explanation.week", "The week: {swings}."},
    {"explanation.cycle", "The cycle: {swings}."},
    {"explanation.season", "The season: {swings}."},
    {"explanation.swing", "{dimension} ±{swing:.2f} (now {now:+.2f})"},
    {"explanation.no_rhythms", "The date by itself changes nothing in the forecast."},
    {"explanation.no_attention",
     "The network knows none of these dimensions: the structural forecast alone is told, without attention."},
    {"explanation.most_attended", "Most attended: {days}."},
    {"explanation.attended_day", "{day} ({percent:.0f} %)"},
    {"explanation.attention_agrees",
     "Attention agrees with what moves the forecast when days are hidden (r = {r:.2f})."},
    {"explanation.attention_does_not_agree",
     "Attention does not agree with what moves the forecast when days are hidden (r = {r:.2f})."},
    {"explanation.attention_not_known", "Too few days to say whether attention agrees with what moves the forecast."},

    // --- answers: training ---
    {"training.too_little_data",
     "too little data: training takes a record of {needed_days} days, the longest has {longest_days}; the network that "
     "ships is used"},
    {"training.better_than_shipped",
     "on days it had not seen its mean square error is {percent:.1f} % below that of the network that ships: it is "
     "used from now on"},
    {"training.not_better_than_shipped",
     "on days it had not seen it is not clearly better than the network that ships (mean square error {percent:+.1f} "
     "%): the one that ships is used"},

    // --- answers: surfaces ---
    {"surface.too_little_data", "{dimension} and {exposure}: too little data"},
    {"surface.none_found", "{dimension} was not seen to change after {exposure}; {p}, {n_days} days"},
    {"surface.found", "{dimension} changes after {exposure}; {p}, {n_days} days"},

    // --- the report ---

    // --- the report: record ---

    // --- the report: causes ---

    // --- the report: changes ---

    // --- the command line ---
};

}  // namespace skin2vec::words::catalogue
