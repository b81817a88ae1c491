"""The questions, the answers, and how far an annotator can be trusted.

A facet is one question with a closed set of levels. An annotation is one
answer for one session. A card says how an annotator agrees with a reference.
"""

from typing import Literal

import msgspec

__all__ = ["Annotation", "Card", "CardMeasure", "Facet", "Level", "Reference"]


class Level(msgspec.Struct, frozen=True):
    """One possible answer: its name in tables, its name for people, its meaning."""

    name: str
    title: str
    meaning: str
    """What counts as this level and what does not."""


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """One question asked of every session."""

    name: str
    version: int
    question: str
    unit: Literal["session", "decision"] = "session"
    kind: Literal["choice", "ordinal", "count", "number"]
    levels: tuple[Level, ...] = ()
    """In order for ordinal facets. Empty for counts and numbers."""

    unclear: str | None = None
    """Name of the level that means that nothing can be said."""

    tie_breaks: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    """Rules settled after coding."""

    view: Literal[
        "words", "words_all", "evidence", "context", "first_prompt", "whole"
    ] = "whole"
    """What an annotator of this facet may see (methods 2.4)."""

    source: str = ""
    """Section of the specification or the paper."""


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """The turn or action an annotation points at."""

    turn: int | None = None
    action: str | None = None


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """One answer of one annotator to one facet for one session."""

    session: str
    facet: str
    version: int
    annotator: str
    """Name and version, for instance `offline-1`."""

    value: str | None
    """Name of the level, or None when the annotator abstained."""

    number: float | None = None
    """For ordinal, count and number facets: the value as a number."""

    probability: float | None = None
    """Probability that the annotator gives to its answer."""

    probabilities: tuple[tuple[str, float], ...] = ()
    references: tuple[Reference, ...] = ()
    reason: str | None = None
    """From a closed list: why it abstained. Never a sentence about the session."""


class CardMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """One number on a card with its interval."""

    name: str
    """For instance `quadratic kappa`, `exact`, `answered`."""

    value: float
    low: float | None = None
    high: float | None = None
    n: int


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """How one annotator answers one facet, measured against a reference."""

    facet: str
    facet_version: int
    annotator: str
    reference: str
    """What it was compared with, and that this is no human gold."""

    design: str
    """How it was measured: folds, grouping, what was never seen in training."""

    sessions: int
    people: int
    repositories: int
    answered: float
    """Share from 0 to 1; abstentions are scored as the most frequent answer."""

    measures: tuple[CardMeasure, ...]
    levels: tuple[str, ...] = ()
    confusion: tuple[tuple[int, ...], ...] = ()
    """Rows: reference, columns: annotator, both in the order of `levels`."""

    baseline: float | None = None
    """Exact agreement of always giving the most frequent answer."""
