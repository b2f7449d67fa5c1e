"""Compare scenarios on the same luck: values, paired differences, histories that flipped."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulator.play.execute import HISTORIES, Progress, play
from simulator.play.until import play_until
from simulator.results.measures import Measure, measures
from simulator.results.precision import Precision
from simulator.results.run import Run
from simulator.scenario.load import Given, load
from simulator.scenario.schema import Scenario
from simulator.tables import summary
from simulator.tables.amounts import POINTS, SHARE
from simulator.tables.summary import NOTHING, Estimate
from simulator.tables.wording import listed

if TYPE_CHECKING:
    import pandas as pd

    from simulator.study.pictures import ComparisonPlots


class Row(NamedTuple):
    """One outcome of one arm, and how it differs from the first arm's."""

    outcome: str
    unit: str
    arm: str
    estimate: Estimate
    histories: int
    """How many histories the value is taken from."""
    difference: Estimate
    """This arm minus the first, over the pairs in which both have the outcome."""
    pairs: int
    p: float
    """Adjusted by Holm over all rows; NaN in the first arm."""
    gained: tuple[int, ...]
    """Replications in which this arm has a yes and the first a no."""
    lost: tuple[int, ...]
    """Replications in which the first arm has a yes and this one a no."""


class Comparison:
    """Several scenarios under one seed; the first is what the others are compared with."""

    def __init__(self, runs: Mapping[str, Run]) -> None:
        self.runs = dict(runs)

    @property
    def arms(self) -> tuple[str, ...]:
        """The names of the scenarios compared."""
        return tuple(self.runs)

    @property
    def replications(self) -> int:
        """How many pairs of histories there are."""
        return next(iter(self.runs.values())).replications

    @property
    def seed(self) -> int:
        """The seed that all arms share."""
        return next(iter(self.runs.values())).seed

    @property
    def precision(self) -> Precision | None:
        """Which differences were to be known how precisely, if that decided how many pairs."""
        return next(iter(self.runs.values())).precision

    @cached_property
    def rows(self) -> list[Row]:
        """Every outcome of every arm, outcome by outcome."""
        by_arm = {arm: {m.outcome: m for m in measures(run)} for arm, run in self.runs.items()}
        outcomes = dict.fromkeys(name for found in by_arm.values() for name in found)
        rows = []
        for outcome in outcomes:
            first = by_arm[self.arms[0]].get(outcome)
            for arm in self.arms:
                here = by_arm[arm].get(outcome)
                if here is not None:
                    base = first if arm != self.arms[0] else None
                    rows.append(row_of(arm, here, base))
        adjusted = summary.holm([row.p for row in rows])
        return [row._replace(p=p) for row, p in zip(rows, adjusted, strict=True)]

    @property
    def table(self) -> "pd.DataFrame":
        """The rows as a frame: value and interval, paired difference and interval, flips."""
        import pandas as pd

        return pd.DataFrame([record(row) for row in self.rows])

    @property
    def flips(self) -> "pd.DataFrame":
        """Yes-or-no outcomes that differ from the first arm's in some histories, by number."""
        import pandas as pd

        return pd.DataFrame(
            [
                {"outcome": r.outcome, "arm": r.arm, "gained": r.gained, "lost": r.lost}
                for r in self.rows
                if r.gained or r.lost
            ],
            columns=["outcome", "arm", "gained", "lost"],
        )

    def row(self, outcome: str, arm: str) -> Row:
        """One row by its outcome and arm; raises `KeyError`."""
        found = self.found(outcome, arm)
        if found is None:
            raise KeyError((outcome, arm))
        return found

    def found(self, outcome: str, arm: str) -> Row | None:
        """One row by its outcome and arm; None where the outcome does not apply to the arm."""
        same = (row for row in self.rows if row.outcome == outcome and row.arm == arm)
        return next(same, None)

    @property
    def warnings(self) -> list[str]:
        """What to beware of in the outcomes of any arm, in sentences."""
        from simulator.results.beware import late_calls

        runs = self.runs.items()
        files = dict.fromkeys(str(one) for _, run in runs for one in run.scenario.warnings)
        return [*files, *(f"{arm}: {one}" for arm, run in runs for one in late_calls(run))]

    @property
    def paragraph(self) -> str:
        """What came out, in words that may be quoted, with what it does not show."""
        from simulator.study.paragraph import paragraph

        return paragraph(self)

    @property
    def plot(self) -> "ComparisonPlots":
        """The pictures of this comparison."""
        from simulator.study.pictures import ComparisonPlots

        return ComparisonPlots(self)

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain values that JSON can hold, in a fixed order (NaN as None)."""
        return {
            "seed": self.seed,
            "replications": self.replications,
            "arms": list(self.arms),
            **({"until": self.precision.record()} if self.precision else {}),
            "rows": [
                {name: None if value != value else value for name, value in record(row).items()}
                for row in self.rows
            ],
            "warnings": self.warnings,
            "paragraph": self.paragraph,
        }

    def __repr__(self) -> str:
        """<Comparison of 'One drone' with 'Twenty strikes': 200 pairs of histories, seed 0>."""
        from simulator.study.cells import heading

        first, *others = (repr(arm) for arm in self.arms)
        return f"<Comparison of {first} with {listed(others)}: {heading(self)[-1]}>"

    def _repr_html_(self) -> str:
        from html import escape

        from simulator.results.reading import notes
        from simulator.study.cells import READING, grid, heading

        title = "<br>".join(f"<b>{escape(line)}</b>" for line in heading(self))
        precise = self.precision._repr_html_() if self.precision else ""
        beware = [f"Beware: {one}" for one in self.warnings]
        below = [READING, *notes(list(self.runs.values())), *beware, self.paragraph]
        said = "".join(f"<p>{escape(one)}</p>" for one in below)
        return f"<p>{title}</p>{precise}{grid(self).html()}{said}"


def compare(
    *scenarios: Given,
    replications: int | None = None,
    seed: int = 0,
    workers: int | None = None,
    out: str | Path | None = None,
    progress: Progress | None = None,
    engine: str = "auto",
    until: str | Sequence[str] | None = None,
    rows: bool = True,
) -> Comparison:
    """Play two or more scenarios on the same luck, 200 times if not said; compare with the first.

    `until`, such as "false breaches ± 0.1": until the differences are known so precisely, as in
    `run`, and `out`, a folder for the results, and `rows`, too. Raises `ValueError` for fewer than
    two.
    """
    if len(scenarios) < 2:
        raise ValueError("a comparison needs at least two scenarios")
    loaded = [load(scenario) for scenario in scenarios]
    folder = Path(out) if out is not None else None
    arms = named_apart(loaded)
    if until is not None:
        found = play_until(arms, until, replications, seed, workers, folder, progress, engine, rows)
        return Comparison(found)
    count = HISTORIES if replications is None else replications
    return Comparison(play(arms, count, seed, workers, folder, progress, engine, rows))


def named_apart(scenarios: Sequence[Scenario]) -> dict[str, Scenario]:
    """Scenarios by their names; a name that comes again gets a number."""
    named: dict[str, Scenario] = {}
    for scenario in scenarios:
        name, n = scenario.name, 1
        while name in named:
            n += 1
            name = f"{scenario.name} ({n})"
        named[name] = scenario
    return named


def row_of(arm: str, here: Measure, first: Measure | None) -> Row:
    """One arm's outcome, and its paired difference from the first arm's where there is one."""
    none = NOTHING, 0, float("nan"), (), ()
    row = Row(here.outcome, here.unit, arm, here.estimate, len(here.known), *none)
    if first is None:
        return row
    both = ~np.isnan(first.values) & ~np.isnan(here.values)
    left, right = first.values[both], here.values[both]
    if len(left) == 0:
        return row
    if not here.is_share:
        difference = summary.difference_of_means(left, right)
        return row._replace(
            difference=difference, pairs=len(left), p=summary.p_of_means(left, right)
        )
    return row._replace(
        difference=summary.difference_of_shares(left, right),
        pairs=len(left),
        p=summary.p_of_shares(left, right),
        gained=_numbers((first.values == 0) & (here.values == 1)),
        lost=_numbers((first.values == 1) & (here.values == 0)),
    )


def _numbers(chosen: Any) -> tuple[int, ...]:
    return tuple(int(r) for r in np.flatnonzero(chosen))


def record(row: Row) -> dict[str, Any]:
    """A row with its estimates spread over columns."""
    return {
        "outcome": row.outcome,
        "unit": row.unit,
        "arm": row.arm,
        "value": row.estimate.value,
        "low": row.estimate.low,
        "high": row.estimate.high,
        "histories": row.histories,
        "difference": row.difference.value,
        "difference_low": row.difference.low,
        "difference_high": row.difference.high,
        "difference_unit": POINTS if row.unit == SHARE else row.unit,
        "pairs": row.pairs,
        "p_adjusted": row.p,
        "flips": len(row.gained) + len(row.lost),
        "gained": row.gained,
        "lost": row.lost,
    }
