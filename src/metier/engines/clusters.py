"""Dask, ray and spark, all by way of joblib: the same call, another backend.

Tasks go out a wave at a time, so that a run that is stopped loses one wave at
most. A worker that dies takes its tasks with it; they are sent again.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any, TypeVar

import joblib

from metier.errors import EngineError, MetierError

__all__ = ["cluster"]

T = TypeVar("T")
R = TypeVar("R")
TRIES = 3
WAVE = 16
"""Tasks a worker that are sent out together."""

PATIENCE_S = 60

Each = Callable[[Callable[[T], R], Sequence[T]], Iterator[tuple[T, R]]]
Start = Callable[[str | None], Callable[[], None]]


@contextmanager
def cluster(name: str, address: str | None) -> Iterator[Each[Any, Any]]:
    """Reach the cluster, or make a small one here; leave it afterwards."""
    try:
        stop = _STARTS[name](address)
    except ImportError as error:
        raise EngineError(
            f"--engine {name} needs packages that are not installed ({error.name}). "
            f"Install them with: pip install 'metier[{name}]'"
        ) from error
    except Exception as error:
        raise EngineError(
            f"--engine {name}: no cluster answers at {address or 'this machine'} "
            f"({type(error).__name__}). Check that it runs and that --address is its "
            "scheduler's."
        ) from error
    try:
        with joblib.parallel_config(backend=name, n_jobs=-1, **_OPTIONS.get(name, {})):
            yield _each
    finally:
        stop()


def _each(work: Callable[[T], R], tasks: Sequence[T], /) -> Iterator[tuple[T, R]]:
    wave = WAVE * max(1, joblib.effective_n_jobs(-1))
    for start in range(0, len(tasks), wave):
        yield from _wave(work, tasks[start : start + wave])


def _wave(work: Callable[[T], R], tasks: Sequence[T]) -> list[tuple[T, R]]:
    for attempt in range(1, TRIES + 1):
        try:
            run = joblib.Parallel(batch_size=1)
            results = run(joblib.delayed(work)(task) for task in tasks)
            return list(zip(tasks, results, strict=True))
        except MetierError:
            raise
        except Exception as error:
            # Every engine has its own error for a worker that died.
            if attempt == TRIES:
                raise EngineError(
                    f"the cluster gave work up {TRIES} times "
                    f"({type(error).__name__}: {error}). What was finished is kept; "
                    "run again to take it up. Workers need the same version of metier."
                ) from error
    return []


def _dask(address: str | None) -> Callable[[], None]:
    distributed: Any = import_module("distributed")
    client = distributed.Client(address, timeout=PATIENCE_S)
    return lambda: client.close()  # noqa: PLW0108 - drops what it returns


def _ray(address: str | None) -> Callable[[], None]:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    ray: Any = import_module("ray")
    joined: Any = import_module("ray.util.joblib")
    ray.init(address=address, log_to_driver=False, include_dashboard=False)
    joined.register_ray()
    return lambda: ray.shutdown()  # noqa: PLW0108 - same


def _spark(address: str | None) -> Callable[[], None]:
    # Else the workers take the system's Python.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    joined: Any = import_module("joblibspark")
    sql: Any = import_module("pyspark.sql")
    session = (
        sql.SparkSession.builder.appName("metier")
        .master(address or "local[*]")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    joined.register_spark()
    return lambda: session.stop()  # noqa: PLW0108 - same


_STARTS: Mapping[str, Start] = {"dask": _dask, "ray": _ray, "spark": _spark}
_OPTIONS: Mapping[str, dict[str, int]] = {
    "dask": {"wait_for_workers_timeout": PATIENCE_S}
}
