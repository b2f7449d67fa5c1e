"""The page of a fit: the families compared, the chosen one, and what to beware of."""

from collections.abc import Sequence

from simulator.fits.about import About
from simulator.fits.family import YARDSTICK, Difference, Fits, Interval
from simulator.tables.amounts import number
from simulator.tables.layout import unbroken
from simulator.tables.page import Grid, Part, Title


def page(fits: Fits, sizes: Fits | None, about: About, warnings: Sequence[str]) -> list[Part]:
    """What a reader sees of a fit."""
    chosen = fits.chosen
    what = "counted periods" if about.form == "counts" else "timed acts"
    title = (
        f"{about.file}: {about.acts:,} acts of kind {about.kind}, {what} on {about.days:.4g} days. "
        f"Source: {about.source}."
    )
    parts: list[Part] = [
        Title([title]),
        scores(fits),
        "Nats a day on held-out blocks of time, with standard errors over the blocks. Chosen: "
        "the fewest parameters within one standard error of the best.",
        f"Chosen: {chosen.family} ({chosen.meaning}). Rates are per day, times in days.",
        parameters(chosen.parameters),
    ]
    if sizes is not None:
        size = sizes.chosen
        parts += [f"Munitions of an act: {size.family} ({size.meaning})."]
        parts += [parameters(size.parameters)]
    return [*parts, *(f"Warning: {one}" for one in warnings)]


def scores(fits: Fits) -> Grid:
    """A row for each family, the best first."""
    rows = [
        [
            f"{one.family}{' *' if one is fits.chosen else ''}",
            str(len(one.values)),
            f"{one.score:.3f}",
            difference(fits.better_by(one.family, YARDSTICK)),
            difference(fits.better_by(one.family, fits.best.family)),
        ]
        for one in fits.fitted
    ]
    header = ["family (* chosen)", "parameters", "score", "against steady", "against the best"]
    return Grid(header, rows, right=[1, 2, 3, 4])


def difference(ahead: Difference) -> str:
    """'+121 (16)', '-0.021 (0.033)'; nothing against itself."""
    if ahead.value == ahead.error == 0.0:
        return "-"
    places = 3 if abs(ahead.value) < 10.0 else 0
    return unbroken(f"{ahead.value:+,.{places}f} ({ahead.error:,.{places}f})")


def parameters(found: dict[str, Interval]) -> Grid:
    """A row for each parameter, with its interval."""
    rows = [
        [name, number(one.value), f"{number(one.low)} to {limit(one.high)}"]
        for name, one in found.items()
    ]
    return Grid(["parameter", "value", "95 % interval"], rows, right=[1])


def limit(value: float) -> str:
    """The upper end of an interval."""
    return "no limit" if value == float("inf") else number(value)
