import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest

from simulator.cli.new import STARTER
from simulator.scenario.load import load_text
from simulator.scenario.sources import ledger

from .conftest import ROOT, SMALL, Command, spawned

SCENARIOS = ROOT / "scenarios"
ONE = SCENARIOS / "one-drone.yaml"
FIVE = SCENARIOS / "five-drones.yaml"


def test_validate_says_which_files_are_well_and_all_faults_of_the_others(
    small: Path, tmp_path: Path, command: Command
) -> None:
    bad, worse = tmp_path / "bad.yaml", tmp_path / "worse.yaml"
    bad.write_text("name: x\nhorizon: 3\n")
    worse.write_text("name: x\ntogether: 3\nstarts: 3\n")
    ended = command("validate", bad, small, worse)
    assert (ended.code, ended.out) == (2, f"{small}: ok\n")
    places = [line.split(": ")[0] for line in ended.err.splitlines()]
    assert places == [f"{bad}:2 horizon", f"{worse}:2 together", f"{worse}:3 starts"]


def test_validate_as_json_has_a_record_for_each_file(
    small: Path, tmp_path: Path, command: Command
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("name: x\nhorizon: 3\n")
    ended = command("validate", small, bad, "--json")
    well, ill = json.loads(ended.out)
    assert ended.code == 2
    assert well == {"file": str(small), "ok": True, "problems": [], "warnings": []}
    assert [(one["line"], one["path"]) for one in ill["problems"]] == [(2, "horizon")]


UNKEPT = SMALL.replace("by: 24 h", "by: 24 h, not_before: 1 h").replace("at_least: 3", "days: 3")


def test_validate_warns_of_what_plays_but_cannot_be_meant(tmp_path: Path, command: Command) -> None:
    path = tmp_path / "unkept.yaml"
    path.write_text(UNKEPT)
    ended = command("validate", path)
    well, warning = ended.out.splitlines()
    assert (ended.code, ended.err, well) == (0, "", f"{path}: ok")
    assert warning.startswith(f"Warning: {path}:9 plan.phases[0].by: '24 h' cannot be met")
    (record,) = json.loads(command("validate", path, "--json").out)
    assert record["ok"]
    assert record["warnings"][0] == {
        "file": str(path),
        "line": 9,
        "path": "plan.phases[0].by",
        "message": warning.partition("by: ")[2],
    }


def test_run_and_compare_print_each_warning_once_below_their_table(
    small: Path, tmp_path: Path, command: Command
) -> None:
    path, other = tmp_path / "unkept.yaml", tmp_path / "other.yaml"
    path.write_text(UNKEPT)
    other.write_text("extends: unkept.yaml\nname: Other\nhorizon: 9 days\n")
    for arguments in (("run", path), ("compare", path, other), ("compare", small, path)):
        ended = command(*arguments, "-n", "2")
        assert ended.out.count("cannot be met") == 1, arguments
        warning, *late = json.loads(command(*arguments, "-n", "2", "--json").out)["warnings"]
        assert warning.startswith(f"{path}:9 plan.phases[0].by: '24 h' cannot be met")
        assert ended.out.count("Warning:") == 1 + len(late)
    assert "Warning:" not in command("run", small, "-n", "2").out


def test_compare_says_in_which_arm_a_phase_was_called_too_late(
    tmp_path: Path, command: Command
) -> None:
    path, other = tmp_path / "unkept.yaml", tmp_path / "other.yaml"
    path.write_text(UNKEPT)
    other.write_text("extends: unkept.yaml\nname: Other\nhorizon: 9 days\n")
    found = json.loads(command("compare", path, other, "-n", "2", "--json").out)["warnings"]
    late = "'first' was called after its own deadline in 100 % of the histories"
    assert [one.partition(" of the histories")[0] for one in found[1:]] == [
        f"{arm}: {late.removesuffix(' of the histories')}" for arm in ("Small", "Other")
    ]


def test_validate_reads_standard_input() -> None:
    assert spawned("validate", "-").stderr == "stdin:1: the file is empty. Write at least a name " \
        "and a plan.\n"  # fmt: skip


def test_a_quiet_command_says_nothing_of_what_is_well(small: Path, command: Command) -> None:
    assert command("validate", small, "--quiet") == (0, "", "")


def test_diff_shows_what_differs_in_meaning(command: Command) -> None:
    ended = command("diff", ONE, FIVE, "--json")
    (found,) = json.loads(ended.out)
    assert found["path"] == "threshold"
    assert "at_least: 1" in found["left"]
    assert "at_least: 5" in found["right"]
    lines = command("diff", ONE, FIVE).out.splitlines()
    assert lines[0].startswith("path")
    assert max(map(len, lines)) <= 100


def test_diff_of_the_same_says_so_on_standard_error(command: Command) -> None:
    assert command("diff", ONE, ONE) == (0, "", "The two scenarios are equivalent.\n")


def test_sources_lists_every_number_and_its_range(command: Command) -> None:
    ended = command("sources", SCENARIOS / "reported-plan.yaml", "--json")
    found = {one["path"]: one for one in json.loads(ended.out)}
    assert " to " in found["guarantors.france.honours"]["range"]
    assert found["plan.phases.coalition.by"]["range"] == ""
    assert {one["status"] for one in found.values()} == {"sourced"}


def test_sources_marks_what_no_source_backs(small: Path, command: Command) -> None:
    ended = command("sources", small)
    assert ended.out.count("NO SOURCE") == len(ledger(load_text(SMALL)))
    assert ended.err.endswith("3 numbers, 3 of them without a source.\n")
    assert max(map(len, ended.out.splitlines())) <= 100


def test_trace_prints_a_history_in_words_and_only_the_events_asked_for(
    small: Path, command: Command
) -> None:
    all_ = json.loads(command("trace", small, "--json").out)
    some = json.loads(command("trace", small, "--json", "--events", "breach, start").out)
    assert [one["row"] for one in all_] == list(range(len(all_)))
    assert some == [one for one in all_ if one["event"] in ("breach", "start")]
    assert some[0]["event"] == "breach"


def test_trace_says_what_each_value_is_and_what_caused_an_act_that_is_not_hostile(
    small: Path, command: Command
) -> None:
    cause = "violations.fire.cause=exercise"
    rows = json.loads(command("trace", small, "--json", "--set", cause).out)
    first = next(row for row in rows if row["event"] == "violation")
    assert (first["object"], first["value is"]) == ("artillery (exercise)", "munitions")
    rows = json.loads(command("trace", small, "--json", "--events", "breach,called").out)
    units = {row["event"]: row["value is"] for row in rows}
    assert units == {"breach": "minute of the clock's start", "called": "minute of the deadline"}
    words = command("trace", small, "--events", "violation,breach,called,start").out
    assert re.search("violation .* artillery .* 1 munition", words)
    assert re.search("breach .* clock from day 1, Monday", words)
    assert re.search("called .* due day 2, Tuesday", words)
    assert re.search("start .* belief 0", words)


def test_trace_names_the_move_that_changed_a_posture(small: Path, command: Command) -> None:
    moves = "adversary={moves: [{at: 2 h, to: assault}, {on: warning, to: restraint}]}"
    options = "trace", small, "--set", moves, "--events", "posture"
    words = command(*options).out
    assert re.search("assault .* harassment .* move: at 2 h", words)
    assert re.search("restraint .* assault .* move: warning", words)
    rows = json.loads(command(*options, "--json").out)
    assert [row["move"] for row in rows] == ["", "at 2 h", "warning"]
    assert [row["value"] for row in rows] == [0, 1, 2]
    assert {row["value is"] for row in rows} == {"number of the move"}
    table = list(csv.DictReader(io.StringIO(command(*options, "-o", "-").out)))
    assert [row["move"] for row in table] == ["", "at 2 h", "warning"]


def test_trace_as_csv_is_the_same_history(small: Path, tmp_path: Path, command: Command) -> None:
    all_ = json.loads(command("trace", small, "--json").out)
    ended = command("trace", small, "-o", tmp_path / "t.csv")
    assert (ended.out, ended.err) == ("", f"wrote {tmp_path / 't.csv'}\n")
    text = (tmp_path / "t.csv").read_text()
    assert command("trace", small, "-o", "-").out == text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [one["subject"] for one in rows] == [one["subject"] for one in all_]


def test_a_name_that_a_spreadsheet_would_compute_is_quoted(
    tmp_path: Path, command: Command
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SMALL.replace("fire:", "=1+1:"))
    rows = list(csv.DictReader(io.StringIO(command("trace", path, "-o", "-").out)))
    assert {one["subject"] for one in rows if one["event"] == "violation"} == {"'=1+1"}


def test_an_unknown_event_is_told_from_its_neighbours(small: Path, command: Command) -> None:
    ended = command("trace", small, "--events", "breech")
    assert (ended.code, ended.out) == (2, "")
    assert "did you mean 'breach'?" in ended.err


def test_another_replication_and_another_seed_are_other_histories(
    small: Path, command: Command
) -> None:
    told = {
        command("trace", small, "-r", r, "--seed", s, "-q").out for r, s in ((0, 0), (1, 0), (0, 1))
    }
    assert len(told) == 3


def test_explain_tells_of_the_phase_that_is_named(small: Path, command: Command) -> None:
    told = command("explain", small, "--phase", "first").out
    assert re.search("^first, called on [^:]+:[0-9]+: in time", told, re.M)
    assert max(map(len, told.splitlines())) <= 100
    ended = command("explain", small, "--phase", "third")
    assert (ended.code, ended.out) == (2, "")
    asked = json.loads(command("explain", small, "--json", "-r", "2").out)
    assert (asked["replication"], asked["phase"]) == (2, None)


def test_run_prints_the_outcomes_and_what_they_do_not_show(small: Path, command: Command) -> None:
    ended = command("run", small, "-n", "5")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0] == "Small: 5 histories of 10 days, seed 0"
    assert [line for line in lines if line.startswith(("Breaches", "Phase", "Harm"))] == [
        "Breaches", "Phase 'first'", "Harm",
    ]  # fmt: skip
    assert any(line.startswith("  first hostile act to breach, h ") for line in lines)
    assert any(line.startswith("  severity before an answer  ") for line in lines)
    (in_time,) = (line for line in lines if line.startswith("  in time"))
    assert in_time.split() == ["in", "time", "100", "%", "(57", "to", "100", "%)", "5"]
    assert lines[-1] == "It shows little."
    assert max(map(len, lines)) <= 100


