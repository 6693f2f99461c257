#!/usr/bin/env python3
"""transcript.py reads, matches and runs transcripts as its own description says."""

import unittest

import transcript


class Transcript(unittest.TestCase):
    def test_a_transcript_is_prose_commands_output_and_status(self):
        head, steps = transcript.parse(["# prose", "$ cat <<X", "> a", "> X", "a", "? 0", "", "# more", "$ false", "? 1"])
        self.assertEqual(head, ["# prose"])
        self.assertEqual([step.command for step in steps], [["cat <<X", "a", "X"], ["false"]])
        self.assertEqual([(step.line, step.expected, step.status) for step in steps], [(2, ["a"], 0), (9, [], 1)])

    def test_a_hash_in_the_output_is_output(self):
        _, steps = transcript.parse(["$ cat profile.toml", "# a comment", "name = 1"])
        self.assertEqual(steps[0].expected, ["# a comment", "name = 1"])

    def test_text_outside_a_step_is_refused(self):
        with self.assertRaises(ValueError):
            transcript.parse(["$ true", "? 0", "lost"])

    def test_lines_match_exactly(self):
        self.assertTrue(transcript.matches(["a", "b"], ["a", "b"]))
        self.assertFalse(transcript.matches(["a"], ["a", "b"]))
        self.assertFalse(transcript.matches([], ["a"]))
        self.assertFalse(transcript.matches(["a.c"], ["abc"]))

    def test_dots_stand_for_any_lines(self):
        for actual in (["a", "z"], ["a", "b", "z"], ["a", "b", "c", "z"]):
            self.assertTrue(transcript.matches(["a", "...", "z"], actual))
        self.assertFalse(transcript.matches(["a", "...", "z"], ["a", "b"]))

    def test_double_brackets_stand_for_what_their_expression_matches(self):
        self.assertTrue(transcript.matches(["in [[[0-9.]+]] s (all)"], ["in 0.25 s (all)"]))
        self.assertFalse(transcript.matches(["in [[[0-9.]+]] s"], ["in x s"]))
        self.assertTrue(transcript.matches(["[[1,2],[3,4]]"], ["[[1,2],[3,4]]"]))

    def test_steps_run_in_one_empty_folder_with_their_own_home(self):
        with transcript.Room("/bin/echo", ".") as room:
            self.assertEqual(room.run(transcript.Step(1, ["skin2vec hello; echo $HOME > f; exit 3"])), (["hello"], 3))
            self.assertEqual(room.run(transcript.Step(2, ["cat f; ls"]))[0], [room.env["HOME"], "f"])

    def test_a_difference_tells_both_sides(self):
        step = transcript.Step(1, ["x"], ["a"], 0)
        self.assertEqual(transcript.difference(step, ["a"], 0), [])
        told = "\n".join(transcript.difference(step, ["b"], 2))
        for word in ("    a", "    b", "status 2, expected 0"):
            self.assertIn(word, told)


if __name__ == "__main__":
    unittest.main()
