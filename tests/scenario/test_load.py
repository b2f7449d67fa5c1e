from pathlib import Path

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.form import as_written, in_full, to_yaml
from simulator.scenario.load import load, load_mapping, load_text

PLAIN = """\
name: Plain
violations:
  fire: {kind: artillery, rate: 12 per day}
threshold: {of: artillery, at_least: 20, within: 24 h}
plan:
  phases:
    - {name: warning, when: breach, by: 24 h, owed_by: ukraine, warns: true}
"""


def faults(folder: Path, text: str) -> list[str]:
    """The problems of a file north.yaml with this text, without the folder's name."""
    (folder / "north.yaml").write_text(text)
    with pytest.raises(ScenarioError) as caught:
        load(folder / "north.yaml")
    return [str(one).replace(f"{folder}/", "") for one in caught.value.problems]


def laid(folder: Path, base: str, text: str) -> object:
    """The scenario north.yaml, with this text, that extends base.yaml."""
    (folder / "base.yaml").write_text(base)
    (folder / "north.yaml").write_text(f"extends: base.yaml\n{text}")
    return in_full(load(folder / "north.yaml"))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("horizn: 3 days", "horizn: unknown key 'horizn'; did you mean 'horizon'?"),
        ("horizon: 0 h", "horizon: '0 h' is not valid here: it must be more than 0."),
        ("horizon: 36", "horizon: '36' has no unit. Write a duration such as '36 h'."),
        (
            "ground: hello",
            "ground: 'hello' is not valid here; write a mapping, such as {key: value}.",
        ),
        ("ground: {sektor: 3 km}", "ground.sektor: unknown key 'sektor'; did you mean 'sector'?"),
        (
            "monitoring: {order: sever first}",
            "monitoring.order: 'sever first' is not known here; did you mean 'severe first'?",
        ),
        (
            "monitoring: {report: {daily: '19:30', except: [Sundy]}}",
            "monitoring.report.except[0]: 'Sundy' is not a weekday; did you mean 'Sunday'?",
        ),
        (
            "monitoring: {seen: {drone: 400 %}}",
            "monitoring.seen.drone: '400 %' is not between 0 and 1. "
            "Write a share such as '40 %' or 0.4.",
        ),
        (
            "monitoring: {verify: {lognormal: {median: 3 h}}}",
            "monitoring.verify.lognormal: 'p90' is missing.",
        ),
        (
            "guarantors: {france: {decides: 3}}",
            "guarantors.france.decides: '3' has no unit. Write a duration such as '36 h'.",
        ),
        ("adversary: {posture: [x]}", "adversary.posture: a list is not valid here; write text."),
    ],
)
def test_a_fault_names_its_place_its_value_and_what_would_do(
    line: str, says: str, tmp_path: Path
) -> None:
    assert faults(tmp_path, f"{PLAIN}{line}\n") == [f"north.yaml:8 {says}"]


def test_a_misspelt_key_in_a_rule_is_compared_with_the_keys_of_that_rule(tmp_path: Path) -> None:
    text = "name: x\nthreshold:\n  any:\n  - {of: drone, at_leest: 5}\n  - {cusum: {limit: 4}}\n"
    assert faults(tmp_path, text) == [
        "north.yaml:4 threshold.any[0].at_leest: unknown key 'at_leest'; did you mean 'at_least'?",
        "north.yaml:5 threshold.any[1].cusum: 'drift' is missing.",
    ]


def test_a_value_that_fits_no_form_is_judged_by_the_form_it_comes_nearest(tmp_path: Path) -> None:
    text = """\
name: x
violations:
  a: {kind: drone, at: {start: 3 h, within: 0.3}}
  b: {kind: drone, rate: 6 per day, hours: evening}
  c: {kind: drone, rate: 6 per day, hours: [1, 2]}
  d: {kind: drone, rate: 6 per day, during: {assault: 1.4}}
"""
    assert faults(tmp_path, text) == [
        "north.yaml:3 violations.a.at: 'count' is missing.",
        "north.yaml:3 violations.a.at.within: '0.3' has no unit. Write a duration such as '36 h'.",
        "north.yaml:4 violations.b.hours: "
        "'evening' is not known here; write 'all', 'night' or 'day'",
        "north.yaml:5 violations.c.hours: a list has the wrong length; it needs at least 24.",
        "north.yaml:6 violations.d.during.assault: "
        "'1.4' is not between 0 and 1. Write a share such as '40 %' or 0.4.",
    ]


