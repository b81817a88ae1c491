"""Ways to answer the codebook: by rule, by model, by hand."""

from collections.abc import Callable, Mapping

from metier.annotators import offline
from metier.annotators.aims import AIMS, shown_alone
from metier.annotators.attempts import attempted
from metier.annotators.cards import cards
from metier.records import Annotation, Evidence, Session

__all__ = [
    "AIMS",
    "ANNOTATORS",
    "Annotate",
    "attempted",
    "cards",
    "offline",
    "shown_alone",
]

Annotate = Callable[[Session, tuple[Evidence, ...]], tuple[Annotation, ...]]
"""One answer to every facet for one session."""

ANNOTATORS: Mapping[str, Annotate] = {"offline": offline.annotate}
"""Every annotator, by the name given to `--annotator`; the first is the default."""
