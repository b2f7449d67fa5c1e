"""Figures, ranges and shares as a reader of a backtest sees them."""

from math import floor, isfinite, log10

from simulator.backtests.records import IN_FORCE, Record
from simulator.tables.wording import counted

NO_FIGURE = "-"
SAMPLES = {"no": "held out", "part": "in part", "yes": "in sample"}
MEANING = (
    ("held out", "the scenario's numbers were set without the figure"),
    ("in part", "they were set with a figure that includes part of it"),
    ("in sample", "they were set with this very figure, so a hit proves nothing"),
)


def played(record: Record) -> str:
    """'500 histories of each scenario over 100 sets of what nobody knows, and as many at the values
    in force, seed 0'."""
    histories = counted(record["replications"], "history", "histories")
    sets = record["sets"]
    over = (
        f" over {counted(sets, 'set', 'sets')} of what nobody knows, and as many at the values in "
        "force"
        if sets
        else ""
    )
    return f"{histories} of each scenario{over}, seed {record['seed']}"


def figure(value: float | None, digits: int = 3) -> str:
    """'19', '152.5', '0.998', '12,384': significant digits; whole numbers and halves in full."""
    if value is None or not isfinite(value):
        return NO_FIGURE
    if value == 0:
        return "0"
    if value < 1000 and (2 * value).is_integer():
        return f"{value:g}"
    places = max(0, digits - 1 - floor(log10(abs(value))))
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def span(low: float, high: float, never: float = float("inf")) -> str:
    """'17 to 37', '19' where both ends read the same, 'never' from the horizon on."""
    ends = [figure(end) if end < never else "never" for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def short(value: float | None) -> str:
    """The same, but '12.4k' from ten thousand on."""
    many = value is not None and 1e4 <= value < float("inf")
    return f"{figure(value / 1000)}k" if many and value is not None else figure(value)


def short_row(record: Record) -> list[str]:
    """As `row_of`, for a narrow table: '17-37', 'less'."""
    never = record["horizon"] if record["unit"] == "h" else float("inf")

    def told(*ends: str) -> str:
        words = [short(record[end]) if record[end] < never else "never" for end in ends]
        return words[0] if len(set(words)) == 1 else "-".join(words)

    return [
        told("low", "high"),
        told("median"),
        told("low50", "high50"),
        told("low90", "high90"),
        record["verdict"].removeprefix("miss: ").removeprefix("in "),
    ]


def row_of(record: Record) -> list[str]:
    """What happened, median, both bands, and where it lies."""
    never = record["horizon"] if record["unit"] == "h" else float("inf")
    return [
        span(record["low"], record["high"]),
        span(record["median"], record["median"], never),
        span(record["low50"], record["high50"], never),
        span(record["low90"], record["high90"], never),
        record["verdict"],
    ]


def band_in_force(record: Record) -> str:
    """The 90 % band at the values in force, with where it lies; '-' if no other is drawn."""
    if f"verdict{IN_FORCE}" not in record:
        return NO_FIGURE
    never = record["horizon"] if record["unit"] == "h" else float("inf")
    ends = span(record[f"low90{IN_FORCE}"], record[f"high90{IN_FORCE}"], never)
    return f"{ends} ({record[f'verdict{IN_FORCE}']})"


def days_row(record: Record) -> list[str]:
    """The month, how it relates to the scenario, days, how many lie in the bands, and the CRPS."""
    return [
        record["what"].rpartition(", ")[2],
        SAMPLES[record["in_sample"]],
        *(str(record[key]) for key in ("days", "in50", "in90")),
        *(figure(record[key]) for key in ("crps", "last", "poisson")),
    ]


def coverage_row(record: Record) -> list[str]:
    """Which figures, how they were forecast, how many are in the bands, width, and scores."""
    counts = (str(record[key]) if record[key] is not None else NO_FIGURE for key in COUNTS)
    width = NO_FIGURE if record["width"] is None else f"× {figure(record['width'])}"
    return [
        SAMPLES[record["in_sample"]],
        record["forecast"],
        *counts,
        width,
        figure(record["score"]),
        str(record["compared"]),
        figure(record["score_compared"]),
    ]


COUNTS = ("figures", "in50", "in90")
COVERAGE = (
    "known", "forecast", "figures", "in 50 %", "in 90 %", "90 % band", "CRPS of log(1 + x)",
    "with both", "CRPS of these",
)  # fmt: skip
"""The columns of `coverage_row`."""


def reaction_row(record: Record) -> list[str]:
    """How it relates to the scenario, recorded hours, the bands of the delay, and where it lies."""
    known, recorded = SAMPLES[record["in_sample"]], span(record["low"], record["high"])
    if not record["histories"]:
        return [known, recorded, NO_FIGURE, NO_FIGURE, "never in these histories"]
    return [
        known,
        recorded,
        span(record["low50"], record["high50"]),
        span(record["low90"], record["high90"]),
        record["verdict"],
    ]


def named(record: Record) -> str:
    """What was counted, with its unit unless it is acts."""
    unit = "" if record["unit"] in ("acts", "yes or no") else f", {record['unit']}"
    return f"{record['what']}{unit}"
