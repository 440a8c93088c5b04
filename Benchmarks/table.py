"""Prints what `run.sh` measured: medians, ratios to the peers, and the goal beside each.

    python table.py results.jsonl

A ratio is taken within each round, where ours and the peer ran minutes apart at most; the table
shows the median over the rounds and, in brackets, the lowest and highest.
"""

import json
import statistics
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

OURS = "rlhf-sandbox"


@dataclass(frozen=True)
class Goal:
    """What a workload should reach: a ratio of speeds, or a time."""

    ratio: float | None = None
    seconds: float | None = None
    megabytes: float | None = None  # the most memory the process may hold
    peer: str | None = None  # the one to compare with; otherwise the fastest
    workload: str | None = None  # compare with our own figure for this workload instead


GOALS = {
    "train_step": Goal(ratio=1.6),
    "train_step_deep": Goal(ratio=1.6),
    "train_step_vast": Goal(ratio=1.5),
    "sampling": Goal(ratio=2.5),
    "sampling_vast": Goal(ratio=1.5),
    "ppo": Goal(ratio=1.6),
    "ppo_two_replications": Goal(ratio=1.9, workload="ppo"),
    "rloo": Goal(ratio=8),
    "grpo": Goal(ratio=8),
    "dpo": Goal(ratio=2.6),
    "reward_model": Goal(ratio=2.6),
    "playouts_tic_tac_toe": Goal(ratio=10, peer="pgx"),
    "playouts_connect_four": Goal(ratio=10, peer="pgx"),
    "solve_tic_tac_toe": Goal(seconds=0.005),
    "campaign_random": Goal(seconds=0.5),
    "campaign_workload": Goal(seconds=0.5),
    "campaign_expertise": Goal(seconds=0.5),
    "dawid_skene": Goal(seconds=0.12),
    "mace": Goal(seconds=0.6),
    "glad": Goal(seconds=1.0),
    "sparse_workers": Goal(seconds=2.0),
    "krippendorff_alpha": Goal(seconds=0.02),
    "krippendorff_bootstrap": Goal(seconds=2.0),
    "bradley_terry_100": Goal(seconds=0.004),
    "bradley_terry_2000": Goal(seconds=0.2),
    "comparisons_plain": Goal(seconds=0.5),
    "comparisons_teacher": Goal(ratio=2),
    "comparisons_myopic": Goal(ratio=2),
    "comparisons_every_part": Goal(seconds=10 / 3),
    "aggregate_file": Goal(seconds=1.5),
    "aggregate_sparse_file": Goal(seconds=3, megabytes=600),
    "many_classes_file": Goal(seconds=3, megabytes=300),
    "rate_file": Goal(seconds=1),
    "rate_compare_file": Goal(seconds=3),
    "demo": Goal(),
}

# workload → who → round → the line of that turn
Results = dict[str, dict[str, dict[int, dict]]]


def read(lines: list[str]) -> Results:
    results: Results = defaultdict(lambda: defaultdict(dict))
    for line in lines:
        turn = json.loads(line)
        who = turn.get("peer", OURS)
        results[turn["workload"]][who][turn.get("round", 1)] = turn
    return results


def speed(turn: dict) -> float:
    """Units of work a second, by the median of the turn's repeats."""
    return turn["count"] / turn["median_seconds"]


def typical_speed(turns: dict[int, dict]) -> float:
    return statistics.median(speed(turn) for turn in turns.values())


def ratios(ours: dict[int, dict], theirs: dict[int, dict]) -> list[float]:
    """Our speed over theirs, in each round that has both."""
    return [speed(ours[r]) / speed(theirs[r]) for r in sorted(ours.keys() & theirs.keys())]


def quantity(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def peak(turns: dict[int, dict]) -> float:
    """The most memory that a round took."""
    return max(turn["megabytes"] for turn in turns.values())


def figure(turns: dict[int, dict]) -> str:
    """Speed where a turn is many units of work, time where it is one."""
    turn = next(iter(turns.values()))
    if turn["count"] == 1:
        seconds = statistics.median(t["median_seconds"] for t in turns.values())
        time = f"{seconds:.3g} s" if seconds >= 1 else f"{1000 * seconds:.3g} ms"
        return f"{time}, {peak(turns):,.0f} MB" if "megabytes" in turn else time
    return f"{quantity(typical_speed(turns))} {turn['unit']}/s"


def opponent(workload: str, results: Results) -> tuple[str, dict[int, dict]] | None:
    """Whom the goal compares us with."""
    goal = GOALS.get(workload, Goal())
    if goal.workload:
        turns = results.get(goal.workload, {}).get(OURS)
        return (f"our {goal.workload}", turns) if turns else None
    peers = {who: turns for who, turns in results[workload].items() if who != OURS}
    if goal.peer:
        peers = {who: turns for who, turns in peers.items() if who == goal.peer}
    if not peers:
        return None
    who = max(peers, key=lambda name: typical_speed(peers[name]))
    return who, peers[who]


def verdict(workload: str, results: Results) -> list[str]:
    """The cells of one row of the summary."""
    goal = GOALS.get(workload, Goal())
    ours = results[workload].get(OURS)
    other = opponent(workload, results)
    cells = [workload, figure(ours) if ours else "not measured"]
    cells.append(f"{figure(other[1])} ({other[0]})" if other else "")
    found = ratios(ours, other[1]) if ours and other else []
    ratio = statistics.median(found) if found else None
    cells.append(f"{ratio:.2f} ({min(found):.2f} to {max(found):.2f})" if found else "")
    met = None
    if goal.ratio is not None:
        cells.append(f"at least {goal.ratio:g}")
        met = None if ratio is None else ratio >= goal.ratio
    elif goal.seconds is not None:
        memory = f", {goal.megabytes:g} MB" if goal.megabytes else ""
        cells.append(f"below {1000 * goal.seconds:g} ms{memory}")
        if ours:
            met = statistics.median(t["median_seconds"] for t in ours.values()) < goal.seconds
            met = met and (goal.megabytes is None or peak(ours) < goal.megabytes)
    else:
        cells.append("")
    if goal == Goal():
        cells.append("")
    else:
        cells.append("not measured" if met is None else "met" if met else "missed")
    return cells


def markdown(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def everything(results: Results) -> list[list[str]]:
    """A row for every program that was timed."""
    rows = []
    for workload in ordered(results):
        for who, turns in results[workload].items():
            low = min(t["min_seconds"] for t in turns.values())
            high = max(t["max_seconds"] for t in turns.values())
            rows.append([workload, who, figure(turns), f"{low:.3g} to {high:.3g}", str(len(turns))])
    return rows


def ordered(results: Results) -> list[str]:
    """Workloads in the order of the goals, unknown ones last."""
    known = [workload for workload in GOALS if workload in results]
    return known + sorted(results.keys() - GOALS.keys())


def main(path: Path) -> None:
    results = read(path.read_text().splitlines())
    if not results:
        sys.exit(f"{path}: holds no measurements")
    header = ["workload", "ours", "peer", "ratio", "goal", ""]
    print(markdown(header, [verdict(workload, results) for workload in ordered(results)]))
    print()
    header = ["workload", "program", "median", "seconds a repeat, lowest to highest", "rounds"]
    print(markdown(header, everything(results)))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
