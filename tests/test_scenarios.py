"""What holds for every scenario file that is shipped."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.engine.reference import replicate
from simulator.minutes import DAY
from simulator.model import terms
from simulator.model.encode import encode
from simulator.model.outcomes import area_between
from simulator.model.parameters import Array
from simulator.scenario.families import FAMILIES
from simulator.scenario.form import as_written
from simulator.scenario.load import load
from simulator.scenario.reading import read
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.sections import LIMITS
from simulator.scenario.sources import ledger, unsourced

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "scenarios"
FILES = {p.relative_to(FOLDER).with_suffix("").as_posix(): p for p in FOLDER.rglob("*.yaml")}
NAMES = sorted(FILES)
OUTER = [name for name in NAMES if "/" not in name]
ONCE = {"replay-donbas-2020"}
"""Long, and without chance but for what answers it."""
CSV = FOLDER / "data" / "osce_smm_donbas_2020_2021.csv"
every = pytest.mark.parametrize("name", NAMES)


@cache
def loaded(name: str) -> Scenario:
    return load(FILES[name])


@cache
def played(name: str, replication: int) -> Array:
    return replicate(encode(loaded(name), 1), replication)


def rows(trace: Array, what: int) -> Array:
    return trace[trace["what"] == what]


@every
def test_it_says_what_it_asks_and_what_it_cannot_show(name: str) -> None:
    scenario = loaded(name)
    assert scenario.question.endswith("?")
    assert scenario.limits.startswith("It cannot show ")
    assert scenario.limits != LIMITS
    sentences = re.findall(r"[.!?](?:\s|$)", scenario.limits)
    assert len(sentences) == 1


def test_no_two_have_the_same_name() -> None:
    assert [n for n, count in Counter(loaded(n).name for n in NAMES).items() if count > 1] == []


@every
def test_an_editor_finds_its_schema(name: str) -> None:
    first = FILES[name].read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    schema = FILES[name].parent / first.partition("=")[2]
    assert schema.resolve() == ROOT / "schema" / "scenario.schema.json"


@every
def test_every_number_has_a_source(name: str) -> None:
    assert unsourced(loaded(name)) == []


@every
def test_a_guess_of_our_own_is_not_called_sure(name: str) -> None:
    ours = [s for s in loaded(name).sources if "assumption" in s.by or "guess" in s.says]
    assert [source.says for source in ours if source.sure != "low"] == []


def written_paths(tree: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all that a file sets; what it takes away with null is not set."""
    if tree is None:
        return
    if path:
        yield path
    items = tree.items() if isinstance(tree, dict) else ()
    if isinstance(tree, list):
        items = enumerate(tree)
    for key, value in items:
        yield from written_paths(value, (*path, key))


def is_there(tree: Any, path: tuple[str | int, ...]) -> bool:
    for part in path:
        if not isinstance(tree, dict | list):
            return True  # a shorter form of the same
        places = tree if isinstance(tree, dict) else range(len(tree))
        if part not in places:
            return False
        tree = tree[part]
    return True


@every
def test_it_sets_nothing_to_its_default(name: str) -> None:
    tree = read(FILES[name].read_bytes(), name).tree
    base = as_written(loaded(Path(tree["extends"]).stem)) if "extends" in tree else {}
    tree = {key: value for key, value in tree.items() if key not in ("extends", "sources")}
    short = as_written(loaded(name))
    idle = [path for path in written_paths(tree) if not is_there(short, path)]
    assert [path for path in idle if not is_there(base, path)] == []  # unless it puts one back


@every
def test_two_replications_play(name: str) -> None:
    horizon = loaded(name).horizon
    for replication in range(1 if name in ONCE else 2):
        trace = played(name, replication)
        unsigned = trace["what"].tolist() == [terms.NOT_SIGNED]
        assert len(rows(trace, terms.VIOLATION)) > 0 or unsigned
        assert not unsigned or loaded(name).adversary.signs < 1
        assert np.all(np.diff(trace["minute"]) >= 0)
        assert np.all((trace["minute"] >= 0) & (trace["minute"] < horizon))


def is_backed(pattern: str, path: str) -> bool:
    """Whether a dotted path is what `pattern` says, with * for any one part, or lies below it."""
    parts = re.escape(pattern).replace(r"\*", r"[^.]+")
    return re.fullmatch(rf"{parts}(\..*)?", path) is not None


def test_every_source_of_the_reported_plan_backs_a_number_here_or_there() -> None:
    """Files that extend it take its list of sources as it is, so it serves them all."""
    heirs = [n for n in OUTER if loaded(n).sources == loaded("reported-plan").sources]
    paths = {entry.path for name in heirs for entry in ledger(loaded(name))}
    paths |= {path.removeprefix("uncertain.") for path in paths}
    idle = [
        pattern
        for source in loaded("reported-plan").sources
        for pattern in source.backs
        if not any(is_backed(pattern, path) for path in paths)
    ]
    assert idle == []


def test_every_family_has_a_scenario_of_its_own() -> None:
    shown = [
        pattern.family
        for name in NAMES
        if name.startswith("families/")
        for pattern in loaded(name).violations.values()
    ]
    assert sorted(map(str, shown)) == sorted(FAMILIES)


def test_the_page_of_scenarios_names_every_file() -> None:
    page = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\]\(\.\./scenarios/([\w/-]+)\.yaml\)", page))
    assert named == set(NAMES)


# The same war under every rule


