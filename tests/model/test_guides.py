"""Guide tables: they say what the quantile says, or nothing."""

from typing import Any

import numpy as np
import pytest

from simulator.engine import compiled
from simulator.model.encode import encode
from simulator.model.guides import CELLS, UNCERTAIN, with_guides
from simulator.model.parameters import Parameters
from simulator.model.sampling import whole
from simulator.scenario.load import load_mapping

DELAYS: dict[str, Any] = {
    "triangular": ["1 h", "2 h", "9 h"],
    "pert": ["0 h", "2 h", "9 h"],
    "exponential": {"mean": "3 h"},
    "lognormal": {"median": "3 h", "p90": "12 h"},
    "weibull": {"shape": 0.4, "scale": "2 h"},
    "gamma": {"shape": 0.3, "mean": "40 min"},
}
COUNTS: dict[str, Any] = {
    "geometric": {"mean": 4},
    "poisson": {"mean": 30},
    "negative_binomial": {"mean": 3, "k": 0.4},
}


def encoded(report: dict[str, Any], salvo: dict[str, Any]) -> Parameters:
    pattern = {"kind": "drone", "rate": "9 per day", "salvo": {"acts": salvo, "within": "1 h"}}
    mapping = {"name": "n", "violations": {"a": pattern}, "monitoring": {"report": report}}
    return encode(load_mapping(mapping))


def everywhere() -> list[float]:
    """Numbers from 0 to 1: any, those on both sides of the edges of cells, and the extremes."""
    drawn = np.random.default_rng(3).random(3000)
    edges = np.arange(1, CELLS, 7) / CELLS
    sides = [edges - 2.0**-53, edges + 2.0**-53]
    return [*drawn, *np.concatenate(sides), 2.0**-53, 1.0 - 2.0**-53]


@pytest.mark.parametrize("family", DELAYS)
def test_a_delay_is_the_same_with_a_guide_and_without(family: str) -> None:
    plain = encoded({family: DELAYS[family]}, {"poisson": {"mean": 1}})
    guided, row = with_guides(plain), int(plain.monitoring[0]["delay"])
    assert guided.guided[row] >= 0
    for u in everywhere():
        assert whole(guided, row, u) == whole(plain, row, u), u


@pytest.mark.parametrize("family", COUNTS)
def test_a_number_of_acts_is_the_same_with_a_guide_and_without(family: str) -> None:
    plain = encoded({"constant": "1 h"}, {family: COUNTS[family]})
    guided, row = with_guides(plain), int(plain.patterns[0]["salvo"])
    assert guided.guided[row] >= 0
    for u in everywhere():
        assert whole(guided, row, u) == whole(plain, row, u), u


def test_most_numbers_of_a_delay_of_hours_are_found_in_its_guide() -> None:
    p = with_guides(encoded({"lognormal": DELAYS["lognormal"]}, {"poisson": {"mean": 1}}))
    guide = p.guides[p.guided[p.monitoring[0]["delay"]]]
    assert np.mean(guide != UNCERTAIN) > 0.7


def test_sizes_that_are_not_whole_have_no_guide() -> None:
    pattern = {"kind": "drone", "rate": "9 per day", "size": {"gamma": {"shape": 2, "mean": 3}}}
    p = encode(load_mapping({"name": "n", "violations": {"a": pattern}}))
    assert with_guides(p).guided[p.patterns[0]["munitions"]] == -1


def test_a_run_with_guides_has_the_tables_of_runs_without() -> None:
    p = encoded({"lognormal": DELAYS["lognormal"]}, {"negative_binomial": {"mean": 3, "k": 0.4}})
    assert compiled.WORTH_GUIDES == 50
    whole_run = compiled.simulate(p, range(50))
    for number in range(0, 50, 7):
        part = compiled.simulate(p, [number])
        assert part.outcomes.tobytes() == whole_run.outcomes[number : number + 1].tobytes()


def test_guides_are_made_for_as_many_histories_as_they_are_worth(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    p = encoded({"lognormal": DELAYS["lognormal"]}, {"poisson": {"mean": 1}})
    made = []

    def noted(plain: Parameters) -> Parameters:
        made.append(plain)
        return with_guides(plain)

    monkeypatch.setattr(compiled, "with_guides", noted)
    compiled.simulate(p, range(compiled.WORTH_GUIDES - 1))
    assert made == []
    compiled.simulate(p, range(compiled.WORTH_GUIDES))
    assert len(made) == 1
    assert made[0] is p
