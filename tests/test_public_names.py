import subprocess
import sys
from pathlib import Path

import pytest

import simulator


@pytest.mark.parametrize("name", simulator.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert getattr(simulator, name).__doc__


def test_the_version_is_text() -> None:
    assert isinstance(simulator.__version__, str)


def test_what_is_not_public_is_not_there() -> None:
    with pytest.raises(AttributeError, match="No simulator attribute nothing"):
        _ = simulator.nothing


def test_the_names_are_listed() -> None:
    assert {*simulator.__all__, "__version__"} <= set(dir(simulator))


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys, simulator; print([n for n in sys.modules if n.startswith('simulator.')])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"


def test_no_folder_takes_the_place_of_a_public_name() -> None:
    # Importing anything of a folder simulator/replay/ would put it in the place of the call.
    package = Path(simulator.__file__).parent
    parts = {path.stem for path in package.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert parts & set(simulator.__all__) == set()
