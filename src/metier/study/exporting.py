"""An export with noise: means over people for whoever may know everything else.

The questions are a fixed list, so that one budget is for all of them (decision 56).
"""

from pathlib import Path

import msgspec
import numpy as np

from metier.disclosure import Ledger, window_of
from metier.disclosure.noise import Budget, Draw, Noisy, epsilon, export
from metier.errors import DisclosureError
from metier.study.atomic import write_bytes
from metier.study.estimating import Chosen, chosen, read_estimates
from metier.study.opening import Opened
from metier.study.releasing import LEDGER, summary

__all__ = ["FILE", "QUESTIONS", "Export", "export_study"]

FILE = "noisy.json"
QUESTIONS = (
    "partial_success",
    "judged_success",
    "verified_success",
    "trouble",
    "wrote_code",
    "plan_agent_share",
    "exec_agent_share",
)
"""Columns of the analysis frame, each from 0 to 1."""


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """What leaves: means over people, and what they cost."""

    first_month: str
    last_month: str
    people: int
    rho: float
    delta: float
    epsilon: float
    means: tuple[Noisy, ...]


def export_study(
    study: Opened, budget: Budget | None = None, draw: Draw | None = None
) -> Path:
    """Write means over people with noise beside the release; once a window."""
    budget = budget or Budget(questions=QUESTIONS)
    found = chosen(study.folder, study.manifest.settings)
    about = summary(found, study.manifest, read_estimates(study.folder))
    if about.private:
        raise DisclosureError(
            f"{study.folder} is one person's own study: there is nobody to hide among. "
            "The page of `metier report` is yours alone."
        )
    window = window_of(about)
    path = study.secrets / LEDGER
    ledger = Ledger.read(path)
    ledger.spend(window)
    values = {name: _of_people(found, name) for name in budget.questions}
    means = export(values, budget) if draw is None else export(values, budget, draw)
    # Remembered first: a budget that nobody remembers could be spent again.
    ledger.write(path)
    made = Export(
        first_month=window.first,
        last_month=window.last,
        people=about.people,
        rho=budget.rho,
        delta=budget.delta,
        epsilon=epsilon(budget.rho, budget.delta),
        means=means,
    )
    text = msgspec.json.format(msgspec.json.encode(made), indent=1)
    write_bytes(study.folder / FILE, text + b"\n")
    return study.folder / FILE


def _of_people(found: Chosen, name: str) -> list[float | None]:
    """Return one value a person: the mean over the sessions that have one."""
    people, codes = np.unique(
        np.asarray(found.frame.text("person"), dtype=str), return_inverse=True
    )
    column = found.frame.number(name)
    known = ~np.isnan(column)
    counts = np.bincount(codes[known], minlength=len(people))
    sums = np.bincount(codes[known], weights=column[known], minlength=len(people))
    return [
        float(total / count) if count else None
        for total, count in zip(sums, counts, strict=True)
    ]
