"""A round of masked sums: everybody's key first, then everybody's masked sums.

A secret key is good for one round and deleted once it was used: two vectors under
one mask would show their difference. A vector is read only together with all others
of its round; if one is missing, none of them says anything, and the round is begun
again.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from metier.codebook import FACETS
from metier.errors import SettingError, ShareError
from metier.pooling.files import CAP, Share
from metier.pooling.masks.streams import (
    MODULUS,
    add_up,
    masked,
    new_secret,
    public_key,
)
from metier.pooling.masks.vectors import (
    PLACES,
    Place,
    Totals,
    cells_of,
    digest,
    totals,
    vector,
)

__all__ = [
    "FEWEST_KEYS",
    "KEY_SUFFIX",
    "MASKED_SUFFIX",
    "Masked",
    "RoundKey",
    "Sum",
    "begin",
    "mask",
    "read",
    "unmask",
]

VERSION = 1
FEWEST_KEYS = 10
"""A total over fewer would be a leak by itself, masks or not (decision 111)."""

KEY_SUFFIX = ".key.json"
MASKED_SUFFIX = ".masked.json"


class RoundKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person gives to all others before a round."""

    metier_key: int = VERSION
    pool: str
    person: str
    key: str
    """Public key, 64 hex digits."""


class Masked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person gives to the collector: numbers that look drawn at random."""

    metier_masked: int = VERSION
    pool: str
    person: str
    key: str
    keys: tuple[str, ...]
    """Public keys of all in the round, sorted."""

    months: tuple[str, ...]
    codebook: dict[str, int]
    annotator: str
    cells: str
    """Digest of the list of cells."""

    numbers: tuple[int, ...]


class Sum(msgspec.Struct, frozen=True, kw_only=True):
    """A round put together."""

    pool: str
    people: tuple[str, ...]
    months: tuple[str, ...]
    annotator: str
    totals: dict[Place, Totals]


File = TypeVar("File", RoundKey, Masked)


def begin(private: Path, *, pool: str, person: str) -> RoundKey:
    """Make a key for one round; the secret stays on this machine."""
    path = _secret(private, pool)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = new_secret()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret)
    return RoundKey(pool=pool, person=person, key=public_key(secret))


def _secret(private: Path, pool: str) -> Path:
    return private / "masks" / f"{digest((('pool', pool, '', '', ''),))}.key"


def read(content: bytes, name: str, kind: type[File]) -> File:
    """Read a file of a round, or refuse it and say why."""
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.DecodeError as error:
        raise ShareError(
            f"{name} is no file of a masked round of this metier ({error}). Have it "
            "made again with `metier mask`."
        ) from error


def mask(share: Share, keys: Iterable[RoundKey], private: Path) -> Masked:
    """Return a person's sums under the masks of the round; the secret is burnt."""
    path = _secret(private, share.pool)
    if not path.exists():
        raise SettingError(
            f"there is no key of yours for a round of {share.pool!r}: it is made with "
            "`metier mask`, and deleted once it was used. Begin a new round: everybody "
            "makes a new key."
        )
    secret = path.read_bytes()
    everybody = _everybody(keys, share, public_key(secret))
    places = cells_of(share.months)
    made = Masked(
        pool=share.pool,
        person=share.person,
        key=public_key(secret),
        keys=everybody,
        months=share.months,
        codebook=share.codebook,
        annotator=share.annotator,
        cells=digest(places),
        numbers=(),
    )
    plain = vector(share.cells, len(share.fingerprints), places)
    numbers = masked(plain, secret, everybody, _about(made))
    path.unlink()
    return msgspec.structs.replace(made, numbers=numbers)


