"""`fit`: families of patterns fitted to real events."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simulator.cli import options
from simulator.cli.text import note, say, say_json, write
from simulator.tables.amounts import number
from simulator.tables.layout import paragraph, table, unbroken

if TYPE_CHECKING:
    from simulator.fits.family import Difference, Interval
    from simulator.fits.fit_events import EventFit

NAME = "fit"
EXAMPLES = (
    "escalation fit osce_smm_donbas_2020_2021 -o pattern.yaml",
    "escalation run pattern.yaml -n 5",
    "escalation fit mine.csv --mapping mine.yaml --kind drone --region north",
)
Kind = Annotated[
    str | None,
    typer.Option(
        metavar="KIND",
        show_default=False,
        help="Kind of act to use; required if the file holds more than one.",
    ),
]
Region = Annotated[
    list[str] | None,
    typer.Option(
        metavar="REGION", show_default=False,
        help="Use only acts in this region (default: all). Repeat for several.",
    ),
]  # fmt: skip
Form = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="counts|timed", show_default=False,
        help="Fit acts by the minute, or by daily counts (default: what the file holds).",
    ),
]  # fmt: skip
Truce = Annotated[
    str | None,
    typer.Option(
        metavar="DAY", show_default=False,
        help="Day a truce took effect, such as 2020-07-27 (default: start of the data).",
    ),
]  # fmt: skip
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", show_default=False,
        help="Write the chosen family to this file, as a scenario.",
    ),
]  # fmt: skip


def command(
    file: options.Events,
    mapping: options.Mapping = None,
    kind: Kind = None,
    region: Region = None,
    form: Form = None,
    truce: Truce = None,
    output: Output = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Fit patterns to real events.

    Fits each family of patterns, scores it on blocks of time held out of the fit, and chooses the
    simplest family within one standard error of the best. The scenario that -o writes can be run
    as it stands and names its sources.
    """
    from simulator.fits.fit_events import fit_events

    watched = sys.stderr.isatty() and not quiet
    fitted = fit_events(file, kind, region, mapping, form, truce, note if watched else None)
    if json:
        say_json(as_json(fitted))
    else:
        say(as_text(fitted))
    if output is not None:
        write(output, fitted.yaml)
        note(f"wrote {output}; next: escalation run {output}", quiet)


def as_text(fitted: "EventFit") -> str:
    """The comparison of families, the parameters of the chosen one, and what to beware of."""
    about, chosen = fitted.about, fitted.chosen
    what = "counted periods" if about.form == "counts" else "timed acts"
    parts = [
        paragraph(
            f"{about.file}: {about.acts:,} acts of kind {about.kind}, {what} on "
            f"{about.days:.4g} days. Source: {about.source}."
        ),
        "",
        _scores(fitted),
        "",
        paragraph(
            "Nats a day on held-out blocks of time, with standard errors over the blocks. Chosen: "
            "the fewest parameters within one standard error of the best."
        ),
        "",
        paragraph(f"Chosen: {chosen.family} ({chosen.meaning}). Rates are per day, times in days."),
        "",
        _parameters(chosen.parameters),
    ]
    if fitted.sizes is not None:
        size = fitted.sizes.chosen
        parts += ["", paragraph(f"Munitions of an act: {size.family} ({size.meaning})."), ""]
        parts += [_parameters(size.parameters)]
    if fitted.warnings:
        parts += ["", *(paragraph(f"Beware: {one}") for one in fitted.warnings)]
    return "\n".join(parts)


def _scores(fitted: "EventFit") -> str:
    from simulator.fits.family import YARDSTICK

    fits = fitted.fits
    rows = [
        [
            f"{one.family}{' *' if one is fits.chosen else ''}",
            str(len(one.values)),
            f"{one.score:.3f}",
            _difference(fits.better_by(one.family, YARDSTICK)),
            _difference(fits.better_by(one.family, fits.best.family)),
        ]
        for one in fits.fitted
    ]
    header = ["family (* chosen)", "parameters", "score", "against steady", "against the best"]
    return table(header, rows, right=[1, 2, 3, 4])


def _difference(ahead: "Difference") -> str:
    """'+121 (16)', '-0.021 (0.033)'; nothing against itself."""
    if ahead.value == ahead.error == 0.0:
        return "-"
    places = 3 if abs(ahead.value) < 10.0 else 0
    return unbroken(f"{ahead.value:+,.{places}f} ({ahead.error:,.{places}f})")


def _parameters(found: "dict[str, Interval]") -> str:
    rows = [
        [name, number(one.value), f"{number(one.low)} to {_high(one.high)}"]
        for name, one in found.items()
    ]
    return table(["parameter", "value", "95 % interval"], rows, right=[1])


def _high(value: float) -> str:
    return "no limit" if value == float("inf") else number(value)


def as_json(fitted: "EventFit") -> dict[str, Any]:
    """Everything for programs; a limit that is not there is null."""
    return {
        **fitted.about._asdict(),
        "families": [
            row | {"values": fitted.fits.named(row["family"]).values}
            for row in fitted.table.to_dict("records")
        ],
        "chosen": fitted.chosen.family,
        "parameters": fitted.chosen.parameters,
        "pattern": fitted.chosen.pattern,
        "sizes": None
        if fitted.sizes is None
        else {
            "family": fitted.sizes.chosen.family,
            "parameters": fitted.sizes.chosen.parameters,
            "pattern": fitted.sizes.chosen.pattern,
        },
        "warnings": fitted.warnings,
    }
