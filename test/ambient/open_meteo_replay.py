#!/usr/bin/env python3
"""Open-Meteo on loopback, as it answers: its keys in their order, its nulls, its errors. For tests; needs no network.

    open_meteo_replay.py [--log FILE]        prints its port, then serves until it is ended

The first part of the path says how it behaves: http://127.0.0.1:PORT/nulls/v1/forecast?... The others:

    good        every hour; temperature_2m = 5 + h / 2, relative_humidity_2m = 80 - h, uv_index = max(0, 6 - |h - 12|),
                pm2_5 = 10 + h / 10 at the local hour h, one hour east of UTC
    summer      good, told two hours east of UTC: the same instants, the same values
    warmer      good, one degree more: a forecast that was corrected
    nulls       the last five hours null, and one at 03:00 of the first date
    minute hour day concurrent     429 with the reason of RateLimiter.swift
    overloaded  503              once-overloaded   503 the first time, then good
    refused     400              noair             400 for the air quality, else good
    slow        no answer for five seconds          truncated   ends in the middle
    huge        20 MB            html   no JSON     types   texts among the numbers
    lengths     lists of different lengths          redirect    to another host
    empty       no hours at all  fahrenheit         another unit than was asked for
    list        in a list, as for several places
"""

import argparse
import datetime
import http.server
import json
import sys
import time
import urllib.parse

UNITS = {"temperature_2m": "°C", "dew_point_2m": "°C", "relative_humidity_2m": "%", "uv_index": "", "pm2_5": "μg/m³"}
REASONS = {
    "minute": (429, "Minutely API request limit exceeded. Please try again in one minute."),
    "hour": (429, "Hourly API request limit exceeded. Please try again in the next hour."),
    "day": (429, "Daily API request limit exceeded. Please try again tomorrow."),
    "concurrent": (429, "Too many concurrent requests"),
    "overloaded": (503, "The service is overloaded"),
    "refused": (400, "Parameter 'start_date' is out of allowed range from 2016-01-01 to 2026-06-17"),
}


def value(name, hour):
    return {"temperature_2m": 5 + hour / 2, "relative_humidity_2m": 80 - hour, "uv_index": max(0, 6 - abs(hour - 12)),
            "pm2_5": 10 + hour / 10}.get(name, 1.0)


def answer(query, behaviour, service):
    first = datetime.date.fromisoformat(query["start_date"])
    last = datetime.date.fromisoformat(query["end_date"])
    names = query["hourly"].split(",")
    shift = 1 if behaviour == "summer" else 0  # hours that the clock is ahead of the one the values are told by
    hours = [(first + datetime.timedelta(days=d), h) for d in range((last - first).days + 1) for h in range(24)]
    hourly = {"time": [f"{day}T{h:02}:00" for day, h in hours]}
    for name in names:
        hourly[name] = [value(name, (h - shift) % 24) for _, h in hours]
        if behaviour == "warmer" and name == "temperature_2m":
            hourly[name] = [v + 1 for v in hourly[name]]
        if behaviour == "nulls":
            hourly[name][-5:] = [None] * 5
            hourly[name][3] = None
        if behaviour == "types":
            hourly[name][2] = "12.5"
    if behaviour == "lengths":
        hourly[names[0]] = hourly[names[0]][:-1]
    if behaviour == "empty":
        hourly = {"time": [], **{name: [] for name in names}}
    units = {"time": "iso8601", **{name: UNITS.get(name, "") for name in names}}
    if behaviour == "fahrenheit":
        units["temperature_2m"] = "°F"
    place = {"latitude": float(query["latitude"]), "longitude": float(query["longitude"]), "generationtime_ms": 0.25,
             "utc_offset_seconds": 3600 * (1 + shift), "timezone": "Europe/Berlin", "timezone_abbreviation": "GMT+1"}
    if service != "air-quality":
        place["elevation"] = 524.0
    place |= {"hourly_units": units, "hourly": hourly}
    return [place] if behaviour == "list" else place


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    log = None
    seen = {}

    def send(self, status, body, kind="application/json; charset=utf-8", declared=None, headers=()):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(declared or len(body)))
        for name, text in headers:
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        _, behaviour, _, service = url.path.split("/")
        query = dict(urllib.parse.parse_qsl(url.query))
        if self.log:
            with open(self.log, "a", encoding="utf-8") as out:
                out.write(f"{behaviour} {service} {query['start_date']} {query['end_date']} {query['latitude']},"
                          f"{query['longitude']} {query['hourly']}\n")
        before = self.seen[self.path] = self.seen.get(self.path, 0) + 1
        if behaviour == "noair":
            behaviour = "refused" if service == "air-quality" else "good"
        if behaviour == "once-overloaded":
            behaviour = "overloaded" if before == 1 else "good"
        if behaviour in REASONS:
            status, reason = REASONS[behaviour]
            return self.send(status, json.dumps({"error": True, "reason": reason}).encode())
        if behaviour == "redirect":
            return self.send(302, b"", headers=[("Location", "http://localhost.invalid/")])
        if behaviour == "html":
            return self.send(200, b"<html>a proxy's page</html>", "text/html")
        if behaviour == "slow":
            time.sleep(5)
        body = json.dumps(answer(query, behaviour, service), ensure_ascii=False, separators=(",", ":")).encode()
        if behaviour == "huge":
            body += b" " * 20_000_000
        if behaviour == "truncated":
            self.close_connection = True
            return self.send(200, body[: len(body) // 2], declared=len(body))
        return self.send(200, body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):  # a client that went away
        pass


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--log")
    Handler.log = parser.parse_args().log
    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    sys.stdout.close()
    server.serve_forever()


if __name__ == "__main__":
    main()
