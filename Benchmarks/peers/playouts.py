"""Uniformly random games, from the opening to the end: tic-tac-toe and connect four (7 × 6).

Peers: OpenSpiel's rollouts in C++ (no Python in the loop), and pgx, compiled for the CPU by JAX,
with thousands of games side by side; its `auto_reset` starts a finished game afresh.
"""

import itertools
import os
from collections.abc import Callable

from timing import arguments, measure, report

GAMES = {"tic_tac_toe": 400_000, "connect_four": 60_000}
BATCHES = {"tic_tac_toe": 16_384, "connect_four": 4_096}
STEPS = 256


def openspiel_rollouts(name: str) -> Callable[[], int]:
    """Rollouts of the evaluator of a tree search that looks at the root once."""
    import pyspiel

    game, count = pyspiel.load_game(name), GAMES[name]

    def play() -> int:
        evaluator = pyspiel.RandomRolloutEvaluator(count, 7)
        # uct_c, max_simulations, max_memory_mb, solve, seed, verbose
        search = pyspiel.MCTSBot(game, evaluator, 2.0, 1, 100, False, 7, False)
        search.step(game.new_initial_state())
        return count

    return play


def pgx_rollouts(name: str, threads: int) -> Callable[[], int]:
    """Many games side by side, `STEPS` moves each; finished games are counted and begin again."""
    os.environ["JAX_PLATFORMS"] = "cpu"
    if threads == 1:
        # XLA runs some operations on its own pool whatever its flags say: one core settles it.
        os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    import jax
    import jax.numpy as jnp
    import pgx
    from pgx.experimental import auto_reset

    environment, batch = pgx.make(name), BATCHES[name]
    step = jax.vmap(auto_reset(environment.step, environment.init))

    @jax.jit
    def roll(states, key):
        def move(carry, key):
            states, finished = carry
            choice, restart = jax.random.split(key)
            legal = states.legal_action_mask
            draws = jax.random.uniform(choice, legal.shape) + 1e-3
            states = step(states, jnp.argmax(draws * legal, -1), jax.random.split(restart, batch))
            return (states, finished + states.terminated.sum()), None

        return jax.lax.scan(move, (states, jnp.int32(0)), jax.random.split(key, STEPS))[0]

    openings = jax.vmap(environment.init)(jax.random.split(jax.random.PRNGKey(0), batch))
    calls = itertools.count(1)

    def play() -> int:
        _, finished = roll(openings, jax.random.PRNGKey(next(calls)))
        return int(finished)

    return play


def main() -> None:
    parser = arguments(__doc__, ["openspiel", "pgx"], repeats=5)
    parser.add_argument("--game", choices=list(GAMES), default="tic_tac_toe")
    options = parser.parse_args()
    if options.peer == "openspiel":
        play = openspiel_rollouts(options.game)
    else:
        play = pgx_rollouts(options.game, options.threads)

    counts: list[int] = []
    seconds = measure(lambda: counts.append(play()), options.repeats)
    report(
        f"playouts_{options.game}",
        options.peer,
        "games",
        round(sum(counts) / len(counts)),
        seconds,
        ["open-spiel"] if options.peer == "openspiel" else ["pgx", "jax"],
        threads=options.threads,
    )


if __name__ == "__main__":
    main()
