#!/usr/bin/env python3
"""The version stands in project(VERSION) of CMakeLists.txt: what cannot take it from there is held against it here.

    tools/check_version.py

The program, its manual page, the package of find_package and what the server says of its API are given it by the build
(tools/check_install.py and tools/check_api.py look); CITATION.cff, CHANGELOG.md and docs/reference/openapi.json are files.
"""

import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def first(pattern, name):
    found = re.search(pattern, read(name), re.MULTILINE)
    return found[1] if found else None


def wrong():
    version = first(r"^project\(skin2vec VERSION (\d+\.\d+\.\d+)", "CMakeLists.txt")
    described = json.loads(read("docs/reference/openapi.json"))["info"]["version"]
    if described != version:
        yield f"docs/reference/openapi.json: info.version is {described}, not {version}: skin2vec serve --openapi prints it anew"
    if first(r"^cff-version: (.*)$", "CITATION.cff") != "1.2.0":
        yield "CITATION.cff: cff-version is not 1.2.0"
    cited = first(r"^version: (.*)$", "CITATION.cff")
    if cited != version:
        yield f"CITATION.cff: version is {cited}, not {version}"

    headings = re.findall(r"^## (.*)$", read("CHANGELOG.md"), re.MULTILINE)
    if not headings or headings[0] != "[Unreleased]":
        yield "CHANGELOG.md: the first heading is not [Unreleased]"
    releases = [re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)", heading) for heading in headings[1:]]
    if None in releases:
        yield "CHANGELOG.md: a heading is not [X.Y.Z] - YYYY-MM-DD"
        return
    order = [tuple(map(int, release[1].split("."))) for release in releases]
    if order != sorted(order, reverse=True):
        yield "CHANGELOG.md: the newest release does not stand first"
    if releases and releases[0][1] != version:
        yield f"CHANGELOG.md: the newest release is {releases[0][1]}, not {version}"
    dated = first(r"^date-released: '?([\d-]+)'?$", "CITATION.cff")
    if dated != (releases[0][2] if releases else None):
        yield f"CITATION.cff: date-released is {dated}, and CHANGELOG.md has {releases[0][2] if releases else 'no release'}"


if __name__ == "__main__":
    told = list(wrong())
    print(*told, sep="\n", end="\n" if told else "")
    if told:
        sys.exit(f"check_version: {len(told)} wrong")
