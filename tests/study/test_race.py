"""A race among candidates whose values are known."""

import numpy as np

from simulator.study.race import Round, histories_of, race

ROUNDS = (Round(2, 3), Round(5, 1))


def test_the_best_go_on_and_play_only_what_they_have_not_played():
    asked = []

    def play(places, span):
        asked.append((list(places), span))
        return [np.full((1, len(span)), float(place)) for place in places]

    def best(values, kept):
        return np.argsort(-values[:, 0].mean(axis=1))[:kept]

    (winner,) = race(4, ROUNDS, play, best)
    assert asked == [([0, 1, 2, 3], range(0, 2)), ([3, 2, 1], range(2, 5))]
    assert winner.place == 3
    assert winner.values.shape == (1, 5)
    assert histories_of(4, ROUNDS) == sum(len(places) * len(span) for places, span in asked)


def test_a_candidate_that_is_lucky_at_first_is_overtaken():
    values = np.array([[9.0, 9.0, 0.0, 0.0, 0.0], [5.0, 5.0, 5.0, 5.0, 5.0]])

    def play(places, span):
        return [values[[place], span.start : span.stop] for place in places]

    def best(found, kept):
        return np.argsort(-found[:, 0].mean(axis=1))[:kept]

    (winner,) = race(2, (Round(2, 2), Round(5, 1)), play, best)
    assert winner.place == 1
