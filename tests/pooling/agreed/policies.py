"""A policy with keys of both sides, made in a folder."""

from pathlib import Path

from metier.pooling.agreed import PARTIES, Agreed, Rules, Signed, new_key, sign

__all__ = ["agreed_by", "signed_by_both"]


def agreed_by(folder: Path, rules: Rules | None = None, number: int = 1) -> Agreed:
    """Make keys where there are none, and rules for the pool `team`."""
    from metier.pooling.agreed import public_key  # noqa: PLC0415 - beside new_key

    keys = {}
    for party in PARTIES:
        path = folder / f"{party}.key"
        keys[party] = public_key(path) if path.exists() else new_key(path)
    return Agreed(
        pool="team",
        number=number,
        rules=rules or Rules(),
        employer=keys["employer"],
        representatives=keys["representatives"],
    )


def signed_by_both(folder: Path, rules: Rules | None = None, number: int = 1) -> Signed:
    """Have both sign."""
    signed = Signed(agreed=agreed_by(folder, rules, number))
    for party in PARTIES:
        signed, _ = sign(signed, folder / f"{party}.key")
    return signed
