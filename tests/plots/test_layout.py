"""No text of any figure overlaps another or leaves the canvas, over scenarios that are hard to
draw."""

from functools import cache
from typing import Any

import pytest

from simulator.plots import style
from simulator.results.run import Run
from simulator.study.compare import compare
from simulator.study.comparison import Comparison
from simulator.study.run import run
from simulator.uncertain.result import UncertainResult
from tests.plots.conftest import WAR, run_of
from tests.plots.layout import faults

LONG = "the national response of the ground forces and of all who stand by them in the "
SCRIPTS = {
    "Cyrillic": "дуже довга назва цієї фази та всього, що має назву ",
    "Arabic": "الرد الوطني مع اسم طويل جدا ",
    "Chinese": "停火之后的国家回应以及所有其他有名字的东西 ",
    "Devanagari": "युद्धविराम की एक बहुत लंबी योजना ",
}


def phases(*deadlines: dict[str, str], name: str = "phase ") -> dict[str, Any]:
    """A plan whose phases have these deadlines."""
    each = [
        {"name": f"{name}{i}", "when": "breach", "owed_by": "home", "warns": i == 0} | words
        for i, words in enumerate(deadlines)
    ]
    return {"plan": {"phases": each}, "adversary": {}}


def named(word: str) -> dict[str, Any]:
    """The small war with a long name for whatever has one."""
    plan = phases({"by": "24 h"}, {"by": "48 h", "within": "36 h"}, name=word)
    plan["plan"]["phases"][1]["owed_by"] = f"{word} state"
    home = WAR["guarantors"]["home"]
    return {
        **plan,
        "name": word * 3,
        "guarantors": {"home": home, f"{word} state": WAR["guarantors"]["a"]},
        "violations": {f"{word}{name}": one for name, one in WAR["violations"].items()},
    }


CLAUSE = {"of": "artillery", "at_least": 10}
HARD: dict[str, dict[str, Any]] = {
    "plain": {},
    "long names": named(LONG),
    **{script: named(name) for script, name in SCRIPTS.items()},
    "unsigned": {"adversary": {"signs": "0 %"}},
    "half signed": {"adversary": {"signs": "50 %"}},
    "no breach": {"threshold": {"at_least": 1000}},
    "six phases": phases(*({"by": f"{24 * i} h"} for i in range(1, 7))),
    "other deadlines": phases({"within": "6 h"}, {"by": "1 h", "within": "90 min"}, {}),
    "calendar day": {"threshold": CLAUSE | {"within": "calendar day", "days": 2}},
    "one act": {"threshold": {"of": "drone", "at_least": 1, "within": "6 h"}},
    "running score": {"threshold": {"cusum": {"drift": "1 per day", "limit": 3}}},
    "three clauses": {
        "threshold": {
            "any": [CLAUSE, {"at_least": 400, "within": "3 days"}, {"measure": "severity"}]
        }
    },
    "busy": {"violations": {"fire": {"kind": "ground_assault", "rate": "300 per day"}}},
}
RUN = ("timeline", "time_to_phases", "phases_over_time", "thresholds", "family")
ARMS = ("same_war", "time_to_phases", "differences", "thresholds")


@pytest.fixture(scope="module")
def runs() -> dict[str, Run]:
    return {name: run_of(4, **words) for name, words in HARD.items()}


@pytest.mark.parametrize("picture", RUN)
@pytest.mark.parametrize("name", HARD)
def test_no_text_of_a_run_overlaps_or_is_cut_off(runs, name, picture):
    assert faults(getattr(runs[name].plot, picture)()) == []


@cache
def arms_of(count: int, word: str) -> Comparison:
    """So many arms whose rules and deadlines all differ."""
    return Comparison(
        {
            f"{word}arm number {i}": run_of(
                4,
                threshold={"of": "artillery", "at_least": 2 + i, "within": f"{6 + i} h"},
                **phases({"by": f"{8 + 4 * i} h"}, {"by": "9 h", "within": "9 h"}),
            )
            for i in range(count)
        }
    )


@pytest.mark.parametrize("picture", ARMS)
@pytest.mark.parametrize("count", [2, 3, 6])
@pytest.mark.parametrize("word", ["", LONG])
def test_no_text_of_a_comparison_overlaps_or_is_cut_off(count, word, picture):
    assert faults(getattr(arms_of(count, word).plot, picture)()) == []


@pytest.mark.parametrize("picture", ARMS)
@pytest.mark.parametrize(
    "name", ["long names", *SCRIPTS, "unsigned", "half signed", "no breach", "busy"]
)
def test_no_text_overlaps_beside_a_scenario_that_is_hard_to_draw(runs, name, picture):
    both = Comparison({"The plain one": runs["plain"], runs[name].scenario.name: runs[name]})
    assert faults(getattr(both.plot, picture)()) == []


@pytest.mark.parametrize("count", [1, 2, 6])
@pytest.mark.parametrize("word", ["", LONG, *SCRIPTS.values()])
def test_no_text_of_uncertain_sets_overlaps_or_is_cut_off(count, word):
    found = sets_of(count, word)
    assert faults(found.plot.bands()) == []
    if count > 1:
        assert faults(found.plot.differences()) == []


def sets_of(count: int, word: str) -> UncertainResult:
    """A few sets of the small war under so many rules, with names of this kind."""
    drawn = {"uncertain": {"ground.rate": {"uniform": ["1 km2 per day", "900 km2 per day"]}}}
    rules = [{"of": "artillery", "at_least": 2 + 3 * i} for i in range(count)]
    arms = [
        {**WAR, **phases({"by": "8 h"}, {}, name=word or "phase "), **drawn}
        | {"name": f"{word}{i}", "threshold": rule}
        for i, rule in enumerate(rules)
    ]
    how: dict[str, Any] = {"replications": 2, "uncertain": 3, "engine": "simpy"}
    return compare(*arms, **how) if count > 1 else run(arms[0], **how)


def test_long_names_leave_a_title_its_finding_and_rows_their_ends(runs):
    timeline = runs["long names"].plot.timeline().texts[0].get_text()
    assert timeline.endswith("in time")
    plot = arms_of(2, LONG).plot
    assert not plot.same_war().texts[0].get_text().endswith("…")
    both = sets_of(2, LONG).plot
    assert not both.bands().texts[0].get_text().endswith("…")
    names = [label.get_text() for label in both.bands().axes[0].get_yticklabels()]
    assert len({name for name in names if name}) == len([name for name in names if name])


@pytest.mark.parametrize(
    ("x", "y", "said"), [(0.5, 0.52, "overlap"), (0.99, 0.2, "leaves the canvas")]
)
def test_a_planted_fault_of_layout_is_found(x, y, said):
    with style.house():
        figure = style.picture("A title", "what stands below it")
        figure.text(0.5, 0.5, "somewhere in the middle")
        assert faults(figure) == []
        figure.text(x, y, "somewhere else")
    assert said in faults(figure)[0]
