"""A scenario at a glance."""

from simulator.scenario.load import load, load_text

PLAIN = load_text("""\
name: Mine & yours
question: Who comes?
horizon: 10 days
limits: It cannot show much.
violations: {fire: {kind: artillery, rate: 6 per day}, raid: {kind: drone, at: [3 h]}}
threshold: {of: artillery, at_least: 3, within: 24 h}
plan: {phases: [{name: first, by: 24 h, owed_by: x}]}
""")


def test_the_repr_is_a_line_of_counts() -> None:
    told = "10 days, 2 patterns of violations, 1 phase, 1 guarantor"
    assert repr(PLAIN) == f"<Scenario 'Mine & yours': {told}>"


def test_a_notebook_shows_every_part_in_the_words_of_the_file() -> None:
    html = PLAIN._repr_html_()
    assert "<b>Mine &amp; yours</b>" in html
    for part, words in [
        ("history", "10 days, from Monday 00:00 on"),
        ("violations: fire", "artillery, rate 6 per day"),
        ("violations: raid", "drone, at [3 h]"),
        ("breach", "{of: [artillery], at_least: 3}"),
        ("phase: first", "when breach, by 24 h, owed by x"),
    ]:
        assert f"<th>{part}</th><td>{words}</td>" in html
    assert html.endswith("<p>It cannot show much.</p>")


def test_a_scenario_of_nothing_but_a_name_has_a_sketch() -> None:
    assert "any act that counts" in load_text("name: Bare\n")._repr_html_()


def test_a_shipped_scenario_has_a_row_for_each_phase() -> None:
    plan = load("reported-plan")
    assert plan._repr_html_().count("<th>phase: ") == len(plan.plan.phases)
