"""What is encoded of a part that two scenarios share is what each would be encoded as by itself."""

import numpy as np
import pytest

from simulator.errors import ScenarioError
from simulator.model import remembered as remembering
from simulator.model.encode import encode
from simulator.model.parameters import Parameters
from simulator.model.remembered import remembered
from simulator.scenario.form import leaves
from simulator.scenario.load import load, load_text
from simulator.scenario.template import Template

CHANGES = (0.3, 3, "17 h", "40 %", "7 per day", "20 km", None)


def same(one: Parameters, other: Parameters) -> bool:
    """Whether they are equal to the bit."""
    pairs = zip(one.arrays().values(), other.arrays().values(), strict=True)
    return all(a.dtype == b.dtype and a.tobytes() == b.tobytes() for a, b in pairs)


@pytest.mark.parametrize("name", ["one-drone", "grey-zone", "rival-claims", "false-flags"])
def test_a_point_is_encoded_as_its_text_would_be(name: str) -> None:
    template = Template(load(name))
    tried = 0
    for number, leaf in enumerate([*leaves(template.on.full, False)][::5]):
        try:
            point = template.scenario({leaf.at: CHANGES[number % len(CHANGES)]})
            alone = load_text(point.yaml, folder=point.folder)
        except ScenarioError:
            continue
        tried += 1
        assert same(encode(point, 5), encode(alone, 5)), leaf.path
    assert tried > 5


def test_a_function_is_called_again_only_for_other_parts() -> None:
    calls = []

    @remembered
    def told(part: dict[str, list[int]], number: int) -> int:
        calls.append(number)
        return sum(map(sum, part.values())) + number

    one, equal = [1, 2], [1, 2]
    assert told({"a": one}, 1) == told({"a": one}, 1) == 4
    assert len(calls) == 1
    assert told({"a": equal}, 1) == told({"b": one}, 1) == 4
    assert told({"a": one}, 2) == 5
    assert len(calls) == 4


def test_parameters_share_no_memory() -> None:
    scenario = load("one-drone")
    one, other = encode(scenario).arrays(), encode(scenario).arrays()
    assert not any(np.shares_memory(one[name], other[name]) for name in one)


def test_no_more_is_kept_than_is_said() -> None:
    made = []
    number = remembered(lambda part: made.append(part))
    parts = [[k] for k in range(remembering.KEPT + 1)]
    for part in [*parts, parts[0]]:
        number(part)
    assert len(made) == remembering.KEPT + 2
