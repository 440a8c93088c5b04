"""Fitting Bradley-Terry to comparisons of random pairs of items with normal strengths.

Peers: Newton's method with numpy on summed-up pairs (dense), scipy's L-BFGS-B on the same pairs,
and evalica's own. Timed from three integer arrays in memory to the estimate; what evalica wants as
lists is made before. Each peer says how steep the likelihood still is where it stopped.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, log_expit

from timing import arguments, measure, report

Strengths = NDArray[np.float64]


def draw(items: int, count: int) -> tuple[NDArray, NDArray, NDArray]:
    """Left item, right item, and whether the left one won."""
    luck = np.random.default_rng(1)
    strengths = luck.standard_normal(items)
    left = luck.integers(0, items, count)
    right = (left + luck.integers(1, items, count)) % items
    return left, right, luck.random(count) < expit(strengths[left] - strengths[right])


def sum_up(items: int, left: NDArray, right: NDArray, won: NDArray) -> tuple[NDArray, ...]:
    """Winner, loser and number of each kind of result."""
    winner, loser = np.where(won, left, right), np.where(won, right, left)
    keys, counts = np.unique(winner * items + loser, return_counts=True)
    return keys // items, keys % items, counts.astype(float)


def slope(strengths: Strengths, winner: NDArray, loser: NDArray, counts: NDArray) -> Strengths:
    surprise = counts * expit(strengths[loser] - strengths[winner])
    size = len(strengths)
    return np.bincount(winner, surprise, size) - np.bincount(loser, surprise, size)


def newton(items: int, winner: NDArray, loser: NDArray, counts: NDArray) -> Strengths:
    strengths = np.zeros(items)
    for _ in range(50):
        steep = slope(strengths, winner, loser, counts)
        if np.abs(steep).max() < 1e-8:
            break
        chance = expit(strengths[winner] - strengths[loser])
        bend = counts * chance * (1 - chance)
        matrix = np.bincount(winner * items + loser, bend, items * items).reshape(items, items)
        matrix += matrix.T
        # The added constant keeps the mean of the strengths at 0.
        matrix = np.diag(matrix.sum(1)) - matrix + 1 / items
        strengths += np.linalg.solve(matrix, steep)
    return strengths


def quasi_newton(items: int, winner: NDArray, loser: NDArray, counts: NDArray) -> Strengths:
    total = counts.sum()

    def loss(strengths: Strengths) -> tuple[float, Strengths]:
        value = (counts * log_expit(strengths[winner] - strengths[loser])).sum()
        return -value / total, -slope(strengths, winner, loser, counts) / total

    options = {"maxiter": 1000, "ftol": 1e-15, "gtol": 1e-9, "maxcor": 20}
    return minimize(loss, np.zeros(items), jac=True, method="L-BFGS-B", options=options).x


def main() -> None:
    parser = arguments(__doc__, ["numpy-newton", "scipy-lbfgs", "evalica"], repeats=3)
    parser.add_argument("--items", type=int, default=100)
    parser.add_argument("--comparisons", type=int, default=100_000)
    options = parser.parse_args()
    items = options.items
    rows = draw(items, options.comparisons)
    estimate: list[Strengths] = []
    packages = ["numpy", "scipy"]
    work: Callable[[], None]
    if options.peer == "evalica":
        import evalica

        packages.append("evalica")
        names = [column.tolist() for column in rows[:2]]
        winners = [evalica.Winner.X if won else evalica.Winner.Y for won in rows[2]]

        def work() -> None:
            result = evalica.bradley_terry(*names, winners, tolerance=1e-8, limit=10_000)
            estimate[:] = [np.log(result.scores.reindex(range(items)).to_numpy())]
    else:
        fit = newton if options.peer == "numpy-newton" else quasi_newton

        def work() -> None:
            estimate[:] = [fit(items, *sum_up(items, *rows))]

    seconds = measure(work, options.repeats)
    steep = np.abs(slope(estimate[0], *sum_up(items, *rows))).max()
    report(
        f"bradley_terry_{items}",
        options.peer,
        "comparisons",
        options.comparisons,
        seconds,
        packages,
        items=items,
        steepest=float(steep),
    )


if __name__ == "__main__":
    main()
