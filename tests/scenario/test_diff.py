from simulator.scenario.diff import Difference, diff
from simulator.scenario.load import load_text

PLAIN = "name: Plain\nplan: {phases: [{name: a, by: 24 h, owed_by: x}]}\n"


def differences(left: str, right: str, words: bool = False) -> list[tuple[str | None, ...]]:
    return [tuple(one) for one in diff(load_text(left), load_text(right), words)]


def test_a_scenario_does_not_differ_from_itself() -> None:
    assert differences(PLAIN, PLAIN, words=True) == []


def test_the_same_meaning_in_other_words_is_no_difference() -> None:
    right = """\
name: Plain
horizon: 720 h
monitoring: {report: {constant: 0 min}}
threshold: {at_least: 1, within: 1 day}
plan: {phases: [{name: a, when: breach, by: 1 day, owed_by: [x]}]}
kinds: {drone: {severity: 2}}
"""
    assert differences(PLAIN, right, words=True) == []


def test_a_default_that_is_left_is_shown_in_full() -> None:
    right = PLAIN + "together: 40 %\nmonitoring: {verify: {exponential: {mean: 3 h}}}\n"
    assert diff(load_text(PLAIN), load_text(right)) == [
        Difference("monitoring.verify", "0 min", "{exponential: {mean: 3 h}}"),
        Difference("together", "0 %", "40 %"),
    ]


def test_a_rule_counts_as_one_value() -> None:
    right = PLAIN + "threshold: {of: drone, at_least: 5}\n"
    assert differences(PLAIN, right) == [
        (
            "threshold",
            "{of: [], at_least: 1, measure: violations, within: 24 h, days: 1}",
            "{of: [drone], at_least: 5, measure: violations, within: 24 h, days: 1}",
        )
    ]


def test_what_only_one_side_has_is_none_on_the_other() -> None:
    right = PLAIN + "violations: {probe: {kind: drone, rate: 1 per day}}\n"
    assert ("violations.probe.rate", None, "1 per day") in differences(PLAIN, right)
    assert ("violations.probe.rate", "1 per day", None) in differences(right, PLAIN)


def test_a_phase_put_before_another_does_not_shift_it() -> None:
    right = """\
name: Plain
plan: {phases: [{name: b, owed_by: x}, {name: a, by: 24 h, owed_by: x}]}
"""
    assert {path.split(".")[2] for path, _, _ in differences(PLAIN, right) if path} == {"b"}


def test_names_and_sources_count_only_when_asked_for_and_then_come_first() -> None:
    right = """\
name: Other
together: 40 %
plan: {phases: [{name: a, by: 24 h, owed_by: x}]}
sources: [{backs: together, says: guess, by: nobody, year: 2026, sure: low}]
"""
    assert [path for path, _, _ in differences(PLAIN, right)] == ["together"]
    found = [str(path) for path, _, _ in differences(PLAIN, right, words=True)]
    assert found[0] == "name"
    assert found[1].startswith("sources")
    assert found[-1] == "together"
