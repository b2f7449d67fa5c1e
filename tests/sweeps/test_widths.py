"""How wide the intervals of a sweep are while it is played, against intervals set by hand."""

from typing import Any

import pytest

from simulator.sweeps import play
from simulator.sweeps.answers import Answer, Found
from simulator.sweeps.widths import EVERY, Widths
from simulator.tables.amounts import SHARE
from simulator.tables.summary import NOTHING, Estimate

from .test_play import swept

NAN = Found("per 30 days", NOTHING, 0)


def answer(number: int, false: Found, assault: Found) -> Answer:
    return Answer(number, {"false breaches": false, "assault": assault}, "")


ANSWERS = [
    answer(0, Found("per 30 days", Estimate(1.0, 0.8, 1.5), 50), Found(SHARE, NOTHING, 0)),
    answer(1, NAN, Found(SHARE, Estimate(0.5, 0.38, 0.6), 50)),
    Answer(2, {}, ""),
]


def test_a_line_has_the_widest_interval_of_all_points_that_are_finished() -> None:
    clock = iter([0.0, EVERY])
    said = Widths(1000, lambda: next(clock)).line(ANSWERS)
    start = "2 of 1,000 points; 95 % intervals reach at most "
    assert said == f"{start}0.5 from false breaches and 12 points from assault"


def test_it_comes_now_and_then_and_not_while_nothing_is_known() -> None:
    clock = iter([0.0, 1.0, EVERY, EVERY + 1, EVERY + 2, 2 * EVERY + 1])
    widths = Widths(3, lambda: next(clock))
    assert widths.line(ANSWERS) == ""
    assert widths.line(ANSWERS[2:]) == ""
    lines = [bool(widths.line(ANSWERS)) for _ in range(3)]
    assert lines == [True, False, True]


def test_a_sweep_tells_it_beside_its_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 100_000, int(EVERY)))
    monkeypatch.setattr(play, "Widths", lambda points: Widths(points, lambda: next(clock)))
    told: list[Any] = []
    found = swept(progress=lambda *now: told.append(now))
    lines = [note for _, _, note in told if note]
    assert lines[-1].startswith(f"{len(found.answers)} of {len(found.answers)} points; 95 %")
    assert told[-2][:2] == told[-1][:2]
