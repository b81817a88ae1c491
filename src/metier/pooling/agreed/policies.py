"""The rules of a pool, agreed by two: employer and representatives each sign them.

Both sign the rules together with both public keys (Ed25519). The first policy that a
pool meets is remembered; a later one has to be signed by the same two, and a pool
that had one refuses to go on without (decision 112).
"""

from pathlib import Path
from typing import Literal

import msgspec

from metier.disclosure import Policy
from metier.errors import SettingError
from metier.study.atomic import write_bytes

__all__ = ["FILE", "PARTIES", "Agreed", "Rules", "Signed", "enforced", "read", "write"]

FILE = "pool-policy.json"
VERSION = 1

Party = Literal["employer", "representatives"]
PARTIES: tuple[Party, ...] = ("employer", "representatives")


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is agreed. Thresholds may be stricter than the defaults, never laxer."""

    people: int = 5
    sessions: int = 15
    largest_share: float = 0.3
    readers_have_authority: bool = True
    """Where an employer reads, it has; agreeing otherwise has to be said."""

    text_derived: tuple[str, ...] = ()
    retention_days: int = 90
    """What was shared is read for so many days, then no more."""

    kind: Literal["facts", "sums", "masked", "any"] = "any"
    """What people may be asked for."""

    purpose: str = "to understand how the group works with coding agents"

    def policy(self) -> Policy:
        """Return the door's thresholds under these rules."""
        return Policy(
            people=self.people,
            sessions=self.sessions,
            largest_share=self.largest_share,
            readers_have_authority=self.readers_have_authority,
            text_derived=self.text_derived,
        )


class Agreed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What both sign."""

    metier_policy: int = VERSION
    pool: str
    number: int = 1
    """Counts the policies of a pool: a later one has a higher number."""

    rules: Rules
    employer: str
    """Public key, 64 hex digits."""

    representatives: str


class Signed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file: what is agreed, and who has signed."""

    agreed: Agreed
    signatures: dict[Party, str] = {}


def read(path: Path) -> Signed:
    """Read a policy file, signed or not yet."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Signed)
    except OSError as error:
        raise SettingError(
            f"{path}: no policy can be read there ({error.strerror}). `metier policy "
            "draft` writes one."
        ) from error
    except msgspec.DecodeError as error:
        raise SettingError(
            f"{path} is no policy of a pool as this metier writes it ({error}). Draft "
            "it with `metier policy draft`; a hand-written rule is signed by nobody."
        ) from error
    _check(found.agreed, path)
    return found


def write(path: Path, signed: Signed) -> None:
    """Write a policy file that people can read; one that may not hold is refused."""
    _check(signed.agreed, path)
    text = msgspec.json.format(msgspec.json.encode(signed), indent=1)
    write_bytes(path, text + b"\n")


def _check(agreed: Agreed, path: Path) -> None:
    """Refuse rules that are laxer than the defaults, or one key for both."""
    rules, least = agreed.rules, Policy()
    if (
        rules.people < least.people
        or rules.sessions < least.sessions
        or not 0 < rules.largest_share <= least.largest_share
        or rules.retention_days < 1
    ):
        raise SettingError(
            f"{path}: rules may be stricter than {least.people} people, "
            f"{least.sessions} sessions and {least.largest_share:.0%} of a cell, never "
            "laxer, and rows are kept at least a day."
        )
    if agreed.employer == agreed.representatives:
        raise SettingError(
            f"{path}: employer and representatives have the same key, so one of them "
            "could sign for both. Each makes a key with `metier policy key`."
        )


def enforced(place: Path | None, remembered: Path, pool: str) -> Rules | None:
    """Return the rules that a pool has to keep; None where there never were any.

    `place` is the policy file given; `remembered` the last one that the pool met.
    """
    before = read(remembered) if remembered.exists() else None
    if place is None:
        if before is None:
            return None
        raise SettingError(
            f"the pool {pool!r} has a policy signed by employer and representatives, "
            f"and none was given now. Put {FILE} beside the shared files, or name it "
            "with --policy."
        )
    found = read(place)
    agreed = found.agreed
    if agreed.pool != pool:
        raise SettingError(
            f"{place} is the policy of the pool {agreed.pool!r}, not of {pool!r}."
        )
    _check_signatures(found, place)
    if before is not None:
        _check_successor(agreed, before.agreed, place)
    if before != found:
        remembered.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write(remembered, found)
    return agreed.rules


def _check_signatures(found: Signed, place: Path) -> None:
    from metier.pooling.agreed.signing import holds  # noqa: PLC0415 - an extra

    for party in PARTIES:
        signature = found.signatures.get(party)
        if signature is None:
            raise SettingError(
                f"{place} is not signed by the {party}. They sign it with `metier "
                f"policy sign {place.name} --key KEY`; until then nothing is pooled."
            )
        if not holds(found.agreed, party, signature):
            raise SettingError(
                f"{place} was changed after the {party} signed it, or signed with "
                "another key. Nothing is pooled; have both sign what it says now."
            )


def _check_successor(agreed: Agreed, before: Agreed, place: Path) -> None:
    same = (agreed.employer, agreed.representatives) == (
        before.employer,
        before.representatives,
    )
    if not same:
        raise SettingError(
            f"{place} is signed with other keys than the pool's policy before it. The "
            "two that agreed first have to sign what follows."
        )
    if agreed != before and agreed.number <= before.number:
        raise SettingError(
            f"{place} is number {agreed.number}, and number {before.number} holds "
            "already: an older policy does not come back. Draft a new one from it."
        )
