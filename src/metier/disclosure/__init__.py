"""The one door: which numbers may leave, and the proof that no other follows."""

from metier.disclosure.door import VERSION, release
from metier.disclosure.files import dump, load, read, write
from metier.disclosure.policy import Policy, Thresholds

__all__ = [
    "VERSION",
    "Policy",
    "Thresholds",
    "dump",
    "load",
    "read",
    "release",
    "write",
]
