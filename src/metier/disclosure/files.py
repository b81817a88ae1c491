"""`released.json`: a release written down, and read again without trust.

Reading refuses what a hand may have changed: unknown fields, numbers that are not
finite, negative counts, the form of a later version.
"""

import json
import math
from pathlib import Path
from typing import Any

import msgspec

from metier.disclosure.door import VERSION
from metier.errors import DisclosureError
from metier.records import Released, ReleasedEstimate

__all__ = ["dump", "load", "read", "write"]


def dump(released: Released) -> bytes:
    """Write a release as JSON, in an order that does not change between runs."""
    return msgspec.json.format(msgspec.json.encode(released), indent=1) + b"\n"


def write(released: Released, path: Path) -> None:
    """Write a release to a file."""
    path.write_bytes(dump(released))


def read(path: Path) -> Released:
    """Read a release from a file."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DisclosureError(
            f"{path}: no release can be read there ({error.strerror}). "
            "`metier release` writes one."
        ) from error
    return load(content, str(path))


def load(content: bytes, source: str = "released.json") -> Released:
    """Read a release, strictly."""
    tree = _tree(content, source)
    _check_version(tree, source)
    try:
        released = msgspec.convert(tree, Released)
    except msgspec.ValidationError as error:
        raise DisclosureError(
            f"{source}: not a release as metier writes it ({error}). "
            "Make it again with `metier release`."
        ) from error
    _check_fields(tree, msgspec.to_builtins(released), source, "")
    for estimate in released.estimates:
        _check_numbers(estimate, source)
    _check_counts(released, source)
    return released


def _tree(content: bytes, source: str) -> dict[str, Any]:
    """Parse JSON; NaN and infinity are not JSON and are refused by name."""

    def refuse(constant: str) -> float:
        raise DisclosureError(
            f"{source}: holds {constant}, which is no number. metier writes none; "
            "the file was changed. Make it again with `metier release`."
        )

    try:
        tree = json.loads(content, parse_constant=refuse)
    except ValueError as error:
        raise DisclosureError(
            f"{source}: not JSON ({error}). Make it again with `metier release`."
        ) from error
    if not isinstance(tree, dict):
        raise DisclosureError(
            f"{source}: holds no release but a {type(tree).__name__}. "
            "`metier release` writes one."
        )
    return tree


def _check_version(tree: dict[str, Any], source: str) -> None:
    """Refuse a release that a later metier wrote."""
    version = tree.get("version")
    if isinstance(version, int) and version > VERSION:
        raise DisclosureError(
            f"{source}: written by a later metier (form {version}; this one reads up "
            f"to {VERSION}). Update metier to read it."
        )


def _check_fields(read_in: object, understood: object, source: str, at: str) -> None:
    """Refuse fields that metier does not know: they may say anything."""
    if isinstance(read_in, dict) and isinstance(understood, dict):
        for name, value in read_in.items():
            if name not in understood:
                raise DisclosureError(
                    f"{source}: has a field {at}{name!r} that no release has. "
                    "It was not written by this metier; make it again."
                )
            _check_fields(value, understood[name], source, f"{at}{name}.")
    elif isinstance(read_in, list) and isinstance(understood, list | tuple):
        for value, known in zip(read_in, understood, strict=True):
            _check_fields(value, known, source, at)


def _check_numbers(estimate: ReleasedEstimate, source: str) -> None:
    """Refuse counts below zero, and numbers too large to be any."""
    counts = [estimate.sessions, estimate.people, estimate.gold]
    counts += [exclusion.sessions for exclusion in estimate.excluded]
    numbers = (estimate.value, estimate.low, estimate.high, estimate.standard_error)
    finite = all(number is None or math.isfinite(number) for number in numbers)
    if finite and min(counts) >= 0 and estimate.people <= estimate.sessions:
        return
    raise DisclosureError(
        f"{source}: {estimate.key.figure} says {estimate.sessions} sessions of "
        f"{estimate.people} people with {estimate.value}, which nothing can be "
        "counted to. The file was changed; make it again with `metier release`."
    )


def _check_counts(released: Released, source: str) -> None:
    """Refuse a summary that counts below zero."""
    summary = released.summary
    counts = [
        summary.people,
        summary.sessions,
        summary.sessions_seen,
        summary.kept_though_deleted or 0,
        summary.not_attempted or 0,
        *(sessions for _, sessions in (*summary.agents, *summary.surfaces)),
        *(exclusion.sessions for exclusion in summary.left_out),
    ]
    if min(counts) < 0:
        raise DisclosureError(
            f"{source}: its summary counts below zero. The file was changed; make it "
            "again with `metier release`."
        )
