"""Solving tic-tac-toe exactly, from the rules to the value of the opening position (a draw).

Peers: OpenSpiel's alpha-beta search, which finds that one value, and its value iteration, which
finds the value of every position that can be reached: 5,478 of them.
"""

import pyspiel

from timing import arguments, measure, report


def alpha_beta(game: pyspiel.Game) -> tuple[float, int]:
    """The value of the opening position; how many values are known then."""
    from open_spiel.python.algorithms import minimax

    return minimax.alpha_beta_search(game)[0], 1


def iterate(game: pyspiel.Game) -> tuple[float, int]:
    """The value of the opening position; how many values are known then."""
    from open_spiel.python.algorithms import value_iteration

    values = value_iteration.value_iteration(game, depth_limit=-1, threshold=1e-4)
    return float(values[str(game.new_initial_state())]), len(values)


def main() -> None:
    parser = arguments(__doc__, ["openspiel-alpha-beta", "openspiel-value-iteration"], repeats=5)
    options = parser.parse_args()
    solve = alpha_beta if options.peer == "openspiel-alpha-beta" else iterate
    game = pyspiel.load_game("tic_tac_toe")
    results: list[tuple[float, int]] = []
    seconds = measure(lambda: results.append(solve(game)), options.repeats)
    value, positions = results[-1]
    assert value == 0, f"tic-tac-toe is a draw, not {value}"
    report(
        "solve_tic_tac_toe",
        options.peer,
        "solutions",
        1,
        seconds,
        ["open-spiel"],
        threads=1,
        positions=positions,
    )


if __name__ == "__main__":
    main()
