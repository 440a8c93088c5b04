"""Answers of simulated teachers to comparisons of two segments with random rewards.

Peer: the teachers of B-Pref (Lee et al. 2021, arXiv:2111.03026), written in vectorised numpy as the
paper states them: skip, choose by discounted sums, slip, call equal by undiscounted sums.
"""

from collections.abc import Callable

import numpy as np
from timing import arguments, measure, report

PAIRS = 1_000_000
ROUNDS = 10  # in a repeat
MYOPIC_STEPS = 8
WORKLOADS = ["comparisons_plain", "comparisons_teacher", "comparisons_myopic"]
MISTAKES, EQUAL, SKIP, DISCOUNT = 0.1, 0.05, -2.0, 0.9
FIRST, SECOND, TIE, DECLINED = range(4)


def plain(rng: np.random.Generator) -> Callable[[], np.ndarray]:
    """A choice with the probability of the logistic function, and nothing else."""
    first, second = rng.standard_normal((2, PAIRS))

    def answer() -> np.ndarray:
        probability = 1 / (1 + np.exp(second - first))
        return (rng.random(PAIRS) >= probability).astype(np.uint8)

    return answer


def teacher(rng: np.random.Generator, steps: int) -> Callable[[], np.ndarray]:
    """Everything a teacher does; one step is a segment that is seen as a whole."""
    first, second = rng.standard_normal((2, PAIRS, steps))
    weights = DISCOUNT ** np.arange(steps - 1.0, -1, -1)
    ones = np.ones(steps)
    if steps == 1:
        first, second = first[:, 0], second[:, 0]

    def answer() -> np.ndarray:
        if steps == 1:
            whole = seen = first, second
        else:
            whole = first @ ones, second @ ones
            seen = first @ weights, second @ weights
        probability = 1 / (1 + np.exp(seen[1] - seen[0]))
        answers = (rng.random(PAIRS) >= probability).astype(np.uint8)
        answers ^= rng.random(PAIRS) < MISTAKES
        answers[np.abs(whole[0] - whole[1]) < EQUAL] = TIE
        answers[np.maximum(*whole) <= SKIP] = DECLINED
        return answers

    return answer


def main() -> None:
    parser = arguments(__doc__, ["numpy"], repeats=7)
    parser.add_argument("--workload", choices=WORKLOADS, default=WORKLOADS[0])
    options = parser.parse_args()
    rng = np.random.default_rng(9)
    if options.workload == "comparisons_plain":
        answer = plain(rng)
    else:
        answer = teacher(rng, MYOPIC_STEPS if options.workload == "comparisons_myopic" else 1)

    def work() -> None:
        for _ in range(ROUNDS):
            answers = answer()
            assert (answers == FIRST).any() and (answers == SECOND).any()

    seconds = measure(work, options.repeats)
    report(
        options.workload,
        options.peer,
        "comparisons",
        ROUNDS * PAIRS,
        seconds,
        ["numpy"],
        threads=options.threads,
    )


if __name__ == "__main__":
    main()
