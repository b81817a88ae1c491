"""What the person says of themselves: a group of occupations, for their own study.

The words are matched and dropped; the manifest keeps the code of a major group.
With several people nobody can speak for all, so it is refused there.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from metier.codebook import OCCUPATIONS
from metier.codebook.matching import match
from metier.errors import SettingError
from metier.study.opening import opened

__all__ = ["state", "stated"]


def state(
    folder: Path, occupation: str, environ: Mapping[str, str] | None = None
) -> None:
    """Keep the group that the words mean; empty words take it back."""
    with opened(folder, os.environ if environ is None else environ) as study:
        if study.manifest.pooled:
            raise SettingError(
                f"{folder} holds sessions of several people; each of them says it in "
                "a study of their own."
            )
        code = None
        if occupation.strip():
            found = match(occupation)
            if not found:
                raise SettingError(
                    f"{occupation!r} is like no occupation in the table. Groups are: "
                    + "; ".join(f"{one.code} {one.title}" for one in OCCUPATIONS)
                )
            code = found[0].code
        study.manifest.settings = msgspec.structs.replace(
            study.manifest.settings, occupation=code
        )
        study.save("me")


def stated(folder: Path, environ: Mapping[str, str] | None = None) -> str | None:
    """Return the group stated before, or None."""
    with opened(folder, os.environ if environ is None else environ) as study:
        return study.manifest.settings.occupation
