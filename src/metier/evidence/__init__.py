"""The ledger of what a session shows to have happened, and what it comes to."""

from metier.evidence.families import FAMILIES, TOOLS
from metier.evidence.ledger import ledger, unread

__all__ = ["FAMILIES", "TOOLS", "ledger", "unread"]
