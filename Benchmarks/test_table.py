"""Tests of table.py: python -m unittest test_table"""

import json
import unittest

import table


def line(workload: str, peer: str, seconds: float, count: int = 100, round_: int = 1) -> str:
    turn = {"workload": workload, "peer": peer, "unit": "tokens", "count": count, "round": round_}
    times = dict.fromkeys(["median_seconds", "min_seconds", "max_seconds"], seconds)
    return json.dumps(turn | times)


class TableTests(unittest.TestCase):
    def test_the_fastest_peer_counts(self) -> None:
        lines = [line("train_step", table.OURS, 1), line("train_step", "slow", 9)]
        results = table.read([*lines, line("train_step", "fast", 1.5)])
        row = table.verdict("train_step", results)
        self.assertIn("(fast)", row[2])
        self.assertEqual(row[3:], ["1.50 (1.50 to 1.50)", "at least 1.6", "missed"])

    def test_ratios_pair_the_rounds(self) -> None:
        # The machine halves its speed in round 2: the ratio stays.
        lines = [
            line("sampling", who, s * r, round_=r)
            for who, s in ((table.OURS, 1), ("p", 3))
            for r in (1, 2)
        ]
        row = table.verdict("sampling", table.read(lines))
        self.assertEqual(row[3:], ["3.00 (3.00 to 3.00)", "at least 2.5", "met"])

    def test_two_replications_are_held_against_one(self) -> None:
        lines = [line("ppo", table.OURS, 1), line("ppo_two_replications", table.OURS, 1, 195)]
        row = table.verdict("ppo_two_replications", table.read(lines))
        self.assertEqual(row[3:], ["1.95 (1.95 to 1.95)", "at least 1.9", "met"])

    def test_a_time_is_held_against_a_time(self) -> None:
        for seconds, expected in ((0.004, "met"), (0.006, "missed")):
            results = table.read([line("solve_tic_tac_toe", table.OURS, seconds, count=1)])
            self.assertEqual(table.verdict("solve_tic_tac_toe", results)[-1], expected)

    def test_memory_counts_too(self) -> None:
        for megabytes, expected in ((599, "met"), (601, "missed")):
            turn = json.loads(line("aggregate_sparse_file", table.OURS, 2, count=1))
            results = table.read([json.dumps(turn | {"megabytes": megabytes})])
            row = table.verdict("aggregate_sparse_file", results)
            self.assertEqual(row[1], f"2 s, {megabytes} MB")
            self.assertEqual(row[4:], ["below 3000 ms, 600 MB", expected])

    def test_what_was_not_measured_is_said(self) -> None:
        row = table.verdict("ppo", table.read([line("ppo", "pytorch", 1)]))
        self.assertEqual([row[1], row[-1]], ["not measured", "not measured"])


if __name__ == "__main__":
    unittest.main()
