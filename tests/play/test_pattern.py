import pytest

from simulator.engine.simulate import trace
from simulator.model import terms
from simulator.model.encode import encode
from simulator.play.pattern import played
from tests.checks import made

PATTERNS = (
    "rate: 5 per day, hours: night, overdispersion: 0.5",
    "rate: 5 per day, level: {wander: {sd: 1, memory: 10 days}}, echo: {share: 0.6, memory: 5 h}",
    "rate: 1 per day, salvo: {acts: {poisson: {mean: 6}}, within: 3 h}, echo: {share: 0.3}",
    "gaps: {exponential: {mean: 20 h}}, saves: 3 per day, starts: 3 days, ends: 25 days",
    "rate: 3 per day, size: {poisson: {mean: 9}}, mass: {share: 20 %, size: 100}",
)


@pytest.mark.parametrize("words", PATTERNS)
@pytest.mark.parametrize("replication", [0, 7])
def test_a_pattern_by_itself_has_the_acts_of_a_history(words: str, replication: int) -> None:
    p = encode(made.scenario(f"{words}, cause: indiscipline", days=30), seed=5)
    rows = trace(p, replication)
    acts = rows[rows["what"] == terms.VIOLATION]
    alone = played(p, (0,), replication, room=8)
    assert len(alone) > 20
    pairs = zip(alone["minute"].tolist(), alone["munitions"].tolist(), strict=True)
    assert sorted(pairs) == sorted(
        zip(acts["minute"].tolist(), acts["value"].tolist(), strict=True)
    )
