"""How every peer is timed and what it prints: one JSON line."""

import argparse
import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from importlib.metadata import version


def arguments(description: str, peers: list[str], repeats: int) -> argparse.ArgumentParser:
    """The options that all peer programs share."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--peer", choices=peers, default=peers[0])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=repeats)
    return parser


def measure(work: Callable[[], object], repeats: int, warmups: int = 1) -> list[float]:
    """Seconds of each of `repeats` calls, after `warmups` calls that do not count.

    Wall time, or with BENCH_CLOCK=cpu the time that this process has had.
    """
    now = time.process_time if os.environ.get("BENCH_CLOCK") == "cpu" else time.perf_counter
    for _ in range(warmups):
        work()
    seconds = []
    for _ in range(repeats):
        start = now()
        work()
        seconds.append(now() - start)
    return seconds


def report(
    workload: str,
    peer: str,
    unit: str,
    count: int,
    seconds: list[float],
    packages: list[str],
    **details,
) -> None:
    """Prints the line: `count` units of work took each of these `seconds`."""
    median = statistics.median(seconds)
    line = {
        "workload": workload,
        "peer": peer,
        "unit": unit,
        "count": count,
        "median_seconds": median,
        "min_seconds": min(seconds),
        "max_seconds": max(seconds),
        "per_second": count / median,
        "details": details,
        "versions": {"python": platform.python_version()} | {p: version(p) for p in packages},
    }
    print(json.dumps(line), flush=True)
