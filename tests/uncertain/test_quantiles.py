"""The draws of each family against closed forms that share no code with them."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from simulator.scenario.load import load_text
from simulator.scenario.ranges import bare, ready
from simulator.uncertain.levels import levels
from simulator.uncertain.quantiles import forms, numbers

LEVELS = np.array([1e-6, 0.1, 0.25, 0.5, 0.75, 0.9, 1 - 1e-6])
BASE = """
name: x
violations: {fire: {kind: drone, rate: 1 per day}}
monitoring: {verify: 3 h, teams: 5}
"""


def ranged(path: str, said: str) -> Any:
    scenario = load_text(f"{BASE}uncertain: {{{path}: {said}}}\n")
    return ready(bare(scenario), path, scenario.uncertain[path])


@pytest.mark.parametrize(
    ("said", "law"),
    [
        ("{uniform: [2 per day, 6 per day]}", stats.uniform(2, 4)),
        ("{log_uniform: [0.05 per day, 5 per day]}", stats.loguniform(0.05, 5)),
        ("{triangular: [1 per day, 2 per day, 6 per day]}", stats.triang(0.2, 1, 5)),
        ("{pert: [1 per day, 2 per day, 6 per day]}", stats.beta(1.8, 4.2, 1, 5)),
        (
            "{lognormal: {median: 2 per day, p90: 8 per day}}",
            stats.lognorm(np.log(4) / stats.norm.ppf(0.9), scale=2),
        ),
    ],
)
def test_a_range_has_the_quantiles_of_its_law(said: str, law: Any) -> None:
    found = numbers(ranged("violations.fire.rate", said), LEVELS)
    np.testing.assert_allclose(found, law.ppf(LEVELS), rtol=6e-4)


@pytest.mark.parametrize(
    "said",
    [
        "{uniform: [0.12344 per day, 0.23456 per day]}",
        "{log_uniform: [0.12344 per day, 0.23456 per day]}",
    ],
)
def test_four_digits_never_lead_out_of_the_range(said: str) -> None:
    range_ = ranged("violations.fire.rate", said)
    low, high = (range_.unit.read(end) for end in range_.said.ends)
    found = numbers(range_, np.array([1e-12, 1 - 1e-12]))
    assert found[0] == low
    assert found[1] == high


def test_forms_come_as_often_as_their_weights_say() -> None:
    said = "{one_of: [breach, {value: initial violation, weight: 2}, {weight: 5}]}"
    range_ = ranged("plan.clock", said)
    found = np.bincount(forms(range_, levels(0, "plan.clock", 1024)), minlength=3)
    np.testing.assert_allclose(found, np.array([1, 2, 5]) * 128, atol=1)
    assert range_.named == ("breach", "initial violation", "as it stands")
