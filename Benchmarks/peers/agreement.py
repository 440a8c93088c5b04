"""Krippendorff's alpha, ordinal, of 1,000 raters and 10,000 units, five readings each.

Seven of ten readings are the truth, one of five levels; the rest are any of them. Peers: package
krippendorff from the table of raters by units, and from counts of values a unit; both are made from
the readings within the clock, as ours is.
"""

import numpy as np

from timing import arguments, measure, report

RATERS, UNITS, READINGS, LEVELS = 1_000, 10_000, 5, 5


def readings() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Unit, rater and value of every reading."""
    generator = np.random.default_rng(3)
    truth = generator.integers(0, LEVELS, (UNITS, 1))
    rater = (generator.integers(0, RATERS, (UNITS, 1)) + 97 * np.arange(READINGS)) % RATERS
    guess = generator.integers(0, LEVELS, (UNITS, READINGS))
    value = np.where(generator.random((UNITS, READINGS)) < 0.7, truth, guess)
    return np.repeat(np.arange(UNITS), READINGS), rater.ravel(), value.ravel()


def main() -> None:
    import krippendorff

    options = arguments(__doc__, ["krippendorff-counts", "krippendorff-table"], 5).parse_args()
    unit, rater, value = readings()

    def from_counts() -> float:
        counts = np.bincount(unit * LEVELS + value, minlength=UNITS * LEVELS)
        return krippendorff.alpha(
            value_counts=counts.reshape(UNITS, LEVELS),
            level_of_measurement="ordinal",
            value_domain=list(range(LEVELS)),
        )

    def from_table() -> float:
        table = np.full((RATERS, UNITS), np.nan)
        table[rater, unit] = value
        return krippendorff.alpha(
            reliability_data=table,
            level_of_measurement="ordinal",
            value_domain=list(range(LEVELS)),
        )

    work = from_counts if options.peer == "krippendorff-counts" else from_table
    seconds = measure(work, options.repeats)
    packages = ["numpy", "krippendorff"]
    report("krippendorff_alpha", options.peer, "solutions", 1, seconds, packages, alpha=work())


if __name__ == "__main__":
    main()
