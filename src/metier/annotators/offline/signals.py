"""The three signals of expertise, each an answer of its own, by rule.

How specifically the task is set up, what kind of checks are asked for, who corrects
whom: the questions are `metier.codebook.DETAILS`. The rules read what the rating
reads, what was typed up to the first attempt at hard evidence, and point at the
turns that show it. No reference exists for these answers; decision 138 says how far
each goes with the rating.
"""

from collections.abc import Callable, Sequence

from metier.annotators.offline.seen.acts import acts
from metier.annotators.offline.seen.command import command
from metier.annotators.offline.seen.prompts import Prompt, read
from metier.annotators.views import typed_before
from metier.codebook import FACET_BY_NAME
from metier.records import Annotation, Reference, Session

__all__ = ["signals"]

NAME = "offline-1"
TOO_THIN = "nothing to judge by"

Seen = dict[str, float]


def signals(session: Session) -> tuple[Annotation, ...]:
    """Answer the three signals of expertise for one session."""
    prompts = [one for one in read(typed_before(session)) if one.own.parted]
    each = [_of((one,)) for one in prompts]
    together = _of(prompts)
    return tuple(
        _answer(
            session.id, facet, rule, together, list(zip(prompts, each, strict=True))
        )
        for facet, rule in RULES.items()
    )


def _of(prompts: Sequence[Prompt]) -> Seen:
    return {**acts(prompts, ""), **command(prompts, "")}


def _answer(
    session: str,
    facet: str,
    rule: Callable[[Seen], int],
    together: Seen,
    each: list[tuple[Prompt, Seen]],
) -> Annotation:
    least = rule(_of(()))
    turns = dict.fromkeys(
        prompt.item.turn for prompt, seen in each if rule(seen) != least
    )
    level = rule(together)
    return Annotation(
        session=session,
        facet=facet,
        version=FACET_BY_NAME[facet].version,
        annotator=NAME,
        value=str(level) if each else None,
        number=float(level) if each else None,
        references=tuple(Reference(turn=turn) for turn in turns if turn is not None),
        reason=None if each else TOO_THIN,
    )


def _set_up(seen: Seen) -> int:
    """Count kinds of specific things: names, limits, terms, structure, edge cases."""
    found = (
        seen["own_identifiers_log"] > 0,
        seen["own_constrains_log"] > 0,
        seen["own_acronyms_log"] > 0 or seen["own_practice_log"] > 0,
        seen["sets_structure_log"] > 0 or seen["own_edge_cases_log"] > 0,
    )
    return 1 + sum(found)


def _checks(seen: Seen) -> int:
    """Rank the checks: none, in general, both, at a mechanic, at how it may fail."""
    is_general = seen["own_checks_generic_log"] > 0
    is_aimed = seen["asks_mechanic_log"] > 0 or seen["asks_why_log"] > 0
    if is_aimed and seen["own_edge_cases_log"] > 0:
        return 5
    if is_aimed:
        return 3 if is_general else 4
    return 2 if is_general else 1


def _corrections(seen: Seen) -> int:
    """Weigh the person's corrections against what the person asks to be taught."""
    corrects = seen["corrects_with_reason_log"] > 0
    objects = seen["own_corrects_log"] > 0
    learns = seen["own_does_not_know_log"] > 0
    if corrects:
        return 4 if learns else 5
    if objects:
        return 3 if learns else 4
    return 2 if learns else 3


RULES = {
    "expertise_setup": _set_up,
    "expertise_checks": _checks,
    "expertise_corrections": _corrections,
}
"""Rules by facet. That the agent taught somebody cannot be read off typed words."""
