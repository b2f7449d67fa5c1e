"""A report: the numbers of the folder, the same bytes each time, and nothing that runs."""

import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from simulator import OutputError, ScenarioError, compare, report, run, sweep, with_python
from simulator.cli import main
from simulator.reports import over_sets
from simulator.reports.parts import Story
from simulator.reports.set_stories import stories_of
from simulator.results.run import Run
from simulator.scenario.load import load
from simulator.study.comparison import Comparison
from simulator.study.explain import explain
from tests.plots.conftest import WAR, run_of

HOSTILE = '<script>alert("1")</script> & `x` | [y](javascript:z) =1+1 \u202eabc'
OTHER = {"threshold": {"of": "artillery", "at_least": 1000}}
FORBIDDEN = {"script", "iframe", "object", "embed", "form", "link", "base", "input", "button"}


class Page(HTMLParser):
    """The tags of a page with their attributes, the text of its cells, and its pictures."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def written(folder: Path, *names: str) -> Path:
    """A folder of results: the small war, and with a second name the same without a breach."""
    told: dict[str, dict[str, Any]] = dict(zip(names, ({}, OTHER), strict=False))
    runs = {
        name: run_of(6, name=name, question="What then?", limits="It shows little.", **words)
        for name, words in told.items()
    }
    result: Run | Comparison = Comparison(runs) if len(runs) > 1 else runs[names[0]]
    result.write(folder, "svg")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("both"), "The war", "The peace")


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    return report(folder).html


def test_the_same_results_give_the_same_bytes_wherever_they_lie(
    folder: Path, tmp_path: Path
) -> None:
    again = written(tmp_path / "again", "The war", "The peace")
    for form in ("html", "md"):
        one, other = (
            report(at).write(tmp_path / f"{i}.{form}") for i, at in enumerate((folder, again))
        )
        pairs = [(a.read_text(), b.read_text()) for a, b in zip(one, other, strict=True)]
        assert all(a.replace("0-pictures", "") == b.replace("1-pictures", "") for a, b in pairs)


def test_nothing_runs_and_nothing_is_asked_for(page: str) -> None:
    tags = Page(page).tags
    assert not FORBIDDEN & {name for name, _ in tags}
    assert not [a for _, a in tags for word in a if word.startswith("on") or word == "style"]
    addresses = [a[word] or "" for _, a in tags for word in ("src", "href") if word in a]
    assert addresses
    assert all(one.startswith("data:image/svg+xml;base64,") for one in addresses)


def test_the_policy_allows_the_look_of_the_page_and_nothing_else(page: str) -> None:
    (policy,) = (
        a["content"] or "" for a in Page(page).of("meta")
        if a.get("http-equiv") == "Content-Security-Policy"
    )  # fmt: skip
    (look,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    hashed = b64encode(sha256(look.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; img-src data:; style-src 'sha256-{hashed}'")
    assert "@page { size: A4" in look


def test_every_picture_has_words_for_those_who_cannot_see_it_and_its_table(page: str) -> None:
    pictures = Page(page).of("img")
    assert len(pictures) == 4
    for one in pictures:
        assert len(one["alt"] or "") > 60
        assert b"<script" not in b64decode((one["src"] or "").partition(",")[2])
    figures = re.findall(r"<figure>.*?</figure>", page, re.DOTALL)
    assert all("<table>" in figure and "<td" in figure for figure in figures)


def test_its_numbers_are_those_of_the_result(folder: Path, page: str) -> None:
    from simulator.study.open import open as opened

    both = opened(folder)
    assert isinstance(both, Comparison)
    words = " ".join(" ".join(Page(page).words).split())
    assert both.headline in words
    for row in both.parts[1].rows:  # type: ignore[union-attr]
        for cell in row:
            assert " ".join(cell.split()) in words
    curve = both.plot.starts_table()
    first = curve[(curve["phase"] == "first") & (curve["arm"] == "The peace")].iloc[0]
    assert f"{first['called']} of {first['histories']}" in words


def test_the_table_of_all_outcomes_stands_once_below_the_picture_of_what_differs(page: str) -> None:
    assert page.count("acts, per 30 days</th>") == 1
    (outcomes,) = re.findall(r"<h2>All outcomes</h2>.*?</section>", page, re.DOTALL)
    assert "<figure>" in outcomes
    assert "acts, per 30 days</th>" in outcomes


def test_it_explains_histories_that_flipped_under_both_scenarios(page: str) -> None:
    told = re.findall(r"<h3>(History \d+ under .*?)</h3>", page)
    assert len(told) == 4
    assert len({one.partition(" under ")[0] for one in told}) == 2
    assert all("not under" in one for one in told)
    (why,) = re.findall(r"<p>Chosen because .*?</p>", page)
    assert "flipped in them" in why
    assert "Of 6 pairs of histories" in why
    assert "the rule was never met" in page.lower() or "not called" in page


@pytest.mark.parametrize(
    "heading",
    ["What was asked", "In short", "Chance, and what nobody knows", "What differs",
     "Assumptions, their sources, and how sure they are", "What this cannot show",
     "Checklist of STRESS-DES", "How to play it again"],
)  # fmt: skip
def test_it_has_these_sections(page: str, heading: str) -> None:
    assert f"<h2>{heading}</h2>" in page


def test_it_says_how_to_play_it_again_with_the_hashes(folder: Path, page: str) -> None:
    assert "<pre>escalation reproduce .</pre>" in page
    assert "escalation compare the-war/input/scenario.yaml the-peace/input/scenario.yaml" in page
    written_file = (folder / "the-war" / "outcomes.parquet").read_bytes()
    assert sha256(written_file).hexdigest() in page


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_hostile_name_is_text(form: str, tmp_path: Path) -> None:
    runs = {HOSTILE: run_of(2, name=HOSTILE, question=HOSTILE, limits=HOSTILE)}
    runs[HOSTILE].write(tmp_path / "out", "svg")
    place = tmp_path / f"report.{form}"
    report(tmp_path / "out").write(place)
    page = place.read_text()
    assert "<script" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;" in page
    if form == "md":
        assert "[y](javascript" not in page


def test_a_run_has_its_pictures_and_two_histories(tmp_path: Path) -> None:
    page = report(written(tmp_path / "one", "The war")).html
    assert len(Page(page).of("img")) == 4
    assert "What differs" not in page
    assert re.findall(r"<h3>History \d+: a typical one", page)


def test_scenarios_without_plan_or_acts_have_a_report_too(tmp_path: Path) -> None:
    run_of(2, violations={}, plan={}, adversary={}, threshold={}).write(tmp_path / "out", "svg")
    assert "<h2>In short</h2>" in report(tmp_path / "out").html


def test_beside_a_page_in_markdown_lie_its_pictures(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "told.md"
    files = report(folder).write(place)
    page = place.read_text()
    links = re.findall(r"!\[[^\n]*\]\((told-pictures/[^)]*)\)", page)
    assert len(links) == 4
    assert {tmp_path / link for link in links} == set(files) - {place}
    assert all((tmp_path / link).read_bytes().startswith(b"<?xml") for link in links)


def test_a_folder_that_holds_no_whole_results_is_named_as_such(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ScenarioError, match="there is no such folder"):
        report(tmp_path / "nowhere")
    half = written(tmp_path / "half", "The war")
    (half / "manifest.json").unlink()
    assert main(["report", str(half)]) == 2
    assert "holds results that are not finished" in capsys.readouterr().err
    assert not (half / "report.html").exists()


def test_a_sweep_is_refused_with_what_a_report_is_made_of(tmp_path: Path) -> None:
    how: dict[str, Any] = {"replications": 2, "out": tmp_path / "out"}
    sweep(load(WAR), {"threshold.at_least": [2, 10]}, **how)
    with pytest.raises(ScenarioError, match="holds a sweep"):
        report(tmp_path / "out")


def test_another_ending_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(tmp_path / "none"), "-o", "report.pdf"]) != 0
    assert "is written as .html or .md" in capsys.readouterr().err
    with pytest.raises(OutputError):
        report_of_nothing(tmp_path)


def report_of_nothing(place: Path) -> None:
    from simulator.reports.report import Report

    Report("x", []).write(place / "x.txt")


def test_the_command_writes_what_the_call_gives(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "new" / "report.html"
    assert main(["report", str(folder), "-o", str(place)]) == 0
    assert capsys.readouterr().err == f"wrote {place}\n"
    assert place.read_text() == report(folder).html


def test_a_number_that_nobody_knows_stands_with_its_range(tmp_path: Path) -> None:
    unsure = {"uncertain": {"ground.rate": {"uniform": ["1 km2 per day", "900 km2 per day"]}}}
    run_of(2, **unsure).write(tmp_path / "out", "svg")
    page = report(tmp_path / "out").html
    assert "1 km2 per day to 900 km2 per day" in page
    assert load(WAR | unsure).uncertain


def test_a_source_stands_once_above_the_numbers_that_it_backs(tmp_path: Path) -> None:
    backed = ["monitoring.verify", "monitoring.teams"]
    said = {"by": "A handbook", "year": 2020, "sure": "medium", "says": "so it is done there"}
    run_of(2, sources=[said | {"backs": backed}]).write(tmp_path / "out", "svg")
    page = report(tmp_path / "out").html
    assert page.count("A handbook (2020); how sure: medium. It says: so it is done there") == 1
    _, _, below = page.partition("A handbook")
    before, _, _ = below.partition("</tbody>")
    assert all(path in before for path in backed)
    assert "No source" in page


def test_a_pattern_in_python_is_not_executed_and_the_report_says_what_is_left_out(
    tmp_path: Path,
) -> None:
    source = tmp_path / "probes.py"
    source.write_text("def probe(sight):\n    while True:\n        yield 600\n")
    told = with_python(load(WAR), f"drones={source}:probe")
    run(told, 2, engine="simpy").write(tmp_path / "out", "svg")
    source.write_text("raise SystemExit('executed')")
    page = report(tmp_path / "out").html
    assert len(Page(page).of("img")) == 1
    assert "is never executed from a folder of results" in page


UNCERTAIN = {"monitoring.confirm.hostile": {"uniform": ["5 %", "99 %"]}}
LOOSE = {"threshold": {"of": "artillery", "at_least": 25}}


@pytest.mark.parametrize("arms", [1, 2])
def test_uncertain_sets_are_reported_with_chance_and_ignorance_apart(
    arms: int, tmp_path: Path
) -> None:
    war = {**WAR, "name": "The war", "uncertain": UNCERTAIN}
    how: dict[str, Any] = {"replications": 6, "uncertain": 8, "engine": "simpy"}
    found = (
        compare(war, {**war, "name": "The peace"} | LOOSE, **how) if arms == 2 else run(war, **how)
    )
    found.write(tmp_path / "out")
    page = report(tmp_path / "out").html
    words = " ".join(" ".join(Page(page).words).split())
    assert found.headline in words
    for row in over_sets.values(found).rows:
        assert all(" ".join(cell.split()) in words for cell in row)
    assert "5 % to 99 %" in words
    assert "8 sets of uncertain values" in words
    assert len(Page(page).of("img")) == arms
    assert len(re.findall(r"History \d of set \d", words)) == 2 * arms
    found.write(tmp_path / "again")
    assert report(tmp_path / "again").html == page


def test_a_story_of_a_set_is_that_of_its_history(tmp_path: Path) -> None:
    war = {**WAR, "name": "The war", "uncertain": UNCERTAIN}
    found = run(war, 6, uncertain=8, engine="simpy")
    stories = [one for one in stories_of(found) if isinstance(one, Story)]
    told = re.findall(r"History (\d) of set (\d) \(replication (\d+)\)", stories[0].heading)
    ((history, number, replication),) = told
    assert int(replication) == 100_000 * int(number) + int(history)
    assert stories[0].text in explain(found.scenario_of(int(number)), int(replication), 0)
