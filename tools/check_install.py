#!/usr/bin/env python3
"""What others use: the program and the rooms once they are installed, and the checkout inside another project.

    tools/check_install.py installed --build build/release    installs that build into a folder, moves the folder, and builds
                                                              against it what docs/how-to/use-as-a-library.md shows
    tools/check_install.py inside                             configures that page's project which adds the checkout

Everything happens in a temporary folder. Ends with 1, after a line for each that is wrong. The compiler is that of --cxx.
"""

import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/how-to/use-as-a-library.md"


# Without the clock of `./dev anyday`, in which ninja does not know what is older than what.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD" and not name.startswith("FAKETIME")}


def run(*command):
    """Standard output and error of a command that must succeed."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env=ENVIRONMENT, check=False)
    if done.returncode != 0:
        sys.exit(f"check_install: {' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def project(folder, cmake, files=None):
    folder.mkdir()
    (folder / "CMakeLists.txt").write_text(cmake, encoding="utf-8")
    for name, text in (files or {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def configure(source, options, *more):
    return run("cmake", "-S", source, "-B", source / "build", "-G", options.generator, f"-DCMAKE_CXX_COMPILER={options.cxx}",
               "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", "-Wno-dev", *more)


def flags_pushed(source, file):
    """The words of a consumer's command that it did not ask for."""
    commands = json.loads((source / "build/compile_commands.json").read_text(encoding="utf-8"))
    command = next(one["command"] for one in commands if one["file"].endswith("/" + file))
    return [word for word in command.split() if re.match(r"-(W|pedantic|fno-math-errno|fsanitize|O)", word)]


def check_program(prefix, version):
    program = prefix / "bin/skin2vec"
    if run(program, "--version") != f"skin2vec {version}\n":
        yield "skin2vec --version is not that of project(VERSION)"
    manual = (prefix / "share/man/man1/skin2vec.1").read_text(encoding="utf-8").split("\n")
    if not re.fullmatch(rf'\.TH SKIN2VEC 1 "\d{{4}}-\d\d-\d\d" "skin2vec {re.escape(version)}" "User Commands"', manual[0]):
        yield f"the manual page begins with {manual[0]}"
    if manual[1:] != run(program, "manual").split("\n")[1:]:
        yield "the manual page is not what `skin2vec manual` prints"
    for shell, place in {"bash": "bash-completion/completions/skin2vec", "zsh": "zsh/site-functions/_skin2vec",
                         "fish": "fish/vendor_completions.d/skin2vec.fish"}.items():
        script = prefix / "share" / place
        if script.read_text(encoding="utf-8") != run(program, "completion", shell):
            yield f"{place} is not what `skin2vec completion {shell}` prints"
        if shutil.which(shell):
            run(shell, "-n", script)


def check_headers(include):
    """What is installed includes only what is installed."""
    headers = sorted(include.rglob("*.h"))
    if len(headers) < 100:
        yield f"only {len(headers)} headers are installed"
    for header in headers:
        for used in re.findall(r'^#include "(.*)"', header.read_text(encoding="utf-8"), re.MULTILINE):
            if not (include / used).is_file():
                yield f"{header.relative_to(include)} includes {used}, which is not installed"


def check_consumer(folder, prefix, options):
    """The page's consumer of one room: built with nothing else in reach, and run."""
    source = project(folder / "consumer", blocks("cmake")[0], {"line.cpp": blocks("cpp")[0]})
    others = [f"-DCMAKE_DISABLE_FIND_PACKAGE_{name}=ON"
              for name in ("OpenSSL", "ZLIB", "CURL", "PkgConfig", "PahoMqttCpp", "CLI11", "nlohmann_json")]
    configure(source, options, f"-DCMAKE_PREFIX_PATH={prefix}", *others)
    run("cmake", "--build", source / "build")
    came, shown = run(source / "build/line"), blocks("text")[0]
    if came != shown:
        yield f"the consumer prints {came!r}, and {PAGE.relative_to(ROOT)} shows {shown!r}"
    pushed = flags_pushed(source, "line.cpp")
    if pushed:
        yield f"a consumer is given {' '.join(pushed)}"


