"""A planted tree is found again, with its shares and its error; and none where there is none."""

import numpy as np
import pytest

from simulator.discovery.tree import DEPTH, LEAST, _Branch, _prune, tree

SETS, HISTORIES = 400, 10


def planted(chance, numbers=6, seed=3, sets=SETS, histories=HISTORIES):
    """Sets of numbers, of which `chance` says how likely it is in each, and what happened."""
    rng = np.random.default_rng(seed)
    levels = {f"n{i}": rng.random(sets) for i in range(numbers)}
    likely = chance(levels)
    return levels, (rng.random((sets, histories)) < likely[:, None]).astype(float), likely


def two_levels(n):
    """0.8 where n2 is above 0.6 and n0 below 0.5; 0.3 where n2 alone is above; else 0.05."""
    return np.where(n["n2"] > 0.6, np.where(n["n0"] < 0.5, 0.8, 0.3), 0.05)


@pytest.fixture(scope="module")
def found():
    levels, held, _ = planted(two_levels)
    return tree(levels, held, seed=1)


def ends(node):
    return {one.number: (one.low, one.high) for one in node.limits}


def test_a_planted_tree_is_found_and_no_other_split_is_kept(found):
    low, high = found.root.below
    assert low.below == ()
    assert ends(low)["n2"] == (0.0, pytest.approx(0.6, abs=0.05))
    both, only = high.below
    assert (both.below, only.below) == ((), ())
    assert ends(both) == {
        "n2": (pytest.approx(0.6, abs=0.05), 1.0),
        "n0": (0.0, pytest.approx(0.5, abs=0.1)),
    }
    assert max(found.root.p, high.p) < 0.001


def test_its_shares_are_those_that_were_planted(found):
    low, high = found.root.below
    for node, share, mass in zip(
        (low, *high.below), (0.05, 0.8, 0.3), (0.6, 0.2, 0.2), strict=True
    ):
        assert node.share.low - 0.03 < share < node.share.high + 0.03
        assert node.mass == pytest.approx(mass, abs=0.08)
    leaves = found.root.leaves
    assert sum(one.mass for one in leaves) == pytest.approx(1.0)
    assert sum(one.coverage.value for one in leaves) == pytest.approx(1.0)


def test_its_error_is_that_of_the_planted_chances_on_the_other_half():
    levels, held, likely = planted(two_levels, sets=4000)
    tested, chances = held[2000:], likely[2000:, None]
    error = tree(levels, held, seed=1).error
    assert error.overall == pytest.approx(tested.var(), rel=0.01)
    assert error.tree == pytest.approx(np.mean((tested - chances) ** 2), rel=0.01)
    assert error.least == pytest.approx(np.mean(chances * (1 - chances)), rel=0.03)
    assert error.tree < error.overall
    assert error.less.low > 0.3
    assert error.less.value == pytest.approx(1 - error.tree / error.overall)


def test_the_first_split_is_the_best_of_all_by_gini_s_impurity():
    levels, held, _ = planted(two_levels, numbers=3, sets=60, histories=3)
    names, grows = list(levels), slice(0, 30)

    def impurity(some):
        return held[grows][some].size * held[grows][some].var()

    best = min(
        (impurity(levels[name][grows] < at) + impurity(levels[name][grows] >= at), name, at)
        for name in names
        for at in levels[name][grows]
        if 5 <= np.sum(levels[name][grows] < at) <= 25
    )
    root = tree(levels, held, seed=0).root
    low, high = root.below
    assert low.limits[-1].number == best[1]
    below = levels[best[1]][grows][levels[best[1]][grows] < best[2]].max()
    assert low.limits[-1].high == high.limits[-1].low == pytest.approx((below + best[2]) / 2)


def test_no_split_is_kept_where_nothing_tells():
    levels, held, _ = planted(lambda n: np.full(SETS, 0.3))
    found = tree(levels, held, seed=1)
    assert found.root.below == ()
    assert found.error.tree == found.error.overall
    assert found.error.less.value == 0.0


def branch(p, *below):
    return _Branch(np.ones(2, bool), {}, p=p, below=list(below))


def test_a_split_goes_if_neither_it_nor_one_below_it_is_confirmed():
    root = branch(
        0.2, branch(0.9, branch(np.nan), branch(np.nan)), branch(0.01, *[branch(np.nan)] * 2)
    )
    _prune(root)
    lower, upper = root.below
    assert (lower.below, len(upper.below)) == ([], 2)
    upper.p = 0.06
    _prune(root)
    assert root.below == []


def test_it_is_no_deeper_and_no_leaf_smaller_than_can_be_read():
    levels, held, _ = planted(lambda n: 0.02 + 0.96 * (n["n0"] + n["n1"] + n["n2"]) / 3)
    found = tree(levels, held, seed=1)
    assert max(depth for depth, _ in found.root.each()) == DEPTH
    assert len(found.root.leaves) <= 2**DEPTH
    assert min(one.mass for one in found.root.leaves) > LEAST / 3


@pytest.mark.parametrize("value", [0.0, 1.0, np.nan])
def test_what_never_or_always_happens_or_is_never_known_has_no_tree(value):
    levels, held, _ = planted(two_levels)
    assert tree(levels, np.full_like(held, value), seed=1) is None
