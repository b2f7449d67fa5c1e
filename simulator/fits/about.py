"""What a pattern was fitted to."""

from typing import NamedTuple


class About(NamedTuple):
    """What was fitted; minutes are counted as in `Series`."""

    file: str
    source: str
    """Whom to credit."""
    kind: str
    regions: tuple[str, ...]
    form: str
    """counts or timed."""
    acts: int
    start: int
    end: int
    days: float
    """Days of data between start and end."""
    zero: int
    """Minute 0 of the scenario."""
    opens: int
    """The beginning of the scenario's first calendar day."""
    zone: str
    clock: str = ""
    """How far clock times are rounded; nothing if they are exact, or days are counted."""
