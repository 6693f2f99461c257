"""A transcript: commands, what they print, and the status they end with, as text that is read and run.

    # Lines like this one, before the first command or after a status, are prose.
    $ skin2vec check diary.csv
    diary.csv:17: moisture is "11"; scores go from 0 to 5
    ...
    checked in [[[0-9.]+]] s
    ? 65

`$ ` starts a command for bash, `> ` continues it on the next line (a here-document). The lines after it are stdout and
stderr as they came. A line `...` stands for any lines, `[[regex]]` inside a line for any text that matches. `? N` is
the exit status; where it is left out it is 0. Each transcript runs in an empty folder, with a HOME of its own and the
program on the PATH as `skin2vec`; `$SOURCE` is the checkout.
"""

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field

TIMEOUT_S = 600


@dataclass
class Step:
    line: int  # of the `$`, from 1
    command: list[str]  # its lines, without `$ ` and `> `
    expected: list[str] = field(default_factory=list)
    status: int = 0
    prose: list[str] = field(default_factory=list)  # what follows, up to the next command
    end: int = 0  # line after the last expected line (or the status)


def parse(lines, first_line=1):
    """The prose before the first command, and the steps."""
    head, steps, closed = [], [], True
    for number, line in enumerate(lines, first_line):
        if line.startswith("$ "):
            steps.append(Step(number, [line[2:]]))
            closed = False
        elif not steps:
            head.append(line)
        elif closed:
            steps[-1].prose.append(line)
        elif line.startswith("> ") or line == ">":
            if steps[-1].expected:
                steps[-1].expected.append(line)
            else:
                steps[-1].command.append(line[2:])
        elif re.fullmatch(r"\? \d+", line):
            steps[-1].status = int(line[2:])
            closed = True
        else:
            steps[-1].expected.append(line)
    for line in head + [line for step in steps for line in step.prose]:
        if line.strip() and not line.startswith("#"):
            raise ValueError(f'"{line}" is neither a command ($), nor prose (#), nor output of a command')
    return head, steps


def _line_matches(pattern, line):
    if pattern == line:
        return True
    if "[[" not in pattern:
        return False
    parts = re.split(r"\[\[(.*?)\]\](?!\])", pattern)
    regex = "".join(part if i % 2 else re.escape(part) for i, part in enumerate(parts))
    return re.fullmatch(regex, line) is not None


def matches(expected, actual):
    """True if the lines match; `...` takes any number of lines."""
    if not expected:
        return not actual
    if expected[0] == "...":
        return any(matches(expected[1:], actual[i:]) for i in range(len(actual) + 1))
    return bool(actual) and _line_matches(expected[0], actual[0]) and matches(expected[1:], actual[1:])


def _stripped(lines):
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


class Room:
    """An empty folder with a HOME, in which the steps of one transcript run."""

    def __init__(self, program, source):
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="transcript-"))
        home, work, bin_folder = (os.path.join(self.folder, name) for name in ("home", "work", "bin"))
        for folder in (home, work, bin_folder):
            os.mkdir(folder)
        os.symlink(os.path.abspath(program), os.path.join(bin_folder, "skin2vec"))
        self.work = work
        self.env = {
            "HOME": home, "XDG_DATA_HOME": os.path.join(home, "data"), "XDG_CONFIG_HOME": os.path.join(home, "config"),
            "PATH": bin_folder + ":/usr/local/bin:/usr/bin:/bin", "TMPDIR": self.folder, "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "SOURCE": os.path.abspath(source),
        }
        for name, value in os.environ.items():
            # LD_PRELOAD and FAKETIME are those of `./dev anyday`.
            if name.endswith("SAN_OPTIONS") or name.startswith("FAKETIME") or name in ("SKIN2VEC_DATA", "LD_PRELOAD"):
                self.env[name] = value

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, step):
        """Output lines and exit status of a step."""
        try:
            done = subprocess.run(["bash", "-c", "\n".join(step.command)], cwd=self.work, env=self.env,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  timeout=TIMEOUT_S, check=False)
        except subprocess.TimeoutExpired:
            return [f"(still running after {TIMEOUT_S} s)"], 124
        text = done.stdout.decode("utf-8", "backslashreplace")
        return _stripped(text.split("\n")), done.returncode


def difference(step, actual, status):
    """Why the step failed, as lines; empty if it passed."""
    told = []
    expected = _stripped(step.expected)
    if not matches(expected, actual):
        told += ["  expected:"] + ["    " + line for line in expected]
        told += ["  came:"] + ["    " + line for line in actual]
    if status != step.status:
        told.append(f"  status {status}, expected {step.status}")
        if len(told) == 1:
            told += ["  it printed:"] + ["    " + line for line in actual]
    return told