def test_all_faults_come_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    found = faults(tmp_path, "treshold: 5\nhorizon: 3\nplan: {phases: [{nme: x, owed_by: y}]}\n")
    assert [one.split(":")[1].split(" ")[0] for one in found] == ["1", "1", "1", "2", "3", "3"]
    assert "north.yaml:1: 'name' is missing." in found
    assert any(one.startswith("north.yaml:1 threshold: '5' is not valid here") for one in found)
    assert "north.yaml:3 plan.phases[0]: 'name' is missing." in found


def test_what_a_file_leaves_out_it_has_from_the_file_it_extends(tmp_path: Path) -> None:
    tree = laid(tmp_path, PLAIN, "name: North\nviolations: {fire: {rate: 6 per day}}\n")
    assert tree["name"] == "North"
    assert tree["violations"]["fire"]["rate"] == "6 per day"
    assert tree["violations"]["fire"]["kind"] == "artillery"


def test_a_list_replaces_a_list(tmp_path: Path) -> None:
    tree = laid(tmp_path, PLAIN, "plan: {phases: [{name: other, owed_by: france}]}\n")
    assert [phase["name"] for phase in tree["plan"]["phases"]] == ["other"]


def test_a_rule_replaces_a_rule_of_another_form(tmp_path: Path) -> None:
    tree = laid(tmp_path, PLAIN, "threshold: {any: [{of: drone, at_least: 5}]}\n")
    assert list(tree["threshold"]) == ["any"]


def test_a_distribution_replaces_a_distribution(tmp_path: Path) -> None:
    base = PLAIN + "monitoring: {verify: {lognormal: {median: 2 h, p90: 9 h}}}\n"
    tree = laid(tmp_path, base, "monitoring: {verify: {exponential: {mean: 3 h}}}\n")
    assert tree["monitoring"]["verify"] == {"exponential": {"mean": "3 h"}}


def test_null_removes_what_was_there(tmp_path: Path) -> None:
    tree = laid(tmp_path, PLAIN, "violations: {fire: null, probe: {kind: drone, at: [0 h]}}\n")
    assert list(tree["violations"]) == ["probe"]


def test_a_null_that_removes_what_is_needed_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(PLAIN)
    found = faults(tmp_path, "extends: base.yaml\nname: null\n")
    assert found == ["north.yaml:1: 'name' is missing."]


