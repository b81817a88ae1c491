"""From a figure's needs and the analysis frame to estimates under their keys."""

from collections.abc import Iterable, Iterator

from metier.estimates import describing
from metier.estimates.asking import Asking
from metier.estimates.frames import Sessions
from metier.facts import Frame
from metier.records import (
    Count,
    Estimate,
    Figure,
    Histogram,
    Mean,
    Need,
    Panel,
    Quantiles,
    Share,
)

__all__ = ["answer", "answers"]


def answer(figure: Figure, frame: Frame) -> tuple[Estimate, ...]:
    """Answer every need of one figure."""
    return answers((figure,), frame)


def answers(figures: Iterable[Figure], frame: Frame) -> tuple[Estimate, ...]:
    """Answer every need of every figure; people are numbered once."""
    sessions = Sessions(frame)
    return tuple(
        estimate
        for figure in figures
        for panel in figure.panels
        for need in panel.needs
        for estimate in _answer(figure, panel, need, sessions)
    )


def _answer(
    figure: Figure, panel: Panel, need: Need, sessions: Sessions
) -> Iterator[Estimate]:
    asking = Asking(figure, panel, need, sessions)
    match need:
        case Count():
            yield from describing.count(asking, need)
        case Share():
            yield from describing.share(asking, need)
        case Mean():
            yield from describing.mean(asking, need)
        case Quantiles():
            yield from describing.quantiles(asking, need)
        case Histogram():
            yield from describing.histogram(asking, need)
        case _:
            return