def but_for_the_threshold(name: str) -> dict[str, Any]:
    words = {"name", "question", "limits", "sources", "threshold"}
    return loaded(name).model_dump(exclude=words)


PAIRS = [
    (left, right)
    for left, right in combinations(OUTER, 2)
    if but_for_the_threshold(left) == but_for_the_threshold(right)
]


def test_there_are_pairs_that_differ_in_the_threshold_alone() -> None:
    assert ("one-drone", "twenty-strikes") in PAIRS
    assert len(PAIRS) >= 10


def first_parting(left: Array, right: Array, horizon: int) -> int:
    """The minute at which the adversary first takes another posture in one of the arms."""
    courses = [
        [(int(row["minute"]), int(row["subject"])) for row in rows(trace, terms.POSTURE)]
        for trace in (left, right)
    ]
    shorter = min(map(len, courses))
    for one, other in zip(*courses, strict=False):
        if one != other:
            return min(one[0], other[0])
    rest = [course[shorter][0] for course in courses if len(course) > shorter]
    return min(rest, default=horizon)


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_the_same_war_comes_under_either_threshold_until_an_answer_changes_it(
    left: str, right: str
) -> None:
    """Acts do not depend on the rule: they part only where the adversary reacts to an answer."""
    columns = ["minute", "subject", "object", "value"]
    for replication in range(2):
        traces = [played(name, replication) for name in (left, right)]
        end = first_parting(*traces, loaded(left).horizon)
        acts = [rows(trace, terms.VIOLATION) for trace in traces]
        before = [one[one["minute"] < end][columns] for one in acts]
        assert np.array_equal(before[0], before[1])
        assert len(before[0]) > 0


def test_an_answer_does_change_the_war_in_some_pair() -> None:
    partings = [
        first_parting(played(left, replication), played(right, replication), loaded(left).horizon)
        for left, right in PAIRS
        for replication in range(2)
    ]
    assert min(partings) < loaded("one-drone").horizon


# The objections


def objections() -> dict[str, set[str]]:
    """Each objection in the page of scenarios, and the scenarios that test it."""
    page = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
    table = page.partition("| objection | tested by |")[2].partition("\n\n")[0]
    rows_ = [line.strip("| ").split(" | ") for line in table.splitlines()[2:]]
    return {
        said: {name for name in OUTER if re.search(rf"(?<![\w-]){name}(?![\w-])", tested)}
        for said, tested in rows_
    }


def test_every_objection_is_tested_by_a_scenario() -> None:
    assert len(objections()) >= 14
    assert [said for said, names in objections().items() if not names] == []
    assert "would-they-sign" in objections()["The Kremlin would not sign such a ceasefire at all"]


@pytest.mark.parametrize(
    ("name", "base", "section", "words"),
    [
        ("would-they-sign", "reported-plan", "adversary", {"signs"}),
        ("rival-claims", "one-sides-claims", "monitoring", {"claims"}),
    ],
)
def test_an_objection_changes_nothing_but_what_it_is_about(
    name: str, base: str, section: str, words: set[str]
) -> None:
    about = {"name", "question", "limits", "sources", "uncertain"}
    own, other = (loaded(one).model_dump(exclude=about) for one in (name, base))
    parts = own.pop(section), other.pop(section)
    assert own == other
    assert {key for key in parts[0] if parts[0][key] != parts[1][key]} == words


# Troops on the spot

TROOPS = {
    "few-hundred-troops": 300,
    "ten-thousand-troops": 10_000,
    "hundred-thousand-troops": 100_000,
}


@pytest.mark.parametrize(("name", "troops"), TROOPS.items())
def test_troops_on_the_spot_are_all_that_their_scenario_adds_to_the_plan(
    name: str, troops: int
) -> None:
    words = {"name", "question", "limits"}
    own = loaded(name).model_dump(exclude=words)
    there = own["guarantors"].pop("troops on the spot")
    assert own == loaded("reported-plan").model_dump(exclude=words)
    assert (there["brings"]["ground"]["troops"], there["brings"]["ground"]["present"]) == (
        troops, True,
    )  # fmt: skip


def test_the_more_troops_on_the_spot_the_less_area_is_lost_in_the_same_war() -> None:
    """With none, a few hundred, ten and a hundred thousand, in each history that has an assault."""
    assaults = 0
    for replication in range(8):
        lost = [
            area_between(played(name, replication), 0, loaded(name).horizon, np.inf)
            for name in ("reported-plan", *TROOPS)
        ]
        assaults += lost[0] > 0
        assert lost == sorted(lost, reverse=True)
        assert len(set(lost)) == (4 if lost[0] else 1)
    assert assaults >= 2


# The counts of Donbas


def counted() -> Counter[int]:
    """Violations by period of one day, straight from the file; period 0 ends on 27 July 2020."""
    days: Counter[int] = Counter()
    with CSV.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["n_days"] == "1":
                ended = datetime.fromisoformat(row["period_end_utc"])
                days[(ended.date() - datetime(2020, 7, 27).date()).days] += int(row["violations"])
    return +days


def test_a_calendar_day_of_the_replay_is_a_reporting_period() -> None:
    acts = rows(played("replay-donbas-2020", 0), terms.VIOLATION)
    assert Counter((acts["minute"] // DAY).tolist()) == counted()


def test_twenty_a_day_is_met_on_the_days_that_had_twenty() -> None:
    breaches = rows(played("replay-donbas-2020", 0), terms.BREACH)
    met = {int(minute) // DAY for minute in breaches["minute"]}
    assert met == {day for day, count in counted().items() if count >= 20}
