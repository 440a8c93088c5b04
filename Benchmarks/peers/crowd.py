"""Truth inference from the labels of 200 workers about tasks of four classes, five labels a task.

A worker is right with a probability drawn from Beta(6, 3) and errs by a row drawn from a Dirichlet
of 0.7; classes have the shares 0.4, 0.3, 0.2 and 0.1.

Peers: Dawid-Skene by expectation-maximisation in numpy, to the maximum (a step gains less than 1e-6
nats in all) or as far as crowd-kit goes (less than 1e-5 nats a task); crowd-kit's Dawid-Skene, MACE
with 10 restarts of 50 rounds, and GLAD. crowd-kit's frame is made before the clock starts.
"""

from collections.abc import Callable

import numpy as np

from timing import arguments, measure, report

WORKERS, CLASSES, LABELS = 200, 4, 5
TASKS = {"dawid_skene": 100_000, "mace": 10_000, "glad": 10_000}
Columns = tuple[np.ndarray, np.ndarray, np.ndarray]


def crowd(tasks: int) -> tuple[Columns, np.ndarray]:
    """Task, worker and label of every row, and the truth."""
    generator = np.random.default_rng(7)
    truth = generator.choice(CLASSES, tasks, p=[0.4, 0.3, 0.2, 0.1])
    accuracy = generator.beta(6, 3, WORKERS)
    confusion = generator.dirichlet(np.full(CLASSES, 0.7), (WORKERS, CLASSES))
    diagonal = np.arange(CLASSES)
    confusion[:, diagonal, diagonal] = 0
    confusion *= (1 - accuracy)[:, None, None] / confusion.sum(2, keepdims=True)
    confusion[:, diagonal, diagonal] = accuracy[:, None]
    first = generator.integers(0, WORKERS, tasks)[:, None]
    worker = ((first + 37 * np.arange(LABELS)) % WORKERS).ravel()
    task = np.repeat(np.arange(tasks), LABELS)
    below = confusion[worker, truth[task]].cumsum(1)
    label = (generator.random(len(task))[:, None] > below).sum(1).clip(max=CLASSES - 1)
    return (task, worker, label), truth


def expectation_maximisation(
    columns: Columns, tasks: int, tolerance: float
) -> tuple[np.ndarray, int]:
    """Labels of the tasks, and the steps taken until one gains less than the tolerance, in nats."""
    task, worker, label = columns
    cell = worker * CLASSES + label
    posterior = np.bincount(task * CLASSES + label, minlength=tasks * CLASSES)
    posterior = posterior.reshape(tasks, CLASSES) / LABELS
    last, steps = -np.inf, 0
    while True:
        steps += 1
        prior = posterior.mean(0)
        counts = [np.bincount(cell, posterior[task, k], WORKERS * CLASSES) for k in range(CLASSES)]
        # worker, label, class: a row of the gather below lies together.
        matrix = np.stack(counts, 1).reshape(WORKERS, CLASSES, CLASSES)
        matrix /= np.maximum(matrix.sum(1, keepdims=True), 1e-300)
        evidence = np.log(np.maximum(matrix, 1e-300)).reshape(-1, CLASSES)[cell]
        logs = np.log(prior) + evidence.reshape(tasks, LABELS, CLASSES).sum(1)
        most = logs.max(1, keepdims=True)
        posterior = np.exp(logs - most)
        total = posterior.sum(1, keepdims=True)
        posterior /= total
        likelihood = float((np.log(total) + most).sum())
        if likelihood - last < tolerance:
            return posterior.argmax(1), steps
        last = likelihood


def work_of(workload: str, peer: str, columns: Columns, details: dict) -> Callable[[], np.ndarray]:
    tasks = TASKS[workload]
    if peer.startswith("numpy"):
        tolerance = 1e-6 if peer == "numpy-em" else 1e-5 * tasks

        def run() -> np.ndarray:
            found, details["steps"] = expectation_maximisation(columns, tasks, tolerance)
            return found

        return run
    import pandas as pd
    from crowdkit.aggregation import GLAD, MACE, DawidSkene

    frame = pd.DataFrame(dict(zip(["task", "worker", "label"], columns, strict=True)))
    make = {
        "dawid_skene": lambda: DawidSkene(n_iter=100, tol=1e-5),
        "mace": lambda: MACE(n_restarts=10, n_iter=50),
        "glad": lambda: GLAD(n_iter=100, tol=1e-5),
    }[workload]
    return lambda: make().fit_predict(frame).reindex(range(tasks)).to_numpy()


def main() -> None:
    parser = arguments(__doc__, ["numpy-em", "numpy-em-loose", "crowd-kit"], repeats=3)
    parser.add_argument("--workload", choices=list(TASKS), default="dawid_skene")
    options = parser.parse_args()
    columns, truth = crowd(TASKS[options.workload])
    details: dict = {}
    work = work_of(options.workload, options.peer, columns, details)
    details["accuracy"] = float((work() == truth).mean())
    seconds = measure(work, options.repeats, warmups=0)
    packages = ["numpy"] if options.peer.startswith("numpy") else ["numpy", "crowd-kit"]
    report(options.workload, options.peer, "solutions", 1, seconds, packages, **details)


if __name__ == "__main__":
    main()
