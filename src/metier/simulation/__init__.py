"""Sessions that never happened, with the truth known: an example and a test bench."""

from metier.simulation.drawing import (
    CODEBASES,
    CONFUSIONS,
    MODE_NAMES,
    OUTCOMES,
    TRADES,
    Columns,
    draw_reference,
    population,
)
from metier.simulation.planting import planted
from metier.simulation.published import MONTHS
from metier.simulation.writing import (
    ExampleTruth,
    PersonTruth,
    SessionTruth,
    example,
    transcripts,
)

__all__ = [
    "CODEBASES",
    "CONFUSIONS",
    "MODE_NAMES",
    "MONTHS",
    "OUTCOMES",
    "TRADES",
    "Columns",
    "ExampleTruth",
    "PersonTruth",
    "SessionTruth",
    "draw_reference",
    "example",
    "planted",
    "population",
    "transcripts",
]
