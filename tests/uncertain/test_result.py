import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.errors import OutputError
from simulator.scenario.load import load_mapping
from simulator.store.blocks import MANIFEST
from simulator.study.compare import compare
from simulator.study.run import run
from simulator.uncertain.cells import changed, comparison_grid, over_sets
from simulator.uncertain.flips import numbers_of
from simulator.uncertain.result import UncertainResult
from tests.plots.layout import faults, texts_of
from tests.uncertain.test_play import PLAN, WAR

UNCERTAIN = {
    "violations.fire.rate": {"uniform": ["2 per day", "14 per day"]},
    "guarantors.home.honours": {"uniform": ["30 %", "90 %"]},
    "plan.clock": {"one_of": ["breach", {}]},
}
LOOSE: dict[str, Any] = WAR | {
    "name": "loose",
    "plan": PLAN,
    "guarantors": {"home": {"home": True}},
    "uncertain": UNCERTAIN,
}
TIGHT = LOOSE | {"name": "tight", "threshold": {"of": "drone", "at_least": 2, "within": "6 h"}}


@pytest.fixture(scope="module")
def both() -> UncertainResult:
    return compare(
        load_mapping(LOOSE), load_mapping(TIGHT), replications=8, uncertain=24, engine="simpy"
    )


@pytest.fixture(scope="module")
def one() -> UncertainResult:
    return run(load_mapping(LOOSE), replications=8, uncertain=24, engine="simpy")


def test_the_page_of_a_run_parts_chance_from_what_is_not_known(one: UncertainResult) -> None:
    text = one.text
    assert text.startswith("loose: 24 sets of 3 uncertain values, 8 histories of 30 days each")
    head = next(line for line in text.splitlines() if line.startswith("outcome"))
    assert head.split("  ")[-1].strip() == "ignorance"
    assert "value (95 %, chance)" in head
    assert "in 90 % of the sets" in head
    assert "More histories will not narrow" in text


def test_the_table_says_what_the_page_rounds(one: UncertainResult) -> None:
    acts = one.table.set_index("outcome").loc["acts"]
    means = next(o.values for o in one.outcomes["loose"] if o.outcome == "acts")
    assert acts["value"] == pytest.approx(np.mean(means))
    assert acts["ignorance"] == pytest.approx(
        acts["variance_between"] / (acts["variance_between"] + acts["variance_within"])
    )
    assert acts["sets"] == 24
    assert acts["histories"] == 192


def test_the_means_by_set_are_those_of_the_histories(one: UncertainResult) -> None:
    table = one.by_set
    acts = table[table["outcome"] == "acts"]
    means = next(o.values for o in one.outcomes["loose"] if o.outcome == "acts").mean(axis=1)
    np.testing.assert_allclose(acts["mean"], means)
    rate = one.arms["loose"].values["violations.fire.rate"]
    assert np.corrcoef(acts["mean"], rate)[0, 1] > 0.95


def test_the_paragraph_says_in_how_many_sets_a_sign_holds(both: UncertainResult) -> None:
    row = next(r for r in both.rows if r.outcome == "breaches" and r.difference)
    assert row.difference is not None
    assert row.difference.higher == 1.0
    assert "in every set: " in both.paragraph
    assert "breaches higher (" in both.paragraph
    assert " ".join(both.paragraph.split()) in " ".join(both.text.split())


def test_the_headline_says_in_how_many_sets_it_holds(
    both: UncertainResult, one: UncertainResult
) -> None:
    assert both.headline.startswith("In 24 sets of 3 uncertain values, 8 pairs of histories")
    assert ", with 'tight' instead of 'loose', the phase 'answer' is in time in" in both.headline
    assert ". It takes " in both.headline
    assert "so in every set)" in both.headline
    assert both.headline == both.record()["headline"]
    assert both.headline in both.paragraph
    assert "under 'loose', the phase '" in one.headline
    assert one.headline in " ".join(one.text.split())


def test_a_sign_that_is_open_is_no_headline() -> None:
    fixed = LOOSE | {
        "name": "louder",
        "violations": {"fire": {"kind": "drone", "rate": "8 per day"}},
        "uncertain": {path: one for path, one in UNCERTAIN.items() if "fire" not in path},
    }
    found = compare(
        load_mapping(LOOSE), load_mapping(fixed), replications=8, uncertain=40, engine="simpy"
    )
    (row,) = [row for row in found.rows if row.outcome == "acts" and row.difference]
    assert row.difference is not None
    assert row.difference.beyond
    assert 0.2 < row.difference.higher < 0.8
    assert "acts" not in found.headline


