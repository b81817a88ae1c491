"""What was seen, what was left out, which rules hold, and how the page was made."""

from collections.abc import Iterable

from metier.disclosure import Policy
from metier.records import Baseline, Released, StudySummary
from metier.report.numbers import counted, day
from metier.report.views import Fact

__all__ = ["left_out", "made", "policy", "safeguards", "seen"]

_SAFEGUARDS = {
    "label error in intervals": (
        "Label error: the intervals hold the machine's answers as they are. No session "
        "was checked by a person, so the annotator's own error is not in them."
    ),
    "halo": (
        "Halo: nobody measured how far a good ending raises the rated expertise. A "
        "fifth of a level would be enough for a gradient of the published size."
    ),
    "cards": (
        "Cards: the agreement of the annotator with a reference was not measured for "
        "this run."
    ),
    "ledger": "Ledger: this release was not compared with earlier ones.",
    "rows": (
        "Rows: this page was made from sums of each person. Counts, quantiles, bounds, "
        "changes and trends from month to month, adjusted shares, lives of lines and "
        "hours a week are no sums and are not here."
    ),
    "sums of each person": (
        "Sums of each person: this page was made from masked totals, of which the "
        "collector saw no part. Only shares are there; means, quantiles, changes, "
        "regressions and hours are not, and with fewer than 50 people the intervals "
        "take people to be spread evenly."
    ),
    "bounds": "Bounds: shares are not bounded for sessions that stayed unclear.",
}

_POLICY = {
    "private_sessions": "Least sessions of a cell",
    "people": "Least people of a cell",
    "sessions": "Least sessions of a cell",
    "largest_share": "Largest part of a cell that one person may have",
    "smallest_team": "Least people for any release",
    "months_from": "Least people for means and months",
    "two_ways_from": "Least people for cells of two facets",
    "interval": "Least width, in sessions, that a withheld cell keeps",
}

_SCOPES = {
    "default": "interactive sessions, and those of which the log does not say it",
    "study": "the study's own: interactive sessions of terminal, desktop and web",
}


def seen(released: Released) -> tuple[Fact, ...]:
    """Say what the numbers are made of."""
    summary = released.summary
    facts = [
        Fact(name="Sessions", text=f"{summary.sessions:,}"),
        Fact(name="People", text=f"{summary.people:,}"),
        Fact(name="First day", text=day(summary.first_day)),
        Fact(name="Last day", text=day(summary.last_day)),
        Fact(name="Agents", text=_listed(summary.agents)),
        Fact(name="Surfaces", text=_listed(summary.surfaces)),
        Fact(name="Scope", text=_SCOPES.get(summary.scope, summary.scope)),
    ]
    return tuple(fact for fact in facts if fact.text)


def left_out(released: Released) -> tuple[Fact, ...]:
    """Say what was seen and is in no number, and what is in only some."""
    summary = released.summary
    facts = [
        Fact(name=one.reason.capitalize(), text=f"{one.sessions:,}")
        for one in summary.left_out
    ]
    if summary.not_attempted:
        facts.append(
            Fact(
                name="Nothing attempted (in no measure of work or success)",
                text=f"{summary.not_attempted:,}",
            )
        )
    if summary.kept_though_deleted:
        facts.append(
            Fact(
                name="Kept although their logs have been deleted since",
                text=f"{summary.kept_though_deleted:,}",
            )
        )
    return tuple(facts)


def safeguards(released: Released) -> tuple[str, ...]:
    """Say which safeguards this run does not have."""
    names = list(released.summary.safeguards_missing)
    if not released.cards and "cards" not in names:
        names.append("cards")
    return tuple(_SAFEGUARDS.get(name, f"{name.capitalize()}.") for name in names)


def policy(released: Released) -> tuple[Fact, ...]:
    """List the thresholds of the door, and what a larger group would show."""
    thresholds = tuple(
        Fact(
            name=_POLICY.get(name, name.replace("_", " ").capitalize()),
            text=f"{value:.0%}" if name.endswith("share") else f"{value:g}",
        )
        for name, value in released.policy
    )
    if released.summary.private:
        return thresholds
    larger = Policy().larger(released.summary.people)
    return thresholds + tuple(
        Fact(name=f"A group of {least} or more would show", text=what)
        for least, what in larger
    )


def made(released: Released, baselines: Iterable[Baseline]) -> tuple[Fact, ...]:
    """Say how the page was made, so that it can be made again."""
    summary = released.summary
    withheld = counted(len(released.withheld), "cell")
    facts = [
        Fact(name="Made", text=summary.made),
        Fact(name="metier", text=summary.metier_version),
        Fact(name="Settings", text=summary.settings_hash),
        Fact(name="Primary estimates", text=_lock(summary)),
        Fact(name="Annotator", text=summary.annotator),
        Fact(name="Time zone", text=summary.timezone),
        Fact(
            name="Numbers",
            text=f"{len(released.estimates):,} released, {withheld} withheld",
        ),
        Fact(name="Published numbers", text=f"{len(tuple(baselines)):,}"),
    ]
    return tuple(fact for fact in facts if fact.text)


def _lock(summary: StudySummary) -> str:
    if summary.primary_lock is None:
        return "none declared: every number here is an exploration"
    changed = ", declared anew after estimates had been seen"
    return f"study.lock {summary.primary_lock}{changed * summary.lock_changed}"


def _listed(pairs: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in pairs)
