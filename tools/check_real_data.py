#!/usr/bin/env python3
"""Real files go in and nothing is lost or shifted: each set of data/profiles/ is imported and held against its README.

    SKIN2VEC_DATA=<folder of the sets> tools/check_real_data.py --program build/release/skin2vec
    ... --table         prints the tables that docs/explanation/real-data.md shows

For each set: `check` finds no bad cell, `import` keeps every row that says something, a second import changes nothing,
an export read into a new diary is exported as the same bytes, and the figures of the set's README are computed again
from the exported files. Then the program's own answers. A row of a table is: what, README (or what must hold), ours.
Ends with 1 after a line for each that is wrong or that real-data.md does not show, with 77 if there are no data.
"""

import argparse
import collections
import csv
import datetime
import gzip
import io
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/explanation/real-data.md"
SKIPPED = 77


class Table:
    """What was asked of one set, and what came out."""

    def __init__(self, name):
        self.name, self.rows, self.wrong = name, [], []

    def add(self, what, expected, ours, good):
        row = f"| {what} | {expected} | {ours} |"
        self.rows.append(row)
        if not good:
            self.wrong.append(f"{self.name}: {what}: expected {expected}, came {ours}")

    def figures(self, what, expected, ours):
        """Numbers as the README rounds them: `expected` is its text, equal within half of the last digit it shows."""
        pairs = list(zip(expected.split(), ours))
        digits = [len(text.partition(".")[2]) for text, _ in pairs]
        good = len(pairs) == len(ours) and all(
            abs(float(text) - value) <= 0.5 * 10**-d + 1e-9 for (text, value), d in zip(pairs, digits))
        self.add(what, expected, " ".join(f"{value:.{d}f}" for (_, value), d in zip(pairs, digits)), good)

    def same(self, what, expected, ours):
        self.add(what, expected, ours, expected == ours)

    def told(self, what, ours):
        """An answer of the program that no README foretells; real-data.md shows it, so that a change is seen."""
        self.add(what, "-", ours, True)


class Diary:
    """A diary in a folder of its own, and the program."""

    def __init__(self, program, folder, profile, name=None):
        self.program, self.profile = program, ROOT / "data/profiles" / f"{profile}.toml"
        self.folder = folder / (name or profile)
        self.folder.mkdir()

    def run(self, *arguments, diary="diary.db", stdin=b""):
        environment = {"HOME": str(self.folder), "LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/bin:/bin"}
        return subprocess.run([self.program, *arguments, "--diary", self.folder / diary], input=stdin, env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, timeout=600)

    def ask(self, *arguments, **more):
        done = self.run(*arguments, "--json", **more)
        if done.returncode:
            raise RuntimeError(f"{' '.join(map(str, arguments))}: {done.stderr.decode()}")
        return json.loads(done.stdout)

    def files(self, diary, out):
        self.run("export", "--out", self.folder / out, diary=diary)
        return {path.name: path.read_bytes() for path in sorted((self.folder / out).iterdir())}

    def take_in(self, table, text, rows, kept, blank):
        """Imports `text` and holds the laws of import; gives the exported rows by file."""
        with_profile = ("--profile", self.profile)
        checked = self.ask("check", "-", *with_profile, stdin=text)["files"][0]
        first = self.ask("import", "-", *with_profile, stdin=text)["files"][0]
        again = self.ask("import", "-", stdin=text)["files"][0]
        came = [first[key] for key in ("rows", "kept", "unchanged", "bad")]
        counts = "{} rows, {} kept, {} that say nothing, {} bad"
        table.same("import", counts.format(rows, kept, blank, 0), counts.format(*came))
        table.same("errors that `check` tells", 0, len(checked["errors"]))
        table.same("rows that a second import changes", 0, again["kept"])
        exported = self.files("diary.db", "out")
        for name in exported:
            self.ask("import", self.folder / "out" / name, *with_profile, diary="second.db")
        same = exported == self.files("second.db", "out2")
        table.same("export, import, export: the same bytes", "yes", "yes" if same else "no")
        return {name.removesuffix(".csv"): list(csv.DictReader(content.decode().splitlines()))
                for name, content in exported.items()}


