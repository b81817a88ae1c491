"""An engine by its name: what it takes to start it, and to stop it again."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal, Protocol, get_args

import msgspec

from metier.engines.local import Local
from metier.errors import EngineError

__all__ = ["ENGINES", "Each", "Engine", "Name", "processes", "running"]

Name = Literal["local", "dask", "ray", "spark"]
ENGINES: tuple[Name, ...] = get_args(Name)
MOST = 8
WORTH_A_PROCESS = 24 << 20
"""Bytes under which starting a process takes longer than reading."""


class Engine(msgspec.Struct, frozen=True, kw_only=True):
    """Where work is done."""

    name: Name = "local"
    address: str | None = None
    """Of the cluster: `tcp://host:8786` for dask, `ray://host:10001`, a spark master.
    None makes a small one on this machine."""

    @property
    def is_local(self) -> bool:
        """Whether workers see the files of this machine."""
        return self.name == "local"


class Each(Protocol):
    """Carries out a function over tasks."""

    def __call__(
        self, work: Callable[[Any], Any], tasks: Sequence[Any], /
    ) -> Iterator[tuple[Any, Any]]:
        """Yield every task with its result, in the order in which they are done."""


def processes(bytes_: int) -> int:
    """Return how many processes are worth their start for this much to read."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return max(1, min(available, MOST, bytes_ // WORTH_A_PROCESS))


@contextmanager
def running(engine: Engine, bytes_: int) -> Iterator[Each]:
    """Start the engine for about so much to read; stop it afterwards."""
    if engine.is_local:
        if engine.address is not None:
            raise EngineError(
                f"--address {engine.address}: work on this machine has no address. "
                f"Name the engine too, --engine with one of {', '.join(ENGINES[1:])}."
            )
        local = Local(processes(bytes_))
        try:
            yield local.each
        finally:
            local.close()
        return
    from metier.engines.clusters import cluster  # noqa: PLC0415 - joblib takes .15 s

    with cluster(engine.name, engine.address) as each:
        yield each
