"""What a text says that happens, and what is said of a text that says nothing."""

import numpy as np
import pytest

from simulator.discovery.condition import condition
from simulator.errors import ScenarioError
from simulator.tables.amounts import SHARE
from simulator.tables.measures import PHASE_STATES

PHASES = ("coalition", "search and rescue")
UNITS = {"breaches": "per 30 days", "false breaches": "per 30 days", "assault": SHARE}
UNITS |= {f"{phase}: {state}": SHARE for phase in PHASES for state in PHASE_STATES}
UNITS |= {"assault answered in time": SHARE}
VALUES = {
    "coalition: late": np.array([1, 0, 0, 1, np.nan]),
    "coalition: lapsed": np.array([0, 1, 0, 0, np.nan]),
    "search and rescue: not called": np.array([1, 1, 1, 0, 1.0]),
    "breaches": np.array([0, 1, 2, 3, 4.0]),
    "false breaches": np.array([0, 0, 1, 1, 1.5]),
    "assault": np.array([0, 1, 0, 1, 1.0]),
    "assault answered in time": np.array([np.nan, 1, np.nan, 0, 0]),
}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("coalition late", [1, 0, 0, 1, np.nan]),
        ("coalition late or lapsed", [1, 1, 0, 1, np.nan]),
        ("coalition: late or lapsed", [1, 1, 0, 1, np.nan]),
        ("search and rescue not called", [1, 1, 1, 0, 1]),
        ("search and rescue not called and assault", [0, 1, 0, 0, 1]),
        ("breaches >= 2", [0, 0, 1, 1, 1]),
        ("false breaches>1", [0, 0, 0, 0, 1]),
        ("false breaches < 1.5 and breaches > 0", [0, 1, 1, 1, 0]),
        ("assault", [0, 1, 0, 1, 1]),
        ("not assault", [1, 0, 1, 0, 0]),
        ("assault answered in time", [np.nan, 1, np.nan, 0, 0]),
        ("assault and not assault answered in time", [np.nan, 0, np.nan, 1, 1]),
        ("  coalition   late\tor lapsed ", [1, 1, 0, 1, np.nan]),
    ],
)
def test_a_text_holds_in_these_histories(text, held):
    np.testing.assert_array_equal(condition(text, UNITS).held(VALUES), held)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("coalitoin late", "did you mean 'coalition'"),
        ("coalition lat", "did you mean 'late'"),
        ("coalition", "which is no state"),
        ("coalition late or", "is not understood"),
        ("coalition late, lapsed", "is not understood"),
        ("not coalition late", "'not' stands before a phase"),
        ("breaches", "is a number"),
        ("breaches > many", "is a number"),
        ("assault > 1", "happens or not"),
        ("assault or breaches > 1", "Write 'and' between parts"),
        ("assault and", "is not understood"),
        ("__import__('os')", "is no phase and no outcome"),
    ],
)
def test_what_is_not_understood_is_refused_with_a_remedy(text, said):
    with pytest.raises(ScenarioError, match=said):
        condition(text, UNITS)
