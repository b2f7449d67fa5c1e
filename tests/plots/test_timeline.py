"""The timeline and the same war: asked of the axes what was drawn."""

import numpy as np
import pytest

from simulator.plots import style
from simulator.plots.same_war import Arm, same_war
from simulator.plots.timeline import stand_downs, timeline
from simulator.tables.spans import spans_of
from tests.plots.conftest import WAR, run_of


def texts(figure) -> list[str]:
    return [text.get_text() for ax in figure.axes for text in ax.texts]


def labels(ax) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def drawn(run, **words):
    return timeline(run.rows(0), run.names, run.scenario, **words)


def test_every_lane_is_there_with_its_rows(war):
    acts, known, posture, phases, guarantors, area = drawn(war)
    assert labels(acts) == ["artillery", "drone"]
    assert labels(known)[:2] == ["reported", "counted"]
    assert labels(posture) == ["posture"]
    assert labels(phases) == ["first", "second"]
    assert labels(guarantors) == ["home", "a", "b"]
    assert area.get_xlabel() == "days since the ceasefire took effect"


def test_few_acts_are_drawn_one_by_one_at_their_minutes(war):
    acts = drawn(war)[0]
    markers = [line for line in acts.lines if line.get_linestyle() == "None"]
    minutes = np.sort(np.concatenate([line.get_xdata() for line in markers]))
    spans = spans_of(war.rows(0), war.names, war.scenario)
    assert minutes.tolist() == sorted(spans.acts["minute"])
    others = [line for line in markers if line.get_markerfacecolor() == "white"]
    assert sum(len(line.get_xdata()) for line in others) == 2


def test_many_acts_are_drawn_as_counts_that_add_up():
    busy = run_of(1, violations={"fire": {"kind": "drone", "rate": "100 per day"}})
    acts = drawn(busy)[0]
    heights = np.array([bar.get_height() for bar in acts.patches if bar.get_height() != 1])
    peak = next(int(t.get_text()[5:]) for t in acts.texts if t.get_text().startswith("peak"))
    total = busy.outcomes["violations"].iloc[0]
    assert round(heights.sum() / 0.42 * peak) == total


def test_breach_and_warning_are_marked_in_every_lane(war):
    axes = drawn(war)
    spans = spans_of(war.rows(0), war.names, war.scenario)
    (breach,) = spans.breaches["minute"][spans.breaches["opens"]]
    for ax in axes:
        upright = [line.get_xdata()[0] for line in ax.lines if len(set(line.get_xdata())) == 1]
        assert {breach, spans.warnings[0]} <= set(upright)
    assert "breach, warning" in texts(axes[0].figure)


def test_each_posture_names_its_move_and_the_red_line_is_marked_in_every_lane():
    troops = {"decides": "1 h", "brings": {"ground": {"troops": 9, "arrives": "11 h"}}}
    plan = {"phases": [{"name": "first", "owed_by": "a"}]}
    run = run_of(1, plan=plan, guarantors={"a": troops}, adversary={"red_line": {"provokes": 1}})
    spans = spans_of(run.rows(0), run.names, run.scenario)
    (crossed,) = spans.red_lines
    assert [crossed] == spans.arrivals["minute"].to_list()
    axes = drawn(run)
    for ax in axes:
        assert crossed in [line.get_xdata()[0] for line in ax.lines]
    assert "red line" in texts(axes[0].figure)
    assert "assault (red line)" in texts(axes[0].figure)


def test_phases_are_told_by_word_marker_and_deadline(war):
    phases = drawn(war)[3]
    words = [text.get_text() for text in phases.texts]
    spans = spans_of(war.rows(0), war.names, war.scenario).phases
    for call in spans.itertuples():
        state = "in time" if call.state == "met" else call.state
        assert f"{state} at {(call.ended - call.clock) / 60:.0f} h" in words
        assert any(set(line.get_xdata()) == {call.due} for line in phases.lines)
        at_end = [line for line in phases.lines if set(line.get_xdata()) == {call.ended}]
        assert style.STATES[call.state][1] in {line.get_marker() for line in at_end}


