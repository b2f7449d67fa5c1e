"""Options that belong together are one dataclass to a command, and one by one to Typer."""

import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from simulator.cli.groups import spread


@dataclass(frozen=True)
class Place:
    file: Annotated[Path, typer.Argument(metavar="FILE")]
    depth: Annotated[int, typer.Option("--depth", "-d")] = 3


@dataclass(frozen=True)
class Deeper(Place):
    loud: bool = False


@dataclass(frozen=True)
class Other:
    depth: int = 1


def dig(place: Deeper, *, times: int = 2, name: Annotated[str, typer.Option()]) -> None:
    """Dig a hole."""
    typer.echo(f"{place} {times} {name}")


def test_fields_become_parameters_in_the_place_of_their_group() -> None:
    spread_out = inspect.signature(spread(dig)).parameters
    assert list(spread_out) == ["file", "depth", "loud", "times", "name"]
    assert spread_out["depth"].annotation == inspect.signature(Place).parameters["depth"].annotation
    defaults = {name: one.default for name, one in spread_out.items()}
    empty = inspect.Parameter.empty
    assert defaults == {"file": empty, "depth": 3, "loud": False, "times": 2, "name": empty}
    assert spread(dig).__doc__ == "Dig a hole."


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a --name x", f"{Deeper(Path('a'))} 2 x\n"),
        ("-d 7 a --loud --times 4 --name x", f"{Deeper(Path('a'), 7, True)} 4 x\n"),
    ],
)
def test_a_command_gets_its_groups_filled(typed: str, printed: str) -> None:
    app = typer.Typer()
    app.command()(spread(dig))
    ended = CliRunner().invoke(app, typed.split())
    assert (ended.exit_code, ended.output) == (0, printed)


def test_two_groups_may_not_share_a_field() -> None:
    def both(place: Place, other: Other) -> None: ...

    with pytest.raises(ValueError, match="depth"):
        spread(both)
