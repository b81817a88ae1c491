import os

import pytest

from metier.errors import StudyError
from metier.study.workers import each, processes


@pytest.mark.parametrize("count", [1, 2])
def test_every_task_comes_back_with_its_result(count: int) -> None:
    assert dict(each(abs, range(-9, 0), count)) == {n: -n for n in range(-9, 0)}


def test_a_process_that_is_stopped_from_outside_is_said_to_be() -> None:
    with pytest.raises(StudyError, match="stopped from outside"):
        dict(each(os._exit, (9, 9, 9), 2))


def test_little_to_read_is_read_by_one() -> None:
    assert processes(1_000) == 1
    assert 1 <= processes(1 << 40) <= 8
