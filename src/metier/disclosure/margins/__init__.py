"""How cells add up, and the proof that no withheld one follows from the others."""

from metier.disclosure.margins.across import judge_across, recovered
from metier.disclosure.margins.cells import Cell, Cells, Margin, Name, month
from metier.disclosure.margins.closing import Margins
from metier.disclosure.margins.feasible import Interval
from metier.disclosure.margins.proof import Hidden, Proof
from metier.disclosure.margins.structure import Structure
from metier.disclosure.margins.tables import Table, tables
from metier.disclosure.margins.values import judge_values

__all__ = [
    "Cell",
    "Cells",
    "Hidden",
    "Interval",
    "Margin",
    "Margins",
    "Name",
    "Proof",
    "Structure",
    "Table",
    "judge_across",
    "judge_values",
    "month",
    "recovered",
    "tables",
]
