"""What differs between scenarios, in the words of a title."""

import pytest

from simulator.results.differing import ANOTHER, what_differs
from tests.plots.conftest import WAR, run_of

LATER = {"adversary": {"moves": [{"from": "harassment", "to": "assault", "at": "100 h"}]}}

MORE_TROOPS = {"troops": 9000, "arrives": "30 h"}
MORE = {**WAR["guarantors"]["a"], "brings": {"air": {"arrives": "10 h"}, "ground": MORE_TROOPS}}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({}, ""),
        ({"name": "Another", "question": "And then?"}, ""),
        ({"threshold": {"of": "drone"}}, "another rule"),
        ({"guarantors": {**WAR["guarantors"], "b": {"decides": "3 h"}}}, "other guarantors"),
        ({"guarantors": {**WAR["guarantors"], "a": MORE}}, "other troops"),
        (LATER, "another adversary"),
        (
            {"threshold": {"of": "drone"}, "ground": {}, **LATER},
            "another rule, another adversary and other ground",
        ),
        ({"threshold": {}, "ground": {}, "plan": {}, **LATER}, ANOTHER),
    ],
)
def test_the_parts_that_differ_are_named_and_too_many_are_not(words, said):
    assert what_differs([run_of(1).scenario, run_of(1, **words).scenario]) == said
