"""A back-test in words: how many figures lie in the bands, and which were missed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from simulator.backtests.coverage import DRAWN, LAST, PLAIN, POISSON
from simulator.backtests.records import IN_FORCE, Record
from simulator.backtests.wording import MEANING, SAMPLES, figure, named, row_of
from simulator.tables.wording import counted

HITS = ("in50", "in90")
FEW = 100
"""Figures below which the summary calls the sample small."""


class Tally(NamedTuple):
    """How many of some figures lie in the bands, and beat the baselines by CRPS."""

    in_sample: str
    figures: int
    in50: int
    in90: int
    in50_in_force: int | None
    """The same at the values in force, where what nobody knows is drawn."""
    in90_in_force: int | None
    better_than_last: int
    with_last: int
    better_than_poisson: int
    with_poisson: int


def tallies(forecasts: Iterable[Record]) -> list[Tally]:
    """Hits by whether the figure was held out, in part, or in sample."""
    by_sample = {
        sample: [one for one in forecasts if one["in_sample"] == sample] for sample in SAMPLES
    }
    return [tally(sample, found) for sample, found in by_sample.items() if found]


def tally(sample: str, found: list[Record]) -> Tally:
    """The hits among these figures."""
    last = [one["crps"] < one["crps_last"] for one in found if one["crps_last"] is not None]
    poisson = [
        one["crps"] < one["crps_poisson"] for one in found if one["crps_poisson"] is not None
    ]
    in50, in90 = _hits(found)
    plain = _hits(found, IN_FORCE) if f"verdict{IN_FORCE}" in found[0] else (None, None)
    return Tally(
        sample, len(found), in50, in90, plain[0], plain[1],
        sum(last), len(last), sum(poisson), len(poisson),
    )  # fmt: skip


def _hits(found: Iterable[Record], suffix: str = "") -> tuple[int, int]:
    """How many lie in the 50 and the 90 % band."""
    words = [one[f"verdict{suffix}"] for one in found]
    near = words.count("in 50 %")
    return near, near + words.count("in 90 %")


def summary(record: Record) -> list[str]:
    """The honest summary, a sentence or two for each thing."""
    said = [tally_sentence(Tally(**one)) for one in record["tallies"]]
    said += [width_sentence(record["coverage"])]
    parts = [*said, days_sentence(record["days"]), reactions_sentence(record["reactions"])]
    total = sum(one["figures"] for one in record["tallies"])
    if total < FEW:
        sample = counted(total, "figure", "figures")
        cases = counted(len(record["cases"]), "case", "cases")
        parts.append(
            f"A sample of {sample} from {cases} is small, and figures of one case are correlated: "
            "treat every share with caution."
        )
    return [part for part in parts if part]


def tally_sentence(one: Tally) -> str:
    """One group of figures."""
    parts = [
        f"{SAMPLES[one.in_sample].capitalize()}: {one.in50} of {one.figures} figures lie in the "
        f"50 % band and {one.in90} in the 90 % band, where {figure(one.figures * 0.5)} and "
        f"{figure(one.figures * 0.9)} should"
    ]
    if one.in50_in_force is not None:
        parts[0] += f" ({one.in50_in_force} and {one.in90_in_force} at the values in force)"
    if one.with_last:
        parts.append(
            f"the CRPS is below the last value's in {one.better_than_last} of {one.with_last}"
        )
    if one.with_poisson:
        parts.append(f"it is below Poisson's in {one.better_than_poisson} of {one.with_poisson}")
    return "; ".join(parts) + "."


def width_sentence(rows: list[Record]) -> str:
    """How wide the bands of the first group are, and its mean scores, with and without drawing."""
    if not rows or rows[0]["width"] is None:
        return ""
    first = [one for one in rows if one["in_sample"] == rows[0]["in_sample"]]
    by = {one["forecast"]: one for one in first}
    best, plain = first[0], by[PLAIN] if DRAWN in by else None

    def told(key: str) -> str:
        return figure(best[key]) + (
            f" ({figure(plain[key])} at the values in force)" if plain else ""
        )

    said = (
        f"{SAMPLES[best['in_sample']].capitalize()}, the upper end of the 90 % band is on average "
        f"{told('width')} times the lower end, and the mean CRPS of log(1 + x) is {told('score')}"
    )
    if best["compared"]:
        last, poisson = (figure(by[way]["score_compared"]) for way in (LAST, POISSON))
        known = counted(best["compared"], "figure", "figures")
        said += (
            f"; of the {known} with both plain forecasts it is {told('score_compared')}, the last "
            f"value's {last} and Poisson's {poisson}"
        )
    return f"{said}."


def days_sentence(days: list[Record]) -> str:
    """The counted days, held out or not."""
    said = []
    for sample, word in SAMPLES.items():
        found = [one for one in days if one["in_sample"] == sample]
        if found:
            total, in50, in90 = (sum(one[key] for one in found) for key in ("days", "in50", "in90"))
            plain = [
                sum(one.get(f"{key}{IN_FORCE}", 0) for one in found) for key in ("in50", "in90")
            ]
            drawn = f"in90{IN_FORCE}" in found[0]
            also = f" ({plain[0]} and {plain[1]} at the values in force)" if drawn else ""
            said.append(f"{word} {in50} and {in90} of {total}{also}")
    if not said:
        return ""
    return f"Single days of the truce in the 50 and the 90 % band: {', '.join(said)}."


def reactions_sentence(reactions: list[Record]) -> str:
    """The real reactions beside the simulated delays."""
    if not reactions:
        return ""
    words = [one["verdict"] for one in reactions]
    near, wide = _hits(reactions)
    plain = _hits(reactions, IN_FORCE) if f"verdict{IN_FORCE}" in reactions[0] else None
    also = f" ({plain[0]} and {plain[1]} at the values in force)" if plain else ""
    held = sum(one["in_sample"] == "no" for one in reactions)
    return (
        f"Of {len(words)} recorded response times, {near} lie in the 50 % band of the simulated "
        f"delay and {wide} in the 90 % band{also}; {words.count('miss: sooner')} were sooner and "
        f"{words.count('miss: later')} later; only {held} of them were not used to set the delays."
    )


def misses(record: Record) -> list[str]:
    """A sentence for each figure outside its 90 % band, those held out first."""
    order = list(SAMPLES)
    missed = [one for one in record["forecasts"] if one["verdict"].startswith("miss")]
    missed.sort(key=lambda one: order.index(one["in_sample"]))
    return [miss_sentence(one) for one in missed]


def miss_sentence(one: Record) -> str:
    """What was missed and by how much."""
    happened, _, _, band, _ = row_of(one)
    side = one["verdict"].removeprefix("miss: ")
    return (
        f"{one['title']}, {named(one)}: {happened} happened, {side} than the 90 % band "
        f"({band}; {SAMPLES[one['in_sample']]})."
    )


def legend() -> str:
    """What held out, in part and in sample mean."""
    return "; ".join(f"{word}: {meaning}" for word, meaning in MEANING)
