"""Checks in words."""

from typing import TYPE_CHECKING

from simulator.checks.observed import Window
from simulator.clock import DAY
from simulator.data.caveats import of_clock
from simulator.data.resolution import Resolution
from simulator.tables.wording import chance, listed

if TYPE_CHECKING:
    from simulator.checks.result import Checks

FAR = {
    "counts": "{} of {days} would need a different count for the distribution to match the "
    "simulations",
    "hours": "{} of the acts fall at different hours than in the simulations",
    "gaps": "{} of the gaps between acts differ in length from the simulations",
    "sizes": "{} of the acts differ in size from the simulations",
    "rescaled waits": "{} of the waits, on a clock that runs at the pattern's rate, differ in "
    "length from the simulations",
    "ranks of the counts": "{} of {days} would need a different rank among the simulations for all "
    "ranks to be equally frequent",
}
"""How each distribution's distance from the simulations is put in words."""


def of_days(window: Window) -> str:
    """'days', 'periods of 7 days'."""
    return "days" if window.unit == 1 else f"periods of {window.unit} days"


def of_rounding(found: Resolution) -> list[str]:
    """What rounded clock times do to checks of timed acts."""
    if not found.shares:
        return []
    span = "a day" if found.coarsest == DAY else f"{found.coarsest} minutes"
    return [
        f"{of_clock(found)} Each such act is put at random on one of the minutes that it may stand "
        f"for, so within {span} the real events have no gaps, salvos or hours of their own: a "
        "check of gaps, hours or rescaled waits that fails may say no more than that."
    ]


def in_words(checks: "Checks") -> str:
    """A line or two for each check, then how many fail, and how many would by chance."""
    told = [
        f"{'pass' if one.passed else 'FAIL'}  {one.name}: {one.words}; p {chance(one.p)}"
        for one in checks.checks
    ]
    return "\n".join([*told, "", verdict(checks)])


def verdict(checks: "Checks") -> str:
    """How many checks fail, and how many would if the pattern were right."""
    count, failed = len(checks.checks), checks.failed
    fail = "fails" if len(failed) == 1 else "fail"
    told = f"{len(failed)} of {count} checks {fail}" + (f": {listed(failed)}." if failed else ".")
    return (
        f"{told} If the pattern were right, {checks.by_chance:.1f} of {count} would fail on "
        "average, by chance alone."
    )
