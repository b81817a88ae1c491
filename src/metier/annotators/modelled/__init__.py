"""Answers by models that read words: views, requests, and what comes back."""

from metier.annotators.modelled.asking import Configuration, requests
from metier.annotators.modelled.readings import annotations
from metier.annotators.modelled.texts import VIEWS, view_text

__all__ = ["VIEWS", "Configuration", "annotations", "requests", "view_text"]
