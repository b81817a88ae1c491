import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from killable import killed_the_first_time
from metier.engines.local import Local
from metier.errors import EngineError


@pytest.fixture
def two() -> Iterator[Local]:
    with closing(Local(2)) as local:
        yield local


def test_one_process_needs_no_other() -> None:
    assert dict(Local(1).each(abs, [-1, -2])) == {-1: 1, -2: 2}


def test_processes_are_used_again(two: Local) -> None:
    assert dict(two.each(abs, range(-9, 0))) == {n: -n for n in range(-9, 0)}
    assert dict(two.each(abs, range(-3, 0))) == {n: -n for n in range(-3, 0)}


def test_what_a_killed_process_had_is_done_again(two: Local, tmp_path: Path) -> None:
    marks = [tmp_path / f"mark-{number}" for number in range(3)]
    for mark in marks[1:]:
        mark.touch()

    done = dict(two.each(killed_the_first_time, marks))

    assert done == {mark: mark.name for mark in marks}


def test_processes_that_are_killed_again_and_again_stop_the_run(two: Local) -> None:
    with pytest.raises(EngineError, match="stopped from outside 3 times"):
        dict(two.each(os._exit, (9, 9, 9)))
