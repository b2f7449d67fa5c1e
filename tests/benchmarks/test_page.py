import pytest

from benchmarks.__main__ import TEMPLATE
from benchmarks.agreement import COMPARED, Compared
from benchmarks.goals import goals
from benchmarks.growth import SWEEPS, Cost
from benchmarks.measure import Played, times_as_long
from benchmarks.million import REPLICATIONS, Million, million
from benchmarks.page import Found, page
from benchmarks.precision import Saved
from benchmarks.speed import Speed, Story
from benchmarks.sweeps import OTHERS, OURS, Swept

COSTS = {
    "file": [Played(1.0, 1.0, 10, 1000.0, 200.0)] * 3,
    "native": [Played(0.9, 0.9, 10, 1000.0, 300.0)] * 3,
    "threads": [Played(1.0, 0.1, 20, 2000.0, 210.0)] * 3,
    "simpy": [Played(50.0, 50.0, 10, 1000.0, 150.0)] * 3,
    "plain_simpy": [Played(40.0, 40.0, 10, 1000.0, 30.0)] * 3,
    "limit": [Played(0.8, 0.8, 10, 1000.0, 5.0)] * 3,
}
STORY = Story(30, [Compared(name, 1.0, 1.0, 0.0, True) for name in COMPARED])
PAIRS = [Saved("severity", 900.0, 925.25, 12.34, 0.42)]
SPEED = Speed(30, 100.0, COSTS, {"plain_simpy": STORY}, True, True, PAIRS)
SECONDS = {"sweep": 1.05, "alone": 1.0, "sets": 0.6, "plain": 0.5}
SWEPT = Swept(
    {peer: [Played(2.0, SECONDS.get(peer, 50.0), 1000, 5e5, 80.0)] * 3 for peer in OURS | OTHERS}
)
GROWTH = {
    field: [Cost(point, 300.0, 600.0, 200.0 + point.count / 1000, 1.2) for point in sweep]
    for field, sweep in SWEEPS.items()
}


def test_every_gap_of_the_page_is_filled():
    text = page(
        Found([SPEED], SWEPT, GROWTH, Million(5.0, 0.5, True), "a machine", 0.5, ["Python 3"]),
        TEMPLATE,
    )
    assert "{{" not in text
    assert "| C++ limit, one thread | 800,000 |" in text
    assert "C++ limit: times as fast as plain SimPy |  | 50 |  |" in text
    assert "| severity | 900 | 925.2 | 12.34 ± 0.42 | 494 |" in text
    assert "| plain script with SimulSI | 10 | 50,000 | 47.6 | 80 |" in text
    assert "| a sweep: times as long as its engine alone | at most 1.1 | 1.05 | yes |" in text
    assert "Played: 5.0 minutes and 0.50 GiB of memory." in text


def test_goals_compare_the_peers_as_they_say():
    found = {goal.says: (goal.found, goal.reached) for goal in goals(SPEED)}
    assert found == {
        "engine file, one thread: times as fast as plain SimPy": (40.0, False),
        "engine file, two threads: times as fast as plain SimPy": (80.0, False),
        "engine file: times as fast as native code": (0.9, True),
        "SimPy engine: times as fast as plain SimPy": (0.8, True),
        "engine file: times as long as the C++ limit": (1.25, True),
    }


def test_a_ratio_is_the_median_over_the_turns():
    slow = [Played(s, s, 1, 1.0, 1.0) for s in (4.0, 30.0, 6.0)]
    fast = [Played(s, s, 1, 1.0, 1.0) for s in (2.0, 3.0, 2.0)]
    assert times_as_long(slow, fast) == 3.0


def test_a_million_is_carried_on_in_proportion(monkeypatch):
    def some(replications):
        share = replications / REPLICATIONS
        return Played(10.0 + 600.0 * share, 1.0, replications, 1.0, 102.4 + 1024.0 * share)

    monkeypatch.setattr("benchmarks.million.some", some)
    carried, whole = million(False), million(True)
    assert carried[:2] == pytest.approx(whole[:2])
    assert whole[:2] == pytest.approx((10.0 + 1 / 6, 1.1))
    assert (carried.played, whole.played) == (False, True)
