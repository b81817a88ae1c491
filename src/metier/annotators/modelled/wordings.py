"""The same questions put again: unchanged, in other words, with options turned round.

How far an answer depends on how it was asked is measured by asking (methods 2.3).
The codebook's text stays, since it is what is being asked; around it the introduction
changes, and the options are listed in either order. Answers to a second putting are
kept beside the first under a name of their own, never among them.
"""

from typing import Literal, get_args

import msgspec

from metier.records import Question

__all__ = ["ALIKE", "PUTTINGS", "Putting", "introduction", "put", "putting_of"]

Putting = Literal[
    "first",
    "again",
    "turned",
    "reworded-1",
    "reworded-2",
    "reworded-3",
    "reworded-4",
    "ended-well",
    "ended-badly",
]
"""How a question is put: at first, again alike, options turned, in other words.

Every second rewording also turns the options round. The last two ask for expertise
alone, of the session with the machine's side made to end well or badly.
"""

PUTTINGS: tuple[Putting, ...] = get_args(Putting)
ALIKE = {
    "again": "asked again alike",
    "turned": "options turned round",
    "reworded": "asked in other words",
}
"""What a card calls the agreement of each with the first."""

_INTRODUCTIONS = (
    (
        "You rate one session between a person and a coding agent by a codebook. Judge "
        "only what the view shows."
    ),
    (
        "Below is a view of one session in which a person worked with a coding agent. "
        "Code it by the codebook that follows, from nothing but what the view shows."
    ),
    (
        "Act as a careful annotator. Apply the codebook to the session shown, a person "
        "working with a coding agent; what the view does not show counts for nothing."
    ),
    (
        "A person and a coding agent worked together; you see one session of it. "
        "Decide, by the codebook alone and from the view alone, how each question is "
        "answered."
    ),
    (
        "Your task is to code a session of a person with a coding agent. Read the "
        "view, then answer from it, following the codebook's rules to the letter."
    ),
)


def introduction(putting: Putting) -> str:
    """Return the opening words of a request."""
    number = int(putting[-1]) if putting.startswith("reworded") else 0
    return _INTRODUCTIONS[number]


def put(asked: tuple[Question, ...], putting: Putting) -> tuple[Question, ...]:
    """Return the questions with their options in the order of this putting."""
    if putting not in {"turned", "reworded-2", "reworded-4"}:
        return asked
    return tuple(
        msgspec.structs.replace(one, options=one.options[::-1]) for one in asked
    )


def putting_of(annotator: str) -> tuple[str, str]:
    """Part an annotator's name into who answered and how it was put to them."""
    name, _, how = annotator.partition("~")
    return name, how or "first"