# --- arithmetic, the obvious way --------------------------------------------------------------------------------------


def number(text):
    return float(text) if text else None


def correlation(pairs):
    mean_x, mean_y = (statistics.fmean(pair[i] for pair in pairs) for i in (0, 1))
    xy = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return xy / math.sqrt(sum((x - mean_x) ** 2 for x, _ in pairs) * sum((y - mean_y) ** 2 for _, y in pairs))


def ranks(values):
    order = sorted(values)
    first, count = {}, collections.Counter(values)
    for i, value in enumerate(order):
        first.setdefault(value, i)
    return [first[value] + (count[value] + 1) / 2 for value in values]


def spearman(pairs):
    return correlation(list(zip(ranks([x for x, _ in pairs]), ranks([y for _, y in pairs]))))


def within(pairs_by_person):
    """The correlation of pairs after each person's means are taken away, and how many pairs there are; of people with
    at least 15 pairs, as the README of lifesnaps has it (its counts, 2441 and 3465, come out so and only so)."""
    left = []
    for pairs in pairs_by_person.values():
        if len(pairs) < 15:
            continue
        mean_x, mean_y = (statistics.fmean(pair[i] for pair in pairs) for i in (0, 1))
        left += [(x - mean_x, y - mean_y) for x, y in pairs]
    return correlation(left), len(left)


def by_person(first, second, days_later=0):
    """Pairs (first on a day, second `days_later` later) by person, of {(person, day): value}."""
    pairs = collections.defaultdict(list)
    for (person, day), value in first.items():
        other = second.get((person, day + datetime.timedelta(days_later)))
        if other is not None:
            pairs[person].append((value, other))
    return pairs


def column(rows, name):
    return {(row.get("person"), datetime.date.fromisoformat(row["time"][:10])): float(row[name])
            for row in rows if row[name]}


def mean_by(rows, name, key):
    groups = collections.defaultdict(list)
    for row in rows:
        if row[name]:
            groups[key(row)].append(float(row[name]))
    return {key: statistics.fmean(values) for key, values in sorted(groups.items())}


def verdicts(answers, rhythm):
    """"3 found, 5 none found" over all dimensions of many `rhythms` answers."""
    count = collections.Counter(each["verdict"] for answer in answers for each in answer["rhythms"]
                                if each["name"] == rhythm)
    return ", ".join(f"{count[verdict]} {verdict}" for verdict in sorted(count)), count


def cohort_row(answer, cause, dimension):
    """"-0.86 (-1.13 to -0.59) in 36 people, q < 0.001, found" of one pair of `effects --cohort`."""
    one = next(each for each in answer["cohort"]["effects"] if (each["cause"], each["dimension"]) == (cause, dimension))
    if one["mean"] is None:
        return one, f"{one['n_people']} people, {one['verdict']}"
    low, high = one["ci"]
    q = "q < 0.001" if one["q"] < 0.001 else f"q = {one['q']:.3f}"
    return one, f"{one['mean']:.2f} ({low:.2f} to {high:.2f}) in {one['n_people']} people, {q}, {one['verdict']}"


def changes_of(answer):
    """"lower since 2020-01-18; higher 2021-07-31 to 2021-08-04", and how many alarms a replay raised."""
    told = []
    for change in answer["changes"]:
        way = "lower" if change["size"] < 0 else "higher"
        passing = change["kind"] == "passing"
        told.append(f"{way} {change['start']} to {change['end']}" if passing else f"{way} since {change['start']}")
    return "; ".join(told) or "none"


# --- the sets ---------------------------------------------------------------------------------------------------------


