#!/usr/bin/env python3
"""check_layers.py finds each kind of breach in a made-up bad tree, and nothing in a good one."""

import pathlib
import tempfile
import unittest

import check_layers

TABLE = "# Rooms\n\n```\nbase: -\ndiary: base\nstore: base diary\ntwin: base diary\ncli: everything above\n```\n"
GOOD = {
    "HACKING.md": TABLE,
    "skin2vec/base/CMakeLists.txt": "room(base\n  SOURCES parallel.cpp)\n",
    "skin2vec/base/parallel.cpp": "#include <thread>\nstd::jthread worker;\n",
    "skin2vec/base/day.h": '// std::cout is named in a comment only\nconst char* text = "printf(";\nint runtime(int);\n',
    "skin2vec/diary/CMakeLists.txt": "room(diary\n  SOURCES entry.cpp\n  ROOMS base)\n",
    "skin2vec/diary/entry.cpp": '#include "skin2vec/base/day.h"\nint minutes = 1\'000;\nauto t = entry.time(0.5);\n',
    "cli/main.cpp": '#include "skin2vec/diary/entry.h"\nint main() { std::cout << "fine"; }\n',
    "skin2vec/diary/entry.h": "#pragma once\n",
}


def breaches(changes):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in {**GOOD, **changes}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return list(check_layers.breaches(root))


class CheckLayers(unittest.TestCase):
    def found(self, changes, where, words):
        told = breaches(changes)
        self.assertTrue(any(line.startswith(where) and words in line for line in told), told)
        return told

    def test_a_good_tree_has_no_breach(self):
        self.assertEqual(breaches({}), [])

    def test_an_arrow_against_the_table_is_found_with_its_line(self):
        self.found({"skin2vec/base/day.cpp": '\n#include "skin2vec/diary/entry.h"\n'}, "skin2vec/base/day.cpp:2:",
                   "base may not include diary")

    def test_a_room_linked_against_the_table_is_found(self):
        self.found({"skin2vec/diary/CMakeLists.txt": "room(diary SOURCES entry.cpp ROOMS base store)"},
                   "skin2vec/diary/CMakeLists.txt", "ROOMS has store")

    def test_an_include_that_is_not_linked_is_found(self):
        self.found({"skin2vec/diary/CMakeLists.txt": "room(diary SOURCES entry.cpp)"}, "skin2vec/diary/entry.cpp",
                   "includes base")

    def test_a_sentence_outside_of_the_catalogues_is_found(self):
        source = '#include "skin2vec/base/day.h"  // 今天\nconst char* text = zh ? "http://没有" : "none";\n'
        told = self.found({"skin2vec/diary/entry.cpp": source}, "skin2vec/diary/entry.cpp:2:", "words/")
        self.assertEqual(len(told), 1)

    def test_a_source_that_is_not_listed_is_found(self):
        self.found({"skin2vec/diary/lost.cpp": "int x;\n"}, "skin2vec/diary/lost.cpp", "not in SOURCES")

    def test_a_part_of_a_room_is_no_room_and_its_sources_are_the_rooms(self):
        parts = "room(diary_text\n  SOURCES entry.cpp\n  ROOMS base)\nroom(diary\n  SOURCES csv.cpp\n  ROOMS base diary_text)\n"
        changes = {"skin2vec/diary/CMakeLists.txt": parts, "skin2vec/diary/csv.cpp": "int rows;\n"}
        self.assertEqual(breaches(changes), [])
        self.found({**changes, "skin2vec/diary/lost.cpp": "int lost;\n"}, "skin2vec/diary/lost.cpp", "not in SOURCES")
        self.found({**changes, "skin2vec/diary/CMakeLists.txt": parts.replace("ROOMS base)", "ROOMS base store)")},
                   "skin2vec/diary/CMakeLists.txt", "ROOMS has store")

    def test_an_own_header_is_included_by_the_sources_of_its_room_and_by_tests(self):
        changes = {"skin2vec/diary/CMakeLists.txt": "room(diary\n  SOURCES entry.cpp\n  ROOMS base\n  OWN_HEADERS rows.h)\n",
                   "skin2vec/diary/rows.h": "#pragma once\n", "test/diary/rows_test.cpp": '#include "skin2vec/diary/rows.h"\n',
                   "skin2vec/diary/entry.cpp": '#include "skin2vec/diary/rows.h"\n'}
        self.assertEqual(breaches(changes), [])
        self.found({**changes, "cli/main.cpp": '#include "skin2vec/diary/rows.h"\n'}, "cli/main.cpp:1:", "OWN_HEADERS of its room")
        self.found({**changes, "skin2vec/diary/entry.h": '#include "skin2vec/diary/rows.h"\n'}, "skin2vec/diary/entry.h:1:",
                   "is installed, and includes")
        self.found({"skin2vec/diary/CMakeLists.txt": "room(diary SOURCES entry.cpp ROOMS base OWN_HEADERS gone.h)"},
                   "skin2vec/diary/CMakeLists.txt", "OWN_HEADERS has gone.h")

    def test_a_room_outside_the_table_is_found(self):
        self.found({"skin2vec/attic/CMakeLists.txt": "room(attic)"}, "skin2vec/attic", "not in the table")

    def test_an_include_of_nothing_is_found(self):
        self.found({"cli/main.cpp": '#include "skin2vec/base/gone.h"\n'}, "cli/main.cpp:1:", "does not exist")

    def test_refused_names_are_found(self):
        for name in ("skin2vec/base/utils.h", "cli/string_helpers.cpp", "test/common/x.cpp"):
            self.found({name: "int x;\n"}, name.rsplit("/", 1)[0], "the name says nothing")

    def test_each_refused_word_is_found(self):
        for word, told in {
                "std::thread t;": "threads come from", "#include <thread>": "threads come from",
                "std::ifstream in;": "open files", "#include <fstream>": "open files", "FILE* f = fopen (x);": "open files",
                "std::cout << 1;": "never prints", "printf(1);": "never prints", "std::exit(1);": "never prints",
                "auto n = std::chrono::system_clock::now();": "the clock", "auto n = time(nullptr);": "the clock",
                "int n = rand();": "random numbers", "std::mt19937 g;": "random numbers",
                "soci::rowset<soci::row> r;": "SOCI", "std::tm t;": "SOCI", "soci::transaction t(s);": "SOCI",
        }.items():
            with self.subTest(word):
                self.found({"skin2vec/diary/entry.cpp": "\n" + word + "\n"}, "skin2vec/diary/entry.cpp:2:", told)

    def test_the_store_may_open_files_but_keeps_the_soci_bans(self):
        told = self.found({"skin2vec/store/CMakeLists.txt": "room(store SOURCES disk.cpp ROOMS base)",
                           "skin2vec/store/disk.cpp": "std::ifstream in;\nstd::tm when;\n"}, "skin2vec/store/disk.cpp:2:",
                          "SOCI")
        self.assertEqual(len(told), 1)


if __name__ == "__main__":
    unittest.main()
