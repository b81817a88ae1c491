"""What is asked of an annotator and what it answers: typed questions over a view.

A question has a closed set of options, or asks for a count, a number or a list of
decisions. An answer holds options, numbers and places only: whatever else a model
writes is dropped where it is read, so no reply can carry text into a study.
"""

from typing import Literal

import msgspec

from metier.records.annotations import Level, Reference

__all__ = [
    "ANNOTATION_MARK",
    "Answer",
    "AskedDecision",
    "Problem",
    "Question",
    "Reply",
    "Request",
]

ANNOTATION_MARK = "metier-annotation-request"
"""First words of every request: sessions that open with it are never analysed."""

Problem = Literal[
    "missing",
    "not JSON",
    "not an option",
    "refused",
    "rate limit",
    "timeout",
    "connection",
    "server error",
    "budget",
]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One named question."""

    name: str
    """The facet it answers."""

    text: str
    kind: Literal["choice", "score", "count", "number", "decisions"]
    options: tuple[Level, ...] = ()
    """Of a choice or a score, lowest first for a score."""

    low: float = 0.0
    high: float = 0.0
    """Bounds of a count or number."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Questions that may be answered from one view of one session."""

    id: str
    """Hash of view, questions and content; the same request has the same id."""

    session: str
    view: str
    codebook: int
    instructions: str
    state: str
    """The view: text of the session. Private."""

    questions: tuple[Question, ...]
    part: int = 0
    """Segment of a long session, from 0."""

    parts: int = 1
    cut: float = 0.0
    """Share of the view's characters left out, 0 to 1."""

    characters: int = 0
    """Length of `state`, the weight of a segment; kept when the state is dropped."""


class AskedDecision(msgspec.Struct, frozen=True, kw_only=True):
    """One decision in a session, as an annotator lists it."""

    kind: Literal["planning", "execution"]
    owner: Literal["person", "agent"]
    shared: bool = False
    where: Reference | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one question."""

    question: str
    value: str | None = None
    number: float | None = None
    probabilities: tuple[tuple[str, float], ...] = ()
    decisions: tuple[AskedDecision, ...] = ()
    where: tuple[Reference, ...] = ()


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What came back for one request: answers, or the problem that there was."""

    request: str
    answers: tuple[Answer, ...] = ()
    problem: Problem | None = None
    model: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None
    cached: bool = False
