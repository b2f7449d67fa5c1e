"""What the blocks of a sweep came to, in a folder if there is one, until a point is whole."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from simulator.model.encode import encode
from simulator.play.blocks import Task
from simulator.store.blocks import Parts
from simulator.store.disk import digest
from simulator.store.fingerprint import canonical, fingerprint
from simulator.store.folder import INPUT, slugs, write_inputs
from simulator.sweeps.kinds import Asked, Kind
from simulator.sweeps.points import Points


def name_of(number: int) -> str:
    """What a point is called in a folder."""
    return f"point-{number:06d}"


class Keep:
    """What blocks came to, by point: only those of points that are not whole yet are in memory."""

    def __init__(self, asked: Asked, kind: Kind, out: str | Path | None) -> None:
        self._parts: Parts | None = None
        self._kind = kind
        self._pieces: dict[int, list[Any]] = defaultdict(list)
        self._found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.scenario_file = "FILE"
        if out is None:
            return
        points = asked.points
        arms = {points.scenario.name: points.scenario}
        self.scenario_file = str(Path(out) / slugs(arms)[points.scenario.name] / INPUT)
        names = {name_of(number): name_of(number) for number in points.own}
        self._parts = Parts(Path(out), study_of(points, asked.seed, asked.histories), names)
        for name, first, last in self._parts.found:
            self._found[int(name.rpartition("-")[2])].append((first, last))
        try:
            write_inputs(Path(out), arms)
        except BaseException:
            self.close()
            raise

    def had(self, number: int) -> list[tuple[int, int]]:
        """The ranges of rows that were found of a point."""
        return self._found.get(number, [])

    def add(self, number: int, rows: Task, piece: Any) -> None:
        """Keep what a block of a point came to."""
        self._pieces[number].append(piece)
        if self._parts is not None:
            place = name_of(number), rows.first, rows.last
            self._parts.add(place, self._kind.table(piece))

    def whole(self, number: int) -> list[Any]:
        """All pieces of a point, which are then let go."""
        pieces = self._pieces.pop(number, [])
        for first, last in self.had(number):
            assert self._parts is not None
            table = self._parts.read((name_of(number), first, last))
            pieces.append(self._kind.read(table, first))
        return pieces

    def forget(self, number: int) -> None:
        """Let go of what there is of a point that will not be whole."""
        self._pieces.pop(number, None)

    def close(self) -> None:
        """Let other processes write to the folder."""
        if self._parts is not None:
            self._parts.close()


def study_of(points: Points, seed: int, count: int) -> dict[str, str]:
    """What a folder must agree in with a sweep, under the words that people know it by.

    `count`: of histories; of uncertain sets, which may become more, each must have as many.
    """
    scenario, design = points.scenario, points.design
    arms = {scenario.name: scenario}
    study = fingerprint(arms, {scenario.name: encode(scenario, seed)}, seed)
    for place, axis in enumerate(design.axes):
        values = dict.fromkeys(design.column(place))
        study[f"values of '{axis.name}'"] = digest(canonical([*values]))
    rows = [*zip(*(design.column(place) for place in range(len(design.axes))), strict=True)]
    study["points"] = digest(canonical(rows))
    if points.sets:
        study["histories of each set"] = str(count)
    return study | ({"shard": points.shard.words} if points.shard.parts > 1 else {})
