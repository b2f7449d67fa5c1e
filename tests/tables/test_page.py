"""What a reader sees of a result: the same words in a terminal and in a notebook."""

import re

import pytest

from simulator.tables.page import Commands, Grid, Items, Part, Title, in_html, in_lines

GRID = Grid(
    ["outcome", "value"],
    [["Harm"], ["  area <lost>", "12 (10 to 14)"]],
    right=(1,),
    caption="What it cost:",
    values=True,
)
PARTS: list[Part] = [
    Title(["A: One & two", "20 pairs"]),
    GRID,
    "A paragraph.",
    Items("Reached:", ["false breaches", "acts"], "How to read it."),
    Commands("To read why:", ["escalation explain x -r 3"]),
]


def test_the_parts_stand_below_each_other_with_an_empty_line_between_them() -> None:
    assert in_lines(PARTS) == (
        "A: One & two\n20 pairs\n\n"
        "What it cost:\noutcome                value\n\nHarm\n  area <lost>  12 (10 to 14)\n\n"
        "A paragraph.\n\n"
        "Reached:\n  false breaches\n  acts\nHow to read it.\n\n"
        "To read why:\n  escalation explain x -r 3"
    )


def test_a_notebook_shows_every_word_that_a_terminal_shows() -> None:
    from html import unescape

    html = unescape(re.sub(r"</?(?!lost)[^>]*>", " ", in_html(PARTS)))
    assert html.split() == in_lines(PARTS).split()


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
def test_no_sign_of_a_name_is_taken_for_html(part: Part) -> None:
    html = in_html([part])
    assert "<lost>" not in html
    assert "& " not in html


def test_a_heading_spans_the_table_and_what_stands_below_it_is_indented() -> None:
    html = GRID.html()
    assert '<th colspan="2" style="text-align: left">Harm</th>' in html
    assert '<td style="text-align: left; padding-left: 2ex">area &lt;lost&gt;</td>' in html


def test_a_value_is_broken_before_its_interval_and_nowhere_else() -> None:
    crowded = Grid(["a"] * 5, [["x", *["seen in some years (1 to 2)"] * 4]], values=True)
    above, below = crowded.text().splitlines()[1:]
    assert above.count("seen in some years") == below.count("(1 to 2)") == 4
    assert "(1 to 2)" not in crowded._replace(values=False).text()


def test_a_command_is_in_one_line_however_long_it_is() -> None:
    long = f"escalation explain {'x' * 80} --set plan.phases.0.by=48h --replication 3"
    assert f"\n  {long}" in Commands("Read:", [long]).text()
