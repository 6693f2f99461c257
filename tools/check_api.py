#!/usr/bin/env python3
"""The HTTP API against its description and the command line: docs/reference/openapi.json.

    tools/check_api.py --program build/release/skin2vec

Starts `skin2vec serve` on a made diary, asks every operation that the description names, and holds each answer against
its schema; an operation that is not asked here fails. What a question answers must be what `--json` prints, field by
field. Then the same with accounts: what each role may, and what nobody may.
Needs python3-jsonschema (Debian). Ends with 1 after a line for each thing that does not hold.
"""

import argparse
import contextlib
import http.client
import json
import pathlib
import subprocess
import sys
import time
import urllib.parse
import warnings

import check_answers
from answer_laws import ROOT, Broken, hold, read_strictly
from check_answers import Room

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # newer versions resolve in another way; Debian 12 has this one
    import jsonschema

PASSWORD = "correct horse battery staple"


# --- the server and its description -----------------------------------------------------------------------------------

class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return read_strictly(self.body.decode("utf-8"))


class Server:
    def __init__(self, port, document):
        self.port, self.document = port, document
        self.operations = {operation["operationId"]: (method.upper(), path, operation)
                           for path, methods in document["paths"].items() for method, operation in methods.items()}
        self.asked = set()
        self.headers = {}

    def raw(self, method, target, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, target, body, self.headers | (headers or {}))
            answer = connection.getresponse()
            return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def fits(self, what, schema, value):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            resolver = jsonschema.RefResolver.from_schema(self.document)
            wrong = sorted(jsonschema.Draft202012Validator(schema, resolver=resolver).iter_errors(value),
                           key=lambda error: list(map(str, error.absolute_path)))
        if wrong:
            raise Broken(f"{what}: {'.'.join(map(str, wrong[0].absolute_path))}: {wrong[0].message[:300]}")

    def ask(self, name, path=None, query=None, body=None, status=None, headers=None):
        """Asks an operation until it is no job any more; the answer fits its schema."""
        method, pattern, operation = self.operations[name]
        self.asked.add(name)
        target = pattern.format(**{key: urllib.parse.quote(value, safe="") for key, value in (path or {}).items()})
        if query:
            target += "?" + urllib.parse.urlencode(query)
        sent = dict(headers or {})
        if isinstance(body, (dict, list)):
            self.fits(f"the body of {name}", operation["requestBody"]["content"]["application/json"]["schema"], body)
            body, sent = json.dumps(body), {"content-type": "application/json"} | sent
        reply = self.raw(method, target, body, sent)
        end = time.monotonic() + 300
        while reply.status == 202 and time.monotonic() < end:
            self.fits(f"{name}, 202", self.schema(operation, "202", "application/json"), reply.json)
            self.follow(reply, end)
            reply = self.raw(method, target, body, sent)
        wanted = status or int(next(code for code in operation["responses"] if code.startswith("20")))
        hold(reply.status == wanted, f"{name}: {reply.status}, not {wanted}: {reply.body[:300]}")
        kind = reply.headers.get("content-type", "").split(";")[0]
        if reply.status in (204, 304):
            hold(not reply.body, f"{name}: {reply.status} with a body")
        elif reply.status >= 400:
            self.fits(f"{name}, {reply.status}", self.schema(operation, "default", kind), reply.json)
            hold(reply.json["status"] == reply.status, f"{name}: the problem names another status")
        else:
            schema = self.schema(operation, str(reply.status), kind)
            if kind == "application/json":
                self.fits(name, schema, reply.json)
        return reply

    @staticmethod
    def schema(operation, status, kind):
        hold(status in operation["responses"], f"{operation['operationId']}: {status} is not described")
        content = operation["responses"][status].get("content", {})
        hold(kind in content, f"{operation['operationId']}, {status}: {kind} is not described")
        return content[kind]["schema"]

    def follow(self, reply, end):
        while time.monotonic() < end:
            job = self.raw("GET", reply.headers["location"])
            if job.status != 200:
                return
            self.fits("job", self.schema(self.operations["job"][2], "200", "application/json"), job.json)
            if job.json["job"]["state"] not in ("waiting", "running"):
                return
            time.sleep(0.05)