def test_a_sign_that_flips_is_described_by_the_number_that_flips_it() -> None:
    # 'louder' has a fixed rate in the middle of the range: its sign is that of the number.
    fixed = LOOSE | {
        "name": "louder",
        "violations": {"fire": {"kind": "drone", "rate": "8 per day"}},
        "uncertain": {path: one for path, one in UNCERTAIN.items() if "fire" not in path},
    }
    found = compare(
        load_mapping(LOOSE), load_mapping(fixed), replications=8, uncertain=40, engine="simpy"
    )
    flip = next(flip for flip in found.flips if flip.row.outcome == "acts")
    assert len(flip.telling) == 1
    assert flip.telling[0].startswith("violations.fire.rate ")
    assert "(elsewhere " in flip.telling[0]
    assert f"The {flip.sets} sets in which acts are " in found.paragraph


def test_forms_that_are_called_alike_are_told_as_one() -> None:
    forms = {"one_of": [{}, "breach", {}]}
    found = run(
        load_mapping(LOOSE | {"uncertain": {"plan.clock": forms}}),
        replications=2, uncertain=9, engine="simpy",
    )  # fmt: skip
    drawn = found.arms["loose"].values["plan.clock"]
    numbers = numbers_of(found.arms)
    assert numbers.keys() == {"plan.clock as it stands", "plan.clock breach"}
    np.testing.assert_array_equal(numbers["plan.clock breach"].values, drawn == 1)
    np.testing.assert_array_equal(numbers["plan.clock as it stands"].values, drawn != 1)


def test_the_record_is_plain_json_and_says_what_the_table_says(both: UncertainResult) -> None:
    record = json.loads(json.dumps(both.record(), allow_nan=False))
    assert record["arms"] == ["loose", "tight"]
    assert record["uncertain"]["violations.fire.rate"] == "2 per day to 14 per day"
    assert record["uncertain"]["plan.clock"] == "breach or as it stands"
    assert len(record["rows"]) == len(both.table)
    assert record["paragraph"] == both.paragraph


def test_the_folder_holds_record_tables_and_pictures(both: UncertainResult, tmp_path: Path) -> None:
    written = both.write(tmp_path / "out", "svg")
    names = [str(path.relative_to(tmp_path / "out")) for path in written]
    assert names == [
        "manifest.json",
        "uncertain.json",
        "tables/outcomes.csv",
        "tables/sets.csv",
        "tables/by-set.csv",
        "figures/bands.svg",
        "figures/differences.svg",
    ]
    assert all(path.exists() for path in written)
    with (tmp_path / "out/tables/sets.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 24
    assert rows[0].keys() == {"set", *UNCERTAIN}
    assert written == both.write(tmp_path / "out", "svg")


@pytest.mark.parametrize("held", [MANIFEST, "parts/journal.jsonl", "notes.txt"])
def test_a_folder_with_something_else_is_refused_before_anything_is_played(
    one: UncertainResult, held: str, tmp_path: Path
) -> None:
    (tmp_path / held).parent.mkdir(exist_ok=True)
    (tmp_path / held).write_text("{}")

    def played(*_: object) -> None:
        raise AssertionError("something was played")

    loose, match = load_mapping(LOOSE), "holds results of another kind; name another folder"
    with pytest.raises(OutputError, match=match):
        run(loose, 2, uncertain=2, engine="simpy", out=tmp_path, progress=played)
    with pytest.raises(OutputError, match=match):
        one.write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [held.partition("/")[0]]


def test_a_folder_is_written_again_without_what_is_no_longer_there(
    both: UncertainResult, one: UncertainResult, tmp_path: Path
) -> None:
    both.write(tmp_path, "svg")
    one.write(tmp_path, "png")
    assert [path.name for path in (tmp_path / "figures").iterdir()] == ["bands.png"]
    run(load_mapping(LOOSE), 2, uncertain=2, engine="simpy", out=tmp_path)
    assert json.loads((tmp_path / "uncertain.json").read_text())["sets"] == 2
    assert list((tmp_path / "figures").iterdir()) == []
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="is a file; name a folder"):
        one.write(tmp_path / "file")


