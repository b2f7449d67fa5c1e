"""What a sweep says and writes: tables, text, pictures, and a folder that opens again."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from simulator import open as open_folder, sweep
from simulator.errors import ScenarioError
from simulator.sweeps.result import Sweep

from .test_play import WAR, swept


@pytest.fixture(scope="module")
def plane() -> Sweep:
    return swept()


@pytest.fixture(scope="module")
def line() -> Sweep:
    return swept(vary={"threshold.at_least": [8, 2, 4]})


def test_the_page_shows_a_few_points_side_by_side_and_of_many_the_ends(
    plane: Sweep, line: Sweep
) -> None:
    assert [f"at least {count}" in line.text for count in (8, 2, 4)] == 3 * [True]
    assert "lowest" not in line.text
    assert "partly due to chance" not in line.text
    breaches = plane.table[plane.table["outcome"] == "breaches"]
    most = breaches.loc[breaches["value"].idxmax()]
    assert f"{most['value']:.1f} (" in plane.text
    assert "6 of 6 points" in plane.text  # acts do not depend on what is varied
    assert "partly due to chance" in plane.text


def test_the_table_has_a_row_for_each_point_and_outcome(plane: Sweep) -> None:
    outcomes = plane.table["outcome"].nunique()
    assert len(plane.table) == 6 * outcomes
    assert plane.table["point"].is_monotonic_increasing
    assert plane.table["threshold.at_least"].tolist()[:: 3 * outcomes] == [4, 8]


def test_a_folder_opens_as_the_sweep_that_it_was_written_by(plane: Sweep, tmp_path: Path) -> None:
    plane.write(tmp_path, "svg")
    opened = open_folder(tmp_path)
    assert isinstance(opened, Sweep)
    assert (opened.text, opened.record()) == (plane.text, plane.record())
    assert repr(opened) == repr(plane)
    pd.testing.assert_frame_equal(opened.table, plane.table)


def test_a_changed_file_of_a_folder_is_refused_by_name(plane: Sweep, tmp_path: Path) -> None:
    plane.write(tmp_path, "svg")
    path = tmp_path / "design.csv"
    path.write_bytes(path.read_bytes().replace(b"8", b"9", 1))
    with pytest.raises(ScenarioError, match="design.csv: is not what was written"):
        open_folder(tmp_path)


def test_answers_are_a_row_a_point_in_csv_and_in_parquet(plane: Sweep, tmp_path: Path) -> None:
    plane.write(tmp_path, "svg")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "answers.csv").read_text())))
    frame = pd.read_parquet(tmp_path / "answers.parquet")
    assert len(rows) == len(frame) == 6
    point = plane.table[(plane.table["point"] == 4) & (plane.table["outcome"] == "breaches")].iloc[
        0
    ]
    for name, column in (
        ("value", "breaches"),
        ("low", "breaches: low"),
        ("high", "breaches: high"),
        ("histories", "breaches: histories"),
    ):
        assert float(rows[4][column]) == frame[column][4] == point[name]
    assert rows[4]["plan.phases.answer.by"] == "24 h"


def test_the_design_that_is_written_plays_the_same_sweep(plane: Sweep, tmp_path: Path) -> None:
    plane.write(tmp_path, "svg")
    again = sweep(WAR, None, tmp_path / "design.csv", 30, 5, engine="simpy")
    assert again.hash == plane.hash


def test_pictures_are_curves_of_one_thing_and_a_map_of_two(
    plane: Sweep, line: Sweep, tmp_path: Path
) -> None:
    assert [path.name for path in line.add_pictures(tmp_path)] == ["curves.png"]
    assert [path.name for path in plane.add_pictures(tmp_path)] == ["map.png"]
    assert line.plot.curves("breaches").axes[0].lines[0].get_xdata().tolist() == [2, 4, 8]
    cells = plane.plot.heat("breaches").axes[0].collections[0].get_array()
    value = plane.table[plane.table["outcome"] == "breaches"]["value"].to_numpy()
    assert cells.tolist() == value.reshape(2, 3).T.tolist()


def test_a_picture_that_does_not_fit_is_refused(plane: Sweep, line: Sweep) -> None:
    with pytest.raises(ScenarioError, match="more than one thing is varied"):
        plane.plot.curves()
    with pytest.raises(ScenarioError, match="no grid of two"):
        line.plot.heat()
    with pytest.raises(ScenarioError, match="there is no outcome 'breach'; there are acts"):
        line.plot.curves("breach")


def test_the_title_of_a_picture_says_from_where_to_where(line: Sweep) -> None:
    values = line.table[line.table["outcome"] == "breaches"]["value"]
    title = line.plot.curves("breaches").texts[0].get_text()
    assert title.startswith(f"Breaches: from {values.min():.1f}")
    assert title.endswith(f" to {values.max():.1f}, over threshold.at_least")


def test_the_page_explains_the_values_that_it_shows_and_names_what_is_kept(plane: Sweep) -> None:
    assert "lapsed: too many declined" in plane.text
    assert "a few large values that dominate" in " ".join(plane.text.split())  # 30 histories
    assert "1 value that nobody knows is kept at one figure" in " ".join(plane.text.split())
    rates = swept(vary={"violations.fire.rate": ["2 per day", "6 per day"]})
    assert "nobody knows" not in rates.text


def test_what_is_drawn_first_is_what_differs_most_beside_its_intervals(line: Sweep) -> None:
    first = line.table[line.table["outcome"] == line.plot.moved[0]]
    acts = line.table[line.table["outcome"] == "acts"]  # the same at every point
    assert line.plot.moved.index("acts") > 0
    assert acts["value"].nunique() == 1
    assert first["high"].min() < first["low"].max()
