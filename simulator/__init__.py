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
    from simulator.backtests.backtest import backtest
    from simulator.backtests.result import Backtest
    from simulator.checks.check_events import check_events
    from simulator.checks.result import Checks
    from simulator.data.read import Reading, read_events
    from simulator.errors import (
        EscalationError,
        EventDataError,
        Interrupted,
        OutputError,
        Problem,
        ScenarioError,
    )
    from simulator.fits.fit_events import EventFit, fit_events
    from simulator.replays.replay import replay
    from simulator.replays.result import Replay
    from simulator.results.run import Run
    from simulator.scenario.catalogue import scenarios
    from simulator.scenario.diff import diff
    from simulator.scenario.load import load, load_text
    from simulator.scenario.python import with_python
    from simulator.scenario.schema import Scenario
    from simulator.scenario.sources import ledger
    from simulator.scenario.vary import vary
    from simulator.study.compare import Comparison, compare
    from simulator.study.explain import explain
    from simulator.study.run import run

    __version__: str

_HOMES = {
    "Backtest": "backtests.result",
    "Checks": "checks.result",
    "Comparison": "study.compare",
    "EscalationError": "errors",
    "EventDataError": "errors",
    "EventFit": "fits.fit_events",
    "Interrupted": "errors",
    "OutputError": "errors",
    "Problem": "errors",
    "Reading": "data.read",
    "Replay": "replays.result",
    "Run": "results.run",
    "Scenario": "scenario.schema",
    "ScenarioError": "errors",
    "backtest": "backtests.backtest",
    "check_events": "checks.check_events",
    "compare": "study.compare",
    "diff": "scenario.diff",
    "explain": "study.explain",
    "fit_events": "fits.fit_events",
    "ledger": "scenario.sources",
    "load": "scenario.load",
    "load_text": "scenario.load",
    "read_events": "data.read",
    "replay": "replays.replay",
    "run": "study.run",
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
