"""The laws of the answers of the public contract, and what a diary says, computed the obvious way.

    check("summary", answer)            raises Broken if the schema or a law of that verb does not hold
    agree(answer, rows)                 raises Broken if a summary is not what the rows of the CSV say

Used by check_answers.py. The meanings stand in docs/reference/answers.md, the schemas beside it.
"""

import datetime
import json
import math
import pathlib
import re
import statistics
import sys

try:
    import jsonschema
except ImportError:
    sys.exit("check_answers: needs python3-jsonschema (apt-get install python3-jsonschema)")

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMAS = {path.name.removesuffix(".schema.json"): jsonschema.Draft202012Validator(json.loads(path.read_text("utf-8")))
           for path in sorted((ROOT / "docs/reference/schemas").glob("*.schema.json"))}
DIMENSIONS = ["oil", "moisture", "elasticity", "radiance", "sensitivity"]  # of profile skin, without tewl and barrier
NEAR = 1e-9  # both sides compute the same sums in another order


class Broken(Exception):
    """A law of the contract that does not hold."""


def hold(truth, told):
    if not truth:
        raise Broken(told)


def near(here, there, what, within=NEAR):
    """Both numbers are missing, or they agree."""
    if here is None or there is None:
        hold(here is there, f"{what}: the program says {there}, the diary {here}")
    else:
        hold(math.isclose(here, there, rel_tol=within, abs_tol=within),
             f"{what}: the program says {there}, the diary {here}")


# --- what an answer must be, whatever the diary -----------------------------------------------------------------------

def no_such_number(text):
    raise Broken(f"the text has {text}, which is no JSON")


def strict_object(pairs):
    hold(len({key for key, _ in pairs}) == len(pairs), f"a name stands twice among {[key for key, _ in pairs]}")
    return dict(pairs)


def read_strictly(text):
    try:
        return json.loads(text, parse_constant=no_such_number, object_pairs_hook=strict_object)
    except ValueError as error:
        raise Broken(f"no JSON: {error}") from error


