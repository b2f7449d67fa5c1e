"""What the checks are called in sentences."""

from simulator.checks.observed import Window
from simulator.data.caveats import of_clock
from simulator.data.resolution import Resolution
from simulator.minutes import DAY

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
        f"{of_clock(found)} Each such act is placed at random on one of the minutes that it may "
        f"stand for, so gaps, salvos and hours within {span} are not real: a check of gaps, hours "
        "or rescaled waits that fails may mean no more than that."
    ]
