#!/usr/bin/env python3
"""Holds the arrows between the rooms, and what a room may not do. Prints each breach as file:line, ends with 1 if any.

The table of rooms is read from HACKING.md (the block that starts with "base: -"); this file has no copy of it. Checked:
every #include "skin2vec/...", the ROOMS, SOURCES and OWN_HEADERS of each room's CMakeLists.txt, names of files and folders,
the words in RULES below (comments and texts in quotes are not looked at), and that sentences stand in words/.
"""

import pathlib
import re
import sys

REFUSED_NAMES = {"util", "utils", "common", "misc", "core", "helper", "helpers", "manager", "impl", "internal"}

# (what, where it is allowed, pattern, what to do instead); "where" is a prefix of the path below the checkout.
RULES = [
    ("a thread", ["skin2vec/base/parallel."],
     r"std::j?thread\b|#include <(thread|future|omp\.h)>|std::async\b|\bpthread_create\b|#pragma omp",
     "threads come from base/parallel.h"),
    ("a file or a socket", ["skin2vec/store/", "skin2vec/ambient/", "skin2vec/serve/"],
     r"#include <(fstream|sys/socket\.h|fcntl\.h)>|std::(basic_)?[io]?fstream\b|\bfopen\s*\(|::socket\s*\(",
     "only store/, ambient/ and serve/ open files and sockets: take a stream or a text, return a value"),
    ("printing or ending", [],
     r"std::(cout|cerr|clog)\b|\b(fmt::print|printf|fprintf|puts|perror)\s*\(|\b(std::)?(exit|_exit|quick_exit|abort)\s*\(",
     "the library never prints and never exits: return a value"),
    ("the clock", [],
     r"(system_clock|high_resolution_clock|utc_clock)::now\b|\b(std::)?time\s*\(\s*(NULL|nullptr|0|&\s*\w+)\s*\)|"
     r"\b(gettimeofday|clock_gettime|localtime|localtime_r|gmtime)\s*\(",
     "the library never reads the clock: take the Instant as an argument"),
    ("another source of random numbers", [],
     r"\bs?rand\s*\(|std::random_device\b|std::mt19937(_64)?\b|std::default_random_engine\b|std::\w+_distribution\b",
     "random numbers come from base/random.h"),
    ("a trap of SOCI", [],
     r"\browset\s*<|\bsoci::(row|rowset|transaction)\b|\bstd::tm\b",
     "banned: int64 cut to 32 bits, times cut, deferred BEGIN (docs/decisions/0002-storage.md)"),
]

# Chinese in code that is no sentence: labels of the profiles, names that are understood, notes of virtual people.
CHINESE = ["skin2vec/words/", "skin2vec/diary/built_in_profiles.cpp", "skin2vec/diary/vocabulary.cpp",
           "skin2vec/twin/readings.cpp"]


def read_table(root):
    """The table of HACKING.md: room -> rooms it may include (itself not listed)."""
    text = (root / "HACKING.md").read_text(encoding="utf-8")
    block = re.search(r"^```\w*\n(base: -\n.*?)^```", text, re.MULTILINE | re.DOTALL)
    if not block:
        sys.exit('check_layers: HACKING.md has no block that starts with "base: -"')
    table = {}
    for room, allowed in re.findall(r"^(\w+):[ ]*(.*)$", block.group(1), re.MULTILINE):
        if allowed.strip() == "everything above":
            table[room] = set(table)
        else:
            table[room] = set(allowed.replace("-", "").split())
        unknown = table[room] - set(table)
        if unknown:
            sys.exit(f"check_layers: HACKING.md: {room} may include {', '.join(sorted(unknown))}, which stands below it")
    return table


