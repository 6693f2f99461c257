#!/usr/bin/env python3
"""compare.py HERE THERE: holds two outputs of answer.cpp against each other; prints each difference, ends with 1 if any.

Texts, whole numbers and the shape must be the same; other numbers may differ by 1e-9 of their size: each platform has its
own exp and sin, and adds up in another order.
"""

import json
import math
import sys

TOLERANCE = 1e-9


def differences(here, there, place="$"):
    if isinstance(here, float) and isinstance(there, float):
        if not math.isclose(here, there, rel_tol=TOLERANCE, abs_tol=TOLERANCE):
            yield f"{place}: {here!r} here, {there!r} there"
    elif type(here) is not type(there):
        yield f"{place}: {here!r} here, {there!r} there"
    elif isinstance(here, dict):
        if list(here) != list(there):
            yield f"{place}: the fields {', '.join(here)} here, {', '.join(there)} there"
        for name in here.keys() & there.keys():
            yield from differences(here[name], there[name], f"{place}.{name}")
    elif isinstance(here, list):
        if len(here) != len(there):
            yield f"{place}: {len(here)} here, {len(there)} there"
        for number, (one, other) in enumerate(zip(here, there)):
            yield from differences(one, other, f"{place}[{number}]")
    elif here != there:
        yield f"{place}: {here!r} here, {there!r} there"


def main():
    outputs = []
    for name in sys.argv[1:3]:
        with open(name, encoding="utf-8") as file:
            outputs.append(json.load(file))
    found = list(differences(*outputs))
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
