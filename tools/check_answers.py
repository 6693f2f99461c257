#!/usr/bin/env python3
"""Every answer against the contract: docs/reference/answers.md and the JSON Schema of each verb beside it.

    tools/check_answers.py --program build/release/skin2vec             all situations
    tools/check_answers.py --program build/release/skin2vec anchor zh   those whose name holds one of these words
    tools/check_answers.py --program build/release/skin2vec --list      their names

Runs the program in an empty HOME on made diaries, with --json, and holds each answer against three things: its schema
(docs/reference/schemas), the laws of the contract, and what the diary says when it is computed from the CSV in a few
obvious lines (both: answer_laws.py). The last situation spoils true answers in every field and demands that the spoilt
ones are refused.
Needs python3-jsonschema (Debian). Ends with 1 after a line for each law that does not hold.
"""

import argparse
import contextlib
import copy
import csv
import datetime
import json
import os
import pathlib
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile

from answer_laws import (DIMENSIONS, ROOT, SCHEMAS, Broken, agree, as_date, check, day_means, hold, near,
                         read_strictly)

FIRST = datetime.date(2026, 1, 1)


# --- the program in a HOME of its own ---------------------------------------------------------------------------------

class Room:
    program = None
    seen = []  # (verb, answer) of all situations, for the last one

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="answers-"))
        self.now = "2026-06-01T12:00Z"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *words, status=0, stdin=b""):
        env = {"HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder / "data"), "PATH": "/usr/bin:/bin",
               "LC_ALL": "C.UTF-8", "TZ": "UTC", "SKIN2VEC_NOW": self.now}
        env |= {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
        command = [str(word) for word in words]
        done = subprocess.run([self.program, *command], cwd=self.folder, env=env, input=stdin, capture_output=True,
                              timeout=600, check=False)
        shown = "skin2vec " + " ".join(command)
        hold(done.returncode == status,
             f"`{shown}` ended with {done.returncode}, not {status}: {done.stderr.decode(errors='replace').strip()}")
        return done.stdout.decode("utf-8"), done.stderr.decode("utf-8")

    def answer(self, verb, *words, status=0, stdin=b""):
        """The checked answer of `skin2vec verb words --json`."""
        shown = " ".join(["skin2vec", verb, *map(str, words), "--json"])
        text = self.run(verb, *words, "--json", status=status, stdin=stdin)[0]
        try:
            answer = read_strictly(text)
            check(verb, answer)
        except Broken as broken:
            raise Broken(f"`{shown}`: {broken}") from None
        self.seen.append((verb, answer))
        return answer

    def refused(self, status, *words):
        """Nothing on stdout, one sentence on stderr."""
        out, err = self.run(*words, status=status)
        hold(out == "", f"`{' '.join(words)}` was refused and printed {out[:80]!r}")
        hold(err.startswith("skin2vec: ") and len(err.strip()) > 20, f"`{' '.join(words)}` was refused with {err!r}")
        return err

    def write(self, name, rows):
        """A CSV file of dicts; the first one's keys are the header."""
        with open(self.folder / name, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return name

    def load(self, rows, *words, name="readings.csv"):
        return self.answer("import", self.write(name, rows), *words)


def of(answer, name):
    return next(one for one in answer["dimensions"] if one["name"] == name)


def diary(days, seed=1, first=FIRST, dimensions=tuple(DIMENSIONS), **fixed):
    """Readings at 07:30 and 21:30 of each day; `fixed` gives a dimension a function of the day."""
    draw = random.Random(seed)
    rows = []
    for day in range(days):
        for clock in ("07:30", "21:30"):
            row = {"time": f"{first + datetime.timedelta(day)}T{clock}"}
            for name in dimensions:
                row[name] = fixed[name](day) if name in fixed else f"{draw.choice([2, 2.2, 2.5, 2.6, 2.9, 3.1, 3.3]):g}"
            rows.append(row)
    return rows


# --- the situations ---------------------------------------------------------------------------------------------------

SITUATIONS = {}


def situation(function):
    SITUATIONS[function.__name__] = function
    return function


@situation
def no_diary(room):
    for verb in ("summary", "alerts", "rhythms", "effects", "dose", "changes", "habits", "products", "forecast", "train", "compare", "explain", "report", "undo", "backup", "export"):
        room.refused(66, verb)
    room.refused(66, "surface", "pm25", "moisture")
    room.refused(66, "erase", "--person", "ann", "--yes")
    room.refused(66, "edit", "2026-01-01", "oil=1")
    room.refused(66, "import", "nowhere.csv")


@situation
def emptied_diary(room):
    room.load(diary(1))
    room.answer("undo")
    for verb in ("summary", "alerts", "rhythms", "effects", "dose", "changes", "habits", "products", "forecast", "train", "compare", "explain", "report", "undo"):
        room.refused(66, verb)
    room.refused(66, "surface", "pm25", "moisture")
    hold(room.answer("export", "--out", "nothing")["entries"] == 0, "an emptied diary exports nothing")


@situation
def one_reading(room):
    room.load([{"time": "2026-05-30T07:30", "oil": "0", "moisture": "2.5", "radiance": ""}])
    answer = room.answer("summary")
    hold((answer["from"], answer["to"], answer["days"]) == ("2026-05-30", "2026-05-30", 1), "the head of one reading")
    hold(of(answer, "oil")["today"] == 0 and of(answer, "oil")["window_mean"] == 0, "a zero that was written is 0")
    hold(of(answer, "radiance")["today"] is None, "a blank is null, not 0")
    hold(of(answer, "oil")["z_baseline_missing"] == "too few days", "one day is too few")
    hold(of(answer, "radiance")["z_baseline_missing"] == "not read today", "why there is no z of a blank")
    near(52.5, answer["data_age_hours"], "data_age_hours")
    hold(answer["alerts"] == [], "no alert from one reading")
    hold({r["verdict"] for r in room.answer("rhythms")["rhythms"]} == {"too little data"}, "no rhythm of one reading")
    ahead = room.answer("forecast")
    hold(ahead["forecast"] == [] and ahead["too_little_data"] == ["oil", "moisture"], "no forecast from one reading")
    hold(room.answer("compare")["surroundings_help"]["verdict"] == "too little data", "nothing to compare")
    why = room.answer("explain")
    hold(why["forecast"] == [] and why["too_little_data"] == ["oil", "moisture"], "nothing to explain")
    room.answer("alerts")


@situation
def three_days(room):
    rows = diary(3, seed=3)
    room.load(rows)
    answer = room.answer("summary")
    agree(answer, rows)
    hold(of(answer, "oil")["z_window"] is not None, "three days are enough for a z in the window")
    hold(of(answer, "oil")["z_baseline_missing"] == "too few days", "two days are no baseline")
    hold(of(answer, "oil")["percentile"] is None, "two days are no baseline")


@situation
def four_hundred_days(room):
    rows = diary(400, seed=4)
    room.load(rows)
    answer = room.answer("summary")
    agree(answer, rows)
    hold(answer["days"] == 400 and answer["to"] == "2027-02-04", f"the head of 400 days: {answer['to']}")
    hold(of(answer, "oil")["window_days"] == 7 and of(answer, "oil")["baseline_days"] == 30, "7 and 30 days")
    barrier = of(answer, "barrier")
    near(of(answer, "moisture")["z_baseline"] - of(answer, "sensitivity")["z_baseline"], barrier["today"], "barrier")
    for rhythm in room.answer("rhythms")["rhythms"]:
        derived_daily = rhythm["dimension"] == "barrier" and rhythm["name"] == "daily"
        # A year of data cannot tell a season from a slow drift: docs/explanation/rhythms.md.
        expected = rhythm["name"] == "seasonal" or derived_daily
        hold(expected or rhythm["verdict"] != "too little data", f"400 days are enough for {rhythm}")


def report_agrees(room, person, effects, rhythms, habits):
    """The page tells what the verbs tell, no more and no less."""
    page = room.folder / f"{person}.html"
    answer = room.answer("report", "--diary", f"{person}.db", "--out", page.name)["report"]
    hold(answer["bytes"] == page.stat().st_size and answer["out"] == page.name, "the page is as long as is told")
    hold(page.read_text() == room.run("report", "--diary", f"{person}.db", "--threads", 1)[0], "threads change no page")
    sections = {section["name"]: section for section in answer["sections"]}
    told = [effect for effect in effects if effect["verdict"] in ("found", "confounded")]
    findings = {finding["sentence"]: finding for finding in sections["causes"]["findings"]}
    hold(sections["causes"]["rows"] + sections["causes"]["left_out"] == len(told), "a row for each effect")
    hold(findings.keys() == {effect["sentence"] for effect in told}, "a finding for each effect")
    for effect in told:
        failed = "fails the negative control" in findings[effect["sentence"]]["doubt"]
        hold(failed == (effect["verdict"] == "confounded"), f"{effect['sentence']}: {findings[effect['sentence']]}")
    found = [habit for habit in habits if habit["verdict"] == "found"]
    hold(sections["habits"]["rows"] + sections["habits"]["left_out"] == len(found), "a row for each habit")
    names = {rhythm["name"] for rhythm in rhythms if rhythm["verdict"] == "found"}
    hold(len(sections["rhythms"]["findings"]) == len(names), f"a finding for each of {names}")
    hold(sections["rhythms"]["rows"] == len(rhythms) // 3, "a row for each dimension")


@situation
def gaps_and_slots(room):
    """A virtual person: single slots, missing days, five dimensions; also the offset of the slots is as told."""
    room.answer("twin", "--people", 2, "--days", 200, "--missing", "0.3", "--out", "people")
    for person in ("p001", "p002"):
        with open(room.folder / f"people/{person}/readings.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        room.answer("import", *sorted((room.folder / "people" / person).glob("*.csv")), "--diary", f"{person}.db")
        for back in (0, 1, 40, 90):
            to = as_date(rows[-1]["time"]) - datetime.timedelta(back)
            answer = room.answer("summary", "--diary", f"{person}.db", "--to", to)
            hold(answer["person"] == person and answer["to"] == str(to), "whose and when")
            agree(answer, rows)
        rhythms = room.answer("rhythms", "--diary", f"{person}.db")
        hold(rhythms == room.answer("rhythms", "--diary", f"{person}.db", "--threads", 1), "threads change no answer")
        if person == "p002":  # every verb holds for her too; what is asked twice below takes the longest
            for verb in ("effects", "dose", "changes", "habits", "products"):
                room.answer(verb, "--diary", f"{person}.db")
            turned = room.answer("effects", "--permutations", 9, "--diary", f"{person}.db")
            hold(turned == room.answer("effects", "--permutations", 9, "--diary", f"{person}.db", "--threads", 1),
                 "threads change no permutation")
            known = [e["permutation"]["n"] for e in turned["effects"] if e["permutation"]]
            hold(known and set(known) == {9}, "nine rotations of each pair")
        else:
            effects = room.answer("effects", "--diary", f"{person}.db")
            hold(effects == room.answer("effects", "--diary", f"{person}.db", "--threads", 1), "threads change no answer")
            doses = room.answer("dose", "--diary", f"{person}.db")
            hold(doses == room.answer("dose", "--diary", f"{person}.db", "--threads", 1), "threads change no answer")
            hold(len(doses["dose"]) == 4 * 6, "four exposures, six dimensions")
            told = room.answer("dose", "--measured", "humidity", "--diary", f"{person}.db")["dose"]
            hold({one["exposure"] for one in told if "measured" in one} == {"humidity"}, "the days of humidity alone")
            near(sum(y for _, y in told[0].get("measured", told[6].get("measured"))), 0, "about their mean", 1e-6)
            room.refused(66, "dose", "--measured", "humidty", "--diary", f"{person}.db")
            surface = room.answer("surface", "pm25", "moisture", "--at", 90, "--at", 20, "--centre", 20,
                                  "--diary", f"{person}.db")["surface"]
            hold([row["x"] for row in surface["at"]] == [90, 20] and surface["centre"] == 20, "values as asked")
            changes = room.answer("changes", "--diary", f"{person}.db")
            hold(changes == room.answer("changes", "--diary", f"{person}.db", "--threads", 1), "threads change no answer")
            middle = str(as_date(changes["to"]) - datetime.timedelta(70))
            half = room.answer("changes", "--diary", f"{person}.db", "--to", middle)
            known = [a | {"withdrawn_on": a["withdrawn_on"] if (a["withdrawn_on"] or "9") <= middle else None}
                     for a in changes["alarms"] if a["date"] <= middle]
            for field in ("dimension", "date", "kind", "start", "size", "withdrawn_on"):
                hold([a[field] for a in half["alarms"]] == [a[field] for a in known], f"later days raise no alarm: {field}")
            ahead = room.answer("forecast", "--days", 14, "--backtest", "2025-05-01", "--every", 20,
                                "--diary", f"{person}.db")
            origins = sorted({row["origin"] for row in ahead["forecast"]})
            hold(origins[0] == "2025-05-01" and len(ahead["forecast"]) == len(origins) * 6 * 14, "five that are read, and the barrier")
            for origin in origins[::2]:
                then = room.answer("forecast", "--days", 14, "--to", origin, "--diary", f"{person}.db")["forecast"]
                now = [row for row in ahead["forecast"] if row["origin"] == origin]
                hold(not then or then[0]["origin"] != origin or then == now, f"{origin}: as it would have been then")
            room.answer("compare", "--diary", f"{person}.db")
            why = room.answer("explain", "--diary", f"{person}.db", "--day", middle)
            hold(why["influence"] and why["attention"], "a virtual person's forecast has causes and attention")
            hold(why["deletion"]["auc"] is not None, "and days to hide")
            then = room.answer("explain", "--diary", f"{person}.db", "--to", middle)
            for field in ("forecast", "influence", "occlusion", "attention"):
                hold(then["day"] != middle or why[field] == then[field], f"later days explain nothing: {field}")
            habits = room.answer("habits", "--diary", f"{person}.db")
            hold(habits == room.answer("habits", "--diary", f"{person}.db", "--threads", 1), "threads change no answer")
            products = room.answer("products", "--diary", f"{person}.db")["products"]
            hold([(p["a"], p["b"]) for p in products] == [("cream", "lotion")], "cream against lotion")
            plan = room.answer("products", "plan", "cream", "lotion", "--days", 90, "--diary", f"{person}.db")
            again = room.answer("products", "plan", "cream", "lotion", "--days", 90, "--diary", f"{person}.db", "--threads", 1)
            hold(plan == again, "the same plan again")
            loose = room.answer("products", "trial", "cream", "lotion", "--diary", f"{person}.db")
            hold(loose["trial"] is None, "use as it comes is no trial")
            report_agrees(room, person, effects["effects"], rhythms["rhythms"], habits["habits"])
            hold({e["kind"] for e in effects["effects"]} == {"event", "exposure", "product"}, "all kinds of causes")
        for rhythm in rhythms["rhythms"]:
            if rhythm["name"] != "daily" or rhythm["verdict"] != "found":
                continue
            slots = {}
            for row in rows:
                if score := row[rhythm["dimension"]]:
                    slots.setdefault(row["time"][:10], {})[row["time"][11:] >= "14:00"] = float(score)
            plain = statistics.fmean(each[True] - each[False] for each in slots.values() if len(each) == 2)
            hold(abs(rhythm["amplitude"] - abs(plain) / 2) < 0.05, f"{rhythm} and the mean difference {plain}")
            hold(rhythm["peak_slot"] == ("evening" if plain > 0 else "morning"), f"{rhythm} and {plain}")


@situation
def causal(room):
    """What was said of a day does not change by what came later."""
    rows = diary(90, seed=5)
    room.load(rows)
    today = FIRST + datetime.timedelta(60)
    then = room.answer("summary", "--to", today)
    room.load([row for row in rows if as_date(row["time"]) <= today], "--diary", "early.db", name="early.csv")
    now = room.answer("summary", "--diary", "early.db")
    hold(then == now, "the summary of a day knows its future")
    agree(then, rows)


@situation
def linear_trend(room):
    rows = diary(50, dimensions=("oil", "moisture"), oil=lambda day: f"{1 + 0.05 * day:.2f}", moisture=lambda day: "3")
    room.load(rows)
    answer = room.answer("summary")
    agree(answer, rows)
    near(0.35, of(answer, "oil")["trend_per_week"], "7 days of 0.05", 1e-6)
    near(1.5, of(answer, "oil")["baseline_trend_per_month"]["value"], "30 days of 0.05", 1e-6)
    hold(of(answer, "oil")["percentile"] == 100, "the highest ever is at 100")


@situation
def flat(room):
    rows = diary(60, dimensions=("oil", "moisture"), oil=lambda day: "3", moisture=lambda day: "0")
    room.load(rows)
    answer = room.answer("summary")
    for name, level in (("oil", 3), ("moisture", 0)):
        one = of(answer, name)
        hold(one["today"] == level and one["baseline_sd"] == 0, f"flat {name}: {one}")
        hold(one["z_baseline_missing"] == one["z_window_missing"] == "no spread", f"flat {name} has no z")
        hold(one["percentile"] == 50, f"all equal: {one['percentile']}")
        near(0, one["trend_per_week"], f"flat {name}")
    hold(answer["alerts"] == [], "a flat diary has no alert")
    for rhythm in room.answer("rhythms")["rhythms"]:
        hold(rhythm["verdict"] != "found", f"a flat diary has no rhythm: {rhythm}")


@situation
def missing_dimension(room):
    rows = diary(40, seed=6, dimensions=("moisture", "sensitivity"))
    room.load(rows)
    answer = room.answer("summary")
    agree(answer, rows)
    names = [one["name"] for one in answer["dimensions"]]
    hold(names == [*DIMENSIONS, "barrier"], f"dimensions in the profile's order, optional ones only when read: {names}")
    hold(of(answer, "oil")["today"] is None and of(answer, "oil")["window_days"] == 0, "oil was never read")
    hold(of(answer, "barrier")["today"] is not None, "barrier has both of its parts")
    rows = diary(40, seed=6, dimensions=("moisture",))
    room.load(rows, "--diary", "half.db", name="half.csv")
    hold(of(room.answer("summary", "--diary", "half.db"), "barrier")["today"] is None, "barrier with a part missing")


@situation
def zero_and_blank(room):
    rows = diary(30, seed=7, dimensions=("oil", "moisture", "radiance"))
    for i, row in enumerate(rows):
        row["moisture"] = "0" if i % 4 < 2 else "1"
        row["radiance"] = ("", "NA", "null", "0")[i % 4]
    room.load(rows)
    for row in rows:
        row["radiance"] = "0" if row["radiance"] == "0" else ""
    answer = room.answer("summary")
    agree(answer, rows)
    hold(of(answer, "radiance")["window_mean"] == 0, "the zeros that were written")
    hold(of(answer, "radiance")["baseline_days"] == 15 - 1, "a day of blanks is no day")


@situation
def typing_error(room):
    """445.0 among 44s, on an instrument: flagged, not swallowed."""
    rows = diary(40, dimensions=("oil",), oil=lambda day: f"{44 + day % 5 * 0.3:.1f}")
    for row in rows:
        row["instrument"] = "sebumeter"
    wrong = copy.deepcopy(rows)
    for row in wrong:
        if row["time"].startswith(str(FIRST + datetime.timedelta(37))):
            row["oil"] = "445.0"
    room.load(wrong)
    answer = room.answer("summary")
    one = of(answer, "oil")
    hold(one["instrument"] == "sebumeter", f"the instrument is told: {one['instrument']}")
    hold(one["window_days"] == 6 and not one["outlier_today"], f"the flagged day is left out: {one['window_days']}")
    cleaned = [row for row in wrong if row["oil"] != "445.0"]
    agree(answer, cleaned)
    on_the_day = room.answer("summary", "--to", FIRST + datetime.timedelta(37))
    one = of(on_the_day, "oil")
    hold(one["outlier_today"] and one["today"] == 445, f"today's typing error is shown and marked: {one}")
    hold(one["window_mean"] < 46, f"today's typing error does not enter the mean: {one['window_mean']}")
    hold(answer["alerts"] == on_the_day["alerts"] == [], "a typing error raises no alert")


@situation
def instruments_apart(room):
    rows = diary(20, dimensions=("moisture",), moisture=lambda day: f"{50 + day % 3}")
    for row in rows:
        row["instrument"] = "corneometer"
    room.load(rows)
    felt = diary(5, dimensions=("moisture",), moisture=lambda day: "3")
    room.load([row | {"time": row["time"].replace(":30", ":45")} for row in felt], name="felt.csv")
    answer = room.answer("summary")
    one = of(answer, "moisture")
    hold(one["instrument"] == "corneometer" and one["window_mean"] > 45, f"measured and felt are not mixed: {one}")
    agree(answer, rows)


@situation
def trial_with_oneself(room):
    """A plan that is carried out, with and without a difference, is read as it was planned."""
    room.load(diary(60, seed=3), name="before.csv")
    for name, more in (("higher", 1.5), ("same", 0)):
        plan = room.answer("products", "plan", "balm", "gel", "--days", 90, "--dimension", "moisture")["plan"]
        draw = random.Random(5)
        rows, uses = [], []
        for one in plan["days"]:
            uses.append({"time": one["date"], "product": one["product"], "minutes": 10})
            rows.append({"time": f"{one['date']}T21:00",
                         "moisture": f"{2 + (more if one['product'] == 'balm' else 0) + draw.gauss(0, 0.2):.2f}"})
        room.load(diary(60, seed=3), "--diary", f"{name}.db", name="before.csv")
        room.load(rows, "--diary", f"{name}.db", name="during.csv")
        room.load(uses, "--diary", f"{name}.db", name="products.csv")
        answer = room.answer("products", "trial", "balm", "gel", "--diary", f"{name}.db", "--margin", "0.4",
                             "--start", plan["days"][0]["date"])
        trial = answer["trial"]
        hold((trial["from"], trial["to"]) == (plan["days"][0]["date"], plan["days"][-1]["date"]), "its dates")
        hold((trial["period_days"], trial["pairs"]) == (plan["period_days"], len(plan["blocks"])), "its periods")
        told = next(one for one in answer["products"] if one["dimension"] == "moisture")
        hold(told["verdict"] == ("found" if more else "no difference"), f"{name}: {told}")
        hold(abs(told["difference"] - more) < 0.3, f"{name}: {told['difference']}")


@situation
def several_people(room):
    ann, bob = diary(40, seed=8), diary(60, seed=9)
    both = [row | {"person": "ann"} for row in ann] + [row | {"person": "bob"} for row in bob]
    head = room.load(both)
    hold((head["person"], head["from"], head["days"]) == ("", "2026-01-01", 60), f"the head of two people: {head}")
    for verb in ("summary", "alerts", "rhythms", "effects", "dose", "changes", "habits", "products", "forecast", "train", "compare", "explain", "report"):
        told = room.refused(65, verb)
        hold("ann" in told and "bob" in told and "--person" in told, f"who is meant: {told}")
    agree(room.answer("summary", "--person", "ann"), ann)
    agree(room.answer("summary", "--person", "bob"), bob)
    hold("bob" in room.refused(66, "summary", "--person", "bub"), "the nearest name")
    together = room.answer("effects", "--cohort")
    hold((together["person"], together["effects"], together["cohort"]["n_people"]) == ("", [], 2), "both together")
    hold((together["from"], together["to"]) == ("2026-01-01", head["to"]), "the dates of both")
    of_ann = room.answer("effects", "--cohort", "--person", "ann")
    alone = room.answer("effects", "--person", "ann")
    hold(of_ann["cohort"] == together["cohort"] and of_ann["effects"] == alone["effects"], "two people are too few")
    hold(together == room.answer("effects", "--cohort", "--threads", 1), "threads change no cohort")
    compared = room.answer("compare", "--cohort")
    hold((compared["person"], compared["people"]) == ("", 2), "both compared together")
    hold(compared == room.answer("compare", "--cohort", "--threads", 1), "threads change no comparison")
    hold(all(line["ci"] is None for line in compared["skill"]), "two people are too few for an interval")
    room.load(bob, "--diary", "bob.db", "--person", "bob", name="bob.csv")
    hold(room.answer("rhythms", "--person", "bob") == room.answer("rhythms", "--diary", "bob.db"), "bob alone is bob")
    receipt = room.answer("erase", "--person", "ann", "--yes")["receipt"]
    hold(receipt["person"] == "ann" and receipt["erased"]["reading"] == 80, f"the receipt: {receipt}")
    room.refused(66, "summary", "--person", "ann")
    agree(room.answer("summary"), bob)


@situation
def sites_apart(room):
    cheek = [row | {"site": "cheek"} for row in diary(30, seed=10)]
    chin = [row | {"site": "chin"} for row in diary(12, seed=11)]
    room.load(cheek + chin)
    answer = room.answer("summary")
    hold(answer["site"] == "cheek" and answer["sites_left_out"] == {"chin": 12 * 2 * 5}, f"{answer['sites_left_out']}")
    agree(answer, cheek)
    answer = room.answer("summary", "--site", "chin", "--to", "2026-01-12")
    hold(answer["site"] == "chin", "the site asked for")
    agree(answer, chin)
    room.answer("rhythms", "--site", "chin")


@situation
def weekly_profile(room):
    (room.folder / "weekly.toml").write_text(
        'name = "plaques"\n[[dimension]]\nname = "severity"\nrange = [0, 72]\nbetter = "low"\n'
        '[slots]\nevery = "week"\n[reference]\nwindow = 28\nbaseline = 112\n', encoding="utf-8")
    draw = random.Random(12)
    rows = [{"time": str(FIRST + datetime.timedelta(7 * week)), "severity": f"{draw.uniform(8, 20):.1f}"}
            for week in range(30)]
    room.load(rows, "--profile", "weekly.toml")
    answer = room.answer("summary")
    hold(answer["profile"] == "plaques", "import keeps the profile")
    agree(answer, rows, window=28, baseline=112, needed=4)
    hold(of(answer, "severity")["window_days"] == 4 and of(answer, "severity")["baseline_days"] == 15 + 1, "weeks")
    room.answer("rhythms")
    room.answer("profile", "show")
    room.answer("profile", "check", "weekly.toml")


@situation
def anchor(room):
    rows = diary(200, seed=13)
    room.load(rows)
    month = (FIRST, FIRST + datetime.timedelta(29))
    answer = room.answer("summary", "--anchor", f"{month[0]},{month[1]}")
    agree(answer, rows, anchor=month)
    plain = room.answer("summary")
    hold(of(plain, "oil")["baseline_mean"] != of(answer, "oil")["baseline_mean"], "an anchor changes the baseline")
    hold(of(plain, "oil")["window_mean"] == of(answer, "oil")["window_mean"], "an anchor leaves the window")
    future = f"{FIRST + datetime.timedelta(190)},{FIRST + datetime.timedelta(300)}"
    agree(room.answer("summary", "--anchor", future), rows, anchor=tuple(map(as_date, future.split(","))))
    room.refused(64, "summary", "--anchor", "2026-01-01")


def fallen():
    """60 days; on the last 8 moisture is 1.5 lower, which is bad, and elasticity 1.5 higher, which is good."""
    draw = random.Random(14)
    change = lambda by: lambda day: f"{3 + draw.uniform(-.2, .2) + (by if day >= 52 else 0):.2f}"
    return diary(60, dimensions=("moisture", "elasticity"), moisture=change(-1.5), elasticity=change(1.5))


@situation
def alerts(room):
    rows = fallen()
    room.load(rows)
    answer = room.answer("alerts")
    hold([alert["id"] for alert in answer["alerts"]] == ["moisture"], f"one alert expected: {answer['alerts']}")
    alert = answer["alerts"][0]
    hold(alert["dimension"] == "moisture" and alert["level"] == "act" and alert["snoozed_until"] is None, f"{alert}")
    hold("2026-02-22" <= alert["since"] <= "2026-02-26", f"since {alert['since']}; the fall was on 2026-02-22")
    summary = room.answer("summary")
    hold(summary["alerts"] == answer["alerts"], "alerts and summary tell the same")
    near(of(summary, "moisture")["window_mean"], alert["evidence"]["window_mean"], "evidence.window_mean")
    before = [value for date, value in day_means(rows, "moisture", as_date(answer["to"]))[0].items()
              if date < FIRST + datetime.timedelta(52)]
    hold(abs(alert["evidence"]["baseline_mean"] - statistics.fmean(before)) < 0.15, f"evidence: {alert['evidence']}")
    hold(alert["evidence"]["kind"] == "shift" and alert["evidence"]["raised_on"] >= alert["since"], f"{alert['evidence']}")
    hold(alert["since"] in alert["reason"], f"the reason tells since when: {alert['reason']}")
    room.now = "2026-03-01T21:30Z"
    near(0, room.answer("alerts")["data_age_hours"], "data_age_hours")


@situation
def foretold(room):
    """Late nights are followed by ten bad days; after the last one the forecast passes the limit, the readings not yet."""
    draw, nights, day = random.Random(5), [], 9
    while day < 215:
        nights.append(day)
        day += draw.randint(14, 26)
    nights.append(229)
    fall = lambda day: sum(1.1 * 0.85 ** (day - night - 1) for night in nights if night < day)
    room.load(diary(230, dimensions=("moisture",), moisture=lambda day: f"{3.2 + draw.gauss(0, .15) - fall(day):.2f}"))
    (room.folder / "events.csv").write_text(
        "time,event,weight\n" + "".join(f"{FIRST + datetime.timedelta(night)},late_night,1\n" for night in nights))
    room.run("import", "events.csv")
    for limit, ids in ((3.0, ["moisture.forecast"]), (1.0, [])):
        (room.folder / "care.toml").write_text(
            f'name = "care"\n[[dimension]]\nname = "moisture"\nrange = [0, 5]\nlimit = {limit}\n'
            '[[event]]\nname = "late_night"\n')
        answer = room.answer("alerts", "--profile", "care.toml")
        hold([alert["id"] for alert in answer["alerts"]] == ids, f"limit {limit}: {answer['alerts']}")
        hold(room.answer("summary", "--profile", "care.toml")["alerts"] == [], "summary tells what has changed, no forecast")
        if ids:
            evidence = answer["alerts"][0]["evidence"]
            week = [row["mean"] for row in room.answer("forecast", "--profile", "care.toml")["forecast"]]
            near(statistics.fmean(week), evidence["forecast_mean"], "forecast_mean is the mean of the week of `forecast`")
            hold(evidence["limit"] == limit and evidence["limit_of"] == "profile", f"{evidence}")
            hold(evidence["window_mean"] > limit > evidence["forecast_mean"], f"not yet, but soon: {evidence}")
            quiet = room.answer("alerts", "snooze", "moisture.forecast", "--days", 3, "--profile", "care.toml")
            hold(quiet["alerts"][0]["snoozed_until"] is not None, f"{quiet['alerts']}")


@situation
def snooze(room):
    room.load(fallen())
    room.now = "2026-03-02T08:00Z"
    answer = room.answer("alerts", "snooze", "moisture", "--days", 5)
    hold(answer["alerts"][0]["snoozed_until"] == "2026-03-07", f"{answer['alerts'][0]}")
    hold(room.answer("summary")["alerts"] == answer["alerts"], "the summary knows the snooze")
    room.now = "2026-03-07T23:00Z"
    hold(room.answer("alerts")["alerts"][0]["snoozed_until"] == "2026-03-07", "quiet to the end of that date")
    room.now = "2026-03-08T00:30Z"
    hold(room.answer("alerts")["alerts"][0]["snoozed_until"] is None, "awake the day after")
    room.refused(66, "alerts", "snooze", "oil")
    room.refused(64, "alerts", "snooze", "moisture", "--days", "0")


@situation
def zh(room):
    room.load(fallen())
    english, chinese = room.answer("summary"), room.answer("summary", "--lang", "zh")
    hold(re.search("水分.*降低", chinese["alerts"][0]["reason"]), f"{chinese['alerts'][0]['reason']}")
    for answer in (english, chinese):
        answer["alerts"][0].pop("reason")
    hold(english == chinese, "a language changes sentences only")
    hold(re.search("水分", room.run("rhythms", "--lang", "zh")[0]), "labels in Chinese")
    room.answer("demo", "--lang", "zh", "--days", 120)


@situation
def words_for_numbers(room):
    (room.folder / "words.toml").write_text(
        'name = "words"\n[[dimension]]\nname = "calm"\nrange = [0, 4]\n[scales]\n'
        'calm = ["raw", "sore", "even", "soft", "silk"]\n', encoding="utf-8")
    draw = random.Random(15)
    numbers = diary(40, dimensions=("calm",), calm=lambda day: str(draw.randrange(5)))
    words = [row | {"calm": ("raw", "sore", "Even", "soft", "SILK")[int(row["calm"])]} for row in numbers]
    room.load(numbers, "--profile", "words.toml")
    room.load(words, "--profile", "words.toml", "--diary", "words.db", name="words.csv")
    hold(room.answer("summary") == room.answer("summary", "--diary", "words.db"), "words and numbers are one")
    agree(room.answer("summary"), numbers)


@situation
def written_down(room):
    """log, edit, undo: what they tell, and what the summary makes of it."""
    room.now = "2026-05-30T07:31:45+02:00"
    answer = room.answer("log", "moisture=2.5", "oil=0", "humidity=41", "--event", "late_night:1.5", "--event", "itch",
                         "--note", 'cream, "new"\n猫')
    entry, air, night, itch = answer["logged"]
    hold(entry["time"] == "2026-05-30T07:31+02:00", f"now, to the minute, as the clock says it: {entry['time']}")
    hold(entry["values"] == {"moisture": 2.5, "oil": 0} and entry["note"] == 'cream, "new"\n猫', f"{entry}")
    hold(air["values"] == {"humidity": 41} and air["kind"] == "surroundings", f"{air}")
    hold((night["event"], night["weight"]) == ("late_night", 1.5) and "weight" not in itch, f"{night} {itch}")
    hold(answer["person"] == "me" and answer["days"] == 1, f"{answer}")
    one = room.answer("edit", "2026-05-30", "moisture=3", "oil=", "--note", "")
    hold(one["before"]["values"] == {"moisture": 2.5, "oil": 0} and one["after"]["values"] == {"moisture": 3}, f"{one}")
    hold("note" not in one["after"], f"the note is gone: {one['after']}")
    hold(of(room.answer("summary"), "moisture")["today"] == 3, "the summary knows the edit")
    hold(of(room.answer("summary"), "oil")["today"] is None, "what was removed is missing, not 0")
    gone = room.answer("edit", "2026-05-30", "--event", "late_night", "--remove")
    hold(gone["after"] is None and gone["before"]["event"] == "late_night", f"{gone}")
    for what in ("edit", "edit"):
        undone = room.answer("undo")["undone"]
        hold(undone["what"] == what and undone["entries"] == 1, f"{undone}")
    hold(of(room.answer("summary"), "oil")["today"] == 0, "undo brings the 0 back")
    undone = room.answer("undo")["undone"]
    hold((undone["what"], undone["entries"], undone["at"]) == ("log", 4, "2026-05-30T07:31:45+02:00"), f"{undone}")
    room.refused(66, "undo")


@situation
def earlier_entry(room):
    """A backdated reading replays what depends on it."""
    rows = diary(30, seed=16)
    kept = [row for row in rows if as_date(row["time"]) != FIRST + datetime.timedelta(26)]
    room.load(kept)
    first = room.answer("summary")
    agree(first, kept)
    for row in rows:
        if row not in kept:
            room.answer("log", *(f"{name}={row[name]}" for name in DIMENSIONS), "--at", row["time"])
    agree(room.answer("summary"), rows)
    room.answer("undo")
    room.answer("undo")
    hold(room.answer("summary") == first, "undo leads back to the same answer")


@situation
def later_wins(room):
    rows = diary(10, seed=17)
    room.load(rows)
    again = room.load(rows)["files"][0]
    hold((again["kept"], again["unchanged"]) == (0, 20), f"a file read twice changes nothing: {again}")
    mended = copy.deepcopy(rows)
    mended[-1]["oil"] = "5"
    mended[-2]["oil"] = ""
    once_more = room.load(mended, name="mended.csv")["files"][0]
    hold((once_more["kept"], once_more["unchanged"]) == (1, 19), f"one row is new, a blank never wins: {once_more}")
    rows[-1]["oil"] = "5"
    agree(room.answer("summary"), rows)


@situation
def bad_rows(room):
    text = ("time,moisture,oil,events\n2026-05-01T07:30,2.5,3,late_night\n2026-05-01T21:30,6,-1,\n"
            "2026-05-02,2,NA,fussball:2\n2026-02-30,2,2,\n2026-05-03T07:30,2\n2026-05-04,,,\n2026-05-05,1,1,a:b\n")
    (room.folder / "bad.csv").write_text(text, encoding="utf-8")
    checked = room.answer("check", "bad.csv", status=65)["files"][0]
    imported = room.answer("import", "bad.csv")["files"][0]
    hold(checked["errors"] == imported["errors"], "check tells what import tells")
    hold((imported["rows"], imported["kept"], imported["unchanged"], imported["bad"]) == (7, 2, 1, 4), f"{imported}")
    where = [(error["line"], error["column"], error["value"]) for error in imported["errors"]]
    hold(where[:3] == [(3, "moisture", "6"), (3, "oil", "-1"), (5, "time", "2026-02-30")], f"{where}")
    hold([line for line, *_ in where] == [3, 3, 5, 6, 8], f"{where}")
    hold(imported["own_tags"] == {"fussball": 1}, f"{imported['own_tags']}")
    answer = room.answer("check", "bad.csv", "nowhere.csv", status=66)
    hold([one["file"] for one in answer["files"]] == ["bad.csv", "nowhere.csv"], "each file has its place")
    (room.folder / "all_bad.csv").write_text("time,moisture\n2026-05-01,6\n", encoding="utf-8")
    room.answer("import", "all_bad.csv", status=65)
    room.answer("import", "all_bad.csv", "bad.csv", status=0)
    room.answer("import", "-", stdin=b"time,oil\n2026-05-09,1\n")


@situation
def there_and_back(room):
    """export, then import: the same diary, by both formats."""
    room.answer("twin", "--people", 2, "--days", 60, "--out", "people")
    room.answer("import", *sorted(room.folder.glob("people/*/*.csv")))
    room.run("log", "moisture=2", "--person", "p001", "--at", "2025-02-01T21:30+01:00", "--site", "left, cheek",
             "--note", ' "a"\n b ')
    room.run("log", "oil=44.5", "--person", "p001", "--instrument", "sebumeter", "--at", "2025-02-02")
    told = room.answer("export", "--out", "out")
    hold(sum((room.folder / one["file"]).stat().st_size == one["bytes"] for one in told["files"]) == 5, f"{told}")
    room.answer("import", *(one["file"] for one in told["files"]), "--diary", "csv.db")
    text, _ = room.run("export", "--format", "json")
    wrong = [error.message for error in SCHEMAS["diary"].iter_errors(read_strictly(text))]
    hold(not wrong, f"the diary's JSON: {wrong[:1]}")
    hold(len(read_strictly(text)["entries"]) == told["entries"], "as many entries")
    room.answer("import", "-", "--diary", "json.db", stdin=text.encode())
    for place in ("csv.db", "json.db"):
        hold(room.run("export", "--format", "json", "--diary", place)[0] == text, f"{place} is not what was exported")
    backup = room.answer("backup", "copy.db")["backup"]
    hold(backup == {"file": "copy.db", "entries": told["entries"]}, f"{backup}")
    hold(room.run("export", "--format", "json", "--diary", "copy.db")[0] == text, "a backup is the diary")
    room.refused(73, "backup", "copy.db")


@situation
def erased(room):
    room.answer("twin", "--people", 1, "--days", 30, "--out", "people")
    room.answer("import", *sorted(room.folder.glob("people/p001/*.csv")))
    entries = room.answer("export", "--out", "out")["entries"]
    room.run("log", "oil=1", "--note", "a secret word", "--at", "2025-01-05")
    receipt = room.answer("erase", "--all", "--yes")["receipt"]
    hold(receipt["person"] is None, f"{receipt}")
    kinds = ("reading", "event", "surroundings", "product", "routine")
    hold(sum(receipt["erased"].get(kind, 0) for kind in kinds) == entries + 1, f"{receipt}")
    hold(receipt["remains"] == "", f"an SQLite file keeps nothing: {receipt['remains']}")
    left = b"".join(path.read_bytes() for path in (room.folder / "data").rglob("*") if path.is_file())
    hold(b"secret" not in left, "the erased text is still in the file")


@situation
def demo(room):
    answer = room.answer("demo", "--days", 200)
    hold(answer["days"] == 200 and len(answer["rhythms"]) == 3 * len(answer["dimensions"]), "the demo's answer")
    hold(answer == room.answer("demo", "--days", 200, "--threads", 1), "same seed, same answer")
    hold(answer != room.answer("demo", "--days", 200, "--seed", 8), "another seed, another answer")
    hold(not (room.folder / "data").exists(), "the demo keeps nothing")


@contextlib.contextmanager
def server(command):
    """A server on loopback, ended by its process number."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@situation
def weather(room):
    """Every hour of the answer is in the diary, as the service told it; the same again changes nothing."""
    with server([sys.executable, ROOT / "test/ambient/open_meteo_replay.py"]) as replay:
        base = f"http://127.0.0.1:{replay.stdout.readline().strip()}/"
        dates = ("--from", "2026-02-27", "--to", "2026-03-03")
        answer = room.answer("weather", "48.1372,11.5755", *dates, "--server", base + "good")
        hold(answer["place"] == {"latitude": 48.1, "longitude": 11.6}, "the place is rounded")
        hold([call["service"] for call in answer["calls"]] == ["archive", "forecast", "air quality", "air quality"], "who")
        hold(answer["entries"] == {"kept": 120, "unchanged": 0} and not answer["gaps"], f"{answer['entries']}")
        entries = json.loads(room.run("export", "--format", "json")[0])["entries"]
        hold(len(entries) == 120 and {one["source"] for one in entries} == {"open-meteo"}, "an entry for each hour")
        for one in entries:
            hour = int(one["time"][11:13])
            hold(one["values"] == {"humidity": 80 - hour, "pm25": 10 + hour / 10, "temperature": 5 + hour / 2,
                                   "uv": max(0, 6 - abs(hour - 12))}, f"{one}")
        again = room.answer("weather", *dates, "--server", base + "good")
        hold(again["entries"] == {"kept": 0, "unchanged": 120}, "a second time changes nothing, and knows the place")
        hold(again["quota"]["used"] < answer["quota"]["used"] == 4, "what is past and whole is not asked for again")
        spoilt_hours = room.answer("weather", "48.1,11.6", *dates, "--server", base + "nulls")
        hold(all(one["missing"] > 0 for one in spoilt_hours["weather"]), "nulls are missing")
        hold(spoilt_hours["entries"]["kept"] == 0, "and take nothing away")
        hold(room.answer("weather", "48.1,11.6", *dates, "--server", base + "noair")["calls"][2]["problem"], "no air")
        offline = room.answer("weather", *dates, "--server", base + "good", "--offline")
        hold({call["answered_by"] for call in offline["calls"]} == {"cache"}, "offline")
    room.refused(69, "weather", "48.1,11.6", *dates, "--server", "http://127.0.0.1:1/", "--offline")


@situation
def sensors(room):
    """A broker, two devices, and the outdoor source of the days before: means, what is not kept, and the bias."""
    rows = [{"time": f"{FIRST + datetime.timedelta(days=150 - day)}T{hour:02}:00Z", "temperature": temperature + day / 8,
             "source": source}
            for day in range(9) for hour in range(24)
            for source, temperature in (("open-meteo", 10 + hour), ("indoor/bath", 14.25 + hour))]
    room.load(rows, name="air.csv")
    room.now = "2026-06-01T12:10Z"  # a message that waited a moment is still of this hour
    with tempfile.TemporaryDirectory(prefix="mosquitto-") as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        config = pathlib.Path(folder) / "conf"
        config.write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\n", encoding="utf-8")
        path = os.environ.get("PATH", "") + ":/usr/sbin"
        with server([shutil.which("mosquitto", path=path), "-c", str(config)]):
            def publish(topic, text):
                subprocess.run(["mosquitto_pub", "-p", str(port), "-q", "1", "-t", topic, "-m", text], check=False)
            url = f"mqtt://127.0.0.1:{port}"
            room.answer("sensors", url, "--for", 2, "--map", "attic=uv")  # from now on the broker keeps what comes
            for text in ('{"temperature": 20, "humidity": 41}', '{"temperature": 23}', '{"humidity": 300}', "{"):
                publish("zigbee2mqtt/bath", text)
            publish("attic", "unavailable")
            publish("attic", "3")
            answer = room.answer("sensors", url, "--for", 3, "--map", "attic=uv", "--outdoor", "attic")
    heard = {(one["source"], one["exposure"]): (one["values"], one["mean"], one["last"]) for one in answer["sensors"]}
    hold(heard == {("indoor/bath", "temperature"): (2, 21.5, 23), ("indoor/bath", "humidity"): (1, 41, 41),
                   ("outdoor/attic", "uv"): (1, 3, 3)}, f"{heard}")
    doubts = sorted(one["doubt"] for one in answer["problems"])
    hold(doubts == ["not understood", "out of range", "unavailable"], f"problems {answer['problems']}, {answer['broker']}")
    hold(answer["entries"] == 2 and answer["broker"]["messages"] == 6, f"{answer['broker']}")
    hold(len(answer["bias"]) == 1 and answer["bias"][0]["dates"] == 9, f"bias {answer['bias']}")
    near(answer["bias"][0]["difference"], 4.25, "the bias")
    entries = [one for one in json.loads(room.run("export", "--format", "json")[0])["entries"]
               if one["time"].startswith("2026-06-01T12:00")]
    hold({one["source"]: one["values"] for one in entries} ==
         {"indoor/bath": {"humidity": 41, "temperature": 21.5}, "outdoor/attic": {"uv": 3}}, f"entries {entries}")


@situation
def profiles(room):
    for name in ("skin", "sleep", "fitness"):
        answer = room.answer("profile", "show", name)
        hold(answer["profile"] == name and answer["toml"] == room.run("profile", "show", name)[0], "the TOML")
        (room.folder / "own.toml").write_text(answer["toml"], encoding="utf-8")
        hold(room.answer("profile", "check", "own.toml") == answer, "what is shown can be read")
        names = [one["name"] for part in ("dimensions", "exposures", "events") for one in answer[part]]
        hold(len(set(names)) == len(names), f"names occur once: {names}")
        for one in answer["dimensions"]:
            hold(one["range"][0] < one["range"][1] and one["labels"]["zh"] and one["labels"]["en"], f"{one}")
        for scale in answer["scales"].values():
            hold(len(scale["words"]) == len(scale["values"]), f"{scale}")


@situation
def reference_pages(room):
    """docs/reference names every field and every option, and its examples can be read."""
    page = lambda name: (ROOT / "docs/reference" / name).read_text(encoding="utf-8")
    blocks = lambda name, kind: re.findall(rf"^```{kind}\n(.*?)^```", page(name), re.MULTILINE | re.DOTALL)

    def fields(node):
        if isinstance(node, dict):
            yield from node.get("properties", {})
            for value in node.values():
                yield from fields(value)
        elif isinstance(node, list):
            for value in node:
                yield from fields(value)

    for verb, validator in SCHEMAS.items():
        text = page("diary-json.md") if verb == "diary" else page("answers.md") + page("diary-json.md")
        for field in set(fields(validator.schema)):
            hold(re.search(rf"\b{field}\b", text), f"docs/reference does not tell of the field {field} of {verb}")
    verbs = re.findall(r"^  (\w+) ", room.run("--help")[0].partition("Subcommands:")[2], re.MULTILINE)
    hold(len(verbs) > 10, f"the verbs: {verbs}")
    for verb in verbs:
        hold(re.search(f"^## (import and )?{verb}\\b", page("command-line.md"), re.MULTILINE), f"no heading of {verb}")
        for option in re.findall(r"^  (--[a-z]+)", room.run(verb, "--help")[0], re.MULTILINE):
            hold(f"`{option}" in page("command-line.md"), f"command-line.md does not tell of {verb} {option}")
    (room.folder / "diary.json").write_text(blocks("diary-json.md", "json")[0], encoding="utf-8")
    hold(room.answer("import", "diary.json")["files"][0]["kept"] == 5, "the example of diary-json.md")
    hold(not list(SCHEMAS["diary"].iter_errors(json.loads(blocks("diary-json.md", "json")[0]))), "and its schema")
    (room.folder / "example.csv").write_text(blocks("diary-files.md", "csv")[0], encoding="utf-8")
    room.answer("check", "example.csv", "--person", "ann")
    mine = room.run("profile", "show", "skin")[0].replace("[scales]", "[skales]")
    parts = blocks("profile.md", "toml")
    mine = re.sub(r"\[skales\].*?(?=\[\[cycle)", parts[1], mine, flags=re.DOTALL) + "".join(parts[2:])
    (room.folder / "mine.toml").write_text(mine, encoding="utf-8")
    room.answer("profile", "check", "mine.toml")
    rules = page("profile.md").partition("## [import]")[2]
    for rule in re.findall(r"^\| `\w+` \|.*\| `(\w+ = .*)` \|$", rules, re.MULTILINE):
        (room.folder / "rule.toml").write_text(
            f'name = "x"\n[[dimension]]\nname = "d"\nrange = [0, 1]\n[[dimension]]\nname = "moisture"\nrange = [0, 5]\n[[dimension]]\nname = "minutes_asleep"\nrange = [0, 1440]\n[import]\n{rule}\n', encoding="utf-8")
        room.answer("profile", "check", "rule.toml")


def spoilt(node):
    """The answer with one field dropped, renamed, added, or of another type, at each place in turn."""
    if isinstance(node, dict):
        for key in node:
            without = {k: v for k, v in node.items() if k != key}
            yield f"without {key}", without
            yield f"with {key}_ for {key}", without | {key + "_": node[key]}
            for how, value in spoilt(node[key]):
                yield f"{key}: {how}", node | {key: value}
        yield "with a field more", node | {"surplus": 1}
    elif isinstance(node, list):
        yield "a list as an object", {"0": node}
        for i, item in enumerate(node[:2]):
            for how, value in spoilt(item):
                yield f"{i}: {how}", [*node[:i], value, *node[i + 1:]]
    else:
        yield "of another type", [node]


def is_map(how, verb):
    """Objects whose keys are names that a person chose may have any key."""
    free = ["own_tags: ", "sites_left_out: ", "erased: ", "scales: ", "values: "]
    return any(re.search(rf"(^|: ){part}(without|with) [^:]*$", how) for part in free) or verb == "diary"


@situation
def frames(room):
    """The frame of each of the last dates is what the summary of that date says; what lies before the record is not there."""
    room.load(diary(50, oil=lambda day: f"{2 + day % 7 / 10:g}"))
    framed = room.answer("summary", "--frames", 45)
    for back in (0, 1, 17):
        date = (FIRST + datetime.timedelta(days=49 - back)).isoformat()
        then = room.answer("summary", "--to", date)
        for one in framed["dimensions"]:
            frame = one["frames"][-1 - back]
            hold(len(one["frames"]) == 45 and frame[0] == date, f"{one['name']}: {len(one['frames'])} frames, {frame[0]}")
            for value, field in zip(frame[1:], ("today", "window_mean", "baseline_mean", "baseline_sd")):
                if value is None or of(then, one["name"])[field] is None:
                    hold(value == of(then, one["name"])[field], f"{one['name']} {date}: {field} {value}")
                else:
                    near(value, of(then, one["name"])[field], f"{one['name']} {date}: {field}")
    hold(len(of(room.answer("summary", "--frames", 3660), "oil")["frames"]) == 50, "no frame before the record")
    hold("frames" not in of(room.answer("summary"), "oil"), "none unless asked for")


@situation
def accounts(room):
    """Accounts, grants and tokens from the command line; secrets are told once and never listed."""
    room.load(diary(3))
    hold(room.answer("user", "list")["accounts"] == [], "nobody yet")
    ann = room.answer("user", "add", "ann", stdin=b"correct horse battery\n")["accounts"]
    hold(ann[0]["grants"] == [{"person": "*", "role": "owner"}], f"the first may everything: {ann}")
    both = room.answer("user", "add", "doctor", "--person", "me", "--role", "clinician", stdin=b"another long secret\n")
    hold([one["grants"] for one in both["accounts"]][1] == [{"person": "me", "role": "clinician"}], f"{both}")
    made = room.answer("user", "token", "ann", "--person", "me", "--role", "device", "--label", "bath", "--days", 3)
    token = made["accounts"][0]["tokens"][0]
    hold((token["id"], token["expires"]) == (made["made"]["id"], "2026-06-04T12:00Z"), f"token {token}")
    listed = room.run("user", "list", "--json")[0]
    hold(made["made"]["token"] not in listed and "argon2" not in listed, "no secret is listed")
    hold(room.answer("user", "token-remove", "ann", "--label", token["id"])["accounts"][0]["tokens"] == [], "ended")
    hold(room.answer("user", "revoke", "doctor", "--person", "me")["accounts"][1]["grants"] == [], "taken back")
    hold(len(room.answer("user", "remove", "doctor")["accounts"]) == 1, "removed")
    room.refused(66, "user", "remove", "doctor")
    room.refused(65, "user", "grant", "ann")
    room.refused(65, "serve", "--port", "0", "--address", "0.0.0.0", "--diary", "fresh.db")


@situation
def zz_spoilt_answers(room):
    """The checks themselves: each spoilt answer must be refused."""
    if not room.seen:
        room.load(fallen())
        room.answer("summary")
    tried, best = 0, {}
    for verb, answer in room.seen:
        richer = lambda one: len(json.dumps(one))
        if verb not in best or 200 < richer(best[verb]) < richer(answer) < 6000:
            best[verb] = answer
    for verb, answer in best.items():
        for how, wrong in spoilt(answer):
            # These may be absent by right: an entry without a note, site, weight ...
            if re.search(r"without (note|site|source|weight|minutes|slot|order|to|instrument|person)$", how) and \
                    re.match("logged|before|after", how):
                continue
            if re.search(r"without (frames|measured)$", how):  # where they were asked for
                continue
            if verb == "user" and how.endswith("without made"):  # it is there where a token was made
                continue
            if verb == "effects" and how.endswith("without cohort"):  # it is there with --cohort only
                continue
            if is_map(how, verb):
                continue
            tried += 1
            try:
                check(verb, wrong)
            except Broken:
                continue
            except (KeyError, TypeError, IndexError) as error:
                raise Broken(f"{verb} {how}: the laws stumble over it: {error!r}") from error
            raise Broken(f"{verb} {how}: passed, though it is wrong")
    for text in ('{"a": NaN}', '{"a": -Infinity}', '{"a": 1, "a": 2}', "{"):
        try:
            read_strictly(text)
        except Broken:
            continue
        raise Broken(f"{text} was read")
    rows = fallen()
    room.load(rows, "--diary", "laws.db", name="laws.csv")
    answer = room.answer("summary", "--diary", "laws.db")
    agree(answer, rows)
    for field in ("today", "window_mean", "window_sd", "window_days", "baseline_mean", "baseline_sd", "baseline_days",
                  "z_window", "z_baseline", "percentile", "slot_offset"):
        wrong = copy.deepcopy(answer)
        of(wrong, "moisture")[field] += 1
        try:
            agree(wrong, rows)
        except Broken:
            continue
        raise Broken(f"{field} off by 1 agrees with the diary")
    hold(tried > 50, f"only {tried} spoilt answers were tried")
    print(f"{tried} spoilt answers refused")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--list", action="store_true", help="names the situations")
    parser.add_argument("words", nargs="*", help="only situations whose name holds one of these")
    options = parser.parse_args()
    if options.list:
        for name, function in SITUATIONS.items():
            print(f"{name:20} {(function.__doc__ or '').strip()}")
        return
    if not options.program.exists():
        sys.exit(f"check_answers: there is no program {options.program}; build it first")
    Room.program = options.program.resolve()
    chosen = {name: each for name, each in SITUATIONS.items()
              if not options.words or any(word in name for word in options.words)}
    if not chosen:
        sys.exit(f"check_answers: no situation is called {' or '.join(options.words)}; --list names them")
    wrong = 0
    for name, function in chosen.items():
        with Room() as room:
            try:
                function(room)
            except (Broken, subprocess.TimeoutExpired) as broken:
                print(f"{name}: {broken}")
                wrong += 1
            except (KeyError, TypeError, IndexError, StopIteration) as error:
                print(f"{name}: the answer lacks what the contract names: {error!r}")
                wrong += 1
    if wrong:
        sys.exit(f"check_answers: {wrong} of {len(chosen)} situations do not hold")
    print(f"{len(chosen)} situations hold, {len(Room.seen)} answers")


if __name__ == "__main__":
    main()
