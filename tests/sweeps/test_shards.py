import pytest

from simulator.errors import ScenarioError
from simulator.sweeps.points import Shard
from simulator.sweeps.shards import shard_of


def slurm(**said: int) -> dict[str, str]:
    return {f"SLURM_ARRAY_TASK_{name}": str(value) for name, value in said.items()}


@pytest.mark.parametrize(
    ("said", "environment", "shard"),
    [
        ("2/12", slurm(ID=7, COUNT=9, MIN=1), (2, 12)),
        ("auto", slurm(ID=0, COUNT=3, MIN=0, MAX=2), (1, 3)),
        ("auto", slurm(ID=3, COUNT=3, MIN=1, MAX=3), (3, 3)),
        ("auto/3", slurm(ID=3, COUNT=3, MIN=1, MAX=3), (3, 3)),
        ("auto", slurm(ID=10, COUNT=4, MIN=5, MAX=20, STEP=5), (2, 4)),
        ("auto/4", {"JOB_COMPLETION_INDEX": "0"}, (1, 4)),
        ("auto/4", {"JOB_COMPLETION_INDEX": "3"}, (4, 4)),
    ],
)
def test_a_shard_is_the_one_that_is_said_or_that_the_scheduler_numbers(
    said: str, environment: dict[str, str], shard: tuple[int, int]
) -> None:
    assert shard_of(said, environment) == Shard(*shard)


def test_the_tasks_of_an_array_are_all_shards_each_once() -> None:
    ids = range(5, 21, 5)
    shards = [shard_of("auto", slurm(ID=i, COUNT=4, MIN=5, MAX=20, STEP=5)) for i in ids]
    assert [one.number for one in shards] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("said", "environment", "message"),
    [
        ("2", {}, "'2' is no shard"),
        ("0/3", {}, "counted from 1/3"),
        ("4/3", {}, "not among 3 shards"),
        ("1/0", {}, "not among 0 shards"),
        ("auto", {}, "neither is set"),
        ("auto", {"JOB_COMPLETION_INDEX": "1"}, "Write auto/N"),
        ("auto/2", {"JOB_COMPLETION_INDEX": "2"}, "JOB_COMPLETION_INDEX 2 is not among 2 shards"),
        ("auto/2", {"JOB_COMPLETION_INDEX": "x"}, "'x', which is not a whole number"),
        ("auto", slurm(ID=1), "does not say how many"),
        ("auto/4", slurm(ID=1, COUNT=3, MIN=1, MAX=3), "does not fit an array of 3"),
        ("auto", slurm(ID=7, COUNT=3, MIN=1, MAX=7), "not in equal steps"),
    ],
)
def test_what_is_no_shard_is_refused_with_what_would_do(
    said: str, environment: dict[str, str], message: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        shard_of(said, environment)
    assert message in str(caught.value)