def dates_exist(node, path="answer"):
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in ("value", "note", "toml"):  # what a person wrote
                dates_exist(value, f"{path}.{key}")
    elif isinstance(node, list):
        for i, value in enumerate(node):
            dates_exist(value, f"{path}[{i}]")
    elif isinstance(node, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", node):
        try:
            datetime.date.fromisoformat(node)
        except ValueError:
            raise Broken(f"{path} is {node}, a date that does not exist") from None


def interval_holds(value, ci, what):
    if ci is not None:
        hold(ci[0] <= ci[1], f"{what}: ci {ci} is the wrong way round")
        hold(value is not None, f"{what}: an interval {ci} about nothing")
        hold(ci[0] - NEAR <= value <= ci[1] + NEAR, f"{what}: {value} is outside its ci {ci}")


def check_head(answer):
    ends = (answer["from"], answer["to"])
    hold((ends[0] is None) == (ends[1] is None), f"from {ends[0]} to {ends[1]}: both or none")
    days = 0 if ends[0] is None else (as_date(ends[1]) - as_date(ends[0])).days + 1
    hold(answer["days"] == days and days >= 0, f"days is {answer['days']}; from {ends[0]} to {ends[1]} are {days}")


def check_dimension(one):
    what = one["name"]
    for z, why in (("z_window", "z_window_missing"), ("z_baseline", "z_baseline_missing")):
        hold((one[z] is None) == (one[why] is not None), f"{what}: {z} {one[z]} and {why} {one[why]}: one of them")
    hold((one["window_mean"] is None) == (one["window_days"] == 0), f"{what}: a mean of {one['window_days']} days")
    hold((one["window_sd"] is None) == (one["window_days"] < 2), f"{what}: an sd of {one['window_days']} days")
    hold((one["baseline_mean"] is None) == (one["baseline_days"] == 0), f"{what}: mean of {one['baseline_days']} days")
    hold((one["baseline_sd"] is None) == (one["baseline_days"] < 2), f"{what}: an sd of {one['baseline_days']} days")
    hold((one["trend_per_week"] is None) == (one["window_days"] < 3), f"{what}: a trend of {one['window_days']} days")
    interval_holds(one["trend_per_week"], one["ci"], f"{what} trend_per_week")
    month = one["baseline_trend_per_month"]
    hold((month["value"] is None) == (one["baseline_days"] < 3), f"{what}: a trend of {one['baseline_days']} days")
    interval_holds(month["value"], month["ci"], f"{what} baseline_trend_per_month")
    for mean in ("window", "baseline"):
        if one["today"] is not None and one[f"z_{mean}"] is not None:
            near((one["today"] - one[f"{mean}_mean"]) / one[f"{mean}_sd"], one[f"z_{mean}"], f"{what} z_{mean}", 1e-6)


    if "frames" in one:
        dates = [frame[0] for frame in one["frames"]]
        hold(dates == sorted(set(dates)), f"{what}: frames of the dates {dates}")
        hold(all((frame[3] is None) <= (frame[4] is None) for frame in one["frames"]), f"{what}: an sd without a mean")
        last = one["frames"][-1]
        for value, field in zip(last[1:], ("today", "window_mean", "baseline_mean", "baseline_sd")):
            hold((value is None) == (one[field] is None), f"{what}: the last frame's {field} is {value}")
            if value is not None:
                near(value, one[field], f"{what}: the last frame's {field}")


def check_alerts(answer):
    order = ["act", "warn", "watch"]
    levels = [order.index(alert["level"]) for alert in answer["alerts"]]
    hold(levels == sorted(levels), f"alerts in the order {levels}: the most serious first")
    ids = [alert["id"] for alert in answer["alerts"]]
    hold(len(set(ids)) == len(ids), f"alert ids {ids}: each once")
    for alert in answer["alerts"]:
        raised = alert["evidence"]["raised_on"]
        hold(answer["from"] <= alert["since"] <= raised <= answer["to"],
             f"{alert['id']}: since {alert['since']}, raised on {raised}")
        foretold = alert["evidence"]["kind"] == "forecast"
        hold(alert["id"] == alert["dimension"] + (".forecast" if foretold else ""), f"{alert['id']}: of {alert['dimension']}")
        if foretold:
            hold(alert["since"] == raised and alert["level"] != "act", f"{alert['id']}: a forecast is no fact: {alert}")
            off, sd = alert["evidence"]["forecast_mean"] - alert["evidence"]["limit"], alert["evidence"]["forecast_sd"]
            if sd > 0:
                near(statistics.NormalDist().cdf(abs(off) / sd), alert["evidence"]["probability"],
                     f"{alert['id']} probability", 1e-9)


def check_rhythms(answer):
    names = ["daily", "monthly", "seasonal"]
    rhythms = answer["rhythms"]
    for i, rhythm in enumerate(rhythms):
        what = f"{rhythm['dimension']} {rhythm['name']}"
        hold(rhythm["name"] == names[i % 3], f"{what}: three for each dimension, daily, monthly, seasonal")
        hold(rhythm["dimension"] == rhythms[i - i % 3]["dimension"], f"{what}: three for each dimension")
        interval_holds(rhythm["period_days"], rhythm["period_ci"], f"{what} period")
        interval_holds(rhythm["amplitude"], rhythm["amplitude_ci"], f"{what} amplitude")
        if rhythm["peak"] is not None:
            hold(answer["from"] <= rhythm["peak"] <= answer["to"], f"{what}: peak {rhythm['peak']} outside the record")


def check_skill(lines):
    pairs = [(line["model"], line["horizon"]) for line in lines]
    hold(len(set(pairs)) == len(pairs), "skill: a model and a horizon stand once")
    for line in lines:
        what = f"{line['model']} at {line['horizon']}"
        hold(line["ci"] is None or line["ci"][0] <= line["ci"][1], f"{what}: the interval {line['ci']}")
        hold(line["model"] != "persistence" or line["ci"] is None, f"{what}: no interval against itself")
        hold(line["mae"] is None or line["crps"] <= line["mae"] * 2, f"{what}: CRPS {line['crps']}, MAE {line['mae']}")


def check_forecast(answer):
    check_skill(answer["skill"])
    rows = answer["forecast"]
    keys = [(row["origin"], row["dimension"], row["horizon"]) for row in rows]
    hold(len(set(keys)) == len(keys), "forecast: an origin, a dimension and a horizon stand once")
    hold([row["origin"] for row in rows] == sorted(row["origin"] for row in rows), "forecast: origins in order")
    for row in rows:
        what = f"{row['dimension']} from {row['origin']} at {row['horizon']}"
        hold(answer["from"] <= row["origin"] <= answer["to"], f"{what}: an origin outside the record")
        ahead = (datetime.date.fromisoformat(row["date"]) - datetime.date.fromisoformat(row["origin"])).days
        hold(ahead == row["horizon"], f"{what}: {row['date']}")
        quantiles = [row["quantiles"][key] for key in ("0.1", "0.25", "0.5", "0.75", "0.9")]
        hold(quantiles == sorted(quantiles), f"{what}: quantiles {quantiles}")
        hold(quantiles[0] <= row["mean"] <= quantiles[-1], f"{what}: mean {row['mean']} outside {quantiles}")
        hold(not row["pmf"] or abs(sum(row["pmf"]) - 1) < 1e-9, f"{what}: probabilities {row['pmf']}")


def check_train(answer):
    check_skill(answer["skill"])
    silent = answer["verdict"] == "too little data"
    hold(silent == (answer["people"] == 0), f"train: {answer['people']} people, {answer['verdict']}")
    for key in ("epochs", "loss", "through", "ratio"):
        hold((answer[key] is None) == silent or key == "ratio", f"train: {key} {answer[key]}, {answer['verdict']}")
    hold((answer["used"] == "personal") == (answer["verdict"] == "found"), f"train: {answer['used']} is used")
    if answer["verdict"] == "found":
        hold(answer["ratio"] < 1, f"train: adopted at {answer['ratio']}")
    if not silent:
        hold(answer["from"] <= answer["through"] < answer["to"], f"train: through {answer['through']}")
        hold([line["model"] for line in answer["skill"]] == ["personal"] * 4 + ["hybrid"] * 4 + ["persistence"] * 4,
             "train: the own, the shipped, persistence")


def check_explain(answer):
    dimensions = [one["dimension"] for one in answer["forecast"]]
    hold(len(set(dimensions)) == len(dimensions), "explain: a dimension stands once")
    for rows, value in (("forecast", "mean"), ("influence", "value"), ("occlusion", "value"), ("rhythms", "value")):
        for row in answer[rows]:
            hold(row["dimension"] in dimensions, f"explain: {row['dimension']} is not forecast")
            if row[value] is not None:
                near(row["path"] + row["network"], row[value], f"explain: the parts of {row}", 1e-5)
    known = answer["model"] != "structural"
    hold(known == bool(answer["attention"]) == bool(answer["heat_map"]) == (answer["gap"] is not None),
         f"explain: attention of {answer['model']}")
    for row in answer["attention"]:
        near(1, math.fsum(row["weights"]), "explain: weights sum to 1", 1e-5)
        hold(len(row["days"]) == len(row["weights"]) and row["days"][-1] == answer["day"], "explain: days of the weights")
    heads = [(row["layer"], row["head"]) for row in answer["attention"]]
    hold(len(set(heads)) == len(heads), "explain: a head stands once")
    for at, row in enumerate(answer["heat_map"]):
        near(1, math.fsum(row["weights"]), "explain: the map's weights sum to 1", 1e-5)
        hold(row["query"] == str(as_date(row["from"]) + datetime.timedelta(len(row["weights"]) - 1)),
             f"explain: the dates of the map {row['from']} to {row['query']}")
        back = len(answer["heat_map"]) - 1 - at
        hold(row["query"] == str(as_date(answer["day"]) - datetime.timedelta(back)), "explain: an evening of the map")
    if known:
        mean = [math.fsum(each) / len(heads) for each in zip(*(row["weights"] for row in answer["attention"]))]
        for ours, told in zip(mean, answer["heat_map"][-1]["weights"]):
            near(ours, told, "explain: the map is the mean of the heads", 1e-5)
    keys = [(row["cause"], row["kind"], row["lag"], row["dimension"]) for row in answer["influence"]]
    hold(len(set(keys)) == len(keys), "explain: a cause, lag and dimension stand once")
    for row in answer["influence"]:
        hold(row["date"] == str(as_date(answer["day"]) - datetime.timedelta(row["lag"])), f"explain: the date of {row}")
        hold(row["kind"] == "exposure" or row["amount"] != 0, f"explain: influence of nothing: {row}")
        hold(known or row["network"] == 0, "explain: a part of no network")
    for row in answer["occlusion"]:
        hold(row["day"] <= answer["day"], f"explain: a later day is hidden: {row}")
    keys = [(row["scale"], row["dimension"]) for row in answer["rhythms"]]
    hold(len(set(keys)) == len(keys), "explain: a scale and dimension stand once")
    for row in answer["rhythms"]:
        hold(known or row["network"] == 0, "explain: a rhythm of no network")
        hold(row["swing"] is None or abs(row["value"]) <= 2 * row["swing"] + 1e-5, f"explain: further from the mean than the whole swing: {row}")
    hold(all(known == (one is not None) for scale, one in answer["amplitudes"].items() if scale != "monthly"),
         "explain: amplitudes of the network that reads")
    told = answer["deletion"]
    hold(len(told["curve"]) == len(told["random"]) == len(told["days"]), "explain: a number for each day hidden")
    hold((told["auc"] is None) == (told["p"] is None) == (told["newest"] is None), "explain: auc, p and newest")
    hold(known or told["r"] is None, "explain: a deletion without attention")
    agrees = "too little data" if told["r"] is None or told["auc"] is None else \
        "agrees" if told["r"] > 0 and told["auc"] > 0 and told["p"] <= 0.05 else "does not agree"
    hold(told["verdict"] == agrees, f"explain: verdict {told['verdict']}, expected {agrees}")
    if told["auc"] is not None:
        near(math.fsum(told["curve"]) / math.fsum(told["random"]) - 1, told["auc"], "explain: auc", 1e-6)
        near(told["random"][-1], told["curve"][-1], "explain: all days hidden, in any order", 1e-4)
        hold(set(told["days"]) == {row["day"] for row in answer["occlusion"]}, "explain: the days that are hidden")


def check_compare(answer):
    check_skill(answer["skill"])
    models = {line["model"] for line in answer["skill"]}
    for chosen in answer["chosen"]:
        hold(chosen["model"] in models, f"chosen {chosen['model']}, compared {models}")
        hold(("people" in chosen) == ("people" in answer), "people of a cohort alone")
    if "people" in answer:
        hold(answer["person"] == "", "a cohort is no person")
        for horizon in {chosen["horizon"] for chosen in answer["chosen"]}:
            counts = [chosen["people"] for chosen in answer["chosen"] if chosen["horizon"] == horizon]
            hold(sum(counts) == answer["people"], f"{horizon} days: {counts} follow, of {answer['people']}")
            hold(counts == sorted(counts, reverse=True), f"{horizon} days: {counts}, most people first")
    help_ = answer["surroundings_help"]
    intervals = [one["ci"] for one in help_["differences"]]
    if help_["verdict"] == "found":
        hold(intervals and intervals[0][1] < 0, f"surroundings help, and the interval is {intervals}")


def check_effects(answer):
    pairs = [(effect["cause"], effect["dimension"]) for effect in answer["effects"]]
    hold(len(set(pairs)) == len(pairs), "effects: a pair stands once")
    known = []
    for effect in answer["effects"]:
        what = f"{effect['cause']} on {effect['dimension']}"
        interval_holds(effect["total"], effect["ci"], what)
        silent = effect["verdict"] == "too little data"
        for field in ("total", "ci", "p", "q", "kernel", "kernel_ci", "peak_day", "control_p"):
            hold((effect[field] is None) == silent, f"{what}: {field} with {effect['verdict']}")
        hold((effect["sentence"] is not None) == (effect["verdict"] in ("found", "confounded")), f"{what}: sentence")
        hold(effect["n_days"] <= answer["days"] and effect["n_exposed"] <= answer["days"], f"{what}: more days than are")
        turned = effect["permutation"]
        if turned is not None:
            hold(not silent and turned["n"] <= max(answer["days"] - 61, 0), f"{what}: {turned['n']} rotations")
            as_extreme = turned["p"] * (turned["n"] + 1)
            hold(abs(as_extreme - round(as_extreme)) < 1e-6 and round(as_extreme) >= 1, f"{what}: p of rotations")
        hold((effect["own_weight"] is None) == (effect["kind"] != "event"), f"{what}: own_weight of an {effect['kind']}")
        if silent:
            continue
        known.append(effect)
        hold((effect["q"] <= 0.10) == (effect["verdict"] != "none found"), f"{what}: q {effect['q']}, {effect['verdict']}")
        near(math.fsum(effect["kernel"]), effect["total"], f"{what}: sum of the kernel", 1e-6)
        peak = max(range(22), key=lambda lag: abs(effect["kernel"][lag]))
        near(abs(effect["kernel"][peak]), abs(effect["kernel"][effect["peak_day"]]), f"{what}: peak_day", 1e-6)
    q_holds(known)
    if "cohort" in answer:
        check_cohort(answer)


def q_holds(known):
    """q, computed again: from the largest p down, the least of p n / rank."""
    least = 1.0
    for rank, effect in sorted(enumerate(sorted(known, key=lambda e: e["p"]), 1), reverse=True, key=lambda e: e[0]):
        least = min(least, effect["p"] * len(known) / rank)
        near(least, effect["q"], f"{effect['cause']} on {effect['dimension']}: q", 1e-6)


def check_cohort(answer):
    cohort = answer["cohort"]
    own = {(effect["cause"], effect["dimension"]): effect for effect in answer["effects"]}
    known = []
    for effect in cohort["effects"]:
        what = f"cohort, {effect['cause']} on {effect['dimension']}"
        silent = effect["verdict"] == "too little data"
        interval_holds(effect["mean"], effect["ci"], what)
        together = effect["source"] == "one fit"
        for field in ("mean", "ci", "p", "q", "control_p"):
            hold((effect[field] is None) == silent, f"{what}: {field} with {effect['verdict']}")
        hold((effect["tau"] is None) == (silent or together), f"{what}: tau with {effect['verdict']}")
        for field in ("kernel", "kernel_ci", "peak_day"):
            hold((effect[field] is not None) == together, f"{what}: {field} of {effect['source']}")
        hold(not (together and (silent or effect["people"])), f"{what}: people of one fit")
        hold(effect["n_people"] <= cohort["n_people"], f"{what}: {effect['n_people']} people")
        hold(together or effect["n_people"] == len(effect["people"]), f"{what}: {effect['n_people']} people")
        alone = effect["source"] == "each alone"  # what is in common may be silent for want of common dates
        hold((effect["n_people"] < 3) == silent or (silent and not alone), f"{what}: {effect['n_people']} people")
        hold((effect["sentence"] is not None) == (effect["verdict"] in ("found", "confounded")), f"{what}: sentence")
        for one in effect["people"]:
            hold((one["shrunken"] is None) == silent, f"{what}: shrunken of {one['person']}")
            interval_holds(one["total"], one["ci"], f"{what}: {one['person']}")
            if one["shrunken"]:
                interval_holds(one["shrunken"]["total"], one["shrunken"]["ci"], f"{what}: {one['person']} shrunken")
            if one["person"] == answer["person"]:
                mine = own[effect["cause"], effect["dimension"]]
                hold((mine["total"], mine["shrunken"]) == (one["total"], one["shrunken"]), f"{what}: own and cohort")
        if not silent:
            hold((effect["q"] <= 0.10) == (effect["verdict"] != "none found"), f"{what}: q and verdict")
            known.append(effect)
    q_holds(known)


def check_dose(answer):
    for dose in answer["dose"]:
        what = f"{dose['dimension']} by {dose['exposure']}"
        bell = dose["shape"] == "bell"
        interval_holds(dose["optimum"], dose["ci"], what)
        interval_holds(dose["shift"]["per_100"], dose["shift"]["ci"], f"{what} shift")
        for field in ("optimum", "ci", "width", "width_above", "height"):
            hold((dose[field] is not None) == bell, f"{what}: {field} of a {dose['shape']}")
        hold(bool(dose["zones"]) == bell, f"{what}: zones of a {dose['shape']}")
        hold(bool(dose["curve"]) == (dose["shape"] != "unidentified"), f"{what}: curve of {dose['shape']}")
        hold((dose["p"] is None) == (dose["shape"] == "unidentified"), f"{what}: p of {dose['shape']}")
        for x, y, low, high in dose["curve"]:
            hold(low - NEAR <= y <= high + NEAR, f"{what}: {y} outside its band at {x}")
        hold(all(a[0] < b[0] for a, b in zip(dose["curve"], dose["curve"][1:])), f"{what}: x of the curve increases")
        for before, zone in zip([None, *dose["zones"]], dose["zones"]):
            hold(zone["from"] < zone["to"] and (before is None or before["to"] == zone["from"]), f"{what}: zones meet")
        hold((dose["shift"]["median"] is None) == (dose["shift"]["by"] is None), f"{what}: the median of what shifts it")
        if "measured" in dose:
            hold(0 < len(dose["measured"]) <= dose["n_days"], f"{what}: {len(dose['measured'])} days of {dose['n_days']}")
        check_seasons(dose, what)


def check_seasons(dose, what):
    hold([part["name"] for part in dose["seasons"]] == ["winter", "spring", "summer", "autumn"], f"{what}: four seasons")
    days = sum(part["n_days"] for part in dose["seasons"])
    hold(days == dose["n_days"], f"{what}: {days} days in seasons, {dose['n_days']} in all")
    told = [part for part in dose["seasons"] if part["verdict"] != "too little data"]
    for part in dose["seasons"]:
        where = f"{what} in {part['name']}"
        interval_holds(part["total"], part["ci"], where)
        interval_holds(part["optimum"], part["optimum_ci"], where)
        for field in ("total", "ci", "p"):
            hold((part[field] is not None) == (part in told), f"{where}: {field} of {part['verdict']}")
        if part in told:
            hold(part["n_days"] >= 30, f"{where}: told of {part['n_days']} days")
            hold((part["verdict"] == "found") == (part["p"] < 0.05), f"{where}: {part['verdict']} at p {part['p']}")
        hold((part["optimum"] is None) == (part["height"] is None), f"{where}: optimum and height together")
        hold(part["optimum"] is None or dose["shape"] == "bell", f"{where}: optimum of a {dose['shape']}")
    differ = dose["seasons_differ"]
    silent = differ["verdict"] == "too little data"
    hold((differ["p"] is None) == silent and (differ["q"] is None) == silent, f"{what}: p of {differ['verdict']}")
    hold(silent == (len(told) < 2), f"{what}: {len(told)} seasons compared, {differ['verdict']}")
    if not silent:
        hold((differ["verdict"] == "found") == (differ["q"] <= 0.10), f"{what}: {differ['verdict']} at q {differ['q']}")
        hold(differ["q"] >= differ["p"] - NEAR, f"{what}: q below p")
    interval_holds(dose["transition"]["total"], dose["transition"]["ci"], f"{what} in transition")


def check_surface(answer):
    surface = answer["surface"]
    told = surface["verdict"] != "too little data"
    what = f"surface of {surface['exposure']} and {surface['dimension']}"
    hold((surface["p"] is not None) == told and bool(surface["at"]) == told, f"{what}: p and values of {surface['verdict']}")
    if told:
        hold((surface["verdict"] == "found") == (surface["p"] < 0.05), f"{what}: {surface['verdict']} at {surface['p']}")
        hold(surface["n_days"] >= 90, f"{what}: told of {surface['n_days']} days")
    for row in surface["at"]:
        where = f"{what} at {row['x']}"
        interval_holds(row["total"], row["ci"], where)
        hold(len(row["by_lag"]) == 22, f"{where}: {len(row['by_lag'])} lags")
        hold(abs(sum(value for value, _, _ in row["by_lag"]) - row["total"]) < 1e-6, f"{where}: the lags sum to the total")
        for lag, (value, low, high) in enumerate(row["by_lag"]):
            hold(low - NEAR <= value <= high + NEAR, f"{where}: {value} outside its interval at lag {lag}")
        if row["x"] == surface["centre"]:
            hold(row["total"] == 0, f"{where}: the centre against itself")


def check_changes(answer):
    starts = [change["start"] for change in answer["changes"]]
    hold(starts == sorted(starts), f"changes by start: {starts}")
    dates = [alarm["date"] for alarm in answer["alarms"]]
    hold(dates == sorted(dates), f"alarms by date: {dates}")
    for change in answer["changes"]:
        what = f"{change['kind']} of {change['dimension']}"
        interval_holds(change["size"], change["ci"], what)
        hold(answer["from"] <= change["start"] <= change["end"] <= answer["to"], f"{what}: within the record")
        hold((change["start"] == change["end"]) == (change["kind"] == "shift"), f"{what}: {change['start']} to its end")
        told = [alarm["date"] for alarm in answer["alarms"]
                if alarm["dimension"] == change["dimension"] and alarm["withdrawn_on"] is None]
        hold(change["detected_on"] is None or change["detected_on"] in told, f"{what}: told by an alarm that stands")
    for alarm in answer["alarms"]:
        what = f"alarm of {alarm['dimension']}"
        hold(answer["from"] <= alarm["start"] <= alarm["date"] <= answer["to"], f"{what}: within the record")
        hold(alarm["withdrawn_on"] is None or alarm["date"] < alarm["withdrawn_on"], f"{what}: withdrawn later")


def check_habits(answer):
    ranks = [habit["rank"] for habit in answer["habits"]]
    known = [rank for rank in ranks if rank is not None]
    hold(known == list(range(1, len(known) + 1)) and ranks[:len(known)] == known, f"habits by rank: {ranks[:9]}")
    for habit in answer["habits"]:
        what = f"load of {habit['cause']} on {habit['dimension']}"
        interval_holds(habit["hidden"], habit["ci"], what)
        silent = habit["verdict"] == "too little data"
        for field in ("immediate", "accumulated", "hidden", "ci", "p", "q", "rank"):
            hold((habit[field] is None) == silent, f"{what}: {field} with {habit['verdict']}")
        hold((habit["sentence"] is not None) == (habit["verdict"] == "found"), f"{what}: sentence")
        if not silent:
            near(habit["accumulated"] - habit["immediate"], habit["hidden"], f"{what}: the hidden part", 1e-6)
            hold((habit["q"] <= 0.10) == (habit["verdict"] == "found"), f"{what}: q {habit['q']}")


def check_plan(plan):
    dates = [as_date(one["date"]) for one in plan["days"]]
    hold(dates == [dates[0] + datetime.timedelta(i) for i in range(len(dates))], "the days of a plan follow each other")
    period = plan["period_days"]
    hold(len(dates) == 2 * period * len(plan["blocks"]), f"{len(dates)} days for {len(plan['blocks'])} blocks")
    hold(period > plan["washout_days"], f"periods of {period} days with {plan['washout_days']} of washout")
    for i, block in enumerate(plan["blocks"]):
        days = plan["days"][2 * period * i:2 * period * (i + 1)]
        hold((block["from"], block["to"]) == (days[0]["date"], days[-1]["date"]), f"block {i}: {block['from']}")
        hold(sorted(block["order"]) == sorted([plan["a"], plan["b"]]), f"block {i}: {block['order']}")
        hold([one["product"] for one in days] == [block["order"][0]] * period + [block["order"][1]] * period,
             f"block {i}: its days are not its order")


def check_trial(answer):
    for one in answer["products"]:
        what = f"{one['a']} less {one['b']} of {one['dimension']}"
        interval_holds(one["difference"], one["ci"], what)
        silent = one["verdict"] == "too little data"
        for field in ("difference", "ci", "margin", "p"):
            hold((one[field] is None) == silent, f"{what}: {field} with {one['verdict']}")
        if one["verdict"] in ("found", "none found"):
            hold((one["p"] <= 0.05) == (one["verdict"] == "found"), f"{what}: p {one['p']}")
        if one["verdict"] == "no difference":
            hold(abs(one["difference"]) < one["margin"], f"{what}: {one['difference']} within {one['margin']}")
    trial = answer["trial"]
    if trial is not None:
        days = (as_date(trial["to"]) - as_date(trial["from"])).days + 1
        hold(days == 2 * trial["pairs"] * trial["period_days"], f"a trial of {days} days")


def check_products(answer):
    if "plan" in answer:
        return check_plan(answer["plan"])
    if "trial" in answer:
        return check_trial(answer)
    for pair in answer["products"]:
        what = f"{pair['a']} against {pair['b']}"
        hold(pair["a"] < pair["b"], f"{what}: in the alphabet's order")
        interval_holds(pair["ratio"], pair["ci"], what)
        silent = pair["verdict"] == "too little data"
        for field in ("gain_a", "gain_b", "p"):
            hold((pair[field] is None) == silent, f"{what}: {field} with {pair['verdict']}")
        if pair["ci"] is not None:
            low, high = pair["ci"]
            hold((pair["verdict"] == "no difference") == (0.8 < low and high < 1.25), f"{what}: {pair['ci']}")
            if pair["verdict"] == "found":
                hold(low > 1 or high < 1, f"{what}: found with {pair['ci']}")


def check_report(answer):
    sections = answer["report"]["sections"]
    names = [section["name"] for section in sections]
    hold(len(set(names)) == len(names), f"report: {names}, each section once")
    ranks = sorted(finding["rank"] for section in sections for finding in section["findings"])
    hold(ranks == list(range(1, len(ranks) + 1)), f"report: findings ranked {ranks}")
    for section in sections:
        what = f"section {section['name']}"
        hold(section["rows"] or section["notes"], f"{what}: says nothing")
        hold(section["rows"] or not (section["left_out"] or section["pictures"]), f"{what}: a picture without its table")
        hold(section["rows"] or not section["findings"], f"{what}: findings without a table")


def check_files(answer, imported):
    for one in answer["files"]:
        what = one["file"]
        hold(one["bad"] <= one["rows"], f"{what}: {one['bad']} bad of {one['rows']}")
        if imported and not any(error["line"] == 0 for error in one["errors"]):
            hold(one["kept"] + one["unchanged"] + one["bad"] == one["rows"],
                 f"{what}: {one['kept']} kept + {one['unchanged']} unchanged + {one['bad']} bad are not {one['rows']}")
        lines = {error["line"] for error in one["errors"]}
        hold(len(lines - {0, 1}) <= one["bad"], f"{what}: errors in {len(lines)} rows, {one['bad']} bad")


def check_weather(answer):
    hours = (as_date(answer["to"]) - as_date(answer["from"])).days * 24 + 24
    for one in answer["weather"]:
        what = f"weather of {one['exposure']}"
        gaps = [gap for gap in answer["gaps"] if gap["exposure"] == one["exposure"]]
        hold(sum(gap["hours"] for gap in gaps) == one["missing"], f"{what}: gaps of other hours than are missing")
        # Told by another clock than the rest (a summer's answer), an hour may lie beside the dates: one a change.
        hold(abs(one["hours"] + one["missing"] - hours) <= 2, f"{what}: {one['hours']} + {one['missing']} are not {hours}")
        hold(one["out_of_range"] <= one["missing"], f"{what}: a value that was left out is missing")
        hold(all(gap["first"] <= gap["last"] for gap in gaps), f"{what}: a gap that ends before it begins")
    known = {one["exposure"] for one in answer["weather"]}
    hold(all(gap["exposure"] in known for gap in answer["gaps"]), "a gap of what was not asked for")
    hold(not known & set(answer["not_served"]), "an exposure that is served and is not")
    for call in answer["calls"]:
        what = f"call of {call['service']}"
        hold(answer["from"] <= call["from"] <= call["to"] <= answer["to"], f"{what}: dates outside")
        hold(call["from"][:4] == call["to"][:4], f"{what}: of more than one year")
        hold((call["answered_by"] == "nowhere") == (call["problem"] is not None), f"{what}: a problem, or an answer")
        hold((call["answered_by"] == "nowhere") == (call["fetched"] is None), f"{what}: fetched from nowhere")
        hold(call["answered_by"] != "cache" or call["cost"] == 0, f"{what}: the cache costs nothing")
        hold(call["answered_by"] != "service" or call["cost"] >= 1, f"{what}: a call costs at least 1")
    near(answer["quota"]["used"], sum(call["cost"] for call in answer["calls"]), "quota used")
    hold(answer["quota"]["used"] <= answer["quota"]["used_today"] + 1e-9, "more used now than today")
    kept = answer["entries"]["kept"] + answer["entries"]["unchanged"]
    hold(max(one["hours"] for one in answer["weather"]) <= kept <= sum(one["hours"] for one in answer["weather"]),
         f"{kept} entries do not hold these hours")


def check_sensors(answer):
    pairs = [(one["source"], one["exposure"]) for one in answer["sensors"]]
    hold(len(set(pairs)) == len(pairs), "a sensor twice")
    for one in answer["sensors"]:
        hold(one["source"].split("/", 1)[1] == one["device"], f"{one['device']}: the source is another device's")
    for one in answer["bias"]:
        what = f"bias of {one['source']}"
        hold(not one["against"].startswith(("indoor", "outdoor/")), f"{what}: against another sensor")
        interval_holds(one["difference"], one["ci"], what)
        hold((one["ci"] is None) == (one["dates"] < 7), f"{what}: an interval from {one['dates']} dates")
        hold(one["hours"] == 0 or one["hours"] >= one["dates"], f"{what}: fewer hours than dates")
    broker = answer["broker"]
    hold(broker["retained"] <= broker["messages"], "more retained than came")
    hold(broker["connections"] >= 1 and broker["lost"] <= broker["connections"], "connections that were never made")


def check(verb, answer):
    """Schema and laws of one answer."""
    if verb not in SCHEMAS:
        raise Broken(f"no docs/reference/schemas/{verb}.schema.json")
    wrong = sorted(SCHEMAS[verb].iter_errors(answer), key=lambda error: list(map(str, error.absolute_path)))
    if wrong:
        path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in wrong[0].absolute_path)
        raise Broken(f"answer{path}: {wrong[0].message[:300]}")
    check_head(answer)
    dates_exist(answer)
    if verb in ("summary", "demo"):
        for one in answer["dimensions"]:
            check_dimension(one)
    if verb in ("summary", "alerts", "demo"):
        check_alerts(answer)
    if verb in ("rhythms", "demo"):
        check_rhythms(answer)
    if verb == "dose":
        check_dose(answer)
    if verb == "surface":
        check_surface(answer)
    if verb == "changes":
        check_changes(answer)
    if verb == "habits":
        check_habits(answer)
    if verb == "products":
        check_products(answer)
    if verb == "report":
        check_report(answer)
    if verb == "effects":
        check_effects(answer)
    if verb == "forecast":
        check_forecast(answer)
    if verb == "train":
        check_train(answer)
    if verb == "explain":
        check_explain(answer)
    if verb == "compare":
        check_compare(answer)
    if verb == "weather":
        check_weather(answer)
    if verb == "sensors":
        check_sensors(answer)
    if verb in ("import", "check"):
        check_files(answer, verb == "import")


