"""A million histories over 30 days, as a user asks for them: how long, and in how much memory."""

import tempfile
from time import perf_counter
from typing import NamedTuple

import simulator
from benchmarks.play import peak
from benchmarks.question import scenario

REPLICATIONS = 1_000_000


class Million(NamedTuple):
    """What a million cost."""

    minutes: float
    gib: float  # of the process that gathers them, at most
    workers: int


def main(workers: int = 2) -> None:
    """Play them with results in a folder, and print minutes and GiB."""
    began = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        simulator.run(scenario(30), REPLICATIONS, workers=workers, out=folder, engine="compiled")
    print(f"{(perf_counter() - began) / 60:.2f} {peak() / 1024:.3f} {workers}")


if __name__ == "__main__":
    main()
