"""The calendar: a cell a day, in the colour of what is known of it."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from simulator.plots import style
from simulator.plots.calendar import MET, QUIET, UNDER, calendar


def table(first: str, acts: list[float], met: list[bool] | None = None) -> pd.DataFrame:
    """Days from the first on; NaN acts: no data."""
    frame = pd.DataFrame({"date": pd.date_range(first, periods=len(acts)), "acts": acts})
    frame["data"] = frame["acts"].notna()
    return frame if met is None else frame.assign(met=met, rule="a rule")


def cells(ax: Axes) -> dict[str, set[tuple[int, int]]]:
    """The (weekday, week) of the cells of each colour; "no data" for those that are hatched."""
    found: dict[str, set[tuple[int, int]]] = {}
    for drawn in ax.collections:
        values = drawn.get_array()
        places = [] if values is None else np.argwhere(~np.ma.getmaskarray(values))
        colour = "no data" if drawn.get_hatch() else to_hex(drawn.cmap(0.0)).upper()
        found[colour] = {(int(day), int(week)) for day, week in places}
    return found


def captions(ax: Axes) -> str:
    return " ".join(text.get_text() for text in ax.texts)


DAYS = table("2024-01-04", [3, 0, np.nan, 1, 7], [True, False, False, False, True])
"""From a Thursday to the Monday after it."""


def test_each_day_has_the_colour_of_what_is_known_of_it() -> None:
    _, rule = calendar(DAYS, DAYS)
    assert cells(rule) == {
        MET.upper(): {(3, 0), (0, 1)},
        QUIET.upper(): {(4, 0)},
        "no data": {(5, 0)},
        UNDER.upper(): {(6, 0)},
    }
    assert "met on 2 of 4 days with data" in captions(rule)
    assert rule.get_ylim() == (7, 0)  # Monday is at the top


def test_the_first_panel_has_the_acts_of_all_kinds_on_a_scale_of_multiples() -> None:
    acts, _ = calendar(DAYS, table("2024-01-04", [30, 0, np.nan, 1, 70]))
    (heat,) = [drawn for drawn in acts.collections if np.ma.max(drawn.get_array()) > 1]
    values = np.ma.compressed(heat.get_array())
    assert sorted(values.tolist()) == [1, 30, 70]
    assert heat.norm(70) == pytest.approx(1)
    assert heat.norm(70**0.5) == pytest.approx(0.5)
    assert "up to 70 in a day" in captions(acts)


def test_a_panel_for_each_rule() -> None:
    days = pd.concat([DAYS, DAYS.assign(rule="another", met=False)])
    axes = calendar(days, DAYS, subtitle="whose data")
    assert ["a rule" in captions(ax) for ax in axes] == [False, True, False]
    assert "met on 0 of 4 days with data" in captions(axes[2])
    assert "whose data" in [text.get_text() for text in axes[0].figure.texts]
    legend = axes[-1].get_legend()
    words = [text.get_text() for text in legend.get_texts()]
    assert words == ["rule met", "acts, but too few", "no act", "no data"]


def labels(days: int) -> list[str]:
    totals = table("2020-07-27", [1.0] * days)
    _, ax = calendar(totals.assign(met=True, rule="a rule"), totals)
    return [tick.get_text().strip() for tick in ax.get_xticklabels()]


def test_the_months_are_named_where_they_begin_and_fewer_of_a_long_history() -> None:
    assert labels(98) == ["Aug\n2020", "Sep", "Oct"]
    assert labels(1500)[:4] == ["Oct\n2020", "Jan\n2021", "Apr", "Jul"]
    assert labels(4000)[:2] == ["Jan\n2021", "Jan\n2022"]


def test_days_without_any_act_or_data_can_be_drawn() -> None:
    empty = table("2024-01-04", [0.0, np.nan], [False, False])
    acts, rule = calendar(empty, empty)
    assert "none at all" in captions(acts)
    assert cells(rule)["no data"] == {(4, 0)}


def test_it_draws_into_axes_that_it_is_given() -> None:
    figure = style.Picture()
    mine = [figure.add_subplot(2, 1, 1), figure.add_subplot(2, 1, 2)]
    assert calendar(DAYS, DAYS, axes=mine) == mine