ALL_ROOMS = """cmake_minimum_required(VERSION 3.25)
project(all_rooms LANGUAGES CXX)
function(tell without)
  set(CMAKE_DISABLE_FIND_PACKAGE_${{without}} ON)
  find_package(skin2vec ${{ARGN}})
  message(STATUS "${{ARGN}} without ${{without}}: ${{skin2vec_FOUND}} ${{skin2vec_NOT_FOUND_MESSAGE}}")
endfunction()
tell(fmt QUIET COMPONENTS base)
tell(ZLIB QUIET COMPONENTS base OPTIONAL_COMPONENTS http)
tell(X 99.0 QUIET)
tell(X QUIET COMPONENTS attic)
tell(X QUIET COMPONENTS base OPTIONAL_COMPONENTS attic)

find_package(skin2vec {version} EXACT REQUIRED)
add_executable(all_rooms all_rooms.cpp)
foreach(room IN LISTS skin2vec_rooms)
  target_link_libraries(all_rooms PRIVATE skin2vec::${{room}})
endforeach()

add_compile_options({other_matrices})
tell(X QUIET COMPONENTS base)
tell(X QUIET COMPONENTS stats)
"""


def check_all_rooms(folder, prefix, version, options):
    """All rooms at once: every header compiles, every library is named; and what is refused, in which words."""
    headers = sorted((prefix / "include").rglob("*.h"))
    text = "".join(f'#include "{header.relative_to(prefix / "include")}"\n' for header in headers) + "int main() {}\n"
    aligned = int(re.search(r"skin2vec_matrices\((\d+) ", next(prefix.rglob("skin2vecConfig.cmake")).read_text("utf-8"))[1])
    other = "" if platform.machine() != "x86_64" else "-mavx" if aligned == 16 else "-mno-avx"
    source = project(folder / "all_rooms", ALL_ROOMS.format(version=version, other_matrices=other), {"all_rooms.cpp": text})
    told = configure(source, options, f"-DCMAKE_PREFIX_PATH={prefix}").split("\n")
    expected = ["QUIET;COMPONENTS;base without fmt: 0 skin2vec could not be found because dependency fmt could not be found",
                "QUIET;COMPONENTS;base;OPTIONAL_COMPONENTS;http without ZLIB: 1 skin2vec::http needs ZLIB::ZLIB, which was not found",
                "99.0;QUIET without X: 0", 'QUIET;COMPONENTS;attic without X: 0 "attic" is no room; the rooms are base;',
                "QUIET;COMPONENTS;base;OPTIONAL_COMPONENTS;attic without X: 1", "QUIET;COMPONENTS;base without X: 1"]
    if other:
        expected.append(f"QUIET;COMPONENTS;stats without X: 0 Eigen aligns the matrices of skin2vec::stats by {aligned} bytes")
    for words in expected:
        if not any(line.startswith("-- " + words) for line in told):
            yield "\n".join([f"find_package did not answer {words!r} but:", *told])
    run("cmake", "--build", source / "build")


def check_installed(folder, options):
    run("cmake", "--install", options.build, "--prefix", folder / "first")
    prefix = folder / "prefix"
    (folder / "first").rename(prefix)
    version = re.search(r"^project\(skin2vec VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text("utf-8"), re.MULTILINE)[1]
    yield from check_program(prefix, version)
    yield from check_headers(prefix / "include")
    package = next(prefix.rglob("skin2vecConfig.cmake")).parent
    for file in package.iterdir():
        for place in (ROOT, options.build, folder):
            if str(place) in file.read_text(encoding="utf-8"):
                yield f"{file.name} names {place}"
    yield from check_consumer(folder, prefix, options)
    yield from check_all_rooms(folder, prefix, version, options)


def check_inside(folder, options):
    source = project(folder / "inside", blocks("cmake")[1], {"line.cpp": blocks("cpp")[0]})
    (source / "skin2vec").symlink_to(ROOT)
    configure(source, options)
    if "Total Tests: 0" not in run("ctest", "-N", "--test-dir", source / "build"):
        yield "a project that adds the checkout is given its tests"
    if re.search(r"test_|threads_tests|bytes_tests", run("cmake", "--build", source / "build", "--target", "help")):
        yield "a project that adds the checkout is given targets of its tests"
    pushed = flags_pushed(source, "line.cpp")
    if pushed:
        yield f"a project that adds the checkout is given {' '.join(pushed)}"
    run("cmake", "--install", source / "build", "--prefix", folder / "prefix")
    if (folder / "prefix").exists():
        yield "a project that adds the checkout installs it"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("what", choices=("installed", "inside"))
    parser.add_argument("--build", type=pathlib.Path, help="the build folder that is installed")
    parser.add_argument("--cxx", default="c++")
    parser.add_argument("--generator", default="Ninja")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="install-") as name:
        folder = pathlib.Path(name).resolve()
        wrong = list((check_installed if options.what == "installed" else check_inside)(folder, options))
    print(*wrong, sep="\n", end="\n" if wrong else "")
    if wrong:
        sys.exit(f"check_install: {len(wrong)} wrong")


if __name__ == "__main__":
    main()
