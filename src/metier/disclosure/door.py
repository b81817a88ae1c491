"""The one door: the only place where a `Released` is made out of estimates.

One person's own study is shown to that person alone, so only noise is kept back.
A group's release leaves cell by cell, and the proof that no withheld cell follows
from what is shown is part of leaving: without it nothing is written.
"""

from collections.abc import Iterable, Mapping, Sequence

from metier.disclosure.cells import Cell, Name, cells, names
from metier.disclosure.leaving import card_may_leave, leave, leave_summary
from metier.disclosure.margins import Margins
from metier.disclosure.policy import Policy
from metier.disclosure.primary import judge_cells, judge_number, judge_team
from metier.disclosure.values import judge_values
from metier.errors import DisclosureError
from metier.records import (
    Card,
    Estimate,
    Key,
    Released,
    ReleasedEstimate,
    Rule,
    StudySummary,
    Withheld,
)

__all__ = ["VERSION", "release"]

VERSION = 1
"""Version of the form of `Released`; a later one is refused by earlier readers."""

_DEFAULT = Policy()


def release(
    estimates: Iterable[Estimate],
    summary: StudySummary,
    cards: Iterable[Card] = (),
    policy: Policy = _DEFAULT,
) -> Released:
    """Let out what may go out, and say of the rest which rule keeps it."""
    found = _once(estimates)
    if summary.private:
        return _released(found, _judge_private(found, policy), summary, cards, policy)
    if summary.people < policy.smallest_team:
        raise DisclosureError(
            f"a study of {summary.people} people: under {policy.smallest_team} nothing "
            "leaves, since every number would speak of somebody in particular. Each "
            "person can make a private study, or more people can join this one."
        )
    return _released(
        found, _judge_group(found, summary, policy), summary, cards, policy
    )


def _once(estimates: Iterable[Estimate]) -> tuple[Estimate, ...]:
    """Check that every key comes once: two answers to one question differ by rows."""
    found: dict[Key, Estimate] = {}
    for estimate in estimates:
        if estimate.key in found:
            raise DisclosureError(
                f"two estimates have the key {estimate.key}: a figure asks the same "
                "twice. Give one of its needs a series of its own."
            )
        found[estimate.key] = estimate
    return tuple(found.values())


def _judge_private(estimates: Sequence[Estimate], policy: Policy) -> Mapping[Key, Rule]:
    """Return what one person's own study keeps back: too little to say anything."""
    verdicts: dict[Key, Rule] = {}
    for estimate in estimates:
        sessions = estimate.cohort.sessions
        if estimate.withheld is not None:
            verdicts[estimate.key] = estimate.withheld
        elif sessions == 0:
            verdicts[estimate.key] = "no sessions"
        elif sessions < policy.private_sessions:
            verdicts[estimate.key] = "too few sessions"
        elif estimate.value is None:
            verdicts[estimate.key] = "not measured"
    return verdicts


def _judge_group(
    estimates: Sequence[Estimate], summary: StudySummary, policy: Policy
) -> Mapping[Key, Rule]:
    """Return what a group's release keeps back."""
    verdicts: dict[Key, Rule] = {}
    for estimate in estimates:
        rule = judge_team(estimate, summary.people, policy)
        if rule is not None:
            verdicts[estimate.key] = rule
    allowed = [estimate for estimate in estimates if estimate.key not in verdicts]
    found = cells(allowed)
    margins = Margins(found, policy, summary.sessions)
    refused = _refused(allowed, found, margins, policy)
    for estimate in allowed:
        rule = _first(refused, names(estimate)) or _judge_alone(estimate, policy)
        if rule is not None:
            verdicts[estimate.key] = rule
    if policy.margins:
        shown = [e.key for e in allowed if e.key not in verdicts]
        verdicts |= judge_values(allowed, shown, margins.tables, policy)
    return verdicts


def _judge_alone(estimate: Estimate, policy: Policy) -> Rule | None:
    """Say why a number may not be shown, whatever its cell."""
    return estimate.withheld or judge_number(estimate, policy)


def _refused(
    estimates: Sequence[Estimate],
    found: Mapping[Name, Cell],
    margins: Margins,
    policy: Policy,
) -> Mapping[Name, Rule]:
    """Return the cells that are not shown, for themselves or for others' sake."""
    refused = judge_cells(found, policy)
    if not policy.margins:
        return refused
    hidden: dict[Name, Rule | None] = dict.fromkeys(found)
    for estimate in estimates:
        if _judge_alone(estimate, policy) is None:
            for name in names(estimate):
                hidden.pop(name, None)
    closed = margins.close({**hidden, **refused})
    if not margins.holds(closed):
        raise DisclosureError(
            "the proof that nothing withheld follows from what is shown does not hold. "
            "Nothing is written; please report it with the figures asked for."
        )
    return {name: rule for name, rule in closed.items() if rule is not None}


def _first(refused: Mapping[Name, Rule], found: Iterable[Name]) -> Rule | None:
    """Return the rule of the first refused cell."""
    return next((refused[name] for name in found if name in refused), None)


def _released(
    estimates: Sequence[Estimate],
    verdicts: Mapping[Key, Rule],
    summary: StudySummary,
    cards: Iterable[Card],
    policy: Policy,
) -> Released:
    """Put together what leaves."""
    private = summary.private
    shown: list[ReleasedEstimate] = [
        leave(estimate, policy, private=private)
        for estimate in estimates
        if estimate.key not in verdicts
    ]
    return Released(
        version=VERSION,
        summary=summary if private else leave_summary(summary, policy),
        estimates=tuple(shown),
        withheld=tuple(
            Withheld(key=estimate.key, rule=verdicts[estimate.key])
            for estimate in estimates
            if estimate.key in verdicts
        ),
        cards=tuple(card for card in cards if private or card_may_leave(card, policy)),
        policy=policy.in_force(private=private),
    )
