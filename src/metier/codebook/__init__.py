"""The questions asked of every session, one file each, in reading order.

`FACETS` are asked of every session and become columns; `DETAILS` are asked by
annotators that can answer them, and the facets are made from their answers. A
changed wording is a new version; answers to two versions are never mixed.
"""

from metier.codebook import (
    codebase,
    decisions,
    expertise,
    expertise_first,
    expertise_typed,
    failure_signal,
    outcome,
    soc_user,
    soc_work,
    success_signal,
    value_usd,
    work_mode,
)
from metier.codebook.occupations import OCCUPATIONS, Occupation
from metier.codebook.pages import page
from metier.codebook.value_usd import BANDS, value_band
from metier.codebook.work_mode import MODE_GROUPS

__all__ = [
    "BANDS",
    "DETAILS",
    "FACETS",
    "FACET_BY_NAME",
    "MODE_GROUPS",
    "OCCUPATIONS",
    "SIGNALS",
    "Occupation",
    "page",
    "value_band",
]

FACETS = (
    work_mode.FACET,
    codebase.FACET,
    decisions.PLAN_USER,
    decisions.PLAN_AGENT,
    decisions.EXEC_USER,
    decisions.EXEC_AGENT,
    expertise.FACET,
    expertise_first.FACET,
    expertise_typed.FACET,
    outcome.FACET,
    success_signal.FACET,
    failure_signal.FACET,
    soc_user.FACET,
    soc_work.FACET,
    value_usd.FACET,
)
"""Every facet, in reading order."""

SIGNALS = expertise.SIGNALS
"""What expertise is read from, as questions of their own."""

DETAILS = (decisions.DECISION_KIND, decisions.DECISION_OWNER, *SIGNALS)
"""Finer questions from whose answers facets follow."""

FACET_BY_NAME = {facet.name: facet for facet in (*FACETS, *DETAILS)}
