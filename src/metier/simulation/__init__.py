"""Sessions that never happened, with the truth known: an example and a test bench."""

from metier.simulation.asks import CODEBASES, MODE_NAMES
from metier.simulation.bulk import transcripts
from metier.simulation.crowd import TRADES
from metier.simulation.endings import OUTCOMES
from metier.simulation.example import example
from metier.simulation.planting import planted
from metier.simulation.population import Columns, population
from metier.simulation.published import MONTHS
from metier.simulation.reference import CONFUSIONS, draw_reference
from metier.simulation.truth import ExampleTruth, PersonTruth, SessionTruth

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
