"""Rules of the door that a study of several people is released by, kept in it.

They can be made stricter at any time and never laxer: what was promised to the
people measured holds for every later release.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from metier.errors import SettingError

if TYPE_CHECKING:
    from metier.disclosure import Policy

__all__ = ["Rules", "stricter"]


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What is not the default."""

    readers_have_authority: bool = False
    """Readers can hire, pay or dismiss the people measured: ten people a cell."""

    text_derived: tuple[str, ...] = ()
    """Figures whose levels were made from text: 250 people and 500 sessions a cell."""

    def policy(self) -> "Policy":
        """Return the door's thresholds under these rules."""
        from metier.disclosure import Policy  # noqa: PLC0415 - at the door alone

        return Policy(
            readers_have_authority=self.readers_have_authority,
            text_derived=self.text_derived,
        )


def stricter(
    rules: Rules, *, authority: bool = False, text_derived: Iterable[str] = ()
) -> Rules:
    """Return the rules with what was asked for."""
    from metier.figures import FIGURES  # noqa: PLC0415 - where a rule is made

    if not authority and not text_derived:
        return rules
    figures = {figure.id for figure in FIGURES}
    asked = tuple(text_derived)
    for name in asked:
        if name not in figures:
            raise SettingError(
                f"--text-derived {name}: there is no such figure. There are "
                f"{', '.join(sorted(figures))}."
            )
    return Rules(
        readers_have_authority=rules.readers_have_authority or authority,
        text_derived=tuple(sorted({*rules.text_derived, *asked})),
    )