def test_ranges_that_differ_between_arms_are_kept_by_arm() -> None:
    path = "violations.fire.rate"
    wide = UNCERTAIN | {path: {"uniform": ["2 per day", "40 per day"]}}
    arms = [load_mapping(LOOSE), load_mapping(LOOSE | {"name": "wide", "uncertain": wide})]
    found = compare(*arms, replications=2, uncertain=24, engine="simpy")
    said = found.record()["uncertain"]
    assert said[f"{path} (loose)"] == "2 per day to 14 per day"
    assert said[f"{path} (wide)"] == "2 per day to 40 per day"
    assert found.sets.columns.to_list() == list(said)
    assert len(said) == 4
    for arm, sets in found.arms.items():
        assert found.sets[f"{path} ({arm})"][5] == sets.text(path, 5)
        np.testing.assert_array_equal(
            numbers_of(found.arms)[f"{path} ({arm})"].values, sets.values[path]
        )


def test_the_record_says_the_weights_of_forms() -> None:
    forms = {"one_of": [{"value": "breach", "weight": 3}, {}]}
    arms = [load_mapping(LOOSE | {"uncertain": {"plan.clock": forms}})]
    found = run(arms[0], replications=2, uncertain=2, engine="simpy")
    said = found.record()["uncertain"]["plan.clock"]
    assert said == "breach (weight 3) or as it stands (weight 1)"


def test_no_text_of_the_pictures_overlaps(both: UncertainResult) -> None:
    assert faults(both.plot.bands()) == []
    long = {arm * 12: one for arm, one in both.arms.items()}
    outcomes = {arm * 12: one for arm, one in both.outcomes.items()}
    named = UncertainResult(long, outcomes, both.histories).plot
    assert faults(named.bands()) == faults(named.differences()) == []
    assert faults(both.plot.differences()) == []


def test_the_picture_names_arms_and_outcomes_once_and_has_the_numbers_of_the_table(
    both: UncertainResult,
) -> None:
    texts = [text for text, _ in texts_of(both.plot.bands())]
    assert texts.count("loose") == texts.count("tight") == 1
    assert texts.count("acts, per 30 days") == 1
    lines = comparison_grid(both.rows, list(both.arms)).rows
    for row in both.rows:
        if row.levels.varies and row.levels.differs:
            value, _, band = over_sets(row).partition(" (")
            assert value in texts
            assert band.rstrip(")") in texts
            assert any(f"{value} ({band}" in line for line in lines)


def test_one_scenario_alone_has_no_picture_of_differences(one: UncertainResult) -> None:
    with pytest.raises(ValueError, match="a single scenario has no differences"):
        one.plot.differences()


def test_three_arms_stand_below_each_other(one: UncertainResult) -> None:
    third = load_mapping(TIGHT | {"name": "tighter", "threshold": {"of": "drone"}})
    arms = [load_mapping(LOOSE), load_mapping(TIGHT), third]
    found = compare(*arms, replications=3, uncertain=4, engine="simpy")
    assert found.text.startswith("A: loose\nB: tight\nC: tighter\n")
    lines = comparison_grid(found.rows, list(found.arms)).rows
    place = next(i for i, line in enumerate(lines) if line[0] == "  acts, per 30 days")
    assert [line[0].strip() for line in lines[place + 1 : place + 4]] == list(found.arms)
    first, *others = (line[1:] for line in lines[place + 1 : place + 4])
    assert first[1:] == ["", "", ""]
    acts = [row for row in found.rows if row.outcome == "acts"]
    assert [first[0], *(line[0] for line in others)] == [over_sets(row) for row in acts]
    assert [line[1:] for line in others] == [changed(row) for row in acts[1:]]
    assert "<table>" in found._repr_html_()
    assert faults(found.plot.differences()) == faults(found.plot.bands()) == []


def test_a_plain_run_says_that_it_keeps_what_nobody_knows_at_one_figure() -> None:
    said = "3 values that nobody knows are kept at one figure. --uncertain 200"
    plain = run(load_mapping(LOOSE), replications=3, engine="simpy")
    assert said in " ".join(plain.text.split())
    certain = run(load_mapping(LOOSE | {"uncertain": {}}), replications=3, engine="simpy")
    assert "nobody knows" not in certain.text
