"""Shares, medians and slopes for cohorts, with intervals clustered by person."""

from metier.estimates.answers import answer, answers
from metier.estimates.measures import derive
from metier.estimates.results import Result

__all__ = ["Result", "answer", "answers", "derive"]
