"""A plan without one guarantor, and with one more that surely agrees."""

from collections.abc import Iterator

from simulator.leverage.changes import ONE_FEWER, ONE_MORE, Change
from simulator.scenario.path import exact
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.guarantors import Brings
from simulator.scenario.vary import vary


def guarantor_changes(scenario: Scenario) -> list[Change]:
    """The plan without each guarantor but the attacked state, and with each that may not come."""
    scenario = _listed(scenario)
    return [*_without_one(scenario), *_with_one(scenario)]


def _listed(scenario: Scenario) -> Scenario:
    """The scenario with its guarantors written out, where the plan alone names them."""
    if scenario.guarantors or not scenario.roster():
        return scenario
    return vary(scenario, "guarantors", {name: {} for name in scenario.roster()})


def _without_one(scenario: Scenario) -> Iterator[Change]:
    """One declines whenever it is asked, and what it has present is not there. It stays on the list
    of those who owe and count, so that whoever needs it waits in vain."""
    for name, one in scenario.guarantors.items():
        present = _present(one.brings)
        if one.home or not (one.honours or present):
            continue
        changed = vary(scenario, exact(("guarantors", name, "honours")), "0 %")
        for means in present:
            place = ("guarantors", name, "brings", means, "present")
            changed = vary(changed, exact(place), False)
        yield Change(ONE_FEWER, f"without {name}", changed)


def _present(brings: Brings) -> list[str]:
    """The means that are there from the first minute."""
    return [name for name, means in brings if means is not None and means.present]


def _with_one(scenario: Scenario) -> Iterator[Change]:
    """One surely agrees, and comes if all whom it needs do. Who owes no phase joins those who owe
    the phases of other states."""
    owing = set(scenario.owing(tuple(n for phase in scenario.plan.phases for n in phase.owed_by)))
    for name, one in scenario.guarantors.items():
        if one.home:
            continue
        sure = vary(scenario, exact(("guarantors", name, "honours")), "100 %")
        if name not in owing:
            joined = _joined(sure, name)
            if joined != sure:
                yield Change(ONE_MORE, f"{name} joins", joined)
        elif one.honours < 1.0:
            yield Change(ONE_MORE, f"{name} surely agrees", sure)


def _joined(scenario: Scenario, name: str) -> Scenario:
    """The plan with one more who owes each phase that another state owes."""
    roster = scenario.roster()
    for number, phase in enumerate(scenario.plan.phases):
        if any(not roster[one].home for one in scenario.owing(phase.owed_by)):
            owed = [*phase.owed_by, name]
            scenario = vary(scenario, f"plan.phases.{number}.owed_by", owed)
    return scenario
