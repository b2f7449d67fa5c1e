"""In words: how precisely something was to be known, how it stands, and what that means."""

from math import floor, isfinite, log10

from simulator.results.precision import Found, Precision
from simulator.tables.amounts import POINTS

READING = (
    "Each of these intervals has 95 % coverage, even though they were checked repeatedly until "
    "they were narrow enough; those in the table have it for a number of histories fixed in "
    "advance."
)
NO_INTERVAL = "no interval so far: the values are too few, too much alike, or too skewed"


def in_words(precision: Precision) -> tuple[str, list[str], str]:
    """A heading, a line for each target, and how to read them."""
    return _heading(precision), [_line(found) for found in precision.found], _reading(precision)


def progress(precision: Precision) -> str:
    """One line on how it stands: '4,096 histories; false breaches ± 0.013 (target ± 0.01)'."""
    told = [f"{_name(found)} {_reach(found)}" for found in precision.found]
    return f"{precision.replications:,} histories; {', '.join(told)}"


def _heading(precision: Precision) -> str:
    most, count = f"{precision.most:,}", f"{precision.replications:,}"
    if not precision.reached:
        return f"Not reached: the maximum of {most} histories came first."
    if count == most:
        return f"Reached at the maximum of {most} histories."
    return f"Reached at {count} histories; {most} were allowed."


def _reading(precision: Precision) -> str:
    if precision.reached:
        return READING
    if not isfinite(precision.needed):
        return f"{READING} How many histories would be enough is not known."
    rough = floor(log10(precision.needed)) - 1
    return f"{READING} About {round(precision.needed, -rough):,.0f} histories may be enough."


def _line(found: Found) -> str:
    """'false breaches, per 30 days: 1.683 (1.668 to 1.698), target ± 0.02'."""
    unit = found.target.unit
    with_unit = not found.target.is_share and unit not in found.target.name.split()
    name = f"{_name(found)}, {unit}" if with_unit else _name(found)
    value, low, high = _amounts(found, *found.estimate)
    low = low.removesuffix(" %").removesuffix(f" {POINTS}")
    interval = f"{low} to {high}" if found.width == found.width else NO_INTERVAL
    return f"{name}: {value} ({interval}), target {_wanted(found)}"


def _name(found: Found) -> str:
    name = found.target.name
    return f"{name}, difference under '{found.arm}'" if found.arm else name


def _wanted(found: Found) -> str:
    """'± 0.02', or '± 5 % of value', as it was asked for."""
    wanted = found.target.asked.rpartition("±")[2].strip()
    if found.arm and found.target.is_share and not found.target.relative:
        wanted = f"{100 * found.target.width:g} {POINTS}"
    return f"± {wanted}"


def _reach(found: Found) -> str:
    (width,) = _amounts(found, found.width)
    so_far = f"± {width}" if found.width == found.width else "has no interval yet"
    return f"{so_far} (target {_wanted(found)})"


def _amounts(found: Found, *values: float) -> list[str]:
    """Values with as many decimals as show two digits of how far the interval reaches."""
    factor, mark = (
        (100.0, f" {POINTS}" if found.arm else " %") if found.target.is_share else (1, "")
    )
    reach = factor * (found.width if found.width > 0 else abs(found.estimate.value))
    places = min(6, max(0, 1 - floor(log10(reach)))) if reach > 0 else 0
    return [f"{factor * one:,.{places}f}{mark}" if one == one else "-" for one in values]
