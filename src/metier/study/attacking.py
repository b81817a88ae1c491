"""The attack on a release by somebody who has the study as well.

Only whoever made the release can do this; it shows what the release would tell
somebody who knew everything but one person's sessions.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from metier.disclosure import Policy, Structure, read, release
from metier.disclosure.redteam import Attack, attack, removals, with_removals
from metier.errors import StudyError
from metier.facts.tables import SESSIONS
from metier.records import Estimate, Released, StudySummary
from metier.study.estimating import Chosen, chosen, read_estimates
from metier.study.manifest import Manifest, load
from metier.study.structures import structure, structure_of

__all__ = ["attack_release"]

MOST_PEOPLE = 100
"""So many people are taken away in turn, those with most sessions first."""

MOST_ROWS = 2_000_000
"""So many sessions are estimated again in all: a large study loses fewer people."""

FEWEST_PEOPLE = 3
_MONTH = re.compile(r"\d{4}-\d{2}")


def attack_release(
    path: Path,
    *,
    against: Sequence[Path] = (),
    truth: Path | None = None,
    canaries: Sequence[str] = (),
) -> Attack:
    """Attack a release with earlier ones, planted strings and the study itself."""
    released = read(path)
    estimates = None if truth is None else read_estimates(truth)
    policy = Policy.at_least(released.policy)
    manifest = None if truth is None else _manifest(truth)
    # A pool keeps no rows of its own: there is nobody to take away.
    rows = (
        chosen(truth, manifest.settings)
        if truth is not None and manifest and (truth / SESSIONS.file).exists()
        else None
    )
    found = attack(
        released,
        against=[read(earlier) for earlier in against],
        truth=estimates,
        canaries=canaries,
        policy=policy,
        structure=None if estimates is None else _structure(estimates, rows),
    )
    if rows is None or released.summary.private:
        return found
    without = _Without(rows, released.summary, policy)
    return with_removals(
        found, list(removals(without.baseline(), without.each(), policy))
    )


def _manifest(truth: Path) -> Manifest:
    manifest = load(truth)
    if manifest is None:
        raise StudyError(
            f"{truth}: there is no study there. --truth names the folder with the "
            "study.json from which the release was made."
        )
    return manifest


def _structure(estimates: Sequence[Estimate], rows: Chosen | None) -> Structure:
    """Say how the numbers hang together; months are told by what is split by them."""
    if rows is not None:
        return structure_of(rows.frame)
    levels = {level for e in estimates for level in (e.key.group, e.key.split)}
    return structure(level for level in levels if _MONTH.fullmatch(level))


class _Without:
    """The study without one person; hours a week, which need more, left out."""

    def __init__(self, found: Chosen, summary: StudySummary, policy: Policy) -> None:
        self._policy = policy
        self._structure = structure_of(found.frame)
        self._frame = found.frame
        self._person = found.frame.text("person")
        self._summary = summary

    def baseline(self) -> Released:
        """Release everybody once more."""
        return self._release(np.ones(len(self._frame), dtype=bool), 0)

    def each(self) -> Iterator[tuple[int, Callable[[], Released]]]:
        """Take each person away, those with most sessions first."""
        counts = Counter(self._person.tolist())
        affordable = max(FEWEST_PEOPLE, MOST_ROWS // max(1, len(self._frame)))
        for person, sessions in counts.most_common(min(MOST_PEOPLE, affordable)):
            keep = np.asarray(self._person != person, dtype=bool)
            yield sessions, partial(self._release, keep, 1)

    def _release(self, keep: NDArray[np.bool_], gone: int) -> Released:
        from metier.estimates import answers  # noqa: PLC0415 - in this stage alone
        from metier.figures import FIGURES  # noqa: PLC0415 - same

        summary = self._summary
        return release(
            answers(FIGURES, self._frame.rows(keep)),
            StudySummary(
                private=False,
                example=summary.example,
                people=summary.people - gone,
                sessions=int(keep.sum()),
                sessions_seen=int(keep.sum()),
                first_day=summary.first_day,
                last_day=summary.last_day,
            ),
            policy=self._policy,
            structure=self._structure,
        )
