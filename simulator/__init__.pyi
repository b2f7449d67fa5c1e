"""The public names and their homes: type checkers read this file, and so does lazy_loader."""

from .backtests.backtest import backtest as backtest
from .backtests.result import Backtest as Backtest
from .branches.branch import branch as branch
from .branches.result import Branch as Branch
from .checks.check_events import check_events as check_events
from .checks.result import Checks as Checks
from .curves.curve import curve as curve
from .curves.result import OperatingCurve as OperatingCurve
from .data.read import Reading as Reading, read_events as read_events
from .discovery.discover import discover as discover
from .discovery.result import Discovery as Discovery
from .errors import (
    EscalationError as EscalationError,
    EventDataError as EventDataError,
    Interrupted as Interrupted,
    OutputError as OutputError,
    Problem as Problem,
    ScenarioError as ScenarioError,
    TooCostly as TooCostly,
)
from .explorer.explore import Explorer as Explorer, explore as explore
from .fits.fit_events import fit_events as fit_events
from .fits.result import EventFit as EventFit
from .frontiers.frontier import frontier as frontier
from .frontiers.result import Frontier as Frontier
from .greyzone.grey_zone import grey_zone as grey_zone
from .greyzone.result import GreyZone as GreyZone
from .leverage.levers import levers as levers
from .leverage.result import Levers as Levers
from .maps.map_out import map_out as map_out
from .maps.result import Map as Map
from .ranks.rank import rank as rank
from .ranks.result import Ranks as Ranks
from .rarities.rare import rare as rare
from .rarities.result import Rare as Rare
from .replays.replay import replay as replay
from .replays.result import Replay as Replay
from .replays.uncertain_result import UncertainReplay as UncertainReplay
from .reports.report import Report as Report, report as report
from .results.run import Run as Run
from .scenario.catalogue import scenarios as scenarios
from .scenario.diff import diff as diff
from .scenario.load import load as load, load_text as load_text
from .scenario.python import with_python as with_python
from .scenario.schema import Scenario as Scenario
from .scenario.sources import ledger as ledger
from .scenario.vary import vary as vary
from .sensitivity.drivers import drivers as drivers
from .sensitivity.result import Drivers as Drivers
from .study.compare import compare as compare
from .study.comparison import Comparison as Comparison
from .study.explain import explain as explain
from .study.open import open as open
from .study.reproduce import reproduce as reproduce
from .study.reproduction import Reproduction as Reproduction
from .study.run import run as run
from .sweeps.merge import merge as merge
from .sweeps.result import Sweep as Sweep
from .sweeps.sweep import sweep as sweep
from .uncertain.result import UncertainResult as UncertainResult

__version__: str