@contextlib.contextmanager
def serving(room, *words):
    document = json.loads(room.run("serve", "--openapi")[0])
    env = {"HOME": str(room.folder), "XDG_DATA_HOME": str(room.folder / "data"), "PATH": "/usr/bin:/bin",
           "LC_ALL": "C.UTF-8", "TZ": "UTC", "SKIN2VEC_NOW": room.now}
    with subprocess.Popen([room.program, "serve", "--port", "0", "--json", *words], cwd=room.folder, env=env, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            text = ""
            for line in process.stdout:
                text += line
                if line.rstrip() == "}":
                    break
            hold(text, "serve printed nothing")
            answer = read_strictly(text)
            check_answers.check("serve", answer)
            yield Server(answer["serving"]["port"], document)
            process.terminate()
            hold(process.wait(20) == 0, f"serve ended with {process.returncode} after SIGTERM")
        finally:
            process.kill()


# --- what is asked ----------------------------------------------------------------------------------------------------

def virtual_person(room):
    room.run("twin", "--people", "1", "--days", "150", "--seed", "4", "--start", "2026-01-01", "--out", "people")
    files = sorted(path.relative_to(room.folder) for path in (room.folder / "people").rglob("*.csv"))
    room.run("import", *files)
    uses = [{"time": f"{check_answers.FIRST + check_answers.datetime.timedelta(days=100 + day)}T20:00",
             "person": "p001", "product": "cream" if day // 4 % 2 else "lotion"} for day in range(40)]
    room.run("import", room.write("products.csv", uses))
    return json.loads(room.run("export", "--format", "json")[0])["entries"]


def questions(room, server):
    """Each question: what the API answers is what --json prints."""
    person = {"person": "p001"}
    asked = {
        "summary": ({"frames": "40"}, ["summary", "--frames", "40"]), "alerts": ({}, ["alerts"]), "effects": ({}, ["effects"]), "dose": ({"measured": "humidity"}, ["dose", "--measured", "humidity"]),
        "surface": ({"exposure": "humidity", "dimension": "moisture"}, ["surface", "humidity", "moisture"]),
        "changes": ({"budget": "2"}, ["changes", "--budget", "2"]), "rhythms": ({}, ["rhythms"]),
        "habits": ({}, ["habits"]), "products": ({}, ["products"]),
        "plan": ({"a": "cream", "b": "lotion", "days": "60"}, ["products", "plan", "cream", "lotion", "--days", "60"]),
        "trial": ({"a": "cream", "b": "lotion"}, ["products", "trial", "cream", "lotion"]),
        "forecast": ({"days": "5"}, ["forecast", "--days", "5"]), "compare": ({}, ["compare"]),
        "explain": ({}, ["explain"]),
    }
    for name, (query, words) in asked.items():
        if name not in server.operations:
            continue
        for language in ("en", "zh"):
            reply = server.ask(name, person, query | {"lang": language, "seed": "9"})
            printed = read_strictly(room.run(*words, "--json", "--lang", language, "--seed", "9", "--threads", "1")[0])
            if reply.json != printed:
                differing = [key for key in printed if reply.json.get(key) != printed[key]]
                raise Broken(f"{name} in {language}: the API and --json differ in {differing or 'fields'}")
            tag = reply.headers.get("etag")
            if tag:
                again = server.ask(name, person, query | {"lang": language, "seed": "9"}, status=304,
                                   headers={"if-none-match": tag})
                hold(again.headers["etag"] == tag, f"{name}: another ETag")
    hold(set(asked) >= {name for name, (method, path, _) in server.operations.items()
                        if method == "GET" and path == f"/api/v1/people/{{person}}/{name}"} -
         {"entries", "export", "report", "events", "sensors", "undo"}, "a question is not asked here")


def diary(room, server, entries):
    person = {"person": "p001"}
    hold(server.ask("session").json["open"], "a diary without accounts is open")
    people = server.ask("people").json["people"]
    hold([(one["person"], one["entries"]) for one in people] == [("p001", len(entries))], f"people {people}")
    profile = server.ask("profile").json
    hold(profile["profile"] == "skin" and len(profile["dimensions"]) == 7, "the profile")
    # Pages, until nothing is left.
    read, query = [], {"limit": "700"}
    while True:
        page = server.ask("entries", person, query).json
        read += page["entries"]
        hold(page["left"] == page["total"] - len(read), f"left {page['left']}")
        if page["next"] is None:
            break
        query["after"] = page["next"]
    hold(read == entries, "the pages together are the diary")
    # A reading: logged, again, edited, removed, its history, taken back.
    one = {"kind": "reading", "time": "2026-06-01T08:00", "values": {"oil": 2.5}, "note": "<script>alert(1)</script>"}
    logged = server.ask("log", person, body=one).json
    hold(logged["unchanged"] == 0 and logged["logged"][0]["note"] == one["note"], f"logged {logged}")
    hold(server.ask("log", person, body=one).json["unchanged"] == 1, "sent again, nothing changes")
    edited = server.ask("edit", person, body=one | {"values": {"oil": 3}}).json
    hold((edited["before"]["values"], edited["after"]["values"]) == ({"oil": 2.5}, {"oil": 3}), f"edited {edited}")
    key = {"kind": "reading", "time": "2026-06-01T08:00"}
    hold(server.ask("remove", person, key).json["removed"] == 1, "removed")
    versions = server.ask("history", person, key).json["versions"]
    hold([one["entry"] and one["entry"]["values"]["oil"] for one in versions] == [2.5, 3, None], f"history {versions}")
    preview = server.ask("next_undo", person).json
    hold(preview == server.ask("next_undo", person).json, "looking changes nothing")
    server.ask("undo", person, {"version": str(preview["undone"]["version"] - 1)}, status=409)
    hold(server.ask("undo", person, {"version": str(preview["undone"]["version"])}).json == preview and preview["undone"]["entries"] == 1, f"undone {preview}")
    hold(server.ask("log", person, body={"entries": [one]}).json["unchanged"] == 0, "a diary without its head")
    newest = server.ask("entries", person, {"order": "newest", "limit": "1"}).json["entries"]
    hold(newest[0]["time"] == one["time"], f"newest first {newest}")
    # All or none, and every bad row of a file.
    bad = server.ask("log", person, body=[one, one | {"values": {"oil": 11}}], status=400).json
    hold([row["column"] for row in bad["errors"]] == ["oil"], f"errors {bad}")
    csv = "time,oil\n2026-05-30T09:00,2\n2026-05-30T10:00,eleven\n"
    imported = server.ask("import", person, {"name": "late.csv"}, csv, headers={"content-type": "text/csv"}).json
    hold((imported["files"][0]["kept"], imported["files"][0]["bad"]) == (1, 1), f"imported {imported}")
    hold(server.ask("export", person).json["entries"] == json.loads(room.run("export", "--format", "json")[0])["entries"],
         "export is what `export --format json` prints")
    hold(server.ask("export", person, {"file": "readings"}).body.startswith(b"time,"), "one table")
    report = server.ask("report", person)
    hold(b"<h1" in report.body, "the report is a page")
    same = server.ask("report", person, status=304, headers={"if-none-match": report.headers["etag"]})
    hold("content-security-policy" not in same.headers, "a 304 leaves the headers that the browser knows")
    hold("style-src 'unsafe-inline'" in report.headers["content-security-policy"] and b"<script" not in report.body,
         "the report may have its style, and has no script")
    server.ask("snooze", person | {"alert": "none"}, body={"days": 3}, status=404)
    # Sensors.
    sent = server.ask("send", person, {"device": "balcony"}, body={"temperature": 21.5, "humidity": 300}).json
    hold((sent["values"], len(sent["problems"])) == (1, 1), f"sent {sent}")
    air = server.ask("sensors", person).json["sensors"]
    hold({"source": "indoor/balcony", "exposure": "temperature", "last": 21.5, "time": "2026-06-01T12:00Z", "hours": 1}
         in air, f"air {air}")


def refusals(server):
    person = {"person": "p001"}
    server.ask("summary", {"person": "nobody"}, status=404)
    server.ask("summary", person, {"sit": "x"}, status=400)
    server.ask("surface", person, status=400)
    server.ask("job", {"job": "0" * 16}, status=404)
    server.ask("cancel_job", {"job": "0" * 16}, status=404)
    hold(server.raw("PATCH", "/api/v1/people").status == 405, "405")
    hold(server.raw("GET", "/api/v1/nothing").status == 404, "404")
    hold(server.raw("GET", "/api/v1/people/..%2f..%2fetc%2fpasswd/summary").status == 400, "no path leaves")
    hold(server.raw("POST", "/api/v1/people/p001/entries", "{}", {"content-type": "text/plain"}).status == 415, "415")
    hold(server.raw("POST", "/api/v1/people/p001/undo", None, {"origin": "https://evil.example"}).status == 403, "origin")
    hold(server.raw("GET", "/api/v1/people", None, {"host": "evil.example"}).status == 421, "DNS rebinding")
    hold(server.raw("GET", "/healthz").body == b"ok\n", "healthz")
    hold(b"skin2vec_http_requests" in server.raw("GET", "/metrics").body, "metrics")


def with_accounts(room, server):
    """The first account is the owner of all; roles may what they may; CSRF; tokens; the audit."""
    server.ask("add_account", body={"name": "ann", "password": PASSWORD})
    hold(server.raw("GET", "/api/v1/people").status == 401, "from then on nobody without a login")
    hold(server.ask("session").json["open"] is False, "no longer open")
    server.ask("log_in", body={"name": "ann", "password": "wrong password"}, status=401)
    login = server.ask("log_in", body={"name": "ann", "password": PASSWORD})
    cookie = login.headers["set-cookie"]
    hold("HttpOnly" in cookie and "SameSite=Strict" in cookie, f"cookie {cookie}")
    server.headers = {"cookie": cookie.split(";")[0]}
    server.ask("add_account", body={"name": "doc", "password": PASSWORD}, status=403)  # no CSRF token
    server.headers["x-csrf-token"] = login.json["csrf"]
    server.ask("add_account", body={"name": "doc", "password": PASSWORD})
    server.ask("grant", {"account": "doc", "of": "p001"}, body={"role": "clinician"})
    hold([one["name"] for one in server.ask("accounts").json["accounts"]] == ["ann", "doc"], "accounts")
    made = server.ask("add_token", body={"name": "balcony", "person": "p001", "role": "device", "days": 30}).json
    hold([one["name"] for one in server.ask("tokens").json["tokens"]] == ["balcony"], "tokens")
    owner, server.headers = server.headers, {"authorization": f"Bearer {made['token']}"}
    server.ask("send", {"person": "p001"}, body=[{"temperature": 20}])
    server.ask("summary", {"person": "p001"}, status=403)
    server.ask("log", {"person": "p001"}, body={"kind": "event", "time": "2026-06-01", "event": "late_night"}, status=403)
    server.headers = {"authorization": "Bearer " + "A" * 43}
    server.ask("send", {"person": "p001"}, body=[{"temperature": 20}], status=401)
    server.headers = {}
    doctor = server.ask("log_in", body={"name": "doc", "password": PASSWORD})
    server.headers = {"cookie": doctor.headers["set-cookie"].split(";")[0], "x-csrf-token": doctor.json["csrf"]}
    server.ask("summary", {"person": "p001"})
    server.ask("undo", {"person": "p001"}, status=403)
    server.ask("erase", {"person": "p001"}, status=403)
    server.ask("audit", status=403)
    server.ask("new_password", body={"old": PASSWORD, "new": "another good password"})
    hold(server.raw("GET", "/api/v1/people").status == 401, "a new password ends the logins")
    server.headers = owner
    server.ask("remove_token", {"token": made["id"]})
    server.ask("revoke", {"account": "doc", "of": "p001"})
    server.ask("remove_account", {"account": "doc"})
    receipt = server.ask("erase", {"person": "p001"}).json["receipt"]
    hold(receipt["person"] == "p001" and receipt["erased"]["reading"] > 100, f"receipt {receipt}")
    hold("erase" in [one["what"] for one in server.ask("audit").json["audit"]], "erasures are in the audit")
    server.ask("log_out")
    server.headers = {}
    hold([one["name"] for one in room.answer("user", "list")["accounts"]] == ["ann"], "the command line says the same")


def live(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", "/api/v1/people/p001/events")
    stream = connection.getresponse()
    server.asked.add("events")
    hold(stream.headers["content-type"].startswith("text/event-stream"), "the stream's type")
    server.ask("log", {"person": "p001"}, body={"kind": "event", "time": "2026-06-01", "event": "late_night"})
    lines = []
    while not any(line.startswith("data:") for line in lines):
        lines.append(stream.readline().decode().strip())
    told = json.loads(next(line for line in lines if line.startswith("data:"))[5:])
    hold((told["person"], told["what"]) == ("p001", "log") and "event: changed" in lines, f"told {lines}")
    connection.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    options = parser.parse_args()
    Room.program = options.program.resolve()
    wrong = 0
    with Room() as room:
        entries = virtual_person(room)
        with serving(room) as server:
            described = (ROOT / "docs/reference/openapi.json").read_text("utf-8")
            steps = [lambda: hold(described == room.run("serve", "--openapi")[0] == server.ask("openapi").body.decode(),
                                  "docs/reference/openapi.json is not what `skin2vec serve --openapi` prints"),
                     lambda: diary(room, server, entries), lambda: questions(room, server), lambda: live(server),
                     lambda: refusals(server), lambda: with_accounts(room, server),
                     lambda: hold(server.asked == set(server.operations),
                                  f"not asked: {sorted(set(server.operations) - server.asked)}")]
            for step in steps:
                try:
                    step()
                except Broken as broken:
                    print(f"check_api: {broken}")
                    wrong += 1
            print(f"{len(server.asked)} of {len(server.operations)} operations asked", file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
