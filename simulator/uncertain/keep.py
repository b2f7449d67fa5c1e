"""What the sets of some arms came to, as it comes in; in a folder if there is one, from which a run
that was stopped goes on."""

from collections.abc import Mapping
from pathlib import Path

from simulator.model.encode import encode
from simulator.store.blocks import JOURNAL, MANIFEST, PARTS, UNCERTAIN, Parts, journal
from simulator.store.disk import writing
from simulator.store.fingerprint import fingerprint
from simulator.store.folder import slugs
from simulator.uncertain.files import refuse_foreign
from simulator.uncertain.outcomes import OverSets, Piece, from_table, joined, to_table
from simulator.uncertain.sets import Sets


class Keep:
    """Pieces by arm."""

    def __init__(self, arms: Mapping[str, Sets], histories: int, out: str | Path | None) -> None:
        self._count = next(iter(arms.values())).count
        self._pieces: dict[str, list[Piece]] = {arm: [] for arm in arms}
        self._parts: Parts | None = None
        if out is not None:
            refuse_foreign(Path(out))
            _take_over(Path(out))
            self._parts = Parts(Path(out), study_of(arms, histories), slugs(arms))
            for place in self._parts.found:
                self._pieces[place[0]].append(from_table(self._parts.read(place)))

    def had(self, arm: str) -> list[tuple[int, int]]:
        """The ranges of sets that are there of an arm."""
        return [(piece.first, piece.last) for piece in self._pieces[arm]]

    def add(self, arm: str, piece: Piece) -> None:
        """Keep what some sets of an arm came to."""
        self._pieces[arm].append(piece)
        if self._parts is not None:
            self._parts.add((arm, piece.first, piece.last), to_table(piece))

    @property
    def outcomes(self) -> dict[str, list[OverSets]]:
        """Every outcome of every arm, over all sets."""
        return {arm: joined(pieces, self._count) for arm, pieces in self._pieces.items()}

    def close(self) -> None:
        """Let other processes write to the folder."""
        if self._parts is not None:
            self._parts.close()


def _take_over(folder: Path) -> None:
    """Let what was written in one go, without the blocks that it is made of, be written anew."""
    with writing(folder):
        if (folder / UNCERTAIN).exists() and not journal(folder):
            (folder / MANIFEST).unlink(missing_ok=True)
            (folder / PARTS).mkdir(exist_ok=True)
            (folder / PARTS / JOURNAL).touch()


def study_of(arms: Mapping[str, Sets], histories: int) -> dict[str, str]:
    """What a folder must agree in with a run: the number of sets may grow, as the first sets of
    more are the same."""
    seed = next(iter(arms.values())).seed
    scenarios = {arm: sets.scenario for arm, sets in arms.items()}
    parameters = {arm: encode(scenario, seed) for arm, scenario in scenarios.items()}
    return fingerprint(scenarios, parameters, seed) | {"histories of each set": str(histories)}
