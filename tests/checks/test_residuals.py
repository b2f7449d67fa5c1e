import numpy as np
import pytest
from scipy import stats

from simulator.checks.observed import observed
from simulator.checks.rescaled import clock_of, waits
from simulator.model.encode import encode

from . import made

ECHO = "rate: 6 per day, hours: night, echo: {share: 0.6, memory: 2 h}"


def waits_of(words: str, under: str) -> np.ndarray:
    """The acts of one pattern on the clock of another."""
    window, seen, _ = observed(made.timed(made.scenario(words), missing=(40, 50)), None, True)
    scenario = made.scenario(under).model_copy(update={"horizon": window.ends})
    clock = clock_of(encode(scenario), (0,), window)
    assert clock is not None
    return waits(seen, clock)


@pytest.mark.parametrize("words", [ECHO, "rate: 15 per day", "rate: 15 per day, hours: day"])
def test_waits_on_a_patterns_own_clock_are_exponential(words: str) -> None:
    found = waits_of(words, words)
    assert found.sum() > 1000
    assert stats.chisquare(found).pvalue > 0.01


def test_waits_of_echoes_on_a_clock_without_echoes_are_not() -> None:
    assert stats.chisquare(waits_of(ECHO, "rate: 15 per day, hours: night")).pvalue < 1e-20


def test_salvos_have_no_clock() -> None:
    scenario = made.scenario("rate: 2 per day, salvo: {acts: 3, within: 2 h}")
    window, _, _ = observed(made.timed(scenario), None, True)
    assert clock_of(encode(scenario), (0,), window) is None
