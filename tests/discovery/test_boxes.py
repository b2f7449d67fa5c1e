"""A planted box is found, with nothing in it that was not planted; and none where there is none."""

import numpy as np
import pytest

from simulator.discovery import boxes as module
from simulator.discovery.boxes import boxes

SETS, HISTORIES = 160, 4


@pytest.fixture(autouse=True)
def _found_again_once(monkeypatch):
    monkeypatch.setattr(module, "AGAIN", 1)


def planted(share, inside=0.9, outside=0.05, numbers=8, seed=3):
    """Sets of numbers of which 'share' says which are inside, and the histories in which it is."""
    rng = np.random.default_rng(seed)
    levels = {f"n{i}": rng.random(SETS) for i in range(numbers)}
    chance = np.where(share(levels), inside, outside)
    return levels, (rng.random((SETS, HISTORIES)) < chance[:, None]).astype(float)


@pytest.fixture(scope="module")
def found():
    levels, held = planted(lambda n: (n["n1"] > 0.5) & (n["n4"] < 0.6))
    return boxes(levels, held, seed=1)


def test_a_planted_box_is_found_and_inert_numbers_are_dropped(found):
    box = found[0]
    limits = {one.number: one for one in box.limits}
    assert set(limits) == {"n1", "n4"}
    assert limits["n1"].low == pytest.approx(0.5, abs=0.15)
    assert limits["n1"].high == 1.0
    assert limits["n4"].low == 0.0
    assert limits["n4"].high == pytest.approx(0.6, abs=0.15)
    assert all(one.p <= 0.05 for one in box.limits)


def test_its_coverage_density_and_mass_are_those_that_were_planted(found):
    box = found[0]
    assert box.density.low < 0.9 < box.density.high + 0.1
    assert box.coverage.value > 0.6
    assert box.coverage.low < box.coverage.value < box.coverage.high
    assert box.mass == pytest.approx(0.3, abs=0.12)
    assert box.base == pytest.approx(0.3 * 0.9 + 0.7 * 0.05, abs=0.1)


def test_the_whole_trade_off_is_kept(found):
    steps = found[0].steps
    assert steps[0].coverage == 1.0
    assert steps[0].numbers == 0
    assert steps[-1].density > steps[0].density
    assert len(steps) > 10


def test_without_a_box_none_is_confirmed():
    levels, held = planted(lambda n: np.zeros(SETS, bool), outside=0.3)
    assert boxes(levels, held, seed=1) == []


@pytest.mark.parametrize("value", [0.0, np.nan])
def test_what_never_happens_or_is_never_known_has_no_box(value):
    levels, held = planted(lambda n: np.zeros(SETS, bool))
    assert boxes(levels, np.full_like(held, value), seed=1) == []
