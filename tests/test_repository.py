"""What holds for the files of the repository as such."""

import re
import subprocess
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Written so that this file does not hold what it looks for.
HOSTS = ("py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js.org", "deb.de" + "bian.org")
FOREIGN = re.compile("|".join([*map(re.escape, HOSTS), r"(?<![\w.-])/(?:work|root|home/\w+)/"]))


def tracked() -> dict[str, str]:
    """The text of each tracked text file, as it stands in the work tree, by its path."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    texts = {}
    for name in filter(None, listed.stdout.decode().split("\0")):
        with suppress(UnicodeDecodeError, FileNotFoundError):
            texts[name] = (ROOT / name).read_bytes().decode()
    return texts


def test_no_file_names_a_registry_host_or_a_path_of_one_machine():
    assert [
        f"{name}: {hit.group()}"
        for name, text in tracked().items()
        if (hit := FOREIGN.search(text))
    ] == []


@pytest.mark.parametrize("text", [f"https://{HOSTS[0]}/simple", "File '/home/" + "eve/x.py'"])
def test_a_planted_host_or_path_is_found(text):
    assert FOREIGN.search(text)


def test_every_text_file_ends_with_a_newline():
    assert [name for name, text in tracked().items() if text and text[-1] != "\n"] == []


def test_the_changelog_and_the_citation_know_the_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = project["version"]
    assert f"\n## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_no_file_of_the_package_is_longer_than_350_lines():
    lengths = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8").count("\n")
        for path in (ROOT / "simulator").rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > 350} == {}
