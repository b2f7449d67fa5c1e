"""A fitted family as the text of a scenario: it runs, and it says where its numbers come from."""

from math import ceil, isinf
from typing import Any

from simulator.clock import local_time
from simulator.fits.about import About
from simulator.fits.family import YARDSTICK, Fits, Fitted, Interval
from simulator.minutes import DAY
from simulator.scenario.form import to_yaml
from simulator.scenario.quantities import format_duration, format_start
from simulator.scenario.schema.sections import LIMITS, STANDARD_KINDS

SURE_DAYS = 100
"""Days of data from which a fitted number is medium sure; with fewer it is low."""
SEVERITY = 1


def as_text(fits: Fits, sizes: Fits | None, about: About) -> str:
    """YAML with the chosen families of times and of sizes as its one pattern."""
    return _heading(about) + to_yaml(_tree(fits, sizes, about))


def _tree(fits: Fits, sizes: Fits | None, about: About) -> dict[str, Any]:
    one, size = fits.chosen, sizes.chosen if sizes else None
    name = f"fitted {about.kind.replace('_', ' ')}"
    days = ceil((about.end - about.zero) / DAY)
    tree: dict[str, Any] = {
        "name": f"{about.kind.replace('_', ' ').capitalize()} as fitted: {one.family}",
        "question": f"What does a plan make of acts that come as in {about.source}?",
        "limits": f"{quality(fits, about)} {LIMITS}",
        "horizon": format_duration(days * DAY),
        "starts": _starts(about),
    }
    if about.kind not in STANDARD_KINDS:
        tree["kinds"] = {about.kind: {"severity": SEVERITY}}
    words = one.pattern | (size.pattern if size else {})
    tree["violations"] = {name: {"kind": about.kind} | words}
    tree["sources"] = [_source([one, *([size] if size else [])], about, name), *_of_kind(about)]
    return tree


def quality(fits: Fits, about: About) -> str:
    """How good the fit is, and how exact its clock times, in two sentences or three."""
    one = fits.chosen
    steady = fits.better_by(one.family, YARDSTICK)
    told = (
        f"Fitted to {about.acts:,} acts in {about.days:.0f} days of data ({_span(about)}): on "
        f"held-out blocks {one.score:.2f} nats a day, {steady.value:.3g} better than a steady rate "
        f"(standard error {steady.error:.2g})"
    )
    clock = f" {about.clock}" if about.clock else ""
    others = [other for other in fits.fitted if other is not one]
    if not others:
        return f"{told}.{clock}"
    near = others[0]
    ahead = fits.better_by(one.family, near.family)
    word = "better" if ahead.value >= 0 else "worse"
    return (
        f"{told}, and {abs(ahead.value):.2g} {word} than {near.family} ({ahead.error:.2g}).{clock}"
    )


def _source(fitted: list[Fitted], about: About, name: str) -> dict[str, Any]:
    where = "" if about.regions == ("everywhere",) else f" in {' and '.join(about.regions)}"
    told = ", sizes as ".join(f"{one.family}: {_values(one)}" for one in fitted)
    return {
        "backs": f"violations.{name}",
        "says": f"{about.acts:,} acts{where}, {_span(about)} (95 % intervals, rates per day, times "
        f"in days), fitted as {told}",
        "by": about.source,
        "year": local_time(about.end - 1, about.zone).year,
        "sure": "medium" if about.days >= SURE_DAYS else "low",
    }


def _values(one: Fitted) -> str:
    return "; ".join(f"{name} {within(found)}" for name, found in one.parameters.items())


def within(found: Interval) -> str:
    """'191 (41 to no limit)'."""
    high = "no limit" if isinf(found.high) else f"{found.high:.3g}"
    return f"{found.value:.3g} ({found.low:.3g} to {high})"


def _of_kind(about: About) -> list[dict[str, Any]]:
    if about.kind in STANDARD_KINDS:
        return []
    return [
        {
            "backs": f"kinds.{about.kind}.severity",
            "says": "the data do not give the severity of this kind; 1 is assumed",
            "by": "assumed here",
            "year": local_time(about.end - 1, about.zone).year,
            "sure": "low",
        }
    ]


def _span(about: About) -> str:
    first, last = (local_time(one, about.zone) for one in (about.start, about.end - 1))
    return f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"


def _starts(about: About) -> str:
    day = local_time(about.opens, about.zone).weekday()
    return format_start(day * DAY + about.zero - about.opens)


def _heading(about: About) -> str:
    opens = local_time(about.opens, about.zone)
    lines = [f"# Written by `escalation fit` from {about.file}."]
    if (opens.hour, opens.minute) != (0, 0):
        place = f"{opens:%H:%M} in {about.zone}"
        lines.append(f"# Midnight of this scenario is {place}, where a counted day ends.")
    return "".join(f"{line}\n" for line in lines)
