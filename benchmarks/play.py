"""One peer in a process of its own: plays, and prints what it cost as a line of JSON.

    python -m benchmarks.play PEER --days 30 --first 0 --count 100 [--outcomes FILE]

Peers: file, threads (the engine file, on --workers of them), native, simpy, and the plain scripts,
which import nothing of the simulator.
"""

import argparse
import importlib
import json
import resource
from pathlib import Path
from time import perf_counter, process_time

PHASES = 3
STATES = {"met": 2, "late": 3, "lapsed": 4}


def main() -> None:
    """Play, and print the seconds on the wall and of the processor, the replications and acts."""
    asked = arguments()
    ours = dict.fromkeys(("file", "native", "simpy"), engine) | {"threads": threads}
    player = ours.get(asked.peer, plain)
    play = player(asked)
    play(0, asked.warm)
    wall, processor = perf_counter(), process_time()
    outcomes = play(asked.first, asked.count)
    cost = {"seconds": perf_counter() - wall, "processor": process_time() - processor}
    cost["peak"] = peak()
    columns = outcomes()
    print(json.dumps(cost | {"replications": asked.count, "acts": sum(columns["violations"])}))
    if asked.outcomes:
        asked.outcomes.write_text(json.dumps(columns), encoding="utf-8")


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("peer")
    parser.add_argument("--scenario", default="one-drone.yaml")
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--rate", type=float, default=1.0)
    parser.add_argument("--guarantors", type=int, default=7)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--warm", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--outcomes", type=Path)
    parser.add_argument("--tables")
    return parser.parse_args()


def peak() -> float:
    """MiB that this process had in memory at most, since its program began.

    Linux alone tells it apart from what the parent had; elsewhere what the system says will do.
    """
    status = Path("/proc/self/status")
    if status.exists():
        said = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(said["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def plain(asked: argparse.Namespace):
    """One of the plain scripts."""
    script = importlib.import_module(f"benchmarks.{asked.peer}")

    def play(first: int, count: int):
        played = [script.replicate(asked.days, first + n) for n in range(count)]
        return lambda: {name: [one[name] for one in played] for name in played[0]}

    return play


def engine(asked: argparse.Namespace):
    """One of the simulator's engines, in this process alone."""
    from benchmarks.question import parameters, scenario
    from simulator.engine.simulate import simulate

    question = scenario(asked.days, asked.guarantors, asked.scenario)
    p = parameters(question, asked.rate, asked.peer)

    def play(first: int, count: int):
        block = simulate(p, range(first, first + count))

        def outcomes():
            if asked.tables:
                for name, table in block._asdict().items():
                    table.tofile(f"{asked.tables}.{name}")
            return columns(block.outcomes, block.phases)

        return outcomes

    return play


def threads(asked: argparse.Namespace):
    """The engine file as a user starts it, on so many threads; outcomes are kept."""
    import simulator
    from benchmarks.question import scenario

    question = scenario(asked.days, asked.guarantors, asked.scenario)

    def play(first: int, count: int):
        run = simulator.run(
            question, count, first, workers=asked.workers, engine="file", rows=False
        )
        return lambda: {"violations": run.outcomes["violations"].tolist()}

    return play


def columns(outcomes, phases) -> dict[str, list[float]]:
    """Outcomes by name, and how many phases of each replication were called, met, late, lapsed."""
    import numpy as np

    found = {name: outcomes[name].tolist() for name in outcomes.dtype.names}
    place = phases["replication"].astype(np.int64) - outcomes["replication"][0]
    for k in range(PHASES):
        of_phase = phases["phase"] == k
        states = {"called": of_phase & (phases["state"] != 0)}
        states |= {name: of_phase & (phases["state"] == state) for name, state in STATES.items()}
        for name, rows in states.items():
            counts = np.bincount(place[rows], minlength=len(outcomes))
            found[f"{name}_{k + 1}"] = counts.tolist()
    return found


if __name__ == "__main__":
    main()
