"""Shards read by several processes, handed back as each is done.

Processes are spawned, not forked: a fork in the middle of a progress bar's
thread can hang. One process reads where there is little to read.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from metier.errors import StudyError

__all__ = ["each", "processes"]

T = TypeVar("T")
R = TypeVar("R")
MOST = 8
WORTH_A_PROCESS = 12 << 20
"""Bytes under which starting a process takes longer than reading."""


def processes(bytes_: int) -> int:
    """Return how many processes are worth their start for this much to read."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return max(1, min(available, MOST, bytes_ // WORTH_A_PROCESS))


def each(
    work: Callable[[T], R], tasks: Sequence[T], count: int
) -> Iterator[tuple[T, R]]:
    """Yield every task with its result, in the order in which they are done."""
    if count <= 1 or len(tasks) <= 1:
        for task in tasks:
            yield task, work(task)
        return
    pool = ProcessPoolExecutor(
        max_workers=count,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_be_quiet,
    )
    try:
        yield from _results(pool, work, tasks, 2 * count)
    except BrokenProcessPool as error:
        raise StudyError(
            "a process that read transcripts was stopped from outside, most likely for "
            "want of memory. What was finished is kept; run again to take it up."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _results(
    pool: ProcessPoolExecutor, work: Callable[[T], R], tasks: Sequence[T], ahead: int
) -> Iterator[tuple[T, R]]:
    waiting: dict[Future[R], T] = {}
    rest = iter(tasks)
    for task in rest:
        waiting[pool.submit(work, task)] = task
        if len(waiting) >= ahead:
            break
    while waiting:
        done, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            yield waiting.pop(future), future.result()
            following = next(rest, None)
            if following is not None:
                waiting[pool.submit(work, following)] = following


def _be_quiet() -> None:
    # Ctrl-C reaches every process of the terminal; the first one answers for all.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
