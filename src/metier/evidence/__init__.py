"""The ledger of what a session shows to have happened, and what became of it."""

from metier.evidence.families import FAMILIES, TOOLS
from metier.evidence.ledger import ledger

__all__ = ["FAMILIES", "TOOLS", "ledger"]
