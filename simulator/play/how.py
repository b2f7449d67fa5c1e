"""How histories are played and kept: nothing that would change a number in them."""

from pathlib import Path
from typing import TypedDict

from simulator.play.progress import Progress


class How(TypedDict, total=False):
    """What may be said of it, each with a default."""

    out: str | Path | None
    """A folder for the results, in which they are kept as they come; by default none."""
    workers: int | None
    """How many processors: threads of compiled code, processes of SimPy. By default one for each
    processor if there is enough to do."""
    engine: str | None
    """file, native or simpy. By default the engine file, or SimPy where a pattern is written in
    Python."""
    progress: Progress | None
    """Called with how many histories are done, of how many, and a note or ""."""
    anyway: bool
    """Whether to play even what would take an hour of a processor, or a history of 2 GiB."""
    rows: bool
    """Whether to keep the rows of phases and answers, as by default. Without them and without `out`
    a million histories fit into a gigabyte."""


BY_DEFAULT = How(out=None, workers=None, engine=None, progress=None, anyway=False, rows=True)


def in_full(how: How) -> How:
    """With the defaults. Raises `TypeError` for an option that there is not."""
    unknown = [name for name in how if name not in BY_DEFAULT]
    if unknown:
        raise TypeError(f"there is no option '{unknown[0]}'; there are {', '.join(BY_DEFAULT)}")
    return How(**(BY_DEFAULT | how))


class Sampled(How, total=False):
    """The same, and how many histories are played on which luck."""

    replications: int | None
    """How many of each scenario; by default as many as the question needs."""
    seed: int
    """By default 0."""


def parted(options: Sampled, by_default: int) -> tuple[int, int, How]:
    """How many histories, the seed, and the other options."""
    count = options.get("replications")
    sample = "replications", "seed"
    how = How(**{name: one for name, one in options.items() if name not in sample})  # type: ignore[typeddict-item]
    return by_default if count is None else count, options.get("seed", 0), how
