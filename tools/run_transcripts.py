#!/usr/bin/env python3
"""Runs transcripts (test/cli/*.transcript) against the program; the format is told in transcript.py.

    tools/run_transcripts.py --program build/release/skin2vec test/cli/*.transcript
    tools/run_transcripts.py --program build/release/skin2vec --update test/cli/summary.transcript

Ends with 1 if a step printed something else, or ended with another status. --update writes what came into the file;
steps that passed keep their wildcards.
"""

import argparse
import pathlib
import sys

import transcript

SOURCE = pathlib.Path(__file__).resolve().parent.parent


def run_file(path, program, update):
    """Runs one file; returns how many steps failed."""
    text = path.read_text(encoding="utf-8")
    try:
        head, steps = transcript.parse(text.splitlines())
    except ValueError as error:
        print(f"{path}: {error}")
        return 1
    if not steps:
        print(f"{path}: no command in it; lines that start with \"$ \" are commands")
        return 1
    failed, written = 0, list(head)
    with transcript.Room(program, SOURCE) as room:
        for step in steps:
            actual, status = room.run(step)
            told = transcript.difference(step, actual, status)
            expected = step.expected
            if told:
                failed += 1
                if update:
                    expected, step.status = actual, status
                else:
                    print(f"{path}:{step.line}: $ {step.command[0]}", *told, sep="\n")
            written += ["$ " + step.command[0]] + ["> " + line for line in step.command[1:]]
            written += [*expected, f"? {step.status}", *step.prose]
            if not step.prose:
                written.append("")
    if update and failed:
        path.write_text("\n".join(written).rstrip("\n") + "\n", encoding="utf-8")
        print(f"{path}: {failed} of {len(steps)} steps rewritten")
        return 0
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    if not options.program.exists():
        sys.exit(f"run_transcripts: there is no program {options.program}; build it first")
    failed = sum(run_file(path, options.program, options.update) for path in options.files)
    if failed:
        sys.exit(1)


if __name__ == "__main__":
    main()
