"""What became of a phase is the same in the rows, the table, the curve, --until and `explain`."""

from pathlib import Path

import numpy as np
import pytest

from simulator.model import terms
from simulator.play.targets import read_targets
from simulator.play.until import judged
from simulator.results.pictures import phase_starts
from simulator.scenario.load import load
from simulator.study.explain import explain
from simulator.study.run import run
from simulator.tables.measures import PHASE_STATES, estimates
from simulator.tables.starts import CLOCK, hours_to_start

FOLDER = Path(__file__).parents[2] / "scenarios"
NAMES = sorted(
    path.relative_to(FOLDER).with_suffix("").as_posix()
    for path in FOLDER.rglob("*.yaml")
    if load(path).plan.phases
)
HISTORIES = 6
PLAYED = {"replay-donbas-2020": 2, "would-they-sign": 24}
"""One takes long to play, and is the same war each time; of the other few are signed."""
CALLED_AGAIN = ("calendar-reporting", "february-2022")
"""In which an episode after the first came out otherwise, so that it matters which one is told."""


def by_hand(rows, phase):
    """What became of a phase in the first episode that called it, read off a trace row by row."""
    state, first = "not called", None
    for row in rows:
        called = row["what"] == terms.CALLED and row["subject"] == phase
        if called and first is None:
            state, first = "open", row["episode"]
        if first is None or row["episode"] != first or row["subject"] != phase:
            continue
        if row["what"] == terms.DEADLINE:
            state = "never started"
        elif row["what"] == terms.LAPSED:
            state = "lapsed"
        elif row["what"] == terms.START:
            state = {terms.MET: "in time", terms.LATE: "late"}[row["object"]]
    return state


@pytest.mark.parametrize("name", NAMES)
def test_table_curve_until_and_explanation_tell_what_the_rows_tell(name):
    scenario = load(FOLDER / f"{name}.yaml")
    played = run(scenario, PLAYED.get(name, HISTORIES), 3, engine="simpy")
    table = {one["outcome"]: one["value"] for one in estimates(played)}
    signed = np.flatnonzero(played.block.outcomes["signed"])
    stories = [explain(scenario, int(r), 3) for r in signed]
    curves = phase_starts({"": played})
    for k, phase in enumerate(played.names.phases):
        became = [by_hand(played.rows(r), k) for r in signed]
        shares = {word: became.count(word) / len(signed) for word in PHASE_STATES}
        assert {word: table[f"{phase}: {word}"] for word in PHASE_STATES} == shares
        started = np.isfinite(hours_to_start(played.first_calls(k), CLOCK)).sum() / len(signed)
        assert started == pytest.approx(shares["in time"] + shares["late"])
        curve = curves[curves["phase"] == phase]
        assert set(curve["in_time"]) == {shares["in time"]}
        assert set(curve["share"][curve["hour"] == curve["due"]]) <= {shares["in time"]}
        targets = read_targets([f"{phase}: {word} ± 1 %" for word in PHASE_STATES], {"": scenario})
        until = judged(targets, {"": played}, 1, 100)
        assert [found.estimate.value for found in until] == list(shares.values())
        for story, word in zip(stories, became, strict=True):
            (told,) = (line for line in story.splitlines() if is_of(line, phase))
            assert f": {word}" in told


@pytest.mark.parametrize("name", CALLED_AGAIN)
def test_there_are_histories_in_which_a_later_episode_would_tell_another_story(name):
    phases = run(load(FOLDER / f"{name}.yaml"), HISTORIES, 3, engine="simpy").phases
    called = phases[phases["state"] != "not called"].groupby(["replication", "phase"])["state"]
    assert (called.first() != called.last()).any()


def is_of(line, phase):
    """Whether a line of a story begins what it tells of a phase."""
    return line.startswith((f"{phase}: not called", f"{phase}, called on "))
