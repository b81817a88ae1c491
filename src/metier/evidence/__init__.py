"""The ledger of what a session shows to have happened, and what it comes to."""

from metier.evidence.families import FAMILIES, TOOLS
from metier.evidence.ledger import ledger, unread
from metier.evidence.trying import HARD_ATTEMPTS, tries

__all__ = ["FAMILIES", "HARD_ATTEMPTS", "TOOLS", "ledger", "tries", "unread"]
