"""A file of a million labels to Dawid-Skene's consensus in JSON, the whole process.

Peer: pandas reads, crowd-kit's Dawid-Skene settles, pandas writes, in a Python that is started for
it. The labels are those of crowd.py: 200,000 tasks, 200 workers, four classes, five labels a task.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from crowd import crowd
from timing import arguments, measure, report

PROGRAM = """
import sys
import pandas as pd
from crowdkit.aggregation import DawidSkene
frame = pd.read_csv(sys.argv[1])
DawidSkene(n_iter=100, tol=1e-5).fit_predict(frame).to_json(sys.argv[2])
"""


def main() -> None:
    options = arguments(__doc__, ["crowd-kit"], repeats=3).parse_args()
    columns, _ = crowd(200_000)
    with tempfile.TemporaryDirectory() as folder:
        labels, consensus = Path(folder, "labels.csv"), Path(folder, "consensus.json")
        with labels.open("w") as file:
            file.write("task,worker,label\n")
            rows = zip(*columns, strict=True)
            file.writelines(f"t{task},w{worker},{label}\n" for task, worker, label in rows)
        command = [sys.executable, "-c", PROGRAM, str(labels), str(consensus)]
        seconds = measure(lambda: subprocess.run(command, check=True), options.repeats, warmups=0)
    report("aggregate_file", options.peer, "files", 1, seconds, ["crowd-kit", "pandas"])


if __name__ == "__main__":
    main()