def test_a_window_draws_no_act_outside_it(war):
    acts = drawn(war, window=(0, 4 * 60))[0]
    assert acts.get_xlim() == (0, 240)
    markers = [line for line in acts.lines if line.get_linestyle() == "None"]
    assert max(max(line.get_xdata()) for line in markers) < 240
    assert drawn(war, window=(0, 240))[-1].get_xlabel().startswith("hours")


def test_a_history_without_acts_still_draws():
    style.rendered(drawn(run_of(1, violations={}))[0].figure, "png")


def test_a_history_without_a_ceasefire_says_so_in_place_of_empty_lanes():
    unsigned = run_of(1, adversary={"signs": "0 %"})
    (only,) = drawn(unsigned)
    assert "No ceasefire was signed in this history" in only.texts[0].get_text()
    first, second = same_war(arms(unsigned, unsigned))
    assert all("No ceasefire was signed" in ax.texts[0].get_text() for ax in (first, second))


def test_every_line_of_the_same_war_is_in_its_legend(war):
    said = same_war(arms(war, war))[0].figure.texts[1].get_text()
    for words in ("an episode of the plan", "deadline", "in force"):
        assert said.replace("\n", " ").count(words) == 1
    spans = spans_of(war.rows(0), war.names, war.scenario)
    lines = {
        "further breaches": (~spans.breaches["opens"]).any(),
        "a breach": spans.breaches["opens"].any(),
        "a warning": len(spans.warnings) > 0,
        "a red line": len(spans.red_lines) > 0,
        "a stand-down": len(stand_downs(spans)) > 0,
        "where the histories part": False,
    }
    assert {word: word in said.replace("\n", " ") for word in lines} == lines
    fewer = run_of(1, threshold={"at_least": 1000})
    parted = same_war(arms(war, fewer))[0].figure.texts[1].get_text().replace("\n", " ")
    assert "green where the histories part" in parted


def test_axes_that_are_given_are_drawn_into(war):
    made = drawn(war)
    again = style.picture("mine").subplots(len(made), 1)
    assert drawn(war, axes=list(again)) == list(again)


@pytest.mark.parametrize("form", ["png", "svg"])
def test_hostile_and_long_names_do_not_break_a_timeline(form):
    name = "<script>$\\frac{a}_b$</script> " + "of a very long name " * 9
    plan = {
        "phases": [
            {"name": name, "when": "breach", "by": "24 h", "owed_by": name, "warns": True},
            {"name": "_$_", "when": {"continues": {}}, "owed_by": name},
        ]
    }
    run = run_of(
        1, name=name, plan=plan, guarantors={name: {"decides": "1 h"}}, adversary={},
        violations={name: WAR["violations"]["strikes"]},
    )  # fmt: skip
    content = style.rendered(run.plot.timeline(), form)
    assert content == style.rendered(run.plot.timeline(), form)
    assert b"<script" not in content


def arms(*runs):
    return [Arm(f"arm {i}", run.rows(0), run.names, run.scenario) for i, run in enumerate(runs)]


def test_the_same_war_twice_has_no_difference(war):
    figure = same_war(arms(war, war))[0].figure
    said = texts(figure)
    assert any("the same acts and postures as in the first" in text for text in said)
    assert "the histories part" not in said


def test_arms_that_part_are_marked_where_they_do(war):
    calm = run_of(1, adversary={})
    more = WAR["violations"] | {"late": {"kind": "drone", "at": ["100 h"]}}
    other = run_of(1, violations=more, adversary={})
    axes = same_war(arms(calm, other))
    assert "the histories part" in texts(axes[0].figure)
    for ax in axes[-3:]:
        assert 6000 in [line.get_xdata()[0] for line in ax.lines]
    assert labels(axes[3]) == ["all acts", "counted", "differs"]


def test_arms_share_the_time_axis(war):
    other = run_of(1, horizon="3 days")
    axes = same_war(arms(war, other))
    assert {ax.get_xlim() for ax in axes} == {(0.0, 6 * 1440.0)}
    assert [bool(ax.get_xlabel()) for ax in axes] == [False] * (len(axes) - 1) + [True]