def forecasts_hold(table, answers):
    """What is followed, beside the best of the models that only look back, over all people: MAE in sds, by targets."""
    plain = ("historical", "persistence", "exponential-smoothing", "ordered-random-walk")
    for horizon in (1, 7):
        sums, n = collections.Counter(), 0
        for answer in answers:
            lines = {line["model"]: line for line in answer["skill"] if line["horizon"] == horizon}
            if not lines or any(lines[name]["mae"] is None for name in (*plain, "followed")):
                continue
            n += lines["followed"]["n"]
            for name in (*plain, "followed"):
                sums[name] += lines[name]["mae"] * lines[name]["n"]
        best = min(plain, key=lambda name: sums[name])
        ours, theirs = sums["followed"] / n, sums[best] / n
        table.add(f"`compare`, {horizon} days ahead: MAE of what is followed, in sds", "at most that of the best plain model",
                  f"{ours:.3f}; {best} {theirs:.3f}", ours <= theirs)


def lifesnaps(diary, table, data):
    text = gzip.decompress((data / "lifesnaps/daily_fitbit_sema_df_unprocessed.csv.gz").read_bytes())
    out = diary.take_in(table, text, rows=7410, kept=7376, blank=34)
    readings, around, events = out["readings"], out["surroundings"], out["events"]
    people = sorted({row["person"] for rows in out.values() for row in rows})
    table.same("people", 71, len(people))
    sleep, rmssd, heart = (column(readings, name) for name in ("minutes_asleep", "rmssd", "resting_hr"))
    steps, calories = (column(around, name) for name in ("steps", "calories"))
    temperature = column(readings, "nightly_temperature")
    same_day, n = within(by_person(rmssd, heart))
    table.figures("rmssd ~ resting_hr, within person", "-0.43", [same_day])
    table.same("... pairs", 2441, n)
    table.figures("rmssd ~ resting_hr of the next day", "-0.41", [within(by_person(rmssd, heart, 1))[0]])
    table.figures("steps ~ calories, within person", "0.83", [within(by_person(steps, calories))[0]])
    effect, n = within(by_person(steps, sleep, 1))
    table.figures("steps ~ minutes asleep the night after", "-0.01", [effect])
    table.same("... pairs, less one with a night of 0 minutes asleep", 3465 - 1, n)
    weekday = [value for (_, day), value in sleep.items() if day.weekday() < 5]
    weekend = [value for (_, day), value in sleep.items() if day.weekday() >= 5]
    table.figures("minutes asleep, weekday and weekend", "390.8 399.5",
                  [statistics.fmean(weekday), statistics.fmean(weekend)])
    table.same("nights with a skin temperature", 3359, len(temperature))
    table.figures("... their mean, deg C", "33.77", [statistics.fmean(temperature.values())])
    table.figures("... correlation with the night before", "0.18", [within(by_person(temperature, temperature, 1))[0]])
    table.same("stress scores of 0 left out", 1876 - 296, len(column(readings, "stress_score")))
    in_bed = column(readings, "time_in_bed")
    asleep_longer = sum(sleep[key] / 60 > in_bed[key] + 1e-9 for key in sleep.keys() & in_bed.keys())
    table.same("nights asleep longer than in bed (ms read as hours)", 0, asleep_longer)
    moods = {"alert", "happy", "neutral", "rested", "sad", "tense", "tired"}
    raw = list(csv.DictReader(text.decode().splitlines()))
    titles = ["ALERT", "HAPPY", "NEUTRAL", "RESTED/RELAXED", "SAD", "TENSE/ANXIOUS", "TIRED"]
    table.same("moods noted (1 in a flag)", sum(number(row[title]) == 1 for row in raw for title in titles),
               sum(row["event"] in moods for row in events))
    answers = [diary.ask("rhythms", "--person", person) for person in people]
    table.told("`rhythms`, monthly, 71 people x 10 dimensions", verdicts(answers, "monthly")[0])
    table.told("`rhythms`, seasonal, the same", verdicts(answers, "seasonal")[0])
    alerts = [alert["level"] for person in people for alert in diary.ask("alerts", "--person", person)["alerts"]]
    table.told("`alerts` on the last day of each person", f"{len(alerts)} in 71 people")
    count = collections.Counter(each["verdict"] for each in diary.ask("effects", "--cohort")["cohort"]["effects"])
    table.told("`effects --cohort`, pairs of 71 people", ", ".join(f"{count[each]} {each}" for each in sorted(count)))
    forecasts_hold(table, [diary.ask("compare", "--person", person) for person in people])
    # The resting heart rate as an exposure: a profile of its own.
    heart = Diary(diary.program, diary.folder.parent, "lifesnaps_heart")
    heart.ask("import", "-", "--profile", heart.profile, stdin=text)
    together = heart.ask("effects", "--cohort")
    one, told = cohort_row(together, "resting_hr", "rmssd")
    table.add("... rmssd, ms, by resting_hr, bpm", "lower", told, one["ci"] is not None and one["ci"][1] < 0)
    one, told = cohort_row(together, "steps", "minutes_asleep")
    table.add("... minutes asleep by 1,000 steps", "none found", told, one["verdict"] == "none found")


