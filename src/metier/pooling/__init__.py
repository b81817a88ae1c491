"""One study of many people, from what each of them lets go.

Stands on both sides, like `study`: it makes a share from a person's own tables, and
a group's release from shares. What crosses is held to one schema on both sides.
"""

from metier.pooling.files import CAP, Share, read, write
from metier.pooling.gathering import Gathered, gather, sources
from metier.pooling.sharing import person_key, share, use_key
from metier.pooling.studying import pool_study

__all__ = [
    "CAP",
    "Gathered",
    "Share",
    "gather",
    "person_key",
    "pool_study",
    "read",
    "share",
    "sources",
    "use_key",
    "write",
]
