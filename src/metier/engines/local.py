"""Processes of this machine, which may be killed: what they had is done again.

Processes are spawned, not forked: a fork in the middle of a progress bar's
thread can hang. One process works where there is little to do.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from metier.errors import EngineError

__all__ = ["Local"]

T = TypeVar("T")
R = TypeVar("R")
TRIES = 3
"""Times that processes may be killed before the run is stopped."""


class Local:
    """Some processes, started when first needed and used again."""

    def __init__(self, count: int) -> None:
        """Name how many; one is this process itself."""
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def each(
        self, work: Callable[[T], R], tasks: Sequence[T], /
    ) -> Iterator[tuple[T, R]]:
        """Yield every task with its result, in the order in which they are done."""
        if self.count <= 1 or len(tasks) <= 1:
            for task in tasks:
                yield task, work(task)
            return
        left = dict(enumerate(tasks))
        for attempt in range(1, TRIES + 1):
            try:
                for number, result in self._results(work, left):
                    yield left.pop(number), result
            except BrokenProcessPool as error:
                self.close()
                if attempt == TRIES:
                    raise EngineError(
                        f"processes that read were stopped from outside {TRIES} times, "
                        "most likely for want of memory. What was finished is kept; "
                        "run again to take it up."
                    ) from error
            else:
                return

    def close(self) -> None:
        """Let the processes go."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _results(
        self, work: Callable[[T], R], tasks: dict[int, T]
    ) -> Iterator[tuple[int, R]]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                max_workers=self.count,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_be_quiet,
            )
        waiting: dict[Future[R], int] = {}
        rest = iter(list(tasks.items()))
        for number, task in rest:
            waiting[self._pool.submit(work, task)] = number
            if len(waiting) >= 2 * self.count:
                break
        while waiting:
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield waiting.pop(future), future.result()
                following = next(rest, None)
                if following is not None:
                    waiting[self._pool.submit(work, following[1])] = following[0]


def _be_quiet() -> None:
    # Ctrl-C reaches every process of the terminal; the first one answers for all.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