def steps(diary, table, data):
    text = (data / "one_person_steps_running/stevedata__stevesteps.csv").read_bytes()
    rows = diary.take_in(table, text, rows=2875, kept=2875, blank=0)["readings"]
    walked = [row for row in rows if row["steps"] != "0"]  # as the README has it; the diary keeps the zeros
    table.figures("mean by year, 2017 to 2025, without the days of 0", "6358 6898 6987 5271 5394 6329 7667 7796 8143",
                  list(mean_by(walked, "steps", lambda row: row["time"][:4]).values()))
    table.same("days of 0 steps kept", 3, sum(row["steps"] == "0" for row in rows))
    values = column(rows, "steps")
    window = sorted(day for _, day in values if "2019-09-01" <= day.isoformat() <= "2020-09-01")
    year = [values["me", day] for day in window]
    cost = lambda part: sum((v - statistics.fmean(part)) ** 2 for v in part)
    best = min(range(15, len(year) - 15), key=lambda i: cost(year[:i]) + cost(year[i:]))
    table.same("best split from 2019-09 to 2020-09", "2020-01-18", window[best].isoformat())
    table.figures("... means before and after", "6972 4838",
                  [statistics.fmean(year[:best]), statistics.fmean(year[best:])])
    # The program's own frame, against the mean of the 30 days before.
    for day in ("2020-01-17", "2020-02-17", "2020-04-17", "2022-03-01", "2022-12-31"):
        answer = diary.ask("summary", "--to", day)["dimensions"][0]
        today = datetime.date.fromisoformat(day)
        before = [values[key] for i in range(1, 31) if (key := ("me", today - datetime.timedelta(i))) in values]
        table.figures(f"`summary --to {day}`, mean of the 30 days before", f"{statistics.fmean(before):.0f}",
                      [answer["baseline_mean"]])
    days = [datetime.date(2020, 1, 18) + datetime.timedelta(i) for i in range(60)]
    table.told("`alerts`, of the 60 days from 2020-01-18 those with one",
               sum(bool(diary.ask("alerts", "--to", day.isoformat())["alerts"]) for day in days))
    answer = [diary.ask("rhythms")]
    for rhythm in ("daily", "monthly", "seasonal"):
        table.told(f"`rhythms`, {rhythm}", verdicts(answer, rhythm)[0])
    said = changes_of(diary.ask("changes"))
    table.add("`changes`", "lower since 2020-01-18, higher from 2022-08 on", said,
              "lower since 2020-01-18" in said and "higher since 2022-08" in said)
    table.same("`rhythms` that are weekly", 0, sum(each["name"] == "weekly" for each in answer[0]["rhythms"]))


