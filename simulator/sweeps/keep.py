"""The histories of a sweep as they come in, in a folder if there is one, until a point is whole."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np

from simulator.engine.tally import Block
from simulator.model.encode import encode
from simulator.model.parameters import Array
from simulator.play.collected import firsts_of
from simulator.store.arrow import flat_outcomes, nest_outcomes
from simulator.store.blocks import Parts
from simulator.store.disk import digest
from simulator.store.fingerprint import canonical, fingerprint
from simulator.store.folder import INPUT, slugs, write_inputs
from simulator.sweeps.points import Points

Piece = tuple[int, int, Array, Array]
"""Replications from, to; their outcomes; what became of each phase in them."""


def name_of(number: int) -> str:
    """What a point is called in a folder."""
    return f"point-{number:06d}"


class Keep:
    """Histories by point: only those of points that are not whole yet are in memory."""

    def __init__(self, points: Points, seed: int, out: str | Path | None) -> None:
        self._parts: Parts | None = None
        self._pieces: dict[int, list[Piece]] = defaultdict(list)
        self._found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.scenario_file = "FILE"
        if out is None:
            return
        arms = {points.scenario.name: points.scenario}
        self.scenario_file = str(Path(out) / slugs(arms)[points.scenario.name] / INPUT)
        names = {name_of(number): name_of(number) for number in points.own}
        self._parts = Parts(Path(out), study_of(points, seed), names)
        for name, first, last in self._parts.found:
            self._found[int(name.rpartition("-")[2])].append((first, last))
        try:
            write_inputs(Path(out), arms)
        except BaseException:
            self.close()
            raise

    def had(self, number: int) -> list[tuple[int, int]]:
        """The ranges of replications that were found of a point."""
        return self._found.get(number, [])

    def add(self, number: int, first: int, block: Block, phases: int) -> None:
        """Keep a block of a point, whose plan has so many phases."""
        outcomes, firsts = block.outcomes, firsts_of(block, phases)
        piece = first, first + len(outcomes), outcomes, firsts
        self._pieces[number].append(piece)
        if self._parts is not None:
            self._parts.add((name_of(number), *piece[:2]), nest_outcomes(outcomes, firsts))

    def whole(self, number: int, count: int) -> tuple[Array, Array]:
        """The first so many histories of a point, which are then let go."""
        pieces = self._pieces.pop(number, [])
        for first, last in self.had(number):
            assert self._parts is not None
            table = self._parts.read((name_of(number), first, last))
            pieces.append((first, last, *flat_outcomes(table)))
        pieces.sort(key=lambda one: one[0])
        outcomes, firsts = (np.concatenate([one[i] for one in pieces]) for i in (2, 3))
        return outcomes[:count], firsts[:count]

    def forget(self, number: int) -> None:
        """Let go of the histories of a point that will not be whole."""
        self._pieces.pop(number, None)

    def close(self) -> None:
        """Let other processes write to the folder."""
        if self._parts is not None:
            self._parts.close()


def study_of(points: Points, seed: int) -> dict[str, str]:
    """What a folder must agree in with a sweep, under the words that people know it by."""
    scenario, design = points.scenario, points.design
    arms = {scenario.name: scenario}
    study = fingerprint(arms, {scenario.name: encode(scenario, seed)}, seed)
    for place, axis in enumerate(design.axes):
        values = dict.fromkeys(design.column(place))
        study[f"values of '{axis.name}'"] = digest(canonical([*values]))
    rows = [*zip(*(design.column(place) for place in range(len(design.axes))), strict=True)]
    study["points"] = digest(canonical(rows))
    return study | ({"shard": points.shard.words} if points.shard.parts > 1 else {})
