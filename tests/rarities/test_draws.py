"""What is looked at before a history is played is what the history then draws."""

import numpy as np
import pytest

from simulator.model import guarantors, terms
from simulator.model.adversary import chosen_posture, signs, waiting_minutes
from simulator.model.draws import EMPIRICAL, sample, uniform
from simulator.model.encode import encode, names_of
from simulator.model.parameters import Parameters
from simulator.rarities import evened
from simulator.rarities.draws import Draw, draws_of
from simulator.rarities.look import choose
from simulator.rarities.played import numbers_of
from simulator.rarities.sieve import POWER, Learnt, Sieve
from simulator.scenario.load import load

from .clash import clash

N = 300


@pytest.fixture(scope="module")
def p() -> Parameters:
    return encode(load("reported-plan"), 5)


@pytest.fixture(scope="module")
def draws(p: Parameters) -> list[Draw]:
    return draws_of(p, names_of(load("reported-plan")))


def drawn(draws: list[Draw], p: Parameters, what: str) -> tuple[Draw, np.ndarray]:
    (one,) = [draw for draw in draws if draw.what == what]
    return one, numbers_of([one], p, np.arange(N))[0]


def test_the_chances_of_the_cells_of_a_draw_add_up_to_one(draws: list[Draw]) -> None:
    for one in draws:
        assert sum(one.chances) == pytest.approx(1)
        assert sum(one.evened) == pytest.approx(1)
        assert len(one.chances) == len(one.evened) == len(one.cells) > 1
    assert len({one.what for one in draws}) == len({one.address for one in draws}) == len(draws)


def test_a_will_is_the_one_that_the_history_goes_by(draws: list[Draw], p: Parameters) -> None:
    names = names_of(load("reported-plan")).guarantors
    for name in ("united states", "france"):
        g = names.index(name)
        one, numbers = drawn(draws, p, f"the will of {name}, episode 2")
        standings = guarantors.at_rest(p.plain())
        willing = [
            guarantors.is_willing(p.plain(), replication, standings, g, 1, 0)
            for replication in range(N)
        ]
        assert (numbers < one.chances[0]).tolist() == willing
        assert 0 < sum(willing) < N


def test_a_wait_and_where_it_leads_are_those_of_the_history(
    draws: list[Draw], p: Parameters
) -> None:
    m = int(np.flatnonzero(p.moves["trigger"] == terms.AFTER)[0])
    one, numbers = drawn(
        draws, p, "wait of the move after a time in harassment, posture 1 of the history"
    )
    edge = np.cumsum(one.chances)[0]
    minutes = [waiting_minutes(p, replication, m, 1) for replication in range(N)]
    ends = float(sample(p.distributions, p.numbers, int(p.moves[m]["after"]), float(edge)))
    assert ((np.array(minutes) < ends) == (numbers < edge)).all()


def test_a_reaction_leads_where_its_cell_says(draws: list[Draw], p: Parameters) -> None:
    names = names_of(load("reported-plan"))
    m = names.moves.index("warning")
    one, numbers = drawn(draws, p, "the move 'warning', occasion 1")
    assert one.cells == ("restraint", "assault", "it stays")
    prior = float(p.world[0]["prior"])
    start = names.postures.index("harassment")
    led = [chosen_posture(p, r, m, 1, start, prior) for r in range(N)]
    cells = np.searchsorted(np.cumsum(one.chances)[:-1], numbers, side="right")
    told = [one.cells[cell] for cell in cells]
    assert told == ["it stays" if x == start else names.postures[x] for x in led]


def test_a_signature_is_that_of_the_history() -> None:
    p = encode(clash(signs=0.3), 1)
    one, numbers = drawn(draws_of(p, names_of(clash())), p, "the adversary's signature")
    assert (numbers < one.chances[0]).tolist() == [signs(p, r) for r in range(N)]


def test_evened_times_lie_in_the_cells_that_they_stand_for(p: Parameters) -> None:
    even = evened.evened(p)
    for m in np.flatnonzero(p.moves["trigger"] == terms.AFTER):
        cut = evened.wait(p, int(m))
        assert cut is not None
        row, before = int(even.moves[m]["after"]), int(p.moves[m]["after"])
        assert even.distributions[row]["family"] == EMPIRICAL
        middles = np.cumsum(cut.evened) - np.array(cut.evened) / 2
        edges = [0.0, *cut.levels, 1 - 1e-12]
        for cell, u in enumerate(middles):
            value = sample(even.distributions, even.numbers, row, float(u))
            low = sample(p.distributions, p.numbers, before, max(edges[cell], 1e-12))
            high = sample(p.distributions, p.numbers, before, edges[cell + 1])
            assert low <= value <= high


def test_evened_chances_keep_who_is_surer_first_and_what_is_certain() -> None:
    honours = np.array([0.0, 0.3, 0.05, 1.0, 0.3])
    assert evened.even_honours(honours).tolist() == [0, 2 / 3, 1 / 3, 1, 2 / 3]
    assert evened.even_targets(np.array([0.35, 0, 0.02])).tolist() == pytest.approx(
        [1 / 3, 0, 1 / 3]
    )
    assert evened.even_targets(np.array([0, 0, 1.0])).tolist() == [0, 0, 1]
    assert evened.even_targets(np.zeros(3)).tolist() == [0, 0, 0]


def test_the_evened_scenario_has_luck_of_its_own(p: Parameters) -> None:
    assert evened.evened(p).world[0]["seed"] < 0 <= p.world[0]["seed"]


def test_histories_are_chosen_as_often_as_their_luck_says(p: Parameters) -> None:
    one = Draw("x", (7 << 8, 0, 0, -1, -1), (0.1, 0.9), (0.5, 0.5), ("a", "b"))
    other = Draw("y", (9 << 8, 2, 1, -1, -1), (0.5, 0.25, 0.25), (0.3, 0.3, 0.4), ("a", "b", "c"))
    factors = [1.0, 0.1], [0.5, 1.0, 0.1]
    lifts = [3 * np.array(each) ** (1 / POWER) for each in factors]
    sieve = Sieve((Learnt(one, lifts[0]), Learnt(other, lifts[1])), 0.5)
    count = 20_000
    numbers, chances = np.zeros(count, np.int64), np.zeros(count)
    span = np.array([0, count], np.int64)
    found = choose(5, 0.0, span, sieve.table, numbers, chances)
    assert found / count == pytest.approx(sieve.played, rel=0.05)
    for replication, chance in zip(numbers[:20].tolist(), chances[:20], strict=True):
        cell = int(uniform(5, replication, 7 << 8, 0, 0) >= 0.1)
        u = uniform(5, replication, 9 << 8, 2, 1)
        third = 0 if u < 0.5 else 1 if u < 0.75 else 2
        assert chance == pytest.approx(factors[0][cell] * factors[1][third])
    # Weighted back, the chosen stand for all.
    assert np.sum(1 / chances[:found]) == pytest.approx(count, rel=0.1)
