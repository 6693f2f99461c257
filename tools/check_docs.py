#!/usr/bin/env python3
"""The documents tell the truth: their commands are run, their links lead somewhere, their recipes name real files.

    tools/check_docs.py --links                           links, and the files that docs/how-to/ names
    tools/check_docs.py --program build/release/skin2vec      every ```console block of README.md and docs/tutorial/*.md,
                                                          run as told in transcript.py

The blocks of one file run one after the other in one folder with a HOME of its own. A path in backticks in a recipe must
exist unless it has a placeholder (`cli/<verb>.cpp`). Ends with 1, after a line for each that is wrong.
"""

import argparse
import pathlib
import re
import sys

import transcript

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOPS = ("skin2vec/", "cli/", "test/", "bench/", "fuzz/", "tools/", "docs/", "data/", "cmake/", "web/", ".ci/")


def without_fences(text):
    """The text with the inside of ``` blocks blanked; line numbers stay."""
    return re.sub(r"^```.*?^```", lambda m: re.sub(r"[^\n]", " ", m.group(0)), text, flags=re.MULTILINE | re.DOTALL)


def anchors(path):
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ +(.*)$", without_fences(path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def check_links(path):
    place = path.relative_to(ROOT)
    for number, line in enumerate(without_fences(path.read_text(encoding="utf-8")).split("\n"), 1):
        for target in re.findall(r"\]\(([^)\s]+)\)", line):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            there = (path.parent / name).resolve() if name else path
            if not there.exists():
                yield f"{place}:{number}: the link {target} leads nowhere"
            elif anchor and there.suffix == ".md" and anchor not in anchors(there):
                yield f"{place}:{number}: {name or place} has no heading #{anchor}"


def check_recipe(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        for name in re.findall(r"`([^`\s]+)`", line):
            name = name.split(":", maxsplit=1)[0]
            if name.startswith(TOPS) and not re.search(r"[<>{}*]|NNNN", name) and not (ROOT / name).exists():
                yield f"{path.relative_to(ROOT)}:{number}: there is no {name}"


def console_steps(path):
    """The steps of all ```console blocks of a page."""
    steps, block, start = [], None, 0
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if block is None and line == "```console":
            block, start = [], number + 1
        elif block is not None and line == "```":
            steps += transcript.parse(block, start)[1]
            block = None
        elif block is not None:
            block.append(line)
    return steps


def check_console(path, program):
    with transcript.Room(program, ROOT) as room:
        for step in console_steps(path):
            told = transcript.difference(step, *room.run(step))
            if told:
                yield "\n".join([f"{path.relative_to(ROOT)}:{step.line}: $ {step.command[0]}", *told])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--program", type=pathlib.Path)
    parser.add_argument("--links", action="store_true", help="check links and recipes")
    options = parser.parse_args()
    if not options.links and not options.program:
        parser.error("give --program or --links")
    wrong = []
    if options.links:
        pages = [ROOT / "README.md", ROOT / "HACKING.md", *sorted((ROOT / "docs").rglob("*.md"))]
        wrong += [line for page in pages for line in check_links(page)]
        wrong += [line for page in sorted((ROOT / "docs/how-to").glob("*.md")) for line in check_recipe(page)]
    if options.program:
        for page in [ROOT / "README.md", *sorted((ROOT / "docs/tutorial").glob("*.md"))]:
            wrong += check_console(page, options.program)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    if wrong:
        sys.exit(f"check_docs: {len(wrong)} wrong")


if __name__ == "__main__":
    main()