def test_run_as_json_is_the_same_bytes_again_and_has_no_nan(small: Path, command: Command) -> None:
    first = command("run", small, "-n", "5", "--json")
    assert first == command("run", small, "-n", "5", "--json", "-j", "1")
    found = json.loads(first.out, parse_constant=lambda name: pytest.fail(name))
    rows = {one["outcome"]: one for one in found["outcomes"]}
    assert {"first: in time", "grey-zone harm"} <= set(rows)
    assert not {name for name in rows if "assault" in name or "clash" in name}


def test_run_tells_on_how_many_days_watched_rules_are_met(small: Path, command: Command) -> None:
    small.write_text(SMALL + "watch: {one strike: {of: artillery}}\n")
    ended = command("run", small, "-n", "3", "--json")
    threshold, strike = json.loads(ended.out)["watched"]
    assert (threshold["rule"], strike["rule"]) == ("the threshold", "one strike")
    assert 0 < threshold["met"] <= strike["met"] <= strike["days"] == 10
    assert "days on which each rule is met" in command("run", small, "-n", "3").out


def test_set_and_horizon_change_the_scenario(small: Path, command: Command) -> None:
    ended = command("run", small, "-n", "2", "--set", "violations.fire.rate=0 per day",
                    "--horizon", "2 days", "--json")  # fmt: skip
    rows = {one["outcome"]: one for one in json.loads(ended.out)["outcomes"]}
    assert rows["breaches"]["value"] == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("plan.phases.0.bye=3 h", "--set plan.phases.0.bye: there is no 'bye'"),
        ("plan.phases.0.by=3", "--set plan.phases[0].by: '3' has no unit."),
        ("nonsense", "--set: 'nonsense' does not set anything."),
        (
            "violations.fire.kind=dron",
            "--set violations.fire.kind: there is no kind 'dron'; did you",
        ),
    ],
)
def test_a_change_that_does_not_fit_ends_with_2(
    change: str, says: str, small: Path, command: Command
) -> None:
    ended = command("run", small, "--set", change)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(says)


