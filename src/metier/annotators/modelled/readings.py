"""From replies to annotations: segments put together, decisions counted.

A question counts as answered when every segment of its view has a reply; what is
missing stays unanswered and is asked again, never guessed.
"""

from collections.abc import Iterable, Mapping, Sequence

from metier.codebook import FACET_BY_NAME
from metier.records import Annotation, Answer, Facet, Reference, Reply, Request

__all__ = ["annotations"]

_FACET = FACET_BY_NAME
_DECISIONS = {
    ("planning", "person"): "plan_user",
    ("planning", "agent"): "plan_agent",
    ("execution", "person"): "exec_user",
    ("execution", "agent"): "exec_agent",
}


def annotations(
    requests: Sequence[Request], replies: Mapping[str, Reply], annotator: str
) -> tuple[Annotation, ...]:
    """Return the annotations that the replies to one session's requests support."""
    found: list[Annotation] = []
    names = dict.fromkeys(q.name for request in requests for q in request.questions)
    for name in names:
        asked = [r for r in requests if any(q.name == name for q in r.questions)]
        answers = [_answer(replies.get(request.id), name) for request in asked]
        complete = [one for one in answers if one is not None]
        if not asked or len(complete) != len(asked):
            continue
        session = asked[0].session
        if name == "decisions":
            found += _counts(session, complete, annotator)
        elif name in _FACET:
            weights = [request.characters for request in asked]
            found.append(_one(session, _FACET[name], complete, weights, annotator))
    return tuple(found)


def _answer(reply: Reply | None, name: str) -> Answer | None:
    if reply is None or reply.problem is not None:
        return None
    return next((a for a in reply.answers if a.question == name), None)


def _counts(
    session: str, answers: Iterable[Answer], annotator: str
) -> list[Annotation]:
    counted = dict.fromkeys(_DECISIONS.values(), 0.0)
    where: dict[str, list[Reference]] = {name: [] for name in _DECISIONS.values()}
    for answer in answers:
        for one in answer.decisions:
            owners = ("person", "agent") if one.shared else (one.owner,)
            for owner in owners:
                name = _DECISIONS[(one.kind, owner)]
                counted[name] += 1 / len(owners)
                if one.where is not None:
                    where[name].append(one.where)
    return [
        Annotation(
            session=session,
            facet=name,
            version=_FACET[name].version,
            annotator=annotator,
            value=f"{counted[name]:g}",
            number=float(counted[name]),
            references=tuple(where[name]),
        )
        for name in _DECISIONS.values()
    ]


def _one(
    session: str,
    facet: Facet,
    answers: Sequence[Answer],
    weights: Sequence[int],
    annotator: str,
) -> Annotation:
    where = tuple(place for answer in answers for place in answer.where)
    total = sum(weights) or 1
    if facet.kind in {"count", "number"}:
        numbers = [answer.number or 0.0 for answer in answers]
        number = sum(numbers)
        return Annotation(
            session=session,
            facet=facet.name,
            version=facet.version,
            annotator=annotator,
            value=f"{number:g}",
            number=number,
            references=where,
        )
    spread = dict.fromkeys((level.name for level in facet.levels), 0.0)
    for answer, weight in zip(answers, weights, strict=True):
        for level, share in answer.probabilities:
            spread[level] += share * weight / total
    if facet.name == "outcome" or facet.name.endswith("_signal"):
        # The end of a session decides what came of it: its last segment.
        spread |= dict(answers[-1].probabilities)
    best = max(spread, key=lambda level: spread[level])
    ordered = facet.kind == "ordinal"
    return Annotation(
        session=session,
        facet=facet.name,
        version=facet.version,
        annotator=annotator,
        value=best,
        number=float(best) if ordered and best != facet.unclear else None,
        probability=float(spread[best]),
        probabilities=tuple((level, float(share)) for level, share in spread.items()),
        references=where,
    )