def without_comments(text):
    """The same text with comments and the inside of quotes blanked; line numbers and #include lines stay."""
    def blank(match):
        found = match.group(0)
        if found.startswith("#include"):
            return found
        if found.startswith('R"') or found.startswith("/"):
            return re.sub(r"[^\n]", " ", found)
        return found[0] + " " * (len(found) - 2) + found[-1]
    pattern = (r'#include[ \t]*[<"][^>"\n]*[>"]|//[^\n]*|/\*.*?\*/|R"(?P<tag>[^()\\\s]{0,16})\(.*?\)(?P=tag)"|'
               r'"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'')
    return re.sub(pattern, blank, text, flags=re.DOTALL)


def check_words(text, place):
    """What is said in two languages stands in words/: elsewhere no code holds a Chinese text."""
    code = re.sub(r'("(?:\\.|[^"\\\n])*")|//[^\n]*|/\*.*?\*/', lambda m: m.group(1) or re.sub(r"[^\n]", " ", m.group(0)),
                  text, flags=re.DOTALL)
    for number, line in enumerate(code.split("\n"), 1):
        if re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", line):
            yield f"{place}:{number}: a sentence outside of words/: give it a code in words/en.h and words/zh.h"


def check_source(path, root, table, own):
    place = path.relative_to(root).as_posix()
    parts = place.split("/")
    room = parts[1] if parts[0] == "skin2vec" else parts[0]
    if parts[0] in ("skin2vec", "cli") and not place.startswith(tuple(CHINESE)):
        yield from check_words(path.read_text(encoding="utf-8"), place)
    for number, line in enumerate(without_comments(path.read_text(encoding="utf-8")).split("\n"), 1):
        include = re.match(r'\s*#include\s*"skin2vec/(\w+)/', line)
        if include and room in table and include.group(1) not in table[room] | {room}:
            yield f"{place}:{number}: {room} may not include {include.group(1)} (the table stands in HACKING.md)"
        header = include and re.search(r'"(.+)"', line).group(1)
        if header and not (root / header).is_file():
            yield f"{place}:{number}: includes a file that does not exist"
        if header in own and parts[0] not in ("test", "fuzz"):
            if not header.startswith(f"skin2vec/{room}/"):
                yield f"{place}:{number}: includes {header}, which is among OWN_HEADERS of its room"
            elif path.suffix == ".h" and place not in own:
                yield f"{place}:{number}: is installed, and includes {header}, which is not (OWN_HEADERS)"
        if parts[0] != "skin2vec":
            continue
        for what, allowed, pattern, instead in RULES:
            if re.search(pattern, line) and not any(place.startswith(prefix) for prefix in allowed):
                yield f"{place}:{number}: {what}: {instead}"


def cmake_lists(path):
    """SOURCES, ROOMS and OWN_HEADERS of the room(...) calls, of which a room may have more than one: its parts, which are not told."""
    text = re.sub(r"#[^\n]*", "", path.read_text(encoding="utf-8"))
    lists, parts = {name: [] for name in ("SOURCES", "ROOMS", "LIBRARIES", "OWN_HEADERS", "OWN_LIBRARIES")}, set()
    for call in re.findall(r"\broom\((.*?)\)", text, re.DOTALL):
        words, current = call.split(), None
        parts.add(words[0])
        for word in words[1:]:
            if word in lists:
                current = lists[word]
            elif current is not None:
                current.append(word)
    return lists["SOURCES"], [name for name in lists["ROOMS"] if name not in parts], lists["OWN_HEADERS"]


def check_room(folder, root, table):
    room, place = folder.name, folder.relative_to(root).as_posix()
    if room not in table:
        yield f"{place}: the room is not in the table of HACKING.md"
        return
    if not (folder / "CMakeLists.txt").is_file():
        yield f"{place}: no CMakeLists.txt"
        return
    listed, rooms, own = cmake_lists(folder / "CMakeLists.txt")
    for name in own:
        if not (folder / name).is_file():
            yield f"{place}/CMakeLists.txt: OWN_HEADERS has {name}, which does not exist"
    for name in rooms:
        if name not in table[room]:
            yield f"{place}/CMakeLists.txt: ROOMS has {name}, which {room} may not include (HACKING.md)"
    reached = set(rooms).union(*(table.get(name, set()) for name in rooms))
    for path in sorted(folder.rglob("*.[hc]*")):
        if path.suffix == ".cpp" and path.relative_to(folder).as_posix() not in listed:
            yield f"{path.relative_to(root).as_posix()}: not in SOURCES of {place}/CMakeLists.txt"
        if path.suffix not in (".cpp", ".h"):
            continue
        for used in set(re.findall(r'^\s*#include\s*"skin2vec/(\w+)/', path.read_text(encoding="utf-8"), re.MULTILINE)):
            if used != room and used not in reached:
                yield f"{path.relative_to(root).as_posix()}: includes {used}, which is not in ROOMS of {place}/CMakeLists.txt"


def breaches(root):
    table = read_table(root)
    for folder in sorted(path for path in (root / "skin2vec").iterdir() if path.is_dir()):
        yield from check_room(folder, root, table)
    own = {f"skin2vec/{path.parent.name}/{name}" for path in (root / "skin2vec").glob("*/CMakeLists.txt")
           for name in cmake_lists(path)[2]}
    for top in ("skin2vec", "cli", "test", "bench", "fuzz", "tools", "docs", "web/src"):
        for path in sorted((root / top).rglob("*")) if (root / top).is_dir() else []:
            place = path.relative_to(root).as_posix()
            if "__pycache__" in place or "node_modules" in place:
                continue
            if REFUSED_NAMES & set(re.split(r"[_.-]", path.name.lower())):
                yield f"{place}: the name says nothing; refused are {', '.join(sorted(REFUSED_NAMES))}"
            if top in ("skin2vec", "cli", "test", "bench", "fuzz") and path.suffix in (".h", ".cpp"):
                yield from check_source(path, root, table, own)


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent)
    found = list(breaches(root))
    print(*found, sep="\n", end="\n" if found else "")
    if found:
        sys.exit(f"check_layers: {len(found)} breaches")


if __name__ == "__main__":
    main()
