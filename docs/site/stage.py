"""Puts the pages of the site together in a folder, for Sphinx to build: `make site`.

The pages are the files that a forge shows, in the folders in which they are, so that a link works
in both places. Generated beside them are notebooks as pages, and the reference of commands, of
calls and of the words of a scenario, which is said once, in the code.
"""

import shutil
import sys
from pathlib import Path

from notebook_pages import as_page
from reference import calls, commands, words

ROOT = Path(__file__).parents[2]
AS_THEY_ARE = (
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "CODE_OF_CONDUCT.md",
    "CITATION.cff", "LICENSE", "docs", "scenarios", "benchmarks", "schema",
)  # fmt: skip
NO_PAGES = shutil.ignore_patterns("__pycache__", "site")


def stage(to: Path) -> None:
    """Every page, into a folder that is made anew."""
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    for name in AS_THEY_ARE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=NO_PAGES)
        else:
            shutil.copy(source, to / name)
    shutil.copy(Path(__file__).with_name("conf.py"), to)
    index = Path(__file__).with_name("index.md").read_text(encoding="utf-8")
    (to / "index.md").write_text(with_others(index), encoding="utf-8")
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        as_page(notebook, to / "notebooks")
    generated = {"commands": commands(), "calls": calls(), "scenario": words()}
    (to / "reference").mkdir()
    for name, text in generated.items():
        (to / "reference" / f"{name}.md").write_text(text, encoding="utf-8")
    for page in to.rglob("*.md"):
        page.write_text(for_the_site(page.read_text(encoding="utf-8")), encoding="utf-8")


def with_others(index: str) -> str:
    """The first page with those of docs/ that it does not name, in the place for others."""
    pages = [f"docs/{path.stem}" for path in sorted((ROOT / "docs").glob("*.md"))]
    named = index.split()
    return index.replace("OTHERS", "\n".join(page for page in pages if page not in named))


def for_the_site(text: str) -> str:
    """Links to notebooks lead to their pages, and those to folders to a page of what is there."""
    text = text.replace(".ipynb)", ".md)").replace("](notebooks/)", "](notebooks/a-first-run.md)")
    return text.replace("](../scenarios/families/)", "](families.md)")


if __name__ == "__main__":
    stage(Path(sys.argv[1]))
