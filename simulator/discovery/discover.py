"""Finds under which values of what is uncertain something happens."""

from typing import Unpack

from simulator.discovery.boxes import boxes
from simulator.discovery.condition import condition
from simulator.discovery.numbers import levels_of, steps_of
from simulator.discovery.result import Discovery
from simulator.discovery.tree import tree
from simulator.errors import Problem, ScenarioError
from simulator.play.how import Sampled, parted
from simulator.scenario.load import Given, load
from simulator.tables.measures import outcome_units
from simulator.uncertain.play import checked, play_sets
from simulator.uncertain.sets import Sets
from simulator.uncertain.varied import REMEDY

SETS, HISTORIES = 400, 20
"""How many sets of values, and histories of each, where nothing is said of it."""


def discover(scenario: Given, when: str, sets: int = SETS, **sample: Unpack[Sampled]) -> Discovery:
    """Find boxes of values in which something happens more often than elsewhere.

    Parameters
    ----------
    scenario
        As in `run`; it must declare something uncertain.
    when
        What happens: a phase and its states, as in "coalition late or lapsed"; a number, as in
        "false breaches >= 1"; or what happens or not, as in "assault" and "not direct clash".
        Several with "and" between them must all hold in a history.
    sets
        How many sets of values are drawn: 400 by default. The first half finds the boxes and the
        tree, the second tests them.
    replications
        Number of histories of each set, 20 by default.
    seed
        Random seed of the values and of the luck.
    workers, engine, progress, anyway
        As in `run`.

    Returns
    -------
    Discovery
        Up to three boxes, each in a sentence, with coverage, density and the numbers that limit it;
        a tree of at most eight parts with its error; text and pictures.

    Raises
    ------
    ScenarioError
        `when` is not understood, nothing is uncertain, or an argument is not valid.
    TooCostly, EscalationError
        As `run`.
    """
    loaded = load(scenario)
    replications, seed, how = parted(sample, HISTORIES)
    count, number = checked(sets, seed)
    asked = condition(when, outcome_units(loaded))
    if not loaded.uncertain:
        message = f"'{loaded.name}' declares nothing uncertain. {REMEDY}"
        raise ScenarioError([Problem("uncertain", None, "", message)])
    drawn = Sets(loaded, count, number)
    (found,) = play_sets({loaded.name: drawn}, replications, **how).values()
    held = asked.held({one.outcome: one.values for one in found})
    found_boxes = boxes(levels_of(drawn), held, number)
    found_tree = tree(steps_of(drawn), held, number)
    return Discovery(drawn, asked, held, (found_boxes, found_tree), replications)
