"""Answering every facet for one session, each from its own view alone.

Rules read the ledger and the log; small linear models weigh them. An answer
carries its probability; where that is too low the annotator abstains and says
why, from a closed list.
"""

import math

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.annotators.attempts import attempted
from metier.annotators.offline.features import Features, features
from metier.annotators.offline.models import (
    chances,
    chosen,
    models,
    number,
    person_share,
)
from metier.annotators.offline.rules import counted, ruled, settled, valued
from metier.codebook import FACETS
from metier.codebook.value_usd import HIGHEST_USD, LOWEST_USD
from metier.records import Annotation, Evidence, Facet, Session

__all__ = ["NAME", "annotate", "seen_by"]

NAME = "offline-1"
NOT_ATTEMPTED = "not attempted"
TOO_THIN = "nothing to judge by"
TOO_UNSURE = "too unsure"


def annotate(
    session: Session, evidence: tuple[Evidence, ...]
) -> tuple[Annotation, ...]:
    """Answer every facet of the codebook for one session."""
    seen = features(session, evidence)
    did = attempted(session, evidence)
    counts = _counts(seen.whole)
    return tuple(_answer(facet, session.id, seen, counts, did=did) for facet in FACETS)


def seen_by(facet: str, seen: Features) -> dict[str, float]:
    """Return the only features that a facet's rule or model may look at."""
    views = {
        "expertise": seen.words,
        "expertise_typed": seen.whole,
        "expertise_first": seen.first,
        "outcome": seen.evidence,
        "success_signal": seen.reactions,
        "failure_signal": seen.reactions,
        "soc_user": seen.context,
    }
    return views.get(facet, seen.whole)


def _answer(
    facet: Facet, session: str, seen: Features, counts: dict[str, float], *, did: bool
) -> Annotation:
    empty = Annotation(
        session=session,
        facet=facet.name,
        version=facet.version,
        annotator=NAME,
        value=None,
    )
    view = seen_by(facet.name, seen)
    if facet.name == "outcome" and not did:
        return msgspec.structs.replace(empty, reason=NOT_ATTEMPTED)
    if facet.kind == "count":
        expected = counts[facet.name]
        return msgspec.structs.replace(
            empty, value=str(round(expected)), number=round(expected, 2)
        )
    if facet.kind == "number":
        usd = _price(view) if did else LOWEST_USD
        return msgspec.structs.replace(empty, value=str(int(usd)), number=usd)
    return _choose(empty, facet, seen)


def _choose(empty: Annotation, facet: Facet, seen: Features) -> Annotation:
    names, given, best = _weigh(facet.name, seen_by(facet.name, seen))
    sure = float(given[best])
    listed = tuple(
        (name, round(float(chance), 4))
        for name, chance in zip(names, given, strict=True)
    )
    model = models().get(facet.name)
    is_sure = model is None or sure >= model.abstain_below
    answer = settled(facet.name, seen, names[best] if is_sure else None)
    if answer is None:
        reason = TOO_THIN if is_sure else TOO_UNSURE
        return msgspec.structs.replace(empty, probabilities=listed, reason=reason)
    is_number = facet.kind == "ordinal" and answer != facet.unclear
    return msgspec.structs.replace(
        empty,
        value=answer,
        number=float(answer) if is_number else None,
        probability=dict(listed).get(answer),
        probabilities=listed,
    )


def _weigh(
    facet: str, view: dict[str, float]
) -> tuple[tuple[str, ...], NDArray[np.float64], int]:
    """Give the levels, their probabilities and the place of the answer."""
    model = models().get(facet)
    if model is None:
        given = ruled(facet, view)
        chance = np.array(list(given.values()))
        return tuple(given), chance, int(np.argmax(chance))
    return model.levels, chances(model, view), chosen(model, view)


def _counts(view: dict[str, float]) -> dict[str, float]:
    """Split the decisions of each kind between person and agent by the shares."""
    known = models()
    made = {}
    for kind in ("plan", "exec"):
        names = (f"{kind}_user", f"{kind}_agent")
        if f"{kind}_total" not in known:
            made.update({name: counted(name, view) for name in names})
            continue
        read = {
            part: number(known[f"{kind}_{part}"], view)
            for part in ("total", "share", "user", "agent")
        }
        decisions = max(0.0, math.expm1(read["total"]))
        parts = (np.array(read[part]) for part in ("share", "user", "agent"))
        user = float(person_share(*parts))
        made.update(
            zip(names, (decisions * user, decisions * (1.0 - user)), strict=True)
        )
    return made


def _price(view: dict[str, float]) -> float:
    model = models().get("value_usd")
    usd = valued(view) if model is None else math.exp(number(model, view))
    return float(f"{min(HIGHEST_USD, max(LOWEST_USD, usd)):.2g}")
