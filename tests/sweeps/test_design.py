from pathlib import Path

import numpy as np
import pytest

from simulator.errors import ScenarioError
from simulator.scenario.load import load
from simulator.scenario.ranges import bare
from simulator.sweeps.design import Design, design, from_csv, to_csv

ON = bare(load("reported-plan"))
DELAY, COUNT = "plan.phases.0.by", "threshold.at_least"


def made(*vary: str, how: str | Path = "grid", seed: int = 0) -> Design:
    return design(vary, how, ON, seed)


def refusal(*vary: str, how: str | Path = "grid") -> str:
    with pytest.raises(ScenarioError) as caught:
        made(*vary, how=how)
    return str(caught.value)


def test_a_grid_has_every_pair_of_values_and_the_last_axis_moves_first() -> None:
    found = made(f"{DELAY}=12 h,24 h", f"{COUNT}=1,5,20")
    assert found.points[:4] == (("12 h", 1), ("12 h", 5), ("12 h", 20), ("24 h", 1))
    assert len(found.points) == 6


def test_a_latin_hypercube_has_one_point_in_each_slice_of_each_axis() -> None:
    found = made(f"{COUNT}=0..10", "ground.sector=10 km..110 km", how="lhs:10")
    counts = sorted(int(point[0]) for point in found.points)
    assert counts == list(range(10))
    sectors = sorted(
        int((float(point[1].removesuffix(" km")) - 10) // 10) for point in found.points
    )
    assert sectors == list(range(10))


def test_a_sobol_design_is_balanced_in_both_axes_at_once() -> None:
    found = made(f"{COUNT}=0..2", "ground.sector=0 km..2 km", how="sobol:64")
    cells = np.zeros((2, 2), int)
    for count, sector in found.points:
        cells[int(count), int(float(str(sector).removesuffix(" km")))] += 1
    assert cells.tolist() == [[16, 16], [16, 16]]


def test_a_drawn_design_depends_on_the_seed_and_on_nothing_else() -> None:
    axis = f"{COUNT}=0..10"
    assert made(axis, how="lhs:8", seed=1) == made(axis, how="lhs:8", seed=1)
    assert made(axis, how="lhs:8", seed=1) != made(axis, how="lhs:8", seed=2)


def test_a_file_has_a_point_in_each_row_and_is_written_back_as_it_was() -> None:
    text = f"{COUNT},{DELAY}\n1,12 h\n5,24 h\n5,36 h\n"
    found = from_csv(text, "d.csv", ON)
    assert found.points == ((1, "12 h"), (5, "24 h"), (5, "36 h"))
    assert to_csv(found) == text


def test_the_points_of_any_design_come_back_from_their_csv(tmp_path: Path) -> None:
    drawn = made(f"{COUNT}=0..10", f"{DELAY}=12 h..240 h", how="lhs:7")
    file = tmp_path / "design.csv"
    file.write_text(to_csv(drawn))
    assert made(how=file).points == drawn.points


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no points"),
        (f"{COUNT}\n", "holds no points"),
        ("threshold.at_leest\n1\n", "d.csv:1 threshold.at_leest: there is no 'at_leest'"),
        (f"{COUNT}\n1,2\n", "d.csv:2: has 2 values; the header has 1 path."),
        (f"{COUNT},{DELAY}\n1,12 h\n,12 h\n", f"d.csv:3 {COUNT}: the cell is empty"),
        (f"{COUNT}\n\n1\n'\n", f"d.csv:4 {COUNT}: not YAML"),
        (f"{COUNT},{COUNT}\n1,2\n", "varies what"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        from_csv(text, "d.csv", ON)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("vary", "how", "message"),
    [
        ((), "grid", "nothing is varied"),
        ((f"{COUNT}=1..5",), "grid", "a grid needs a step: '1..5 by STEP'"),
        ((f"{COUNT}=1..5",), "lhs:1", "at least 2"),
        ((f"{COUNT}=1..5",), "sobol:5", "such as sobol:4 or sobol:8"),
        ((f"{COUNT}=1..5",), "lhs:100001", "more than 100,000"),
        ((f"{COUNT}=1..9000 by 1", f"{DELAY}=1 min..90 min by 1 min"), "grid", "810,000 points"),
        ((), "no-such.csv", "there is no such file"),
        ((f"{COUNT}=1,2",), "some.csv", "names its own paths"),
    ],
)
def test_an_empty_or_enormous_design_is_refused(
    vary: tuple[str, ...], how: str, message: str
) -> None:
    assert message in refusal(*vary, how=how)