# --- what the diary says, computed the obvious way --------------------------------------------------------------------

def as_date(text):
    return datetime.date.fromisoformat(text[:10])


def day_means(rows, dimension, today, evening_from="14:00"):
    """Date -> mean of the slots, moved to the midpoint of morning and evening as known `today`; and the offset."""
    slots = {}
    for row in rows:
        cell = row.get(dimension, "")
        if cell == "" or as_date(row["time"]) > today:
            continue
        clock = row["time"][11:16]
        slot = "whole" if not clock else "evening" if clock >= evening_from else "morning"
        slots.setdefault(as_date(row["time"]), {}).setdefault(slot, []).append(float(cell))
    slots = {date: {slot: statistics.fmean(each) for slot, each in of.items()} for date, of in slots.items()}
    differences = [of["evening"] - of["morning"] for date, of in slots.items()
                   if {"morning", "evening"} <= of.keys() and (today - date).days < 180]
    offset = sum(differences) / (len(differences) + 4)
    move = {"morning": offset / 2, "whole": 0, "evening": -offset / 2}
    return {date: statistics.fmean(value + move[slot] for slot, value in of.items())
            for date, of in slots.items()}, offset


def frame(rows, dimension, today, window=7, baseline=30, anchor=None, needed=7):
    """The double reference frame of one dimension."""
    days, offset = day_means(rows, dimension, today)
    now = days.get(today)
    recent = [value for date, value in days.items() if 0 <= (today - date).days < window]
    if anchor:
        before = [value for date, value in days.items() if anchor[0] <= date <= anchor[1] and date < today]
    else:
        before = [value for date, value in days.items() if 1 <= (today - date).days <= baseline]
    mean = lambda values: statistics.fmean(values) if values else None
    sd = lambda values: statistics.stdev(values) if len(values) > 1 else None

    def z(values, least):
        if now is None or len(values) < least or sd(values) < 1e-9:
            return None
        return (now - mean(values)) / sd(values)

    percentile = None
    if now is not None and len(before) >= needed:  # equal scores may differ in their last bit once the slots are moved
        below = sum(value < now - NEAR for value in before)
        equal = sum(abs(value - now) <= NEAR for value in before)
        percentile = 100 * (below + equal / 2) / len(before)
    return {"today": now, "window_mean": mean(recent), "window_sd": sd(recent), "window_days": len(recent),
            "baseline_mean": mean(before), "baseline_sd": sd(before), "baseline_days": len(before),
            "z_window": z(recent, 3), "z_baseline": z(before, needed), "percentile": percentile,
            "slot_offset": offset}


def agree(answer, rows, **how):
    """The summary is what the diary says."""
    today = as_date(answer["to"])
    for one in answer["dimensions"]:
        if one["name"] not in rows[0]:
            continue
        for field, value in frame(rows, one["name"], today, **how).items():
            near(value, one[field], f"{one['name']} {field}")
