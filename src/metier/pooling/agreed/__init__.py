"""What was agreed about a pool: its policy, how long rows are read, who read what."""

from metier.pooling.agreed.keeping import RETENTION_DAYS, purge, without_expired
from metier.pooling.agreed.policies import (
    FILE,
    PARTIES,
    Agreed,
    Rules,
    Signed,
    enforced,
    read,
    write,
)
from metier.pooling.agreed.reading import Access, access, entries, note
from metier.pooling.agreed.signing import new_key, public_key, sign

__all__ = [
    "FILE",
    "PARTIES",
    "RETENTION_DAYS",
    "Access",
    "Agreed",
    "Rules",
    "Signed",
    "access",
    "enforced",
    "entries",
    "new_key",
    "note",
    "public_key",
    "purge",
    "read",
    "sign",
    "without_expired",
    "write",
]
