"""One peer at every point of the same small sweep, in a process of its own; prints what it cost.

    python -m benchmarks.play_sweep PEER --each 100

Peers: sweep (the command's own call, on one thread), alone (its engine with the arrays of each
point made before), plain_simpy and plain_simulsi (a loop over the points), ema (EMA workbench,
which plays the plain SimPy script as its model, without processes of its own). And, of the plan as
written, sets (so many histories of each of SETS sets of what nobody knows) and plain (as many
without sets).
"""

import argparse
import importlib
import json
import os
from itertools import product
from time import perf_counter, process_time

from benchmarks.play import peak

DAYS = 30
THRESHOLDS = 1, 5, 10, 20, 50
"""Drones within 24 h."""
STAND_DOWNS = 24, 72, 120, 240
"""Hours of quiet."""
POINTS = tuple(product(THRESHOLDS, STAND_DOWNS))
SETS = 200


def main() -> None:
    """Play, and print the seconds on the wall and of the processor, the replications and acts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("peer")
    parser.add_argument("--each", type=int, default=100)
    asked = parser.parse_args()
    peers = {"sweep": swept, "alone": alone, "ema": ema, "sets": plan, "plain": plan}
    play = peers.get(asked.peer, looped)(asked.peer)
    play(2)
    wall, processor = perf_counter(), process_time()
    told = play(asked.each)
    cost = {"seconds": perf_counter() - wall, "processor": process_time() - processor}
    times = SETS if asked.peer in ("sets", "plain") else len(POINTS)
    cost |= {"replications": asked.each * times, "acts": told, "peak": peak()}
    print(json.dumps(cost))


def swept(peer: str):
    """`simulator.sweep`, tables and all."""
    import simulator
    from benchmarks.question import scenario

    varied = {
        "threshold.at_least": THRESHOLDS,
        "plan.stand_down": [f"{hours} h" for hours in STAND_DOWNS],
    }
    question = scenario(DAYS)

    def play(each: int) -> float:
        return each * acts(simulator.sweep(question, varied, replications=each, workers=1))

    return play


def plan(peer: str):
    """`simulator.run` of the plan as written, with sets or without."""
    import simulator
    from benchmarks.question import scenario

    question = scenario(DAYS)

    def play(each: int) -> float:
        sets, count = (SETS, each) if peer == "sets" else (None, SETS * each)
        found = simulator.run(question, count, uncertain=sets, workers=1, rows=False)
        return SETS * each * acts(found)

    return play


def acts(found) -> float:
    """The acts of a result, which are told per 30 days, as many as all play; of all its points."""
    table = found.table
    return float(table.loc[table["outcome"] == "acts", "value"].sum())


def alone(peer: str):
    """The engine file, and nothing of what leads to it or comes after it."""
    import simulator
    from benchmarks.question import parameters, scenario
    from simulator.engine.simulate import simulate

    points = [
        parameters(simulator.vary(simulator.vary(scenario(DAYS), "threshold.at_least", count),
                                  "plan.stand_down", f"{hours} h"))
        for count, hours in POINTS
    ]  # fmt: skip

    def play(each: int) -> float:
        blocks = (simulate(p, range(each)) for p in points)
        return float(sum(block.outcomes["violations"].sum() for block in blocks))

    return play


def looped(peer: str):
    """A plain script, point after point."""
    script, plain = (importlib.import_module(f"benchmarks.{one}") for one in (peer, "plain_simpy"))

    def play(each: int) -> float:
        found = 0.0
        for count, hours in POINTS:
            plain.THRESHOLD, plain.STAND_DOWN = ({"drone"}, count), float(hours)
            found += sum(script.replicate(DAYS, seed)["violations"] for seed in range(each))
        return found

    return play


def ema(peer: str):
    """EMA workbench over the same points, without its bar of progress."""
    os.environ["TQDM_DISABLE"] = "1"
    from ema_workbench import (
        CategoricalParameter,
        ReplicatorModel,
        Samplers,
        ScalarOutcome,
        perform_experiments,
    )

    from benchmarks import plain_simpy as plain

    def model(count: int, hours: int) -> dict[str, float]:
        plain.THRESHOLD, plain.STAND_DOWN = ({"drone"}, count), float(hours)
        return {"violations": plain.replicate(DAYS, next(seeds))["violations"]}

    plan = ReplicatorModel("plan", function=model)
    plan.uncertainties = [
        CategoricalParameter("count", THRESHOLDS),
        CategoricalParameter("hours", STAND_DOWNS),
    ]
    plan.outcomes = [ScalarOutcome("acts", variable_name="violations", function=sum)]

    def play(each: int) -> float:
        nonlocal seeds
        seeds = (seed for _ in POINTS for seed in range(each))
        plan.replications = each
        _, outcomes = perform_experiments(
            plan, scenarios=max(len(THRESHOLDS), len(STAND_DOWNS)),
            uncertainty_sampling=Samplers.FF,
        )  # fmt: skip
        return float(outcomes["acts"].sum())

    seeds = iter(())
    return play


if __name__ == "__main__":
    main()
