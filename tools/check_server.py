#!/usr/bin/env python3
"""Whole servers: killed amid a thousand posts, and two of them on one PostgreSQL.

    tools/check_server.py --program build/release/skin2vec

killed: 16 clients post 1,000 readings at once, the server is killed (SIGKILL) in between, and begins again: every entry that
was answered with 201 is there, and no other half. Three times.
together: two servers on a PostgreSQL made for this: what is written through one is told on the stream of the other within a
second, and both answer the same. Skipped with a line where PostgreSQL 15 is not installed.
Ends with 1 after a line for each thing that does not hold.
"""

import argparse
import concurrent.futures
import contextlib
import http.client
import json
import os
import pathlib
import pwd
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

POSTGRESQL = pathlib.Path("/usr/lib/postgresql/15/bin")
CLIENTS, POSTS, ROUNDS = 16, 1000, 3


@contextlib.contextmanager
def folder():
    path = pathlib.Path(tempfile.mkdtemp(prefix="server-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


class Server:
    def __init__(self, program, diary):
        self.process = subprocess.Popen([program, "serve", "--port", "0", "--diary", str(diary)], text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        url = self.process.stdout.readline().strip()
        if not url:
            raise SystemExit(f"check_server: serve ended with {self.process.wait()}")
        self.port = int(url.rstrip("/").rsplit(":", 1)[1])

    def connect(self, timeout=30):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def get(self, path):
        connection = self.connect()
        connection.request("GET", path)
        return json.loads(connection.getresponse().read())

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(30)


def minute(number):
    return f"2026-03-{1 + number // 1000:02}T{number // 60 % 17:02}:{number % 60:02}"


def post(connection, number):
    body = json.dumps({"kind": "reading", "time": minute(number), "values": {"oil": 2.5}, "note": f"n{number}"})
    connection.request("POST", "/api/v1/people/ann/entries", body, {"content-type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def killed(program, place, number):
    """Posts until the server is gone; those that were answered with 201 must be there when it is back."""
    server = Server(program, place / f"killed-{number}.db")
    acknowledged, guard, numbers = [], threading.Lock(), iter(range(POSTS))

    def client():
        connection = server.connect()
        while True:
            with guard:
                mine = next(numbers, None)
            if mine is None:
                return
            try:
                status = post(connection, mine)
            except (OSError, http.client.HTTPException):
                return
            if status == 201:
                with guard:
                    acknowledged.append(mine)

    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
        clients = [pool.submit(client) for _ in range(CLIENTS)]
        until = random.Random(number).randrange(100, POSTS // 2)
        while len(acknowledged) < until and not all(one.done() for one in clients):
            time.sleep(0.001)
        server.end(signal.SIGKILL)
        for one in clients:
            one.result()
    server = Server(program, place / f"killed-{number}.db")
    entries = server.get("/api/v1/people/ann/entries?limit=5000")["entries"]
    server.end()
    notes = {entry["note"]: entry for entry in entries}
    lost = [one for one in acknowledged if f"n{one}" not in notes]
    torn = [entry for entry in entries if entry["values"] != {"oil": 2.5}]
    print(f"killed after {len(acknowledged)} of {POSTS} posts: {len(entries)} are there, {len(lost)} lost, {len(torn)} torn")
    return [f"killed: {len(lost)} acknowledged entries are lost, {len(torn)} are torn"] if lost or torn else []


@contextlib.contextmanager
def postgresql(place):
    """The URL of a server of our own, on loopback; it refuses to run as root."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    user = {} if os.geteuid() else {"user": "postgres", "group": pwd.getpwnam("postgres").pw_gid, "extra_groups": []}
    if user:
        os.chmod(place, 0o755)
        (place / "pg").mkdir()
        shutil.chown(place / "pg", "postgres")
    data = place / "pg" / "data"
    subprocess.run([POSTGRESQL / "initdb", "-D", data, "-U", "skin", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"], check=True,
                   stdout=subprocess.DEVNULL, cwd="/", **user)
    # Under another clock (./dev anyday) its timer of a lock never fires: it has the machine's own.
    user["env"] = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD" and not name.startswith("FAKETIME")}
    process = subprocess.Popen([POSTGRESQL / "postgres", "-D", data, "-p", str(port), "-k", "", "-c", "fsync=off",
                                "-h", "127.0.0.1"], stderr=subprocess.DEVNULL, cwd="/", **user)
    try:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        time.sleep(0.3)
        yield f"postgresql://skin@127.0.0.1:{port}/postgres"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def together(program, place):
    with postgresql(place) as url:
        first, second = Server(program, url), Server(program, url)
        connection = second.connect()
        post(connection, 0)
        listening = first.connect()
        listening.request("GET", "/api/v1/people/ann/events")
        stream = listening.getresponse()
        longest = 0
        for number in range(1, 11):
            begun = time.monotonic()
            if post(connection, number) != 201:
                return [f"together: post {number} was refused"]
            while not stream.readline().startswith(b"data:"):
                pass
            longest = max(longest, time.monotonic() - begun)
            time.sleep(0.07 * number)
        same = [one.get("/api/v1/people/ann/entries?limit=100")["entries"] for one in (first, second)]
        ended = [first.end(), second.end()]
        print(f"together: told of each of 10 entries within {longest:.2f} s")
        return [told for told, wrong in ((f"together: {longest:.2f} s until it was told", longest >= 1),
                                         ("together: the two answer differently", same[0] != same[1] or len(same[0]) != 11),
                                         (f"together: ended with {ended}", ended != [0, 0])) if wrong]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    options = parser.parse_args()
    program, wrong = options.program.resolve(), []
    with folder() as place:
        for number in range(ROUNDS):
            wrong += killed(program, place, number)
        if (POSTGRESQL / "initdb").exists():
            wrong += together(program, place)
        else:
            print(f"together: skipped, PostgreSQL 15 is not installed ({POSTGRESQL})")
    for line in wrong:
        print(f"check_server: {line}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
