"""Setting up installs the files of a lock, whatever the index holds by now."""

import hashlib
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NEEDS = ("cake 1.0: egg[white]>=1", "egg 1.0: milk>=1", "milk 1.0:")
NEWER = ("cake 2.0: egg[white]>=2", "egg 2.0: milk>=2", "egg 1.0.1: milk>=1", "milk 2.0:")

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="there is no make")


def published(index: Path, line: str) -> str:
    """Put a wheel, 'name version: what it needs', on the index; its line in a lock."""
    release, _, need = line.partition(":")
    name, version = release.split()
    folder, wheel = index / name, f"{name}-{version}-py3-none-any.whl"
    folder.mkdir(parents=True, exist_ok=True)
    about = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nProvides-Extra: white"]
    about += [f"Requires-Dist: {need.strip()}"] if need else []
    with zipfile.ZipFile(folder / wheel, "w") as file:
        home = f"{name}-{version}.dist-info"
        file.writestr(f"{name}.py", f"version = '{version}'\n")
        file.writestr(f"{home}/METADATA", "\n".join(about) + "\n")
        file.writestr(
            f"{home}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        file.writestr(f"{home}/RECORD", "")
    links = [f'<a href="{path.name}">{path.name}</a>' for path in sorted(folder.glob("*.whl"))]
    (folder / "index.html").write_text("\n".join(links), encoding="utf-8")
    sha256 = hashlib.sha256((folder / wheel).read_bytes()).hexdigest()
    return f"{name}=={version} --hash=sha256:{sha256}\n"


def filled(folder: Path, lock: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """What `make environment`, which `make setup` and CI go by, makes of a lock."""
    (folder / "lock.txt").write_text(lock, encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PIP_")}
    environment |= {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": (folder / "index").as_uri(),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    named = {"AT": str(folder / "the env"), "LOCK": str(folder / "lock.txt")} | variables
    command = ["make", "-s", "environment", *(f"{k}={v}" for k, v in named.items())]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def versions(folder: Path) -> set[str]:
    """The distributions that are installed in the environment."""
    return {path.name.removesuffix(".dist-info") for path in folder.rglob("*.dist-info")}


def test_newer_releases_of_everything_change_nothing(tmp_path):
    lock = "".join(published(tmp_path / "index", line) for line in NEEDS)
    for line in NEWER:
        published(tmp_path / "index", line)
    done = filled(tmp_path, lock)
    assert done.returncode == 0, done.stdout + done.stderr
    assert versions(tmp_path / "the env") == {"cake-1.0", "egg-1.0", "milk-1.0"}


def test_a_lock_that_lacks_what_is_needed_does_not_pass(tmp_path):
    lock = "".join(published(tmp_path / "index", line) for line in NEEDS)
    done = filled(tmp_path, "".join(lock.splitlines(keepends=True)[:-1]))
    assert done.returncode != 0
    assert "egg 1.0 requires milk, which is not installed" in done.stdout


def test_a_file_that_is_not_the_locked_one_is_refused(tmp_path):
    lock = published(tmp_path / "index", "milk 1.0:")
    published(tmp_path / "index", "milk 1.0: water")
    done = filled(tmp_path, lock)
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr


def test_no_python_is_a_message_and_not_a_riddle(tmp_path):
    done = filled(tmp_path, "", PYTHON="")
    assert done.returncode != 0
    assert "make PYTHON=/path/to/python3" in done.stderr


def test_a_new_environment_must_say_where_it_goes_before_anything_is_removed():
    done = subprocess.run(
        ["make", "--dry-run", "environment", "LOCK=x"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "Name AT and LOCK" in done.stderr
    assert "--clear" not in done.stdout


def test_ci_installs_nothing_but_by_the_recipe_of_the_makefile_and_the_browser():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make -s environment" in script
    (browser,) = re.findall(r"^[^#\n]*\binstall\b.*", script, re.MULTILINE)
    assert "apt-get install" in browser
    assert " chromium fonts-dejavu-core " in browser


def test_every_lock_has_hashes_for_all_that_it_names():
    for name in ("constraints.txt", "constraints-lowest.txt", "benchmarks/requirements.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", "").splitlines()
        named = [line for line in lines if not line.startswith("#")]
        assert named
        assert [line for line in named if "==" not in line or "--hash=sha256:" not in line] == []
