"""Compiling ahead of time."""

from simulator.play.progress import cache_is_cold
from simulator.play.warm_up import PLAYED, warm_up
from simulator.scenario.shipped import shipped


def test_after_warming_up_no_engine_is_cold() -> None:
    seconds = warm_up()
    assert set(seconds) == {"simpy", "compiled"}
    assert not cache_is_cold(compiled=True)
    assert not cache_is_cold(compiled=False)


def test_the_scenarios_that_are_played_are_shipped() -> None:
    assert set(PLAYED) <= set(shipped())
