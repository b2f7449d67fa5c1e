import numpy as np
import pytest

from benchmarks import export as exporting
from benchmarks.export import beyond_the_limit, export
from benchmarks.limit_program import same_columns
from benchmarks.question import SCENARIOS, parameters, scenario
from simulator import load
from simulator.model.encode import encode
from simulator.model.outcomes import OUTCOME


class Model:
    """Parameters as another version of the model may have them."""

    def __init__(self, arrays):
        self._arrays = arrays

    def arrays(self):
        return self._arrays


@pytest.fixture
def arrays():
    return parameters(scenario(1)).arrays()


def with_field(arrays, value):
    """The arrays of a model whose patterns have gained a field."""
    patterns = arrays["patterns"]
    longer = np.zeros(len(patterns), [("tides", "f8"), *patterns.dtype.descr])
    for name in patterns.dtype.names:
        longer[name] = patterns[name]
    longer["tides"] = value
    return Model(arrays | {"patterns": longer})


def shipped(name):
    return encode(load(SCENARIOS / name), 0)


def test_one_drone_is_within_the_limit_over_any_days_with_any_roster_and_rate():
    assert beyond_the_limit(parameters(scenario(40, guarantors=12), rate=3.0)) == []
    assert beyond_the_limit(parameters(scenario(2))) == []


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("grey-zone.yaml", "patterns.belief"),
        ("calendar-reporting.yaml", "monitoring.daily"),
        ("one-sides-claims.yaml", "monitoring.claims"),
    ],
)
def test_a_scenario_that_asks_for_more_is_refused_by_what_it_asks_for(tmp_path, name, asked):
    assert asked in beyond_the_limit(shipped(name))
    with pytest.raises(ValueError, match=f"only what one drone needs; not .*{asked}"):
        export(shipped(name), tmp_path / "more.bin")
    assert not (tmp_path / "more.bin").exists()


@pytest.mark.parametrize(
    ("array", "field", "value"),
    [
        ("moves", "trigger", 99),
        ("distributions", "family", 1),
        ("clauses", "within", 0),
        ("patterns", "source", 3),
        ("guarantors", "brings", 32),
    ],
)
def test_a_code_that_one_drone_does_not_have_is_beyond_the_limit(arrays, array, field, value):
    changed = arrays[array].copy()
    changed[field][-1] = value
    assert beyond_the_limit(Model(arrays | {array: changed})) == [f"{array}.{field}"]


def test_a_new_field_or_array_is_left_out_until_a_scenario_asks_for_it(
    tmp_path, arrays, monkeypatch
):
    export(Model(arrays), tmp_path / "now.bin")
    later = with_field(arrays | {"truces": np.zeros(0)}, 0.0)
    monkeypatch.setattr(exporting, "parameters", lambda asked: later)
    export(later, tmp_path / "later.bin")
    assert (tmp_path / "later.bin").read_bytes() == (tmp_path / "now.bin").read_bytes()
    assert beyond_the_limit(with_field(later.arrays() | {"patterns": arrays["patterns"]}, 0.5)) == [
        "patterns.tides"
    ]
    assert beyond_the_limit(Model(later.arrays() | {"truces": np.ones(1)})) == ["truces"]


def test_an_array_or_field_that_the_limit_reads_and_the_model_lost_is_named(tmp_path, arrays):
    without = {name: array for name, array in arrays.items() if name != "owed"}
    with pytest.raises(ValueError, match="reads owed, which the model no longer has"):
        export(Model(without), tmp_path / "lost.bin")
    less = arrays["kinds"][["severity", "seen"]]
    with pytest.raises(ValueError, match="reads kinds.urgency, which the model no longer has"):
        export(Model(arrays | {"kinds": less}), tmp_path / "lost.bin")


def test_only_the_columns_that_the_limit_has_are_compared(tmp_path):
    ours = np.zeros(3, OUTCOME)
    ours["area"] = np.nan
    ours.tofile(tmp_path / "theirs")
    wider = np.zeros(3, [("truces", "f8"), *OUTCOME.descr])
    for name in OUTCOME.names:
        wider[name] = ours[name]
    wider["truces"] = 7.0
    assert same_columns("outcomes", wider, tmp_path / "theirs")
    wider["area_24"][2] = 1.0
    assert not same_columns("outcomes", wider, tmp_path / "theirs")
    names = [name for name in OUTCOME.names if name != "area"]
    with pytest.raises(ValueError, match="writes outcomes.area, which the model no longer has"):
        same_columns("outcomes", ours[names], tmp_path / "theirs")
