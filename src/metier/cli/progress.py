"""How far a long run is, drawn for a person at a terminal and for nobody else."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["progress"]

STEPS = {
    "look": "looking at files",
    "read": "reading transcripts",
    "write": "writing tables",
    "annotate": "annotating sessions",
    "estimate": "estimating",
    "release": "deciding what may go out",
    "report": "drawing the page",
}


def nothing(what: str, done: int, of: int) -> None:
    """Draw nothing."""


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that is told of every step."""
    if quiet or not sys.stderr.isatty():
        yield nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bars:
        task = bars.add_task("", total=None)

        def step(what: str, done: int, of: int) -> None:
            bars.update(
                task, description=STEPS.get(what, what), completed=done, total=of
            )

        yield step
