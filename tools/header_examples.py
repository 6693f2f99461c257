#!/usr/bin/env python3
"""The examples of the public headers, as code that the build compiles (test/examples).

    tools/header_examples.py                  tells how many headers have one, and each that has none without a reason
    tools/header_examples.py --write FILE     writes them into one .cpp, each a function, with all headers included

The example of a header is the first run of lines in its first comment that begin with // and three spaces or more. It
stands in the namespace of its room; what it takes as given is declared in test/examples/given.h. An error of the
compiler names the line of the header.
"""

import argparse
import pathlib
import re
import sys

from check_layers import cmake_lists

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Public headers without an example that is compiled, and why.
WITHOUT = {
    "ambient/payload.h": "limits that the sources of ambient/ share",
    "diary/import_rules.h": "types alone, which parse_profile fills",
    "words/en.h": "a catalogue, read through words.h",
    "words/language.h": "types alone",
    "words/zh.h": "a catalogue, read through words.h",
}


def public_headers():
    """Every header that is installed, without the folder skin2vec/."""
    for folder in sorted(path.parent for path in (ROOT / "skin2vec").glob("*/CMakeLists.txt")):
        own = cmake_lists(folder / "CMakeLists.txt")[2]
        for path in sorted(folder.glob("*.h")):
            if path.name not in own:
                yield f"{folder.name}/{path.name}"


def example_of(text):
    """(the line it begins on, its lines without //); no lines: there is none."""
    comment = re.match(r"(//.*\n)*", text).group(0).split("\n")[:-1]
    begin = next((i for i, line in enumerate(comment) if line.startswith("//   ")), len(comment))
    end = next((i for i, line in enumerate(comment) if i > begin and not line.startswith("//   ")), len(comment))
    return begin + 1, [line[2:] for line in comment[begin:end]]


def examples():
    """header -> (line, lines)"""
    return {header: example_of((ROOT / "skin2vec" / header).read_text(encoding="utf-8")) for header in public_headers()}


def as_code(found):
    out = [f'#include "skin2vec/{header}"' for header in found] + ['#include "test/examples/given.h"']
    for header, (line, lines) in found.items():
        room, name = header.removesuffix(".h").split("/")
        place = "skin2vec" if room == "base" else f"skin2vec::{room}"
        if lines and header not in WITHOUT:
            out += ["", f"namespace {place}::of_{name} {{", "inline auto example() {",
                    f'#line {line} "skin2vec/{header}"', *lines, "}", "}"]
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--write", type=pathlib.Path, metavar="FILE", help="the .cpp that is written")
    options = parser.parse_args()
    found = examples()
    if options.write:
        options.write.write_text(as_code(found), encoding="utf-8")
        return
    script = pathlib.Path(__file__).name
    wrong = [f"skin2vec/{header}:1: has no example, and no reason in WITHOUT of {script}"
             for header, (_, lines) in found.items() if not lines and header not in WITHOUT]
    wrong += [f"{script}: WITHOUT has {header}, which is no public header" for header in sorted(set(WITHOUT) - set(found))]
    compiled = sum(bool(lines) and header not in WITHOUT for header, (_, lines) in found.items())
    print(*wrong, f"{compiled} examples of {len(found)} public headers are compiled", sep="\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
