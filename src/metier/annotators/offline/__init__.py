"""The offline annotator: no network, no key, no model of anybody else's."""

from metier.annotators.offline.answering import NAME, annotate, seen_by
from metier.annotators.offline.features import Features, features
from metier.annotators.offline.models import (
    Model,
    chances,
    models,
    number,
    person_share,
    score,
)
from metier.annotators.offline.signals import signals

__all__ = [
    "NAME",
    "Features",
    "Model",
    "annotate",
    "chances",
    "features",
    "models",
    "number",
    "person_share",
    "score",
    "seen_by",
    "signals",
]
