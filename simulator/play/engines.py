"""Which engine plays some scenarios."""

from collections.abc import Iterable
from importlib.util import find_spec

from simulator.errors import Problem, ScenarioError
from simulator.model.parameters import ENGINES, FILE, NATIVE, SIMPY
from simulator.scenario.schema import Scenario
from simulator.tables.wording import listed


def chosen_engine(asked: str | None, scenarios: Iterable[Scenario] = ()) -> str:
    """The engine that was asked for; else the engine file, or SimPy where a pattern is in Python.

    Raises `ScenarioError` for an engine that there is not, or that cannot play these scenarios.
    """
    python = only_simpy(scenarios)
    message = ""
    if asked is None:
        return SIMPY if python else FILE
    if asked not in ENGINES:
        message = f"unknown engine '{asked}'; write one of {', '.join(ENGINES)}."
    elif asked != SIMPY and python:
        message = f"{python} Leave the engine out, or name simpy."
    elif asked == NATIVE and find_spec("numba") is None:
        message = (
            "'native' compiles with Numba, which is not installed. Leave the engine out, or "
            "install escalation-timeline[native]."
        )
    if message:
        raise ScenarioError([Problem("engine", None, "", message)])
    return asked


def only_simpy(scenarios: Iterable[Scenario]) -> str:
    """Why only SimPy can play these scenarios, in a sentence; or nothing."""
    named = {
        f"'{pattern}' ({program.file}:{program.function})"
        for scenario in scenarios
        for pattern, program in scenario.programs.items()
    }
    if not named:
        return ""
    verb = "is" if len(named) == 1 else "are"
    return f"{listed(sorted(named))} {verb} written in Python, which only the SimPy engine plays."