def test_run_writes_results_a_table_and_pictures(
    small: Path, tmp_path: Path, command: Command
) -> None:
    ended = command("run", small, "-n", "3", "--out", tmp_path / "out")
    assert ended.code == 0
    made = [Path(line.split()[1].rstrip(",")) for line in ended.err.splitlines()]
    assert {path.name for path in made} >= {"manifest.json", "outcomes.csv", "timeline.png"}
    assert all(path.stat().st_size > 0 for path in made)


def test_run_draws_a_scenario_of_nothing_too(tmp_path: Path, command: Command) -> None:
    path = tmp_path / "nothing.yaml"
    path.write_text("name: Nothing\n")
    ended = command("run", path, "-n", "2", "--out", tmp_path / "out")
    assert (ended.code, "bug" in ended.err) == (0, False)


def test_compare_prints_differences_flips_and_a_paragraph(command: Command) -> None:
    ended = command("compare", ONE, FIVE, "-n", "3", "--horizon", "20 days")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("A: One drone\nB: Five drones\n3 pairs of histories, seed 0\n")
    assert ended.out.splitlines()[3] == "Changed in all of them: horizon=20 days"
    assert "not a forecast" in " ".join(ended.out.split())
    lines = [line for line in ended.out.splitlines() if str(ONE.parent) not in line]
    assert max(map(len, lines)) <= 100
    header, _, breaches = ended.out.split("\n\n")[1:4]
    assert header.split() == [
        "outcome", "One", "drone", "Five", "drones", "difference", "(95", "%)", "p", "flips",
    ]  # fmt: skip
    assert breaches.startswith("Breaches\n  breaches, per 30 days")


