"""Every outcome as a clause, and in which order they matter."""

import pytest

from simulator.tables.measures import AFTER_PHASES, BEFORE_PHASES, PHASE_STATES
from simulator.tables.phrases import PHRASES, phrase_of, place_of

OUTCOMES = [one.outcome for one in (*BEFORE_PHASES, *AFTER_PHASES)]


def test_every_outcome_of_the_tables_has_a_clause_and_no_other_has() -> None:
    assert set(PHRASES) == {*OUTCOMES, *PHASE_STATES}


@pytest.mark.parametrize("outcome", [*OUTCOMES, *(f"help: {word}" for word in PHASE_STATES)])
def test_a_clause_has_its_amount_once_and_no_gap_left(outcome: str) -> None:
    said = phrase_of(outcome).says("<amount>")
    assert said.count("<amount>") == 1
    assert "{" not in said


def test_a_phase_may_be_called_anything() -> None:
    assert phrase_of("{}: {phase}: late").says("in 3 %") == "the phase '{}: {phase}' is late in 3 %"


def test_an_assault_matters_more_than_the_number_of_acts() -> None:
    assert place_of("assault") < place_of("help: in time") < place_of("acts")
