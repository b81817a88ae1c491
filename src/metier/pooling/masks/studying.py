"""The page of a masked round: shares from totals, through the same door.

Totals cannot be held against an earlier release session by session, so months that
were released before are refused.
"""

from importlib.metadata import version

import msgspec

from metier import annotators, disclosure, report
from metier.baselines import BASELINES
from metier.errors import DisclosureError, SettingError
from metier.figures import FIGURES
from metier.pooling.masks.estimating import estimates_of
from metier.pooling.masks.rounds import Sum
from metier.pooling.masks.vectors import EVERYTHING
from metier.pooling.studying import ledger_of
from metier.records import Released, StudySummary
from metier.study.atomic import write_bytes, write_text
from metier.study.opening import Opened, now
from metier.study.structures import structure

__all__ = ["study_of_sums"]


def study_of_sums(
    study: Opened, found: Sum, agreed: disclosure.Policy | None = None
) -> Released:
    """Make the group's estimates, release and page from a whole round."""
    if not study.fresh and not study.manifest.pooled:
        raise SettingError(
            f"{study.folder} is one person's own study. Choose another folder for the "
            "pool with --study."
        )
    made = estimates_of(found.totals)
    about = _summary(study, found)
    path = ledger_of(study, found.pool)
    ledger = disclosure.Ledger.read(path)
    window = disclosure.window_of(about)
    _refuse_again(ledger, window)
    study.manifest.pooled = True
    study.manifest.people = len(found.people)
    # As from sums person by person, and less can be proven still (decision 110).
    policy = msgspec.structs.replace(
        agreed or disclosure.Policy(), readers_have_authority=True
    )
    cards = [c for c in annotators.cards() if c.annotator == found.annotator]
    released = disclosure.release(
        made, about, cards, policy, structure=structure(found.months)
    )
    ledger.add(released, window, disclosure.Now(people=found.people), now())
    ledger.write(path)
    write_bytes(study.folder / "estimates.json", msgspec.json.encode(made))
    write_bytes(study.folder / "released.json", disclosure.dump(released))
    page = report.render(released, FIGURES, BASELINES)
    write_text(study.folder / "report.html", page)
    study.save("pool")
    return released


def _refuse_again(ledger: disclosure.Ledger, window: disclosure.Window) -> None:
    for entry in ledger.entries:
        if window.overlaps(entry.window):
            raise DisclosureError(
                f"{entry.window.first} to {entry.window.last} was released on "
                f"{entry.made}. Totals under masks do not tell which sessions came "
                "since, so subtracting the two might show somebody's. Make a round of "
                "months that were not released yet."
            )


def _summary(study: Opened, found: Sum) -> StudySummary:
    months = sorted(found.months)
    everything = found.totals[EVERYTHING]
    return StudySummary(
        private=False,
        example=False,
        people=everything.people,
        sessions=everything.sessions,
        sessions_seen=everything.sessions,
        first_day=f"{months[0]}-01",
        last_day=f"{months[-1]}-28",
        annotator=found.annotator,
        scope="pool",
        metier_version=version("metier"),
        settings_hash=study.manifest.study,
        made=now(),
        safeguards_missing=("label error in intervals", "sums of each person"),
    )