def running(diary, table, data):
    text = (data / "one_person_steps_running/Stat2Data__Marathon.csv").read_bytes()
    # Two dates have two runs each, without a clock time: the later one of the file stands, as with every entry.
    out = diary.take_in(table, text, rows=1127, kept=1127, blank=0)
    rows = out["readings"]
    iso = lambda date: "{2:0>4}-{0:0>2}-{1:0>2}".format(*date.split("/"))
    table.same("first and last run (m/d/yyyy)", "2002-01-01 2006-12-30", f"{rows[0]['time']} {rows[-1]['time']}")
    table.same("dates of the 1,126 runs with a pace", 1124, len(rows))
    table.figures("pace by year, 2002 to 2006", "7.73 7.97 8.09 8.44 8.39",
                  list(mean_by(rows, "pace", lambda row: row["time"][:4]).values()))
    distance = column(out["surroundings"], "distance")
    short = {(iso(row["Date"]), float(row["PaceMin"])): row["Short"] == "1"
             for row in csv.DictReader(text.decode().splitlines()) if row["PaceMin"] not in ("", "NA")}
    by_length = mean_by(rows, "pace", lambda row: short[row["time"], float(row["pace"])])
    table.figures("pace of short runs and of long ones, as the file calls them", "7.96 8.16",
                  [by_length[True], by_length[False]])
    table.same("dates with a distance", 1125, len(distance))
    table.told("`rhythms`, seasonal", verdicts([diary.ask("rhythms")], "seasonal")[0])
    table.told("`changes`", changes_of(diary.ask("changes")))


def beijing_days(raw):
    """Log PM2.5 and the weather of each day, from the rows of the file."""
    hours = collections.defaultdict(lambda: collections.defaultdict(list))
    for row in raw:
        day = hours[f"{int(row['year']):04}-{int(row['month']):02}-{int(row['day']):02}"]
        warm, dew = float(row["TEMP"]), float(row["DEWP"])
        humidity = 100 * math.exp(17.625 * dew / (243.04 + dew) - 17.625 * warm / (243.04 + warm))
        seen = {"temperature": warm, "humidity": min(humidity, 100), "pressure": float(row["PRES"]),
                "log_wind": math.log(float(row["Iws"])), "north_west": row["cbwd"] == "NW", "calm": row["cbwd"] == "cv",
                "south_east": row["cbwd"] == "SE", "rain": float(row["Ir"]) > 0}
        for name, value in seen.items():
            day[name].append(value)
        if row["pm2.5"] not in ("", "NA"):
            day["pm25"].append(float(row["pm2.5"]))
    days = []
    for date in sorted(hours):
        means = {name: statistics.fmean(values) for name, values in hours[date].items()}
        pm25 = means.pop("pm25", None)
        days.append({"date": date, "log_pm25": "" if pm25 is None else f"{math.log(pm25):.5f}",
                     **{name: f"{value:.4f}" for name, value in means.items()}})
    return days


