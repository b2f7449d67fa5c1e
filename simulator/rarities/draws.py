"""The luck that may decide a rare outcome: each draw with its address, its cells and their words.

Whether there is a ceasefire, how long the adversary waits and where its moves lead, who is willing,
how long deciding and arriving take: few draws of each history, and addressed before it is played.
What is drawn for every act, from its minute to the verdict on it, is not among them.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from simulator.model import terms
from simulator.model.draws import sample
from simulator.model.parameters import Array, Names, Parameters
from simulator.rarities import evened
from simulator.tables.wording import hours, listed

TIMES = 6
"""Episodes, occasions to react, and postures taken, of which the draws are looked at."""
ALONE = -1, -1
"""In an address: nobody shares the number."""
LONG = 72.0
"""Hours from which on a time is told in days."""


class Draw(NamedTuple):
    """One random number of a history, and what it decides."""

    what: str
    address: tuple[int, ...]
    """As `look.Addresses` has them."""
    chances: tuple[float, ...]
    """Of each cell, from 0 up; they add up to 1."""
    evened: tuple[float, ...]
    """The same in the evened scenario."""
    cells: tuple[str, ...]
    """What each cell means."""
    ends: tuple[str, ...] = ()
    """Of a time: where its cells meet, in words."""

    def words(self, first: int, last: int) -> str:
        """What the cells from one to another mean: 'up to 5.0 h', 'willing'."""
        if not self.ends:
            return listed([*dict.fromkeys(self.cells[first : last + 1])], "or")
        if first == 0:
            return f"up to {self.ends[last]}" if last < len(self.ends) else "any time"
        if last == len(self.ends):
            return f"over {self.ends[first - 1]}"
        return f"{self.ends[first - 1]} to {self.ends[last]}"


def draws_of(p: Parameters, names: Names) -> list[Draw]:
    """The draws of a scenario that are looked at; none that is no matter of luck."""
    found = [*_signing(p), *_moves(p, names), *_wills(p, names), *_times(p, names)]
    return [one for one in found if len(one.chances) > 1]


def _signing(p: Parameters) -> Iterator[Draw]:
    world = p.world[0]
    chance = float(world["signs"])
    cuts = [chance], [evened.even_chance(chance)]
    address = int(world["stream"]) | terms.SIGN, 0, 0, *ALONE
    yield _chance("the adversary's signature", address, cuts, ["it signs", "it does not"])


def _moves(p: Parameters, names: Names) -> Iterator[Draw]:
    even = np.array([evened.even_targets(one) for one in p.targets]).reshape(p.targets.shape)
    for m, move in enumerate(p.moves):
        name = _move(p, m, names)
        trigger, stream = int(move["trigger"]), int(move["stream"])
        cut = evened.wait(p, m) if trigger == terms.AFTER else None
        leads = [posture for posture in range(p.targets.shape[1]) if p.targets[m, posture] > 0]
        words = [*(names.postures[one] for one in leads), "it stays"]
        cuts = [np.cumsum(one[m, leads]).tolist() for one in (p.targets, even)]
        for n in range(1, TIMES + 1):
            which = f"posture {n} of the history" if trigger == terms.AFTER else f"occasion {n}"
            place = 0 if trigger == terms.AT else n
            if cut is not None:
                address = stream | terms.AFTER_TIME, n, 0, *ALONE
                yield _time(p, f"wait of {name}, {which}", address, int(move["after"]), cut)
            where = f"{name}, {which}" if trigger != terms.AT else name
            yield _chance(where, (stream | terms.REACT, place, 0, *ALONE), cuts, words)
            if trigger == terms.AT:
                break


def _wills(p: Parameters, names: Names) -> Iterator[Draw]:
    honours, common = p.guarantors["honours"], int(p.world[0]["stream"]) | terms.SHARED
    even = evened.even_honours(honours)
    for g, name in enumerate(names.guarantors):
        stream = int(p.guarantors[g]["stream"])
        cuts = [[float(one[g])] for one in (honours, even)]
        for episode in range(TIMES):
            address = stream | terms.WILL, episode, 0, stream | terms.SHARED, common
            what = f"the will of {name}, episode {episode + 1}"
            yield _chance(what, address, cuts, ["willing", "not willing"])


def _times(p: Parameters, names: Names) -> Iterator[Draw]:
    for g, name in enumerate(names.guarantors):
        stream = int(p.guarantors[g]["stream"])
        kinds = [
            (f"{name}'s {step}", stream | terms.DECIDE, n, int(p.guarantors[g][step]))
            for n, step in enumerate(evened.NAMED)
        ]
        kinds += [
            (f"arrival of {name}'s {means}", stream | terms.ARRIVE, n, int(p.arrives[g, n]))
            for n, means in enumerate(terms.MEANS)
        ]
        for what, address, index, row in kinds:
            cut = evened.time(p, row)
            if cut is not None:
                for episode in range(TIMES):
                    words = f"{what}, episode {episode + 1}"
                    yield _time(p, words, (address, episode, index, *ALONE), row, cut)


def _move(p: Parameters, m: int, names: Names) -> str:
    """What a move is called; one after a time by the postures that it leaves too."""
    if p.moves[m]["trigger"] != terms.AFTER:
        return f"the move '{names.moves[m]}'"
    origin = int(p.moves[m]["origin"])
    left = [one for k, one in enumerate(names.postures) if origin >> k & 1]
    return f"the move {names.moves[m]} in {listed(left, 'or')}"


def _chance(
    what: str, address: tuple[int, ...], cuts: Sequence[Sequence[float]], words: Sequence[str]
) -> Draw:
    """A draw that is below some of these numbers or not; `cuts`: as it is, and evened."""
    edges, even = ([0.0, *np.minimum(one, 1.0), 1.0] for one in cuts)
    shares = [
        (high - low, other - lower, word)
        for (low, high), (lower, other), word in zip(
            pairwise(edges), pairwise(even), words, strict=True
        )
    ]
    kept = [one for one in shares if one[0] > 1e-15]
    chances, others, cells = zip(*kept, strict=True)
    return Draw(what, address, chances, others, cells)


def _time(p: Parameters, what: str, address: tuple[int, ...], row: int, cut: evened.Time) -> Draw:
    """A time by its cells."""
    chances = np.diff([0.0, *cut.levels, 1.0]).tolist()
    ends = [_length(float(sample(p.distributions, p.numbers, row, one))) for one in cut.levels]
    cells = ("",) * len(chances)
    return Draw(what, address, tuple(chances), cut.evened, cells, tuple(ends))


def _length(minutes: float) -> str:
    """'5.0 h', '36 h', '4.2 days'."""
    told = minutes / 60
    return hours(told) if told < LONG else f"{told / 24:.1f} days"


def cuts_of(shares: Sequence[float] | Array) -> Array:
    """Where cells of these shares meet."""
    return np.cumsum(shares)[:-1]