def test_compare_shows_every_value_with_its_interval_and_drops_no_outcome(
    small: Path, tmp_path: Path, command: Command
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(SMALL.replace("Small", "Rarely").replace("rate: 6", "rate: 0.2"))
    asked = ("compare", small, other, "-n", "20")
    shown, found = command(*asked).out, json.loads(command(*asked, "--json").out)
    lines = shown.splitlines()
    for row in found["rows"]:
        name = row["outcome"].removeprefix("first: ")
        assert any(line.startswith(f"  {name.split()[0]}") for line in lines)
    (in_time,) = (line for line in lines if line.startswith("  in time"))
    assert " ".join(in_time.split()).startswith("in time 100 % (84 to 100 %) 0 % (0 to 16 %) ")
    assert in_time.split()[-2] == "<0.001"


def test_compare_tells_how_to_open_a_history_that_flipped(
    small: Path, tmp_path: Path, command: Command
) -> None:
    other = tmp_path / "other scenario.yaml"
    other.write_text(SMALL.replace("Small", "Rarely").replace("rate: 6", "rate: 0.2"))
    ended = command("compare", small, other, "-n", "9", "--seed", "3", "--horizon", "9 days",
                    "--set", "monitoring.verify=3 h")  # fmt: skip
    assert "Histories that came out differently under 'Rarely' than under 'Small'" in ended.out
    first, second = (
        line.split(" ", 2)[2] for line in ended.out.splitlines() if "escalation explain" in line
    )
    assert str(small) in first
    assert f"'{other}'" in second
    rest = "--set 'monitoring.verify=3 h' --horizon '9 days' --seed 3 --replication"
    assert rest in first
    told = [command(*shlex.split(line)[1:]).out for line in (first, second)]
    assert told[0].startswith("Small (monitoring verify 3 h, horizon 9 days), replication")
    assert re.search("^first, called on [^:]+:[0-9]+: in time", told[0], re.M)
    assert "first: not called" in told[1]


def test_three_arms_are_compared_in_rows(small: Path, tmp_path: Path, command: Command) -> None:
    files = [small]
    for name in ("Second", "Third"):
        files.append(tmp_path / f"{name}.yaml")
        files[-1].write_text(SMALL.replace("Small", name).replace("rate: 6", "rate: 3"))
    lines = command("compare", *files, "-n", "5").out.splitlines()
    at = lines.index("  breaches, per 30 days")
    assert [line.split()[0] for line in lines[at + 1 : at + 4]] == ["Small", "Second", "Third"]
    assert max(map(len, lines)) <= 100


def test_compare_as_json_has_a_row_for_each_outcome_and_arm(command: Command) -> None:
    ended = command("compare", ONE, FIVE, "-n", "2", "--horizon", "20 days", "--json")
    found = json.loads(ended.out)
    assert found["arms"] == ["One drone", "Five drones"]
    assert [one["arm"] for one in found["rows"][:2]] == found["arms"]


def test_compare_wants_two_scenarios(command: Command) -> None:
    ended = command("compare", ONE)
    assert (ended.code, ended.out) == (2, "")
    assert "at least two" in ended.err


def test_new_writes_a_scenario_that_is_valid_and_runs(tmp_path: Path, command: Command) -> None:
    path = tmp_path / "north.yaml"
    assert command("new", path).err == f"wrote {path}; next: escalation run {path}\n"
    assert path.read_text() == STARTER == command("new").out
    assert command("validate", path).code == 0
    assert command("run", path, "-n", "2").code == 0


def test_a_starter_says_how_an_editor_can_help(command: Command) -> None:
    assert "escalation schema > scenario.schema.json" in command("new").out


def test_compare_writes_an_animation_and_refuses_one_that_cannot_be_before_it_plays(
    command: Command, small: Path, tmp_path: Path
) -> None:
    place = tmp_path / "war.gif"
    asked = ("compare", small, FIVE, "-n", "2", "--horizon", "9 days", "--animate")
    ended = command(*asked, place)
    assert ended.code == 0
    assert f"wrote {place}" in ended.err
    assert place.read_bytes().startswith(b"GIF89a")
    wrong = command(*asked, tmp_path / "war.mp4")
    assert (wrong.code, wrong.out) == (73, "")
    assert "an animation is written as .gif" in wrong.err
    for option in (["--uncertain", "2"], ["--rare", "assault"]):
        refused = command(*asked, place, *option)
        assert (refused.code, refused.out) == (2, "")
        assert f"an animation shows one history; leave out {option[0]}" in refused.err
