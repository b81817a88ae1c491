"""The attack on a release as one call: what was tried, and what came out.

A release that hides everything is no success either, so what is shown is counted
over the most that could be shown.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from metier.disclosure.files import dump
from metier.disclosure.margins import Cells, Structure
from metier.disclosure.policy import Policy
from metier.disclosure.primary import (
    judge_cells,
    judge_number,
    judge_private,
    judge_team,
)
from metier.disclosure.redteam.attacks import (
    Recovered,
    by_figures,
    by_margins,
    by_person,
    by_size,
    by_subtraction,
    by_sums,
    by_team,
    in_words,
)
from metier.disclosure.scan import planted, suspicious
from metier.errors import DisclosureError
from metier.records import Estimate, Released, StudySummary

__all__ = ["Attack", "Removal", "attack", "possible", "removals", "with_removals"]

_DEFAULT = Policy()


class Attack(msgspec.Struct, frozen=True, kw_only=True):
    """What was tried, and what it recovered."""

    tried: tuple[tuple[str, int], ...]
    """Every attack with the number of things it was tried on."""

    recovered: tuple[Recovered, ...]
    shown: int
    possible: int | None
    """The most numbers that could be shown; None without the study."""


def attack(  # noqa: PLR0913 - what may be at hand, by keyword
    released: Released,
    *,
    against: Sequence[Released] = (),
    truth: Iterable[Estimate] | None = None,
    canaries: Sequence[str] = (),
    policy: Policy = _DEFAULT,
    structure: Structure | None = None,
) -> Attack:
    """Attack a release with whatever is at hand."""
    estimates = None if truth is None else tuple(truth)
    numbers = len(released.estimates)
    found: list[Recovered] = []
    tried: list[tuple[str, int]] = []

    def run(name: str, on: int, attempt: Iterable[Recovered]) -> None:
        tried.append((name, on))
        found.extend(attempt)

    run("text, addresses, ids, random strings", numbers, _text(released))
    if canaries:
        run("planted strings", len(canaries), _canaries(released, canaries))
    if not released.summary.private:
        run("small cells", numbers, by_size(released, policy))
        run("shares that sum to one", numbers, by_sums(released, policy))
    for earlier in against:
        on = len(earlier.estimates)
        run("subtraction", on, by_subtraction(released, earlier, policy))
    if estimates is not None and not released.summary.private:
        hidden = len(released.withheld)
        run("linear programme", hidden, by_margins(released, estimates, policy))
        run("size of the group", numbers, by_team(released, estimates, policy))
        run("one person's part", numbers, by_person(released, estimates, policy))
        if structure is not None:
            across = by_figures(released, estimates, policy, structure)
            run("sums across figures", numbers, across)
    return Attack(
        tried=tuple(tried),
        recovered=tuple(dict.fromkeys(found)),
        shown=numbers,
        possible=None
        if estimates is None
        else possible(estimates, released.summary, policy),
    )


def _text(released: Released) -> Iterator[Recovered]:
    for found in suspicious(released):
        yield Recovered("text", found.at, f"looks like {found.looks}: {found.text!r}")


def _canaries(released: Released, canaries: Sequence[str]) -> Iterator[Recovered]:
    for canary in planted(dump(released), canaries):
        yield Recovered("planted strings", "released.json", repr(canary))


def possible(
    estimates: Sequence[Estimate], summary: StudySummary, policy: Policy
) -> int:
    """Count the numbers that no rule on a cell by itself keeps back."""
    if summary.private:
        return len(estimates) - len(judge_private(estimates, policy))
    found = Cells(estimates)
    refused = judge_cells(found, policy)
    return sum(
        estimate.withheld is None
        and judge_team(estimate, summary.people, policy) is None
        and judge_number(estimate, policy) is None
        and not any(name in refused for name in found.named(estimate))
        for estimate in estimates
    )


class Removal(msgspec.Struct, frozen=True, kw_only=True):
    """What taking one person away did to the release."""

    sessions: int
    changed: int
    """Numbers that were shown with and without the person and differ."""

    moved: tuple[Recovered, ...]
    """Numbers that are mostly that person's."""


def removals(
    released: Released,
    people: Iterable[tuple[int, Callable[[], Released]]],
    policy: Policy = _DEFAULT,
) -> Iterator[Removal]:
    """Take each person away in turn and see which numbers betray that.

    A number betrays somebody if more of its sessions go with that person than one
    may have of a cell.
    """
    shown = {estimate.key: estimate for estimate in released.estimates}
    for sessions, without in people:
        try:
            left = {estimate.key: estimate for estimate in without().estimates}
        except DisclosureError:
            # Without this person the team is too small for any release.
            left = {}
        both = [(shown[key], left[key]) for key in shown if key in left]
        yield Removal(
            sessions=sessions,
            changed=sum(before != after for before, after in both),
            moved=tuple(
                Recovered(
                    "removal",
                    in_words(before.key),
                    f"{gone} of {before.sessions} sessions are one person's",
                )
                for before, after in both
                if (gone := before.sessions - after.sessions)
                > policy.largest_share * before.sessions
            ),
        )


def with_removals(found: Attack, removed: Sequence[Removal]) -> Attack:
    """Add what the removal of people in turn brought out."""
    moved = (item for one in removed for item in one.moved)
    return msgspec.structs.replace(
        found,
        tried=(*found.tried, ("removal of each person in turn", len(removed))),
        recovered=tuple(dict.fromkeys((*found.recovered, *moved))),
    )
