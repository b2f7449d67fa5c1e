"""A tree in words: its tables, a sentence on its two ends, its error, and how to read it."""

from typing import Any

from simulator.discovery.condition import Condition
from simulator.discovery.numbers import in_words
from simulator.discovery.tree import Node, Tree
from simulator.discovery.words import p_words
from simulator.plots.tree import Part
from simulator.tables.amounts import SHARE, number, with_interval
from simulator.tables.page import Grid
from simulator.tables.wording import listed, percent
from simulator.uncertain.sets import Sets

CAPTION = "As a tree (CART): in what share of the histories it holds, from all sets to their parts"
READING = (
    "Grown: of the half of the sets that grew the tree, so that its parts lie too far apart there. "
    "Tested: of the other half, with 95 % intervals; the shares of the sets and of the cases are "
    "of that half too. p: how likely chance alone would part the two sides of a split so far (Mann "
    "and Whitney, one-sided, adjusted for the number of splits). A split that the test does not "
    "confirm is taken away, unless one below it is confirmed."
)
ALL = "all sets"
COLUMNS = (
    "depth", "where", "words", "number", "level_low", "level_high", "p", "sets_within", "grown_on",
    "share", "share_low", "share_high", "coverage", "coverage_low", "coverage_high",
)  # fmt: skip


def step_words(node: Node, sets: Sets) -> str:
    """What the last split says of a node: 'together is above 20 %'."""
    return in_words(node.limits[-1], sets) if node.limits else ALL


def path_words(node: Node, sets: Sets) -> str:
    """All that leads to a node."""
    return listed([in_words(one, sets) for one in node.limits])


def grid(found: Tree | None, sets: Sets) -> list[Grid | str]:
    """A row for each node, those of a split below it and further to the right."""
    if found is None or not found.root.below:
        return []
    rows = [_cells(depth, node, sets) for depth, node in found.root.each()]
    header = ["where", "p", "sets", "cases", "grown", "tested"]
    return [Grid(header, rows, (1, 2, 3, 4), caption=f"{CAPTION}:"), READING]


def _cells(depth: int, node: Node, sets: Sets) -> list[str]:
    return [
        f"{'  ' * depth}{step_words(node, sets)}",
        p_words(node.p) if node.below else "",
        percent(node.mass),
        percent(node.coverage.value),
        percent(node.grown),
        with_interval(SHARE, *node.share),
    ]


def rows(found: Tree | None, sets: Sets) -> list[tuple[Any, ...]]:
    """Of each node what COLUMNS says, all that leads to it and its own last split in words."""
    return [_row(depth, node, sets) for depth, node in (found.root.each() if found else ())]


def _row(depth: int, node: Node, sets: Sets) -> tuple[Any, ...]:
    last = node.limits[-1][:3] if node.limits else ("", 0.0, 1.0)
    said = path_words(node, sets), step_words(node, sets)
    return (depth, *said, *last, node.p, node.mass, node.grown, *node.share, *node.coverage)


def parts(found: Tree | None, sets: Sets) -> list[Part]:
    """The nodes as a picture has them; none where nothing is parted."""
    if found is None or not found.root.below:
        return []
    return [
        Part(step_words(node, sets), depth, not node.below, node.grown, node.share)
        for depth, node in found.root.each()
    ]


def ends(found: Tree) -> tuple[Node, Node]:
    """The leaves in which it happens most and least often, as tested."""
    leaves = [one for one in found.root.leaves if one.share.value == one.share.value]
    return (
        max(leaves, key=lambda one: one.share.value),
        min(leaves, key=lambda one: one.share.value),
    )


def title(found: Tree | None, asked: Condition) -> str:
    """The finding in a line: how far apart the parts are, and what parts them first."""
    if found is None or not found.root.below:
        return f"No split of a value tells when '{asked.text}' holds"
    most, least = (percent(one.share.value) for one in ends(found))
    first = found.root.below[0].limits[-1].number
    return f"'{asked.text}' in {least} to {most} of the histories, parted first by {first}"


def sentence(found: Tree | None, asked: Condition, sets: Sets) -> str:
    """The two ends of the tree and its error."""
    if found is None:
        return ""
    if not found.root.below:
        return "No split of the tree was confirmed by the second half of the sets."
    most, least = (
        f"in {with_interval(SHARE, *one.share)} of the histories where {path_words(one, sets)}"
        for one in ends(found)
    )
    return f"As a tree, '{asked.text}' holds {most}, and {least}. {error(found)}"


def error(found: Tree) -> str:
    """How far the tree's shares are from what happens in the sets that did not grow it."""
    one = found.error
    less, low, high = (percent(each) for each in one.less)
    return (
        f"On the sets that did not grow it, its mean square error (Brier's score) is "
        f"{number(one.tree, 3)}, against {number(one.overall, 3)} of one share for all sets, "
        f"{less} less ({low.removesuffix(' %')} to {high}); {number(one.least, 3)} is chance "
        "within the sets, which no tree foretells."
    )