def test_a_chain_of_three_files_counts_the_nearest_most(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(PLAIN + "together: 10 %\nhorizon: 5 days\n")
    (tmp_path / "base.yaml").write_text("extends: a.yaml\ntogether: 20 %\n")
    (tmp_path / "north.yaml").write_text("extends: base.yaml\nhorizon: 6 days\n")
    scenario = load(tmp_path / "north.yaml")
    assert (scenario.together, scenario.horizon) == (0.2, 6 * 1440)


def test_a_fault_in_an_extended_file_is_told_with_that_file(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(PLAIN + "horizon: 3\n")
    found = faults(tmp_path, "extends: base.yaml\ntogether: 3\n")
    assert [one.split(" ")[0] for one in found] == ["base.yaml:8", "north.yaml:2"]


def test_a_folder_below_may_hold_the_base_and_name_files_from_there(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "base.yaml").write_text(PLAIN)
    (tmp_path / "below" / "middle.yaml").write_text("extends: ../base.yaml\ntogether: 3\n")
    found = faults(tmp_path, "extends: below/middle.yaml\n")
    assert found[0].startswith("below/middle.yaml:2 together: '3' is not between 0 and 1.")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../secret.yaml", "'../secret.yaml' lies outside the scenario's folder."),
        ("/etc/passwd", "'/etc/passwd' lies outside the scenario's folder."),
        ("link.yaml", "'link.yaml' lies outside the scenario's folder."),
        ("nrth.yaml", "there is no file 'nrth.yaml'; did you mean 'north.yaml'?"),
        ("north.yaml", "'north.yaml' extends this file in turn: a circle."),
        ("circle.yaml", "'north.yaml' extends this file in turn: a circle."),
        ("[a.yaml]", "write the name of one scenario file."),
        (".", "there is no file '.'"),
        ("loop.yaml", "'loop.yaml'"),
        ("x" * 300, "'" + "x" * 300),
    ],
)
def test_only_files_of_the_folder_can_be_extended(name: str, says: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "secret.yaml").write_text("name: secret\n")
    (home / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (home / "loop.yaml").symlink_to(home / "loop.yaml")
    (home / "circle.yaml").write_text("extends: north.yaml\n")
    found = faults(home, f"extends: {name}\n")
    assert len(found) == 1
    assert says in found[0]


def test_an_endless_chain_is_cut(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.yaml").write_text(f"extends: {number + 1}.yaml\n")
    assert "more than 16 files extend each other." in faults(tmp_path, "extends: 0.yaml\n")[0]


def test_an_event_file_is_named_from_the_folder_of_the_file_that_was_given(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "days.csv").write_text("start\n")
    (tmp_path / "below" / "base.yaml").write_text(
        "name: x\nviolations:\n  a: {kind: drone, events: "
        "{file: days.csv, zero: '2020-07-27', start: start}}\n"
    )
    (tmp_path / "north.yaml").write_text("extends: below/base.yaml\n")
    scenario = load(tmp_path / "north.yaml")
    events = scenario.violations["a"].events
    assert events is not None
    assert events.file == "below/days.csv"
    assert scenario.folder == tmp_path


@pytest.mark.parametrize("file", ["../x.csv", "none.csv", "/etc/passwd", "."])
def test_an_event_file_must_be_there_and_inside(file: str, tmp_path: Path) -> None:
    text = (
        "name: x\nviolations:\n  a: {kind: drone, events: {file: " + file + ", zero: x, start: s}}"
    )
    found = faults(tmp_path, text)
    assert found[0].startswith("north.yaml:3 violations.a.events.file: ")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("weather", "there is no such file."),
        ("nort.yaml", "there is no such file; did you mean 'north.yaml'?"),
        (".", "this is a folder. Name a scenario file in it."),
        ("huge.yaml", "the file is larger than 1000 kB."),
        ("binary.yaml", "this is not UTF-8 text. Save the file as UTF-8."),
        ("empty.yaml", "the file is empty. Write at least a name and a plan."),
        ("list.yaml", "a scenario is a mapping with keys such as name, violations and plan."),
        ("x" * 300, "the file cannot be read: File name too long."),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_problem(
    name: str, says: str, tmp_path: Path
) -> None:
    (tmp_path / "north.yaml").write_text(PLAIN)
    (tmp_path / "huge.yaml").write_text("# x\n" * 300_000)
    (tmp_path / "binary.yaml").write_bytes(b"\x89PNG\xff")
    (tmp_path / "empty.yaml").write_text("")
    (tmp_path / "list.yaml").write_text("- a\n")
    with pytest.raises(ScenarioError) as caught:
        load(tmp_path / name)
    assert [one.message for one in caught.value.problems] == [says]


def test_a_device_that_never_ends_is_not_read() -> None:
    with pytest.raises(ScenarioError, match="not a file that can be read as text"):
        load("/dev/zero")


def test_text_given_for_a_name_points_to_load_text() -> None:
    with pytest.raises(ScenarioError, match="use load_text"):
        load(PLAIN)


def test_a_mapping_and_a_scenario_load_as_the_text_does() -> None:
    scenario = load_text(PLAIN)
    assert load(as_written(scenario)) == scenario
    assert load(scenario) is scenario


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (float("nan"), "nan is not text, a finite number"),
        (object, "is not text, a finite number"),
        ({1: 2}, "a mapping with keys that are not text is not text"),
        ({"x": 3}, "together: a mapping is not a share."),
    ],
)
def test_a_mapping_with_what_yaml_has_no_word_for_is_refused(value: object, says: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_mapping({"name": "x", "together": value})
    assert says in str(caught.value)
    assert caught.value.problems[0].line is None


def test_a_mapping_that_holds_itself_is_refused() -> None:
    circle: dict[str, object] = {"name": "x"}
    circle["ground"] = circle
    with pytest.raises(ScenarioError, match="too deep or too large"):
        load(circle)


@pytest.mark.parametrize(
    "key", ["extends: a.yaml", "violations: {a: {kind: x, events: {file: y}}}"]
)
def test_text_without_a_folder_names_no_files(key: str) -> None:
    with pytest.raises(ScenarioError, match="only a scenario in a file can"):
        load_text(f"name: x\n{key}\n")


def test_text_with_a_folder_extends_files_in_it(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(PLAIN)
    assert load_text("extends: base.yaml\n", folder=tmp_path).name == "Plain"


RICH = """\
name: "on"
starts: Friday 18:00
kinds: {constant: {severity: 3}, drone: {severity: 4}}
violations:
  waves: {family: night waves, kind: drone, hours: all}
  raid: {family: salvo raid, kind: missile, size: {poisson: {mean: 3}}}
  script: {kind: drone, at: {count: 20, within: 6 h}}
monitoring: {seen: {constant: 40 %}, report: {daily: "19:30", except: [Sunday]}, verify: 3 h}
threshold: {all: [{any: [{of: drone}]}, {cusum: {drift: 2 per hour, limit: 5}}]}
plan:
  phases:
    - {name: a, owed_by: x}
    - {name: "1e3", owed_by: x, when: {full_scale: {at_least: 3, within: calendar day}}}
guarantors: {x: {in: "no", decides: {mandate: {pert: [1 h, 2 h, 3 h]}}, brings: {air: {}}}}
adversary: {moves: [{on: warning, to: {assault: 3 %}}]}
uncertain: {guarantors.*.honours: {uniform: [10 %, 0.5]}}
"""


@pytest.mark.parametrize("text", [PLAIN, RICH])
def test_a_scenario_written_back_as_yaml_loads_as_the_same_scenario(text: str) -> None:
    scenario = load_text(text)
    assert load_text(to_yaml(as_written(scenario))) == scenario


def test_sources_add_up_down_the_chain_and_the_nearer_ones_come_first(tmp_path: Path) -> None:
    source = "- {backs: ground.rate, says: a, by: BY, year: 2022, sure: low}"
    (tmp_path / "base.yaml").write_text(f"name: b\nsources:\n  {source.replace('BY', 'base')}\n")
    upper = f"extends: base.yaml\nname: u\nsources:\n  {source.replace('BY', 'upper')}\n"
    (tmp_path / "upper.yaml").write_text(upper)
    assert [source.by for source in load(tmp_path / "upper.yaml").sources] == ["upper", "base"]


def test_a_fault_in_a_source_below_is_told_at_its_own_line(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("name: b\nsources:\n  - {backs: ground.rate, says: a}\n")
    upper = (
        "extends: base.yaml\nname: u\n"
        "sources: [{backs: ground.rate, says: a, by: b, year: 2022, sure: low}]\n"
    )
    (tmp_path / "upper.yaml").write_text(upper)
    with pytest.raises(ScenarioError) as caught:
        load(tmp_path / "upper.yaml")
    assert {(Path(p.file).name, p.line) for p in caught.value.problems} == {("base.yaml", 3)}


def test_a_distribution_alone_is_the_governments_decision() -> None:
    written = {"name": "d", "guarantors": {"a": {"decides": {"uniform": ["1 h", "2 h"]}}}}
    assert load(written).guarantors["a"].decides.government.uniform == (60, 120)


def test_sources_of_what_was_taken_out_are_not_written_again(tmp_path: Path) -> None:
    source = "says: so, by: me, year: 2026, sure: low"
    sources = (
        "sources:\n"
        f"  - {{backs: [violations.fire.rate, threshold.at_least], {source}}}\n"
        f"  - {{backs: violations.fire.rate, {source}}}\n"
    )
    (tmp_path / "base.yaml").write_text(PLAIN + sources)
    (tmp_path / "north.yaml").write_text("extends: base.yaml\nviolations: {fire: null}\n")
    written = as_written(load(tmp_path / "north.yaml"))
    assert [source["backs"] for source in written["sources"]] == [["threshold.at_least"]]
    assert as_written(load_text(to_yaml(written))) == written


@pytest.mark.parametrize("name", ["grey-zone", "two-phases"])
def test_a_shipped_scenario_that_takes_something_out_is_written_so_that_it_loads(name: str) -> None:
    written = as_written(load(Path(__file__).parents[2] / "scenarios" / f"{name}.yaml"))
    assert as_written(load_text(to_yaml(written))) == written


def test_the_same_scenario_from_two_folders_is_equal(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "north.yaml").write_text(PLAIN)
    one, other = (load(tmp_path / folder / "north.yaml") for folder in ("a", "b"))
    assert one.folder != other.folder
    assert one == other == load_text(PLAIN)
    assert one != load_text(PLAIN.replace("Plain", "Other"))
    assert one != "Plain"
