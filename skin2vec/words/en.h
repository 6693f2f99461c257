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
    {"report.lang", "en"},
    {"report.disclaimer",
     "Not a medical device, and no diagnosis. Associations are not causes: what follows something is not always caused "
     "by it. Each finding says its doubt."},
    {"report.head.title", "{person}: {profile}"},
    {"report.head.record", "{from} to {to}, {days}, {n_read} with a reading; profile {profile}"},
    {"report.head.record_of_site", "{from} to {to}, {days}, {n_read} with a reading; profile {profile}; site {site}"},
    {"report.head.other_sites.one", "{n} value of other sites not used"},
    {"report.head.other_sites", "{n} values of other sites not used"},
    {"report.no_readings_yet", "no readings yet"},
    {"report.days.one", "{n} day"},
    {"report.days", "{n} days"},
    {"report.between_names", ", "},
    {"report.findings.heading", "Findings, the most useful first"},
    {"report.findings.none_yet", "nothing found yet"},
    {"report.findings.left_out.one", "{n} more finding is in the tables below"},
    {"report.findings.left_out", "{n} more findings are in the tables below"},
    {"report.rows_left_out.one", "{n} more row is not shown"},
    {"report.rows_left_out", "{n} more rows are not shown"},
    {"report.forest.legend", "dots are estimates, lines 95 % intervals; the table has the numbers"},

    // --- the report: record ---
    {"report.frame.heading", "Where things stand"},
    {"report.frame.columns",
     "|better|today|{window}-day mean|{baseline}-day mean (sd)|z, {window} days|z, {baseline} days|percentile|a week "
     "(95 %)|last {baseline} days"},
    {"report.frame.better.high", "high"},
    {"report.frame.better.low", "low"},
    {"report.frame.better.middle", "middle"},
    {"report.frame.picture", "{dimension}, last {n_days} days"},
    {"report.frame.picture.range", "{n_read} of {n_days} days read, {low} to {high}"},
    {"report.frame.picture.empty", "{n_read} of {n_days} days read"},
    {"report.frame.note",
     "z: today less one's own mean of {window} and {baseline} days, in sd. Grey band: mean of {baseline} days, less "
     "and plus one sd; a blank is a day without a reading"},
    {"report.frame.not_read", "not read: {dimensions}"},
    {"report.frame.flagged", "? today's reading looks like a typing error"},
    {"report.alerts.heading", "What should be watched"},
    {"report.alerts.none", "no alert stands"},
    {"report.alerts.columns", "|level|since|mean now|mean before (sd)|kind"},
    {"report.alerts.level.watch", "watch"},
    {"report.alerts.level.warn", "warn"},
    {"report.alerts.level.act", "act"},
    {"report.alerts.snoozed", "{level} (snoozed until {until})"},
    {"report.alerts.doubt.foretold", "{level}: a forecast, no fact"},
    {"report.alerts.doubt",
     "{level}: where nothing changes it comes about {rate} times a year; a rule that warns, no diagnosis"},
    {"report.alerts.limit", "limit {limit}"},
    {"report.alerts.kind.foretold", "expected"},
    {"report.alerts.kind.drift", "slow"},
    {"report.alerts.kind.shift", "sudden"},
    {"report.rhythms.heading", "What comes back"},
    {"report.rhythms.doubt",
     "each p at most {p:.3f}, corrected for the number of dimensions; ± is half of peak to trough"},
    {"report.rhythms.doubt.below_0_001",
     "each p < 0.001, corrected for the number of dimensions; ± is half of peak to trough"},
    {"report.rhythms.columns", "|daily|monthly|seasonal"},
    {"report.rhythms.verdict.none_found", "none found"},
    {"report.rhythms.verdict.too_little_data", "too little data"},
    {"report.rhythms.swing.morning_higher", "{swing}, morning higher"},
    {"report.rhythms.swing.evening_higher", "{swing}, evening higher"},
    {"report.rhythms.swing.peak", "{swing}, peak {peak}"},
    {"report.gaps.heading", "Where the diary has gaps"},
    {"report.gaps.read", "{n_read} of {n_days} days have a reading"},
    {"report.gaps.read_with_gap", "{n_read} of {n_days} days have a reading; the longest gap is {gap}, from {from}"},
    {"report.gaps.doubt.days", "{percent:.0f} % of the days are missing; a gap is no zero, and is not filled in"},
    {"report.gaps.doubt.weeks", "{percent:.0f} % of the weeks are missing; a gap is no zero, and is not filled in"},
    {"report.gaps.picture", "Days with a reading"},
    {"report.gaps.days_read", "days read"},

    // --- the report: causes ---
    {"report.causes.heading", "What follows what"},
    {"report.causes.none_yet", "no events, surroundings or products yet"},
    {"report.causes.columns", "cause|dimension|sum of 22 days (95 %)|peak day|days|q|control p"},
    {"report.causes.picture", "What followed each cause"},
    {"report.causes.picture.axis", "sd of the dimension"},
    {"report.causes.doubt.passes", "passes the negative control ({p})"},
    {"report.causes.doubt.fails", "fails the negative control ({p})"},
    {"report.causes.examined",
     "{n} pairs of a cause and a dimension examined, {n_found} found, {n_silent} with too little data"},
    {"report.causes.note",
     "Events are told for weight 1, products for a use, air and weather for the step named; days: those with the "
     "cause; q is the false discovery rate. Negative control: the amounts of the 3 days to come can have no effect; "
     "also with what passes it something unknown may go"},
    {"report.causes.failed",
     "◇ {n} more failed the negative control: the dimension differs before it too, so it may follow, not lead"},
    {"report.habits.heading", "Hidden habits"},
    {"report.habits.none_yet", "no events or products yet"},
    {"report.habits.columns", "habit|dimension|days 0 to 10|beyond day 10 (95 %)|q"},
    {"report.habits.doubt", "a load over weeks has no negative control; what else changed then may explain it"},
    {"report.habits.doubt.fails", "the same pair fails the negative control day by day: it may follow, not lead"},
    {"report.habits.examined",
     "{n} pairs of a habit and a dimension examined, {n_found} found, {n_silent} with too little data"},
    {"report.dose.heading", "How much is best"},
    {"report.dose.none_yet", "no surroundings yet"},
    {"report.dose.columns", "surroundings|dimension|shape|optimum (95 %)|p"},
    {"report.dose.doubt", "of the same day, {n_days} days, {p}"},
    {"report.dose.picture", "{dimension} by {exposure}"},
    {"report.dose.shape.bell", "bell"},
    {"report.dose.shape.trough", "trough"},
    {"report.dose.shape.rising", "rising"},
    {"report.dose.shape.falling", "falling"},
    {"report.dose.shape.flat", "flat"},
    {"report.dose.shape.unidentified", "unidentified"},
    {"report.dose.examined",
     "{n} pairs of an exposure and a dimension examined, {n_found} found. Bands are 95 % intervals"},
    {"report.products.heading", "Products side by side"},
    {"report.products.none_yet", "no two products with readings before and after"},
    {"report.products.columns", "products|dimension|verdict|ratio of gains (95 %)|uses|p"},
    {"report.products.picture", "Ratios of gains"},
    {"report.products.picture.axis", "ratio of gains; 1 is the same"},
    {"report.products.doubt", "randomization {p}; which one was used was not drawn by lot"},
    {"report.products.verdict.found", "found"},
    {"report.products.verdict.none_found", "cannot be told apart"},
    {"report.products.verdict.no_difference", "no difference"},
    {"report.products.verdict.too_little_data", "too little data"},

    // --- the report: changes ---
    {"report.changes.heading", "What changed"},
    {"report.changes.columns", "|how|from|to|size (95 %)|weekly means"},
    {"report.changes.how.shift", "at once"},
    {"report.changes.how.drift", "slowly"},
    {"report.changes.how.passing", "for a while"},
    {"report.changes.picture", "{dimension}, weekly means"},
    {"report.changes.picture.weeks", "{n} weeks"},
    {"report.changes.doubt",
     "in what remains after rhythms, events and surroundings; a cause that was not written down may explain it"},
    {"report.changes.none_found", "no changes found"},
    {"report.changes.too_little_data", "{n} with too little data"},

    // --- the command line ---
};

}  // namespace skin2vec::words::catalogue
