"""What a reader should know of the days and clock times of a file before counting on them."""

from simulator.data.coverage import inexact
from simulator.data.resolution import Resolution
from simulator.data.series import Series
from simulator.minutes import DAY, HOUR
from simulator.tables.wording import listed, percent


def of_vague_days(series: Series) -> list[str]:
    """Of acts of which the day is not known."""
    vague = inexact(series)
    if not vague.any():
        return []
    count = int(series.records["total"][vague].sum())
    return [
        f"The day of {count:,} of {int(series.records['total'].sum()):,} acts is not known, only a "
        "span of several days: where days are counted, such an act is on one of them, drawn "
        "uniformly."
    ]


def of_clock(found: Resolution) -> str:
    """How far clock times are rounded, in a sentence or two; nothing if they are not."""
    hours = {grid: share for grid, share in found.shares.items() if grid < DAY}
    told = []
    if len(hours) == 1 and found.whole:
        told.append(f"Clock times are rounded to {_grid(*hours)}.")
    elif hours:
        parts = [f"{percent(share)} to {_grid(grid)}" for grid, share in hours.items()]
        partly = "" if found.whole else " in part"
        told.append(f"Clock times are rounded{partly}, beyond chance: {listed(parts)}.")
    if DAY in found.shares:
        share = percent(found.shares[DAY])
        told.append(
            f"{share} of the acts are at 00:00, which seems to mean that the time is not known."
        )
    return " ".join(told)


def _grid(minutes: int) -> str:
    return "full hours" if minutes == HOUR else f"{minutes} minutes"
