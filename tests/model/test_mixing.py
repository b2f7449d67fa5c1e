"""Tables of gamma mixing: they say nearly what the quantile says, and histories are the same."""

from typing import Any

import numpy as np
import pytest

from simulator.engine import compiled
from simulator.model import mixing, violations
from simulator.model.encode import encode
from simulator.model.guides import CELLS
from simulator.model.mixing import DOUBT, LARGEST, with_mixing
from simulator.model.parameters import Parameters
from simulator.model.special import gamma_quantile
from simulator.model.terms import NEVER
from simulator.scenario.load import load_mapping

SHAPES = [0.001, 0.05, 0.3, 0.8, 1.0, 1.2, 3.0, LARGEST]


def encoded(shape: float = 0.8) -> Parameters:
    pattern = {"kind": "drone", "rate": "9 per day", "overdispersion": shape}
    wandering = pattern | {"hours": "night", "level": {"wander": {"sd": 1.2, "memory": "60 days"}}}
    patterns = {"a": pattern, "b": wandering, "c": {"kind": "drone", "rate": "1 per day"}}
    return encode(load_mapping({"name": "n", "horizon": "60 days", "violations": patterns}))


def acts(p: Parameters) -> list[tuple[int, int]]:
    """Every act of every pattern in one history, by the rules as plain Python."""
    cursors, found = violations.new_cursors(p), []
    for i in range(len(p.patterns)):
        while (minute := violations.next_act(p, 0, cursors, i, 0)) < NEVER:
            found.append((i, minute))
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_what_a_table_knows_is_off_by_no_more_than_half_the_doubt(shape: float) -> None:
    table = with_mixing(encoded(shape)).mixing[0]
    ends = np.arange(1, CELLS) / CELLS
    for u in [*np.random.default_rng(4).random(3000), *ends - 2.0**-53, *ends + 2.0**-53]:
        cell = int(u * CELLS)
        start, rise = table[cell]
        if start > 0.0:
            exact = gamma_quantile(float(u), shape)
            assert abs(start + rise * (u * CELLS - cell) - exact) <= 0.51 * DOUBT * exact, u


def test_most_of_a_table_is_known_and_patterns_of_one_shape_share_it() -> None:
    p = with_mixing(encoded())
    assert p.mixed.tolist() == [0, 0, -1]
    assert p.mixing.shape == (1, CELLS, 2)
    assert np.mean(p.mixing[0, :, 0] > 0.0) > 0.85


def test_a_shape_whose_table_would_take_long_to_fill_has_none() -> None:
    p = with_mixing(encoded(LARGEST + 1.0))
    assert p.mixed.tolist() == [-1, -1, -1]
    assert p.mixing.shape == (0, CELLS, 2)


@pytest.mark.parametrize(("doubt", "same"), [(DOUBT, True), (0.2, True), (1e-3, False)])
def test_acts_come_at_the_same_minutes_if_a_table_is_off_by_no_more_than_its_doubt(
    doubt: float, same: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables as they are, and tables a tenth too high."""
    plain, off = encoded(), 1.0 if doubt == DOUBT else 1.1
    p = with_mixing(plain)
    monkeypatch.setattr(violations, "DOUBT", doubt)
    assert (acts(p.replace(mixing=p.mixing * off)) == acts(plain)) is same


def test_a_run_with_tables_has_the_rows_of_histories_without() -> None:
    p = encoded()
    whole_run = compiled.simulate(p, range(compiled.WORTH_GUIDES))
    for number in range(0, compiled.WORTH_GUIDES, 7):
        part = compiled.simulate(p, [number])
        assert part.outcomes.tobytes() == whole_run.outcomes[number : number + 1].tobytes()


def test_tables_are_made_for_as_many_histories_as_they_are_worth(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[Any] = []
    monkeypatch.setattr(compiled, "with_mixing", lambda p: made.append(p) or mixing.with_mixing(p))
    compiled.simulate(encoded(), range(compiled.WORTH_GUIDES - 1))
    assert made == []
    compiled.simulate(encoded(), range(compiled.WORTH_GUIDES))
    assert len(made) == 1
