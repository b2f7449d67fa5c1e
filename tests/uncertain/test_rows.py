"""Rows of outcomes that are made up: what is said of them, and what is left out."""

import numpy as np
import pytest

from simulator.model.parameters import Array
from simulator.scenario.load import load_text
from simulator.tables.amounts import SHARE
from simulator.tables.summary import holm
from simulator.uncertain.cells import changed, settled
from simulator.uncertain.flips import flip_of, numbers_of
from simulator.uncertain.outcomes import OverSets
from simulator.uncertain.paragraph import paragraph
from simulator.uncertain.rows import Row, record, rows_of
from simulator.uncertain.sets import Sets

SETS, PAIRS = 40, 10
X = """
name: x
violations: {fire: {kind: drone, rate: 1 per day}}
uncertain: {violations.fire.rate: {uniform: [1 per day, 9 per day]}}
"""


def rows(changes: dict[str, Array], unit: str = "acts", arms: str = "B") -> list[Row]:
    """The rows of B, C, ... that differ from A by this in each outcome."""
    nothing = np.zeros((SETS, PAIRS))
    outcomes = {"A": [OverSets(name, unit, nothing) for name in changes]}
    outcomes |= {arm: [OverSets(name, unit, one) for name, one in changes.items()] for arm in arms}
    return [row for row in rows_of(outcomes) if row.difference is not None]


def noise(effect: float | Array = 0.0, seed: int = 0) -> Array:
    """(sets, pairs) of an effect, the same in all sets or one for each, and chance around it."""
    drawn: Array = np.random.default_rng(seed).standard_normal((SETS, PAIRS))
    return drawn - drawn.mean(axis=1, keepdims=True) + np.broadcast_to(effect, SETS)[:, None]


def test_a_difference_of_all_histories_is_neither_equal_nor_within_chance() -> None:
    (row,) = rows({"late": np.ones((SETS, PAIRS))}, unit=SHARE)
    assert changed(row) == ["+100 points (-)", "within chance", "higher 100 % (100 %)"]
    assert "in every set: late higher" in paragraph([row], [], "40 sets", "A", [])
    assert record(row)["higher_in"] == 1.0


def test_the_p_of_many_outcomes_is_adjusted_for_their_number() -> None:
    weak = noise(2.4 / np.sqrt(SETS * PAIRS))
    (alone,) = rows({"one": weak})
    assert alone.difference is not None
    assert alone.difference.p == pytest.approx(0.017, abs=0.006)
    assert alone.difference.beyond
    many = {"one": weak} | {f"idle {i}": noise(0.01, i) for i in range(1, 20)}
    found = {row.outcome: row.difference for row in rows(many)}
    single = [rows({name: one})[0].difference.p for name, one in many.items()]  # type: ignore[union-attr]
    assert [one.p for one in found.values() if one] == pytest.approx(holm(single))
    assert found["one"] is not None
    assert not found["one"].beyond
    said = paragraph(rows(many), [], "40 sets", "A", [])
    assert "no difference beyond chance: one, idle 1" in said
    assert "in every set" not in said


def test_what_chance_explains_has_no_share_of_sets_in_any_form() -> None:
    (row,) = rows({"idle": noise(0.01)})
    assert changed(row)[1:] == ["within chance", "within chance"]
    told = record(row)
    assert np.isnan([told["higher_in"], told["lower_in"]]).all()
    assert told["difference_sets_low"] == told["difference_sets_high"] == told["difference_value"]


def test_only_a_sign_that_depends_on_the_set_is_described() -> None:
    sets = Sets(load_text(X), SETS, 0)
    numbers = numbers_of({"B": sets})
    (idle,) = rows({"idle": np.random.default_rng(3).standard_normal((SETS, PAIRS))})
    assert flip_of(idle, numbers) is None
    single = np.full((SETS, PAIRS), np.nan)
    single[:, 0] = np.linspace(-1, 3, SETS)  # one pair of each set: chance is not known
    assert flip_of(rows({"single": single})[0], numbers) is None
    rate = sets.values["violations.fire.rate"]
    (moved,) = rows({"moved": noise(100 * (rate / np.median(rate) - 1.4))})
    flip = flip_of(moved, numbers)
    assert flip is not None
    assert flip.higher
    assert flip.telling[0].startswith("violations.fire.rate ")


def test_sets_with_one_sign_are_set_against_those_with_the_other_only() -> None:
    sets = Sets(load_text(X), SETS, 0)
    rate = sets.values["violations.fire.rate"]
    order = np.argsort(rate)
    effect = np.full(SETS, 5.0)
    effect[order[:8]] = -5.0
    change = np.repeat(effect[:, None], PAIRS, axis=1)
    change[order[20:]] = np.nan  # the greatest rates have no such outcome
    (row,) = rows({"acts": change})
    flip = flip_of(row, numbers_of({"B": sets}))
    assert flip is not None
    ((_, number),) = numbers_of({"B": sets}).items()
    chosen = np.isin(np.arange(SETS), order[:8])
    others = np.isin(np.arange(SETS), order[8:20])
    assert flip.telling == (number.said(chosen, others),)
    assert number.said(chosen, others) != number.said(chosen, ~chosen)


def test_an_outcome_of_three_arms_is_settled_once_and_only_if_it_is_in_each() -> None:
    wide = noise(np.linspace(-50, 50, SETS))
    both = rows({"wide": wide, "narrow": noise(0.01)}, arms="BC")
    assert settled(both).startswith("More histories will not narrow wide: the band")
    apart = rows({"wide": wide}) + rows({"wide": noise(0.01)}, arms="C")
    assert settled(apart) == (
        "More histories would narrow every answer: no band over the sets is more than 3 times as "
        "wide as its interval of chance."
    )


def test_what_never_varies_within_a_set_is_settled() -> None:
    steps = np.repeat(np.arange(SETS, dtype=float)[:, None], PAIRS, axis=1)
    assert "will not narrow steps:" in settled(rows({"steps": steps}))
