"""Answers by models that read words: views, requests, and what comes back."""

from metier.annotators.modelled.asking import Configuration, requests
from metier.annotators.modelled.readings import annotations
from metier.annotators.modelled.texts import VIEWS, view_text
from metier.annotators.modelled.wordings import ALIKE, PUTTINGS, Putting, putting_of

__all__ = [
    "ALIKE",
    "PUTTINGS",
    "VIEWS",
    "Configuration",
    "Putting",
    "annotations",
    "putting_of",
    "requests",
    "view_text",
]
