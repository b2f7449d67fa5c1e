"""Rules, clocks and promises: a simulator of ceasefire violations and the responses to them.

In a notebook:

    import simulator

    simulator.scenarios()
    simulator.run("one-drone").outcomes
    simulator.compare("one-drone", "twenty-strikes")

Names are imported when they are first used, so that `import simulator` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.errors import (
        EscalationError,
        EventDataError,
        Interrupted,
        OutputError,
        Problem,
        ScenarioError,
    )
    from simulator.events.backtest.api import backtest
    from simulator.events.backtest.result import Backtest
    from simulator.events.checks.api import check_events
    from simulator.events.checks.result import Checks
    from simulator.events.fit import EventFit, fit_events
    from simulator.events.read import Reading, read_events
    from simulator.events.replay.api import replay
    from simulator.events.replay.result import Replay
    from simulator.results.run import Run
    from simulator.scenario.catalogue import scenarios
    from simulator.scenario.diff import diff
    from simulator.scenario.load import load, load_text
    from simulator.scenario.python import with_python
    from simulator.scenario.schema import Scenario
    from simulator.scenario.sources import ledger
    from simulator.scenario.vary import vary
    from simulator.study.api import run
    from simulator.study.compare import Comparison, compare
    from simulator.study.explain import explain

    __version__: str

_HOMES = {
    "Backtest": "events.backtest.result",
    "Checks": "events.checks.result",
    "Comparison": "study.compare",
    "EscalationError": "errors",
    "EventDataError": "errors",
    "EventFit": "events.fit",
    "Interrupted": "errors",
    "OutputError": "errors",
    "Problem": "errors",
    "Reading": "events.read",
    "Replay": "events.replay.result",
    "Run": "results.run",
    "Scenario": "scenario.schema",
    "ScenarioError": "errors",
    "backtest": "events.backtest.api",
    "check_events": "events.checks.api",
    "compare": "study.compare",
    "diff": "scenario.diff",
    "explain": "study.explain",
    "fit_events": "events.fit",
    "ledger": "scenario.sources",
    "load": "scenario.load",
    "load_text": "scenario.load",
    "read_events": "events.read",
    "replay": "events.replay.api",
    "run": "study.api",
    "scenarios": "scenario.catalogue",
    "vary": "scenario.vary",
    "with_python": "scenario.python",
}

__all__ = [
    "Backtest",
    "Checks",
    "Comparison",
    "EscalationError",
    "EventDataError",
    "EventFit",
    "Interrupted",
    "OutputError",
    "Problem",
    "Reading",
    "Replay",
    "Run",
    "Scenario",
    "ScenarioError",
    "backtest",
    "check_events",
    "compare",
    "diff",
    "explain",
    "fit_events",
    "ledger",
    "load",
    "load_text",
    "read_events",
    "replay",
    "run",
    "scenarios",
    "vary",
    "with_python",
]


def __getattr__(name: str) -> Any:
    """A public name from its home, or the version, when it is first asked for."""
    if name == "__version__":
        from simulator.cli.version import number

        return number()
    if name not in _HOMES:
        raise AttributeError(f"module 'simulator' has no attribute '{name}'")
    value = getattr(import_module(f"simulator.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
