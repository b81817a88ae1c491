"""The offline annotator: no network, no key, no model of anybody else's.

Rules read the ledger and the log; small linear models weigh them. Each facet's
model sees its own view alone (`features`). An answer carries its probability;
where that is too low the annotator abstains and says why, from a closed list.
"""

import math

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.annotators.attempts import attempted
from metier.annotators.features import Features, features
from metier.annotators.models import Model, chances, models, number
from metier.annotators.rules import counted, ruled, valued
from metier.codebook import FACETS
from metier.codebook.value_usd import HIGHEST_USD, LOWEST_USD
from metier.records import Annotation, Evidence, Facet, Session

__all__ = ["NAME", "annotate", "seen_by"]

NAME = "offline-1"
NOT_ATTEMPTED = "not attempted"
TOO_UNSURE = "too unsure"
SUCCESS_FACETS = frozenset({"outcome", "success_signal", "failure_signal"})


def annotate(
    session: Session, evidence: tuple[Evidence, ...]
) -> tuple[Annotation, ...]:
    """Answer every facet of the codebook for one session."""
    seen = features(session, evidence)
    did = attempted(session, evidence)
    return tuple(_answer(facet, session.id, seen, did=did) for facet in FACETS)


def seen_by(facet: Facet, seen: Features) -> dict[str, float]:
    """Return the only features that a facet's rule or model may look at."""
    if facet.view == "words":
        return seen.words
    if facet.name == "expertise_first":
        return seen.first
    return seen.context if facet.view == "context" else seen.whole


def _answer(facet: Facet, session: str, seen: Features, *, did: bool) -> Annotation:
    if not did and facet.name == "outcome":
        return _annotation(facet, session, value=None, reason=NOT_ATTEMPTED)
    view = seen_by(facet, seen)
    model = models().get(facet.name)
    if facet.kind == "count":
        return _count(facet, session, view, model)
    if facet.kind == "number":
        return _price(facet, session, view, model, did=did)
    if model is None:
        given = ruled(facet.name, view)
        names = tuple(given)
        return _choose(facet, session, names, np.array(list(given.values())), None)
    return _choose(facet, session, model.levels, chances(model, view), model)


def _choose(
    facet: Facet,
    session: str,
    names: tuple[str, ...],
    given: NDArray[np.float64],
    model: Model | None,
) -> Annotation:
    favoured = np.log(np.maximum(given, 1e-12))
    if model is not None and model.tilt:
        favoured = favoured + np.asarray(model.tilt)
    best = int(np.argmax(favoured))
    sure = float(given[best])
    listed = tuple(
        (name, round(float(chance), 4))
        for name, chance in zip(names, given, strict=True)
    )
    if model is not None and sure < model.abstain_below:
        return _annotation(
            facet, session, value=None, probabilities=listed, reason=TOO_UNSURE
        )
    is_number = facet.kind == "ordinal" and names[best] != facet.unclear
    return _annotation(
        facet,
        session,
        value=names[best],
        number=float(names[best]) if is_number else None,
        probability=round(sure, 4),
        probabilities=listed,
    )


def _count(
    facet: Facet, session: str, view: dict[str, float], model: Model | None
) -> Annotation:
    if model is None:
        expected = counted(facet.name, view)
    else:
        expected = max(0.0, math.expm1(number(model, view)))
    return _annotation(
        facet, session, value=str(round(expected)), number=round(expected, 2)
    )


def _price(
    facet: Facet,
    session: str,
    view: dict[str, float],
    model: Model | None,
    *,
    did: bool,
) -> Annotation:
    usd = valued(view) if model is None else math.exp(number(model, view))
    usd = min(HIGHEST_USD, max(LOWEST_USD, usd if did else LOWEST_USD))
    rounded = float(f"{usd:.2g}")
    return _annotation(facet, session, value=str(int(rounded)), number=rounded)


def _annotation(
    facet: Facet,
    session: str,
    *,
    value: str | None,
    **more: float | str | tuple[tuple[str, float], ...] | None,
) -> Annotation:
    empty = Annotation(
        session=session,
        facet=facet.name,
        version=facet.version,
        annotator=NAME,
        value=value,
    )
    return msgspec.structs.replace(empty, **more)
