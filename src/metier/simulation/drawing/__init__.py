"""Columns of sessions that never happened, all at once, as the study found them.

`crowd` deals sessions to people, `asks` what they are about, `endings` how they end,
`amounts` how much happens; `reference` says what a careful reader would answer.
"""

from metier.simulation.drawing.asks import CODEBASES, MODE_NAMES
from metier.simulation.drawing.crowd import TRADES
from metier.simulation.drawing.endings import OUTCOMES
from metier.simulation.drawing.population import Columns, population
from metier.simulation.drawing.reference import CONFUSIONS, draw_reference

__all__ = [
    "CODEBASES",
    "CONFUSIONS",
    "MODE_NAMES",
    "OUTCOMES",
    "TRADES",
    "Columns",
    "draw_reference",
    "population",
]
