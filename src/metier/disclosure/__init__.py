"""The one door: which numbers may leave, and the proof that no other follows."""

from metier.disclosure.door import VERSION, release
from metier.disclosure.files import dump, load, read, write
from metier.disclosure.language import Claim, check
from metier.disclosure.ledger import Earlier, Ledger, Now, Window, window_of
from metier.disclosure.margins import Structure
from metier.disclosure.months import closed, with_closed
from metier.disclosure.policy import Policy, Thresholds

__all__ = [
    "VERSION",
    "Claim",
    "Earlier",
    "Ledger",
    "Now",
    "Policy",
    "Structure",
    "Thresholds",
    "Window",
    "check",
    "closed",
    "dump",
    "load",
    "read",
    "release",
    "window_of",
    "with_closed",
    "write",
]
