"""A back-test in words: how many figures lie in the bands, and which were missed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from simulator.backtests.records import Record
from simulator.backtests.wording import MEANING, SAMPLES, figure, named, row_of
from simulator.tables.wording import counted

FEW = 100
"""Figures below which the summary calls the sample small."""


class Tally(NamedTuple):
    """How many of some figures lie in the bands, and beat the baselines by CRPS."""

    in_sample: str
    figures: int
    in50: int
    in90: int
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
    in50 = sum(one["verdict"] == "in 50 %" for one in found)
    in90 = in50 + sum(one["verdict"] == "in 90 %" for one in found)
    return Tally(
        sample, len(found), in50, in90, sum(last), len(last), sum(poisson), len(poisson)
    )  # fmt: skip


def summary(record: Record) -> list[str]:
    """The honest summary, a sentence or two for each thing."""
    said = [tally_sentence(Tally(**one)) for one in record["tallies"]]
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
    if one.with_last:
        parts.append(
            f"the CRPS is below the last value's in {one.better_than_last} of {one.with_last}"
        )
    if one.with_poisson:
        parts.append(f"it is below Poisson's in {one.better_than_poisson} of {one.with_poisson}")
    return "; ".join(parts) + "."


def days_sentence(days: list[Record]) -> str:
    """The counted days, held out or not."""
    said = []
    for sample, word in SAMPLES.items():
        found = [one for one in days if one["in_sample"] == sample]
        if found:
            total, in50, in90 = (sum(one[key] for one in found) for key in ("days", "in50", "in90"))
            said.append(f"{word} {in50} and {in90} of {total}")
    if not said:
        return ""
    return f"Single days of the truce in the 50 and the 90 % band: {', '.join(said)}."


def reactions_sentence(reactions: list[Record]) -> str:
    """The real reactions beside the simulated delays."""
    if not reactions:
        return ""
    words = [one["verdict"] for one in reactions]
    near, wide = words.count("in 50 %"), words.count("in 90 %")
    held = sum(one["in_sample"] == "no" for one in reactions)
    return (
        f"Of {len(words)} recorded response times, {near} lie in the 50 % band of the simulated "
        f"delay and {near + wide} in the 90 % band; {words.count('miss: sooner')} were sooner and "
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
