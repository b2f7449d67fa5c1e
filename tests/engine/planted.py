"""Faults to plant in the compiled engine, and what the comparison of the engines says of each.

Run as plain Python, so that each faulty engine is there at once.
"""

import importlib
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

import simulator
from simulator.engine import reference
from simulator.model.encode import encode
from simulator.scenario.load import load
from simulator.scenario.vary import vary
from tests.differences import first_difference
from tests.engine.interpreted import Interpreted

COMPILED = Path(simulator.__file__).parent / "engine" / "compiled"
SOUND = "no fault"
HISTORIES = 8
SEED = 5


CLAIMS = {"monitoring": {"claims": {"inflation": 1.7}}}
RIVALS = {"monitoring": {"claims": {"rival": 0.3, "counts": "both"}}}
ON_THE_MINUTE = {
    "monitoring": {},
    "plan.clock": "breach",
    "plan.phases.0.by": "3 h",
}
"""The first phase is called at its clock's start, and answered three hours later to the minute."""
CHANGES: tuple[dict[str, Any], ...] = ({}, CLAIMS, RIVALS, ON_THE_MINUTE)


class Fault(NamedTuple):
    """A line of the compiled engine, and what somebody might have written instead."""

    mechanism: str
    file: str
    right: str
    wrong: str
    changes: dict[str, Any] = {}
    """To the scenario with all mechanisms, without which the fault would not be seen."""


FAULTS = (
    Fault(
        "salvos: the last act of each is left out",
        "violations.py",
        "for k in range(violations.salvo_count(p, at.replication, i, act)):",
        "for k in range(violations.salvo_count(p, at.replication, i, act) - 1):",
    ),
    Fault(
        "echoes: none but the first act that an act breeds comes",
        "violations.py", "range(violations.echo_count(p, at.replication, i, act)):",
        "range(min(1, violations.echo_count(p, at.replication, i, act))):",
    ),
    Fault(
        "salami: the adversary's own acts are not counted",
        "violations.py", "        at.own += 1\n", "        pass\n",
    ),
    Fault(
        "claims: one party's claims do not inflate",
        "monitoring.py", "for _ in range(counted):", "for _ in range(1):", CLAIMS,
    ),
    Fault(
        "claims: what one party alone says counts where both must",
        "monitoring.py", "for _ in range(counted):", "for _ in range(claimed):", RIVALS,
    ),
    Fault(
        "queue: reports are verified in order, not the severe first",
        "monitoring.py", "put_in(s.queue, at.queue, urgency,", "put_in(s.queue, at.queue, 0,",
    ),
    Fault(
        "teams: one is set free although a report waits for it",
        "monitoring.py", "    at.queue -= 1\n    verify(",
        "    at.queue -= 1\n    at.busy -= 1\n    verify(",
    ),
    Fault(
        "order: events of one minute come as they were entered, not by rank and subject",
        "agenda.py", "| (rank << AT_RANK) | subject", "",
    ),
    Fault(
        "breach: acts of the minute of a breach count for the next",
        "response.py", "at.counts_from = crossing + 1", "at.counts_from = crossing",
    ),
    Fault(
        "clock: a new breach does not reset it",
        "response.py", "counts_anew = opens or p.world[0].resets", "counts_anew = opens",
    ),
    Fault(
        "notes: a deadline that a new breach moved is not noted",
        "response.py", "moves = stage.state == terms.OPEN and due != s.deadlines[k]",
        "moves = False",
    ),
    Fault(
        "names: a change of posture is put down to the next move",
        "adversary.py", "at.posture, by + 1.0, cause)", "at.posture, by + 2.0, cause)",
    ),
    Fault(
        "asked: it is not noted for whose sake",
        "response.py", "note(s, terms.ASKED, other, g,", "note(s, terms.ASKED, other, other,",
    ),
    Fault(
        "deadline: a start in its own minute is late",
        "response.py", "at.now <= s.deadlines[k]", "at.now < s.deadlines[k]", ON_THE_MINUTE,
    ),
    Fault(
        "phases: a clock that was reset does not put off a start",
        "response.py", "if at.now < at.clock + p.phases[k].not_before:", "if at.now < 0:",
    ),
    Fault(
        "guarantors: one without whom another does not come is not asked",
        "response.py", "if p.requires[g, other] and s", "if other == g and s",
    ),
    Fault(
        "arrivals: what comes after its episode still counts",
        "response.py",
        "    if s.at[0].episode != episode:\n        return\n    s.standings[g].arrived",
        "    s.standings[g].arrived",
    ),
    Fault(
        "stand-down: acts that counted meanwhile do not put it off",
        "response.py", "    if due > at.now:\n        until(s, due, terms.STAND",
        "    if due < 0:\n        until(s, due, terms.STAND",
    ),
    Fault(
        "credibility: a broken promise is not learnt",
        "adversary.py", "        s.at[0].broken += 1\n", "        pass\n",
    ),
    Fault(
        "moves: one that waited goes ahead though something came between",
        "adversary.py", "if s.waits[m].runs and version == s.waits[m].version:", "if version:",
    ),
    Fault(
        "ground: the front is not looked at when a posture changes",
        "adversary.py", "    front.review(p, s, row)\n", "",
    ),
)  # fmt: skip


def scenario(changes: dict[str, Any]) -> Any:
    """The scenario with all mechanisms, with the values changed at these paths."""
    changed = load(Path(__file__).with_name("all-mechanisms.yaml"))
    for path, value in changes.items():
        changed = vary(changed, path, value)
    return changed


def told(folder: Path) -> None:
    """Write the histories of the reference engine to a folder, for all that the faults change."""
    for number, changes in enumerate(CHANGES):
        p = encode(scenario(changes), SEED)
        for replication in range(HISTORIES):
            np.save(folder / f"{number}-{replication}.npy", reference.replicate(p, replication))


def difference(package: str, changes: dict[str, Any], folder: Path) -> str | None:
    """Where the histories of a compiled engine part from those of the reference first."""
    played = scenario(changes)
    engine = importlib.import_module(package)
    engine.Machine = Interpreted
    player = engine.Player(encode(played, SEED))
    for replication in range(HISTORIES):
        rows = np.load(folder / f"{CHANGES.index(changes)}-{replication}.npy")
        found = first_difference(played, rows, player.replicate(replication))
        if found is not None:
            return found
    return None


def planted(folder: Path, number: int) -> str:
    """The name of a package like the compiled engine, with one fault in it."""
    fault = FAULTS[number]
    package = folder / f"faulty{number}"
    shutil.copytree(COMPILED, package, ignore=shutil.ignore_patterns("__pycache__"))
    file = package / fault.file
    text = file.read_text(encoding="utf-8")
    if text.count(fault.right) != 1:
        raise AssertionError(f"{fault.mechanism}: {fault.file} has not the line {fault.right!r}")
    file.write_text(text.replace(fault.right, fault.wrong), encoding="utf-8")
    for source in package.rglob("*.py"):
        own = source.read_text(encoding="utf-8").replace("simulator.engine.compiled", package.name)
        source.write_text(own, encoding="utf-8")
    return package.name


def findings(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Each mechanism with what the comparison says of its fault; `folder` holds what was told."""
    sys.path.insert(0, str(folder))
    for number, fault in enumerate(FAULTS):
        yield fault.mechanism, difference(planted(folder, number), fault.changes, folder)
    yield SOUND, difference("simulator.engine.compiled", {}, folder)


def report(folder: str) -> None:
    """Write the findings as JSON."""
    sys.stdout.write(json.dumps(dict(findings(Path(folder)))))
