"""The one door: the only place where a `Released` is made out of estimates.

One person's own study is shown to that person alone, so only noise is kept back.
A group's release leaves cell by cell, and the proof that no withheld cell follows
from what is shown is part of leaving: without it nothing is written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from metier.disclosure.leaving import card_may_leave, leave, leave_summary
from metier.disclosure.ledger import Earlier
from metier.disclosure.margins import Margins, Structure, judge_across, judge_values
from metier.disclosure.margins.cells import Cells, Name
from metier.disclosure.policy import Policy
from metier.disclosure.primary import (
    judge_cells,
    judge_number,
    judge_private,
    judge_team,
)
from metier.disclosure.scan import suspicious
from metier.errors import DisclosureError, ProofError
from metier.records import (
    Card,
    Cohort,
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
_NEVER = 10**9
"""More people than there are."""


def release(  # noqa: PLR0913 - what it decides by
    estimates: Iterable[Estimate],
    summary: StudySummary,
    cards: Iterable[Card] = (),
    policy: Policy = _DEFAULT,
    earlier: Earlier | None = None,
    *,
    structure: Structure | None = None,
) -> Released:
    """Let out what may go out, and say of the rest which rule keeps it.

    `earlier` is what a ledger found of the same window (`Ledger.compare`);
    `structure` says how numbers of different figures hang together.
    """
    found = _once(estimates)
    if summary.private:
        return _released(found, judge_private(found, policy), summary, cards, policy)
    if summary.people < policy.smallest_team:
        raise DisclosureError(
            f"a study of {summary.people} people: under {policy.smallest_team} nothing "
            "leaves, since every number would speak of somebody in particular. Each "
            "person can make a private study, or more people can join this one."
        )
    *rest, last = _narrower(policy)
    for narrowed in rest:
        try:
            verdicts = _Judge(summary, narrowed, earlier, structure).verdicts(found)
        except ProofError:
            # Less is asked of the release before none is given (decision 57).
            continue
        return _released(found, verdicts, summary, cards, policy)
    verdicts = _Judge(summary, last, earlier, structure).verdicts(found)
    return _released(found, verdicts, summary, cards, policy)


def _narrower(policy: Policy) -> Iterator[Policy]:
    """Yield the policy, then what a smaller team would get: one way, no months."""
    yield policy
    one_way = msgspec.structs.replace(policy, two_ways_from=_NEVER)
    yield one_way
    yield msgspec.structs.replace(one_way, months_from=_NEVER)


def _once(estimates: Iterable[Estimate]) -> tuple[Estimate, ...]:
    """Check that every key comes once: two answers to one question differ by rows."""
    found: dict[Key, Estimate] = {}
    for estimate in estimates:
        if estimate.key in found:
            raise DisclosureError(
                f"two estimates have the key {estimate.key}: a figure asks the same "
                "twice. Give one of its needs a series of its own."
            )
        if not _is_possible(estimate.cohort):
            raise DisclosureError(
                f"{estimate.key}: counts that cannot be ({estimate.cohort}). The "
                "estimates were changed; make them again with `metier estimate`."
            )
        found[estimate.key] = estimate
    return tuple(found.values())


def _is_possible(cohort: Cohort) -> bool:
    """Say whether sessions and people can be so many."""
    hits, total = cohort.hits or 0, cohort.total_sessions
    return (
        0 <= cohort.people <= cohort.sessions
        and 0 <= hits <= cohort.sessions
        and 0 <= (cohort.hit_people or 0) <= cohort.people
        and (total is None or total >= cohort.sessions)
        and 0 <= cohort.largest_share <= 1
        and (cohort.people > 0 or cohort.sessions == 0)
    )


class _Judge:
    """What a group's release keeps back."""

    def __init__(
        self,
        summary: StudySummary,
        policy: Policy,
        earlier: Earlier | None,
        structure: Structure | None,
    ) -> None:
        self._summary = summary
        self._policy = policy
        self._earlier = earlier
        self._structure = structure

    def verdicts(self, estimates: Sequence[Estimate]) -> Mapping[Key, Rule]:
        """Return every number that is withheld, with its rule."""
        verdicts: dict[Key, Rule] = {}
        for estimate in estimates:
            rule = judge_team(estimate, self._summary.people, self._policy)
            if rule is not None:
                verdicts[estimate.key] = rule
        allowed = [e for e in estimates if e.key not in verdicts]
        found = Cells(allowed)
        margins = Margins(found, self._policy, self._summary.sessions)
        refused = self._refused(allowed, found, margins)
        for estimate in allowed:
            rule = _first(refused, found.named(estimate)) or self._alone(estimate)
            if rule is not None:
                verdicts[estimate.key] = rule
        if self._policy.margins:
            shown = [e.key for e in allowed if e.key not in verdicts]
            verdicts |= judge_values(
                allowed, shown, found, margins.tables, self._policy
            )
            verdicts |= self._across(estimates, verdicts)
        return verdicts

    def _across(
        self, estimates: Sequence[Estimate], verdicts: Mapping[Key, Rule]
    ) -> Mapping[Key, Rule]:
        """Withhold what gives a small cell away together with other figures."""
        if self._structure is None:
            return {}
        cells = Cells(estimates)
        refused = judge_cells(cells, self._policy)
        shown = [e.key for e in estimates if e.key not in verdicts]
        return judge_across(estimates, shown, refused, cells, self._structure)

    def _alone(self, estimate: Estimate) -> Rule | None:
        """Say why a number may not be shown, whatever its cell."""
        return estimate.withheld or judge_number(estimate, self._policy)

    def _refused(
        self,
        estimates: Sequence[Estimate],
        found: Cells,
        margins: Margins,
    ) -> Mapping[Name, Rule]:
        """Return the cells not shown, for themselves or for others' sake."""
        refused = judge_cells(found, self._policy)
        for name in self._changed(estimates, found):
            refused.setdefault(name, "differs from an earlier release")
        if not self._policy.margins:
            return refused
        hidden: dict[Name, Rule | None] = dict.fromkeys(found)
        for estimate in estimates:
            if self._alone(estimate) is None:
                for name in found.named(estimate):
                    hidden.pop(name, None)
        closed = margins.close({**hidden, **refused})
        if not margins.holds(closed):
            raise ProofError(
                "the proof that nothing withheld follows from what is shown does not "
                "hold. Nothing is written; please report it with the figures asked for."
            )
        return {name: rule for name, rule in closed.items() if rule is not None}

    def _changed(self, estimates: Sequence[Estimate], found: Cells) -> Iterator[Name]:
        """Name the cells that changed by few sessions since an earlier release."""
        if self._earlier is None:
            return
        for estimate in estimates:
            if self._earlier.gives_away(estimate):
                yield found.named(estimate)[-1]


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
    released = Released(
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
    for found in suspicious(released):
        raise DisclosureError(
            f"{found.at} would hold {found.text!r}, which looks like {found.looks}. "
            "Only words of closed sets leave; nothing is written. Look for a level "
            "that was made from text, and please report it."
        )
    return released
