import pickle

import pytest

from simulator.errors import (
    EscalationError,
    EventDataError,
    Interrupted,
    OutputError,
    Problem,
    ScenarioError,
    Stopped,
    TooCostly,
    did_you_mean,
)

UNIT = Problem("north.yaml", 14, "threshold.any[0].within", "'36' has no unit.")
ABSENT = Problem("south.yaml", None, "", "There is no such file.")


def test_each_problem_is_one_line_naming_file_line_and_path():
    assert str(ScenarioError([UNIT, ABSENT])).splitlines() == [
        "north.yaml:14 threshold.any[0].within: '36' has no unit.",
        "south.yaml: There is no such file.",
    ]


def test_problems_survive_the_way_back_from_another_process():
    assert pickle.loads(pickle.dumps(ScenarioError([UNIT, ABSENT]))).problems == [UNIT, ABSENT]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (EscalationError, 70),
        (ScenarioError, 2),
        (EventDataError, 2),
        (TooCostly, 69),
        (OutputError, 73),
        (Interrupted, 75),
        (Stopped, 130),
    ],
)
def test_each_error_has_its_exit_code_and_is_caught_as_ours(error, code):
    assert error.exit_code == code
    assert issubclass(error, EscalationError)


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("treshold", ["plan", "threshold"], "; did you mean 'threshold'?"),
        ("France", ["france"], "; did you mean 'france'?"),
        ("tiem", ["kind", "time"], "; did you mean 'time'?"),
        ("retreat", ["restraint", "assault"], "."),
        ("us", ["uk"], "."),
        ("plan", ["plan"], "."),
        ("plan", [], "."),
    ],
)
def test_a_word_is_offered_only_where_it_is_near(word, known, hint):
    assert did_you_mean(word, known, ".") == hint