def _everybody(keys: Iterable[RoundKey], share: Share, own: str) -> tuple[str, ...]:
    """Return the keys of a round that can be taken part in."""
    by_person: dict[str, str] = {}
    for one in keys:
        if one.pool != share.pool:
            raise SettingError(
                f"a key is for the pool {one.pool!r}, not for {share.pool!r}. Take "
                "keys of one pool and round alone."
            )
        if by_person.setdefault(one.person, one.key) != one.key:
            raise SettingError(
                "one person has two keys in this round. Leave the older one away: "
                "its masks would not cancel."
            )
    if len(by_person) < FEWEST_KEYS:
        raise SettingError(
            f"{len(by_person)} keys: a total over fewer than {FEWEST_KEYS} people says "
            "too much about each, masks or not. Wait for more."
        )
    if own not in by_person.values():
        raise SettingError(
            "your own key is not among them. Put the *.key.json that `metier mask` "
            "made last beside the others; one of an earlier round cannot be used again."
        )
    if len(set(by_person.values())) < len(by_person):
        raise SettingError(
            "two people have the same key: a file was copied. Have them make their own."
        )
    return tuple(sorted(by_person.values()))


def _about(one: Masked) -> str:
    """Name the round: whoever is in another one gets other masks."""
    about = (one.pool, one.keys, one.months, sorted(one.codebook.items()))
    return repr((*about, one.annotator, one.cells))


def unmask(found: Sequence[Masked]) -> Sum:
    """Add up everybody's vectors; refuse a round that is not whole."""
    first = _one_round(found)
    there = {one.key for one in found}
    missing = [key for key in first.keys if key not in there]
    if missing:
        raise ShareError(
            f"{len(missing)} of {len(first.keys)} people of the round have not sent "
            "theirs: the masks of the others do not cancel, and nothing can be read "
            "from them. Wait for them, or begin again without them: everybody makes a "
            "new key with `metier mask`."
        )
    places = cells_of(first.months)
    if digest(places) != first.cells:
        raise ShareError(
            "the round was made with other figures or another codebook than this "
            "metier has. Use the version that made it, or begin again with this one."
        )
    numbers = add_up([one.numbers for one in found])
    whole = totals(numbers, places)
    _check(whole, len(found))
    return Sum(
        pool=first.pool,
        people=tuple(sorted(one.person for one in found)),
        months=first.months,
        annotator=first.annotator,
        totals=dict(whole),
    )


def _one_round(found: Sequence[Masked]) -> Masked:
    if not found:
        raise ShareError(
            f"there is no *{MASKED_SUFFIX} file there. Each person of a round makes "
            "one with `metier mask --keys FOLDER`."
        )
    first = found[0]
    facets = {facet.name: facet.version for facet in FACETS}
    for one in found:
        if _about(one) != _about(first):
            raise ShareError(
                "files of two rounds (other keys, months, codebook or annotator). "
                "Masks cancel within one round alone: take one of them."
            )
        if one.key not in one.keys or len(one.numbers) != len(first.numbers):
            raise ShareError("a file was changed after it was made. Begin again.")
        if any(not 0 <= number < MODULUS for number in one.numbers):
            raise ShareError("a file holds numbers that no mask makes. Begin again.")
    if len({one.key for one in found}) < len(found):
        raise ShareError("one person's file is there twice. Leave one of them out.")
    if first.codebook != facets or len(first.numbers) % len(PLACES):
        raise ShareError(
            "the round was made with another codebook than this metier has. Use the "
            "version that made it, or begin again with this one."
        )
    return first


def _check(whole: Mapping[Place, Totals], people: int) -> None:
    """Refuse sums that no people can have: a vector was changed."""
    for total in whole.values():
        possible = (
            total.hits <= total.sessions <= CAP * people
            and total.hit_people <= total.people <= people
            and total.outside <= people
            and total.people <= total.sessions
            and total.hits_2 <= total.both <= total.sessions_2 <= CAP**2 * people
            and total.sessions_8 <= CAP**8 * people
            and total.hits_8 <= total.sessions_8
        )
        if not possible:
            raise ShareError(
                "the masks do not cancel: the totals cannot be anybody's. A file of "
                "the round was changed, or made with another key; begin again."
            )
