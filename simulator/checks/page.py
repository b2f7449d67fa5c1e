"""The page of checks: a row for each, how many fail, and how the data were read."""

from simulator.checks.found import Found
from simulator.checks.wording import of_days
from simulator.tables.page import Grid, Part, Title
from simulator.tables.wording import chance, counted, listed


def page(found: Found) -> list[Part]:
    """What a reader sees of checks."""
    count = f"{found.totals.shape[1]:,} {of_days(found.window)}"
    series = counted(found.histories, "simulated series", "simulated series")
    rows = [
        ["pass" if one.passed else "FAIL", one.name, chance(one.p), one.words]
        for one in found.checks
    ]
    header = ["", "check", "p", "observed; simulated median (95 % range)"]
    return [
        Title([f"{found.scenario.name}: {series}, seen on {count}", f"Source: {found.source}"]),
        Grid(header, rows, [2]),
        verdict(found),
        *found.notes,
        found.scenario.limits,
    ]


def verdict(found: Found) -> str:
    """How many checks fail, and how many would if the pattern were right."""
    count, failed = len(found.checks), found.failed
    fail = "fails" if len(failed) == 1 else "fail"
    said = f"{len(failed)} of {count} checks {fail}" + (f": {listed(failed)}." if failed else ".")
    return (
        f"{said} If the pattern were right, {found.by_chance:.1f} of {count} would fail on "
        "average, purely by chance."
    )
