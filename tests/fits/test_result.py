"""What a fit shows and writes."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from simulator.fits.counts import families
from simulator.fits.days import day_table
from simulator.fits.fit_events import fit_events
from simulator.fits.result import EventFit
from simulator.plots.fit import outside

from .test_fit import counted


@pytest.fixture(autouse=True, scope="module")
def quick() -> Iterator[None]:
    """Only the families that are fitted in no time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(families, "FAMILIES", families.FAMILIES[:2])
        yield


@cache
def steady() -> EventFit:
    return fit_events(counted(np.random.default_rng(4).poisson(20.0, 60).tolist()))


def test_the_band_of_days_is_that_of_the_fitted_law() -> None:
    fit = steady()
    assert fit.chosen.family == "steady"
    table = day_table(fit.scenario, fit.periods, fit.about.zone, 400, seed=1)
    rate = fit.chosen.values["rate"]
    assert table["observed"].tolist() == fit.periods.total.tolist()
    # Poisson quantiles near 20: 2.5 % at 12, 97.5 % at 29 for a mean of 20
    assert abs(table["median"].mean() - rate) < 1.0
    assert abs(table["low"].mean() - (rate - 1.96 * rate**0.5)) < 1.0
    assert abs(table["high"].mean() - (rate + 1.96 * rate**0.5)) < 1.0
    assert outside(table).sum() <= 8


def test_nothing_is_simulated_before_the_truce() -> None:
    fit = fit_events(counted([30] * 20 + [4, 6, 5, 7] * 10), truce="2024-01-21")
    table = day_table(fit.scenario, fit.periods, fit.about.zone, 40, seed=1)
    before = table["end"] <= "2024-01-21"
    assert before.sum() > 10
    assert table["high"].isna().tolist() == before.tolist()
    assert not outside(table)[before].any()


def test_the_folder_holds_the_record_the_families_and_a_scenario_that_is_the_chosen_one(
    tmp_path: Path,
) -> None:
    fit = steady()
    names = [path.name for path in fit.write(tmp_path / "new")]
    assert names == ["families.csv", "fit.json", "days.png", "pattern.yaml"]
    assert json.loads((tmp_path / "new" / "fit.json").read_text()) == fit.record()
    assert (tmp_path / "new" / "pattern.yaml").read_text() == fit.yaml
    assert "steady *" in fit.text
    assert "steady *" in fit._repr_html_()
