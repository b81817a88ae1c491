"""From a figure's needs and the analysis frame to estimates under their keys."""

from collections.abc import Iterable, Iterator

import msgspec

from metier.estimates.answers import changing, describing
from metier.estimates.answers.changing import Weeks
from metier.estimates.answers.families import with_adjusted_p
from metier.estimates.answers.outliving import Lives, survival
from metier.estimates.cells.asking import Asking
from metier.estimates.cells.frames import Sessions
from metier.estimates.cells.overlaps import with_parts
from metier.estimates.checks.carrying import with_carried_over
from metier.estimates.checks.checking import Checked, Truth
from metier.estimates.core.results import why_not
from metier.estimates.gradients import adjusting, regressing
from metier.estimates.gradients.trends import Bridge, reading
from metier.facts import Frame
from metier.records import (
    Adjusted,
    Card,
    Change,
    Count,
    Estimate,
    Figure,
    Histogram,
    Hours,
    Mean,
    Panel,
    Quantiles,
    Regression,
    Share,
    Slope,
    Survival,
    Trend,
)

__all__ = ["answer", "answers", "answers_of"]

Beside = tuple[Weeks | None, Lives | None, Bridge | None]
"""Tables beside the frame: weeks, lives of lines, answers of an earlier annotator."""


def answer(  # noqa: PLR0913 - tables beside the frame, by keyword
    figure: Figure,
    frame: Frame,
    *,
    weeks: Weeks | None = None,
    checked: Checked | None = None,
    lives: Lives | None = None,
    bridge: Bridge | None = None,
    cards: tuple[Card, ...] = (),
) -> tuple[Estimate, ...]:
    """Answer every need of one figure.

    `weeks` holds the columns of `weeks.parquet`; only `Hours` asks for them, as only
    `Survival` asks for `lives`, the lines that repositories followed, and the
    bridged reading of a `Trend` for `bridge`.
    `checked` holds what people said of a random sample of the sessions: shares and
    means that rest on facets they answered are corrected by it. Shares that stay
    uncorrected are followed by what the annotator's `cards` would make of them.
    """
    return answers(
        (figure,),
        frame,
        weeks=weeks,
        checked=checked,
        lives=lives,
        bridge=bridge,
        cards=cards,
    )


def answers(  # noqa: PLR0913 - tables beside the frame, by keyword
    figures: Iterable[Figure],
    frame: Frame,
    *,
    weeks: Weeks | None = None,
    checked: Checked | None = None,
    lives: Lives | None = None,
    bridge: Bridge | None = None,
    cards: tuple[Card, ...] = (),
) -> tuple[Estimate, ...]:
    """Answer every need of every figure; people and levels are numbered once."""
    sessions = Sessions(frame)
    truth = None if checked is None else Truth(checked, sessions)
    found = tuple(
        estimate
        for figure in figures
        for estimate in with_adjusted_p(
            _of_figure(figure, sessions, (weeks, lives, bridge), truth)
        )
    )
    if cards:
        found = tuple(with_carried_over(found, cards))
    return with_parts(found, sessions.sets, sessions.people)


def answers_of(figures: Iterable[Figure], sessions: Sessions) -> Iterator[Estimate]:
    """Answer every need of sessions made ready; nothing beside them is known."""
    for figure in figures:
        yield from _of_figure(figure, sessions, (None, None, None), None)


def _of_figure(
    figure: Figure, sessions: Sessions, beside: Beside, truth: Truth | None
) -> tuple[Estimate, ...]:
    found = (
        estimate
        for panel in figure.panels
        for need in panel.needs
        for estimate in _answer(Asking(figure, panel, need, sessions), beside, truth)
    )
    if truth is None:
        return tuple(found)
    return tuple(
        msgspec.structs.replace(one, method=why_not(one.method)) for one in found
    )


def _answer(  # noqa: C901, PLR0911 - one line a need
    asking: Asking, beside: Beside, truth: Truth | None
) -> Iterator[Estimate]:
    need = asking.need
    match need:
        case Count():
            return describing.count(asking, need)
        case Share():
            return describing.share(asking, need, truth)
        case Mean():
            return describing.mean(asking, need, truth)
        case Quantiles():
            return describing.quantiles(asking, need, truth)
        case Histogram():
            return describing.histogram(asking, need, truth)
        case Change():
            return changing.change(asking, need)
        case Slope():
            return regressing.slope(asking, need, truth)
        case Adjusted():
            return adjusting.adjusted(asking, need)
        case Regression():
            return regressing.regression(asking, need, _covariates(asking.panel), truth)
        case Hours():
            return changing.hours(asking, need, beside[0])
        case Survival():
            return survival(asking, need, beside[1])
        case Trend():
            return reading(asking, need, beside[2], truth)


def _covariates(panel: Panel) -> tuple[str, ...]:
    # All columns of one table are estimated on the same sessions.
    names = (
        name
        for need in panel.needs
        if isinstance(need, Regression)
        for name in need.covariates
    )
    return tuple(dict.fromkeys(names))
