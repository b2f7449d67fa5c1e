"""The words of the schema are those of the model, and each number means its word."""

from typing import get_args

import numpy as np
import pytest

from simulator.model import answers, terms
from simulator.plots import lanes
from simulator.scenario.schema import plan
from simulator.scenario.schema.guarantors import Brings


@pytest.mark.parametrize("words", ["CAUSES", "MEASURES", "SINCE", "CLOCKS", "MEANS"])
def test_each_word_of_the_schema_has_the_number_that_is_named_after_it(words: str) -> None:
    named = {"SINCE": "SINCE_{}", "CLOCKS": "{}"}.get(words, "{}")
    for number, word in enumerate(getattr(terms, words)):
        name = named.format(word.upper().replace(" ", "_"))
        assert getattr(terms, "AT_BREACH" if name == "BREACH" else name) == number


def test_the_means_that_a_phase_may_need_are_those_that_a_guarantor_may_bring() -> None:
    assert get_args(plan.Means) == tuple(Brings.model_fields)


def test_every_means_has_a_column_of_answers_and_a_letter_of_its_own_in_pictures() -> None:
    assert len(set(lanes.MEANS.values())) == len(terms.MEANS)
    for number, means in enumerate(terms.MEANS):
        table = np.zeros(1, answers.ANSWER)
        answers.note_arrival(table, 0, number, 5.0)
        assert [name for name in terms.MEANS if table[0][name]] == [means]


def test_every_reaction_has_a_trigger_of_its_own() -> None:
    assert terms.TRIGGERS == {"warning": terms.ON_WARNING, "troops arrive": terms.ON_TROOPS}
    assert terms.PHASE_TRIGGERS == {
        "starts": terms.ON_START,
        "is late": terms.ON_LATE,
        "lapses": terms.ON_LAPSE,
    }