def beijing_in_logs(diary, table, raw):
    """Is the clean week of November 2014 found in logarithms, or in what the weather leaves of them?"""
    days = beijing_days(raw)
    first = [day["date"] for day in days].index("2014-11-03")
    spells = {}
    for start in range(len(days) - 9):
        known = [float(day["log_pm25"]) for day in days[start:start + 10] if day["log_pm25"]]
        if known:
            spells[start] = statistics.fmean(known)
    lower = sum(spell < spells[first] for spell in spells.values())
    table.told("spells of 10 days with a lower mean of log PM2.5 than 3 to 12 November 2014",
               f"{lower} of {len(spells)}")
    columns = {"no weather": ["date", "log_pm25"], "the weather": list(days[0])}
    for beside, names in columns.items():
        text = io.StringIO()
        writer = csv.DictWriter(text, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(days)
        air = Diary(diary.program, diary.folder.parent, "beijing_air_log", name=beside)
        air.ask("import", "-", "--profile", air.profile, "--person", "beijing", stdin=text.getvalue().encode())
        table.told(f"`changes` of log PM2.5 with {beside}", changes_of(air.ask("changes")))
        for since in ("2014-01-01", "2014-10-01"):
            table.told(f"... from {since}", changes_of(air.ask("changes", "--from", since)))


def beijing(diary, table, data):
    text = gzip.decompress((data / "beijing_pm25_2010_2014/PRSA_data_2010.1.1-2014.12.31.csv.gz").read_bytes())
    rows = diary.take_in(table, text, rows=43824, kept=43824, blank=0)["surroundings"]
    table.same("first and last hour", "2010-01-01T00:00 2014-12-31T23:00", f"{rows[0]['time']} {rows[-1]['time']}")
    table.same("hours without PM2.5", 2067, sum(not row["pm25"] for row in rows))
    table.same("... of the first 24", 24, sum(not row["pm25"] for row in rows[:24]))
    table.figures("mean PM2.5", "98.61", list(mean_by(rows, "pm25", lambda row: 0).values()))
    table.figures("... by year", "104.0 99.1 90.5 101.7 97.7",
                  list(mean_by(rows, "pm25", lambda row: row["time"][:4]).values()))
    heating = mean_by(rows, "pm25", lambda row: row["time"][5:7] in ("11", "12", "01", "02", "03"))
    table.figures("... November to March, and the rest", "108.3 91.7", [heating[True], heating[False]])
    by_hour = mean_by(rows, "pm25", lambda row: row["time"][11:13])
    table.figures("... at 3 h and 15 h", "108 85.5", [by_hour["03"], by_hour["15"]])
    raw = list(csv.DictReader(text.decode().splitlines()))
    at = {f"{int(r['year']):04}-{int(r['month']):02}-{int(r['day']):02}T{int(r['hour']):02}:00": r["cbwd"] for r in raw}
    wind = mean_by(rows, "pm25", lambda row: at[row["time"]])
    table.figures("... by the file's wind of that hour, NW NE SE calm", "70.1 90.2 110.8 126.2",
                  [wind[name] for name in ("NW", "NE", "SE", "cv")])
    # 140.2 is that of October and of November after the 12th; with 1 and 2 November it would be 135.8.
    autumn = [row for row in rows if row["time"][:7] == "2014-10" or "2014-11-03" <= row["time"][:10] <= "2014-11-30"]
    apec = mean_by(autumn, "pm25", lambda row: "2014-11-03" <= row["time"][:10] <= "2014-11-12")
    table.figures("... 3 to 12 November 2014, and October with November from the 13th", "57.7 140.2",
                  [apec[True], apec[False]])
    daily = mean_by([{**row, "day": row["time"][:10]} for row in rows], "pm25", lambda row: row["day"])
    days = {(None, datetime.date.fromisoformat(day)): value for day, value in daily.items()}
    table.figures("... daily means, correlation with the day before", "0.56",
                  [correlation(by_person(days, days, 1)[None])])
    # PM2.5 as a dimension: a profile of its own.
    air = Diary(diary.program, diary.folder.parent, "beijing_air")
    air.ask("import", "-", "--profile", air.profile, "--person", "beijing", stdin=text)
    table.told("`changes` of PM2.5", changes_of(air.ask("changes")))
    table.told("... of October to December 2014", changes_of(air.ask("changes", "--from", "2014-10-01")))
    beijing_in_logs(diary, table, raw)
    humidity = [float(row["humidity"]) for row in rows]
    table.figures("mean humidity, %", "54.8", [statistics.fmean(humidity)])
    table.figures("... lowest and highest, clipped", "2.7 100", [min(humidity), max(humidity)])


def korea(diary, table, data):
    text = (data / "skin_korea_healthy_51/02_healthy_clinical.tsv").read_bytes()
    out = diary.take_in(table, text, rows=102, kept=102, blank=0)
    rows = out["readings"]
    age = {row["person"]: float(row["age"]) for row in out["surroundings"]}
    table.same("people", 51, len(age))
    dates = collections.Counter((row["person"][:4], row["time"]) for row in rows)
    table.same("rows by visit", "1902 2019-02-11: 52, 1911 2019-11-15: 50",
               ", ".join(f"{visit} {day}: {n}" for (visit, day), n in sorted(dates.items())))
    site = {name: [row for row in rows if row["site"] == name] for name in ("Cheek", "Forehead")}
    pairs = lambda of, a, b: [(float(row[a]), float(row[b])) for row in of]
    table.figures("Spearman moisture ~ TEWL, cheek and forehead", "-0.75 -0.56",
                  [spearman(pairs(site[name], "moisture", "tewl")) for name in site])
    table.figures("Spearman redness ~ TEWL, cheek and forehead", "0.37 0.40",
                  [spearman(pairs(site[name], "redness", "tewl")) for name in site])
    with_age = lambda name: [(float(row[name]), age[row["person"]]) for row in site["Cheek"]]
    table.figures("Spearman with age: cheek moisture, wrinkle depth", "0.35 0.76",
                  [spearman(with_age("moisture")), spearman(with_age("wrinkle_depth"))])
    sebum = {name: sum(bool(row["oil"]) for row in site[name]) for name in site}
    table.same("sebum only on the forehead", "51 0", f"{sebum['Forehead']} {sebum['Cheek']}")
    for name in ("texture_rmax", "wrinkle_area"):
        ranges = [[float(row[name]) for row in rows if row["person"].startswith(visit)] for visit in ("1902", "1911")]
        expected = {"texture_rmax": "42 110 120 328", "wrinkle_area": "34 56 16 54"}[name]
        table.figures(f"{name}, range of visit 1902 and of 1911", expected,
                      [end(values) for values in ranges for end in (min, max)])
    odd = max(rows, key=lambda row: float(row["tewl"]))
    table.same("the highest TEWL, kept", "YF14 Forehead 59", f"{odd['note']} {odd['site']} {odd['tewl']}")
    answer = diary.ask("summary", "--person", odd["person"], "--site", "Forehead")
    tewl = next(each for each in answer["dimensions"] if each["name"] == "tewl")
    flagged = tewl["outlier_today"] or any(alert["dimension"] == "tewl" for alert in answer["alerts"])
    table.told("... does `summary` flag it (one reading of a person)", "yes" if flagged else "no")


def psoriasis(diary, table, data):
    text = (data / "psoriasis_uvb/psoriasis_uvb_pasi.csv").read_bytes()
    out = diary.take_in(table, text, rows=96, kept=96, blank=0)
    pasi = collections.defaultdict(dict)
    for row in out["readings"]:
        week, rest = divmod((datetime.date.fromisoformat(row["time"]) - datetime.date(2000, 1, 3)).days, 7)
        assert rest == 0, row
        pasi[row["person"]][week] = float(row["pasi"])
    final = {person: weeks[max(weeks)] for person, weeks in pasi.items()}
    cleared = {person: 1 - final[person] / pasi[person][0] for person in pasi}
    table.figures("final PASI, median", "1.0", [statistics.median(final.values())])
    reached = [sum(c >= part for c in cleared.values()) for part in (0.75, 0.9)]
    table.same("PASI75 and PASI90 at the end, of 96", "78 39", f"{reached[0]} {reached[1]}")
    fraction = [[1 - weeks[k] / weeks[0] for weeks in pasi.values() if k in weeks] for k in range(1, 9)]
    table.figures("fraction cleared after week 1 to 8", "0.085 0.278 0.472 0.636 0.742 0.805 0.820 0.841",
                  [statistics.fmean(f) for f in fraction])
    table.same("... patients", "95 96 95 92 94 90 80 71", " ".join(str(len(f)) for f in fraction))
    early = {person: weeks[3] <= 0.7 * weeks[0] + 1e-9 for person, weeks in pasi.items() if 3 in weeks}
    of = lambda wanted: [cleared[person] >= 0.9 for person, is_early in early.items() if is_early == wanted]
    table.same("PASI90 at the end with, and without, PASI30 at week 3", "36/71 2/24",
               " ".join(f"{sum(group)}/{len(group)}" for group in (of(True), of(False))))
    dose = collections.Counter()
    weekdays = set()
    for row in out["events"]:
        dose[row["person"]] += float(row["weight"])
        weekdays.add(datetime.date.fromisoformat(row["time"]).strftime("%a"))
    table.same("patients with doses", 94, len(dose))
    table.same("weekdays of the doses", "Fri Mon Wed", " ".join(sorted(weekdays)))
    table.figures("Spearman clearance ~ cumulative dose (a trap: confounded)", "-0.13",
                  [spearman([(cleared[person], dose[person]) for person in dose])])
    raised = 0
    for person, weeks in pasi.items():
        for week in {3, max(weeks)}:
            day = datetime.date(2000, 1, 3) + datetime.timedelta(7 * week)
            raised += len(diary.ask("alerts", "--person", person, "--to", day.isoformat())["alerts"])
    table.same("`alerts` at week 3 and at the end, of 96 patients who get better", 0, raised)
    together = diary.ask("effects", "--cohort")["cohort"]
    harm = [each for each in together["effects"] if each["verdict"] == "found" and each["mean"] > 0]
    table.same("`effects --cohort`, pairs that say more UVB harms", 0, len(harm))
    one, told = cohort_row({"cohort": together}, "uvb", "pasi")
    table.add("... PASI by 1 J/cm2, one fit of all", "not harm", f"{told}; most on day {one['peak_day']}",
              one["source"] == "one fit" and not (one["verdict"] == "found" and one["mean"] > 0))
    table.told("... doses of two patients on the same date, correlation; control p",
               f"{one['correlation']:.2f}; {one['control_p']:.2f}")


def poscorad(diary, table, data):
    text = (data / "eczema_poscorad_simulated/FakeData_Data.csv").read_bytes()
    rows = diary.take_in(table, text, rows=1267, kept=1138, blank=129)["readings"]
    people = sorted({row["person"] for row in rows})
    table.same("people", 16, len(people))
    value = lambda row, name: float(row[name])
    signs = ("dryness", "redness", "swelling", "oozing", "scratching", "thickening")
    broken = lambda wrong: sum(wrong(row) for row in rows)
    table.same("days on which Intensity is not the sum of the signs", 0,
               broken(lambda row: value(row, "intensity") != sum(value(row, sign) for sign in signs)))
    table.same("... oSCORAD is not Extent/5 + 3.5 Intensity", 0,
               broken(lambda row: abs(value(row, "extent") / 5 + 3.5 * value(row, "intensity") - value(row, "oscorad"))
                      > 1e-9))
    table.same("... SCORAD is not oSCORAD + the subjective symptoms", 0,
               broken(lambda row: abs(value(row, "scorad") - value(row, "oscorad") - value(row, "subjective")) > 1e-9))
    answers = [diary.ask("rhythms", "--person", person) for person in people]
    said, count = verdicts(answers, "monthly")
    table.add("`rhythms`, monthly, 16 people x 13 dimensions of random walks", "at most 5 % found", said,
              count["found"] <= 0.05 * sum(count.values()))
    table.told("`rhythms`, seasonal, the same", verdicts(answers, "seasonal")[0])
    alerts = [alert["level"] for person in people for alert in diary.ask("alerts", "--person", person)["alerts"]]
    table.told("`alerts` on the last day of each person", f"{len(alerts)} in 16 people x 13 dimensions")


SETS = (lifesnaps, steps, running, beijing, korea, psoriasis, poscorad)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--table", action="store_true", help="print the tables, do not look at the page")
    parser.add_argument("--only", choices=[each.__name__ for each in SETS], help="one set")
    options = parser.parse_args()
    data = os.environ.get("SKIN2VEC_DATA")
    if not data or not pathlib.Path(data).is_dir():
        print("check_real_data: skipped; SKIN2VEC_DATA names no folder of data sets (see data/README.md)")
        sys.exit(SKIPPED)
    page = collections.defaultdict(list)  # the rows of each set's section
    section = ""
    for line in PAGE.read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            section = line[3:].partition(":")[0]
        page[section].append(line)
    wrong, rows = [], 0
    with tempfile.TemporaryDirectory(prefix="real-data-") as folder:
        for each in SETS:
            if options.only not in (None, each.__name__):
                continue
            table = Table(each.__name__)
            each(Diary(options.program.resolve(), pathlib.Path(folder), table.name), table, pathlib.Path(data))
            rows += len(table.rows)
            wrong += table.wrong
            if options.table:
                print(f"\n{table.name}\n\n| what | expected | came |\n|---|---|---|", *table.rows, sep="\n")
            else:
                name = PAGE.relative_to(ROOT)
                wrong += [f"{name} does not show: {row}" for row in table.rows if row not in page[table.name]]
    print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
    if wrong:
        sys.exit(f"check_real_data: {len(wrong)} wrong of {rows}")
    print(f"check_real_data: {rows} figures hold", file=sys.stderr)


if __name__ == "__main__":
    main()
