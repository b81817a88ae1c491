"""Salted hashes: the same thing has the same id in one study, and no other.

The salt stays outside the study, so an id can be made from a name by whoever
has the salt, and from the study alone by nobody.
"""

from hashlib import blake2b
from typing import Literal

import msgspec

__all__ = ["Salt", "Thing"]

Thing = Literal["session", "person", "project", "action", "file"]

SIZE = 10
"""Bytes of an id: at a hundred million sessions, two alike once in 2,000 studies."""


class Salt(msgspec.Struct, frozen=True):
    """What makes ids of one study unlike those of any other."""

    secret: bytes

    def id(self, kind: Thing, name: str) -> str:
        """Return the id of a thing of this kind and name."""
        text = name.encode("utf-8", "surrogateescape")
        return blake2b(
            text, digest_size=SIZE, key=self.secret, person=kind.encode()
        ).hexdigest()

    @property
    def fingerprint(self) -> str:
        """A public word by which a study knows its salt."""
        return blake2b(b"fingerprint", digest_size=8, key=self.secret).hexdigest()
