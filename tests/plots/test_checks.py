import numpy as np
import pandas as pd
import pytest

from simulator.plots import checks as plots, style

TABLE = pd.DataFrame(
    {
        "check": ["memory", "counts", "hours"],
        "result": ["fail", "pass", "pass"],
        "observed": [0.9, 0.1, 0.2],
        "low": [-0.2, 0.0, 0.0],
        "high": [0.2, 0.3, 0.3],
        "p": [0.01, 0.5, 0.6],
        "share": [False, True, True],
        "axis": ["correlation", "", ""],
    }
)
SIMULATED = pd.DataFrame({"check": "memory", "value": np.linspace(-0.3, 0.3, 50)})


def bins(check: str, observed: list[float]) -> pd.DataFrame:
    """The simulated bins hold 4 each, or from 1 to 9."""
    places = [str(i) for i in range(len(observed))]
    told = {"check": check, "place": places, "axis": "acts", "observed": observed}
    return pd.DataFrame(told).assign(median=4.0, low=1.0, high=9.0)


BINS = pd.concat([bins("counts", [4, 9, 0]), bins("hours", [0.2, 0.8])])


def test_there_is_a_panel_for_each_check_that_says_how_it_ended() -> None:
    axes = plots.checks(TABLE, SIMULATED, BINS)
    assert [ax.get_title(loc="left") for ax in axes] == ["memory", "counts", "hours"]
    said = [ax.texts[0].get_text() for ax in axes]
    assert said == ["fail, p 0.010", "pass, p 0.50", "pass, p 0.60"]


def test_the_observed_number_stands_outside_the_band_where_it_fails() -> None:
    ax = plots.checks(TABLE, SIMULATED, BINS)[0]
    line = ax.lines[0]
    assert list(line.get_xdata()) == [0.9, 0.9]
    assert line.get_color() == style.VERMILION
    assert ax.patches[0].get_x() == -0.2
    assert ax.patches[0].get_width() == pytest.approx(0.4)
    assert ax.get_xlim()[1] > 0.9


def test_bars_hang_from_the_root_of_the_simulated_by_the_root_of_the_observed() -> None:
    ax = plots.checks(TABLE, SIMULATED, BINS)[1]
    band, bars = ax.patches[:3], ax.patches[3:]
    assert [bar.get_height() for bar in bars] == [2.0, 3.0, 0.0]
    assert [bar.get_y() for bar in bars] == [0.0, -1.0, 2.0]
    assert [(one.get_y(), one.get_height()) for one in band] == [(-1.0, 2.0)] * 3
    assert ax.get_ylim()[0] < -1.0


def test_ranks_have_a_line_where_all_would_be_as_frequent() -> None:
    table = TABLE.iloc[2:].assign(check="ranks")
    (ax,) = plots.ranks(table, bins("ranks", [0.1, 0.2, 0.3, 0.4]))
    assert ax.lines[-1].get_ydata()[0] == 0.25


def test_labels_of_many_bins_do_not_run_into_one_another() -> None:
    many = bins("hours", [1.0] * 60)
    ax = plots.checks(TABLE.iloc[2:], SIMULATED, many)[0]
    assert 5 < len(ax.get_xticks()) < 30
