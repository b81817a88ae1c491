"""How many sessions to check for an interval of a given width, and what an hour buys.

For a share (methods 1.4): n = (z / w)^2 p (1 - p) (1 - r^2) deff, with w the half
width, r the correlation of the annotator with what is checked, and
deff = 1 + (m - 1) ICC for m checked sessions a person.
"""

import math
from statistics import NormalDist

import msgspec

from metier.errors import SettingError

__all__ = ["Pilot", "Plan", "design_effect", "half_width", "needed", "plan"]

SECONDS_A_SESSION = 20.0
"""What the five questions take the person who was there."""

FEWEST = 50
"""No fewer, whatever the formula says: an interval needs them (methods 10)."""

_SMALL = 30
"""Below this many checked sessions no interval is printed."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """One figure's need."""

    figure: str
    share: float
    """The annotator's share, 0 to 1."""

    correlation: float
    """Of annotator and check: measured on checked sessions, or from the card."""

    measured: bool
    """Whether the correlation was measured here."""

    sessions: int
    """To check for the half width asked for."""

    hours: float
    checked: int
    width_now: float | None
    """Half width with what is checked already; None below thirty."""


def design_effect(each: float, icc: float) -> float:
    """Return how much people's sessions resemble each other costs."""
    return 1.0 + max(0.0, each - 1.0) * icc


def needed(
    share: float,
    correlation: float,
    width: float,
    *,
    deff: float = 1.0,
    alpha: float = 0.05,
) -> int:
    """Return how many sessions to check for a half width."""
    if not 0 < width < 1:
        raise SettingError(
            f"a half width of {width} is none: give points between 0 and 100, "
            "for instance --width 5."
        )
    z = NormalDist().inv_cdf(1 - alpha / 2)
    spread = max(share * (1 - share), 0.01)
    return math.ceil((z / width) ** 2 * spread * (1 - correlation**2) * deff)


def half_width(
    share: float,
    correlation: float,
    checked: int,
    *,
    deff: float = 1.0,
    alpha: float = 0.05,
) -> float:
    """Return the half width that so many checked sessions give."""
    z = NormalDist().inv_cdf(1 - alpha / 2)
    spread = max(share * (1 - share), 0.01)
    return z * math.sqrt(spread * (1 - correlation**2) * deff / checked)


class Pilot(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a figure before more is checked."""

    figure: str
    share: float
    """The annotator's share, 0 to 1."""

    correlation: float
    measured: bool = False
    """Whether the correlation was measured here, or is the card's."""

    checked: int = 0
    deff: float = 1.0


def plan(pilot: Pilot, width: float) -> Plan:
    """Plan the checking for one figure and a half width."""
    wanted = needed(pilot.share, pilot.correlation, width, deff=pilot.deff)
    sessions = max(wanted, FEWEST)
    return Plan(
        figure=pilot.figure,
        share=pilot.share,
        correlation=pilot.correlation,
        measured=pilot.measured,
        sessions=sessions,
        hours=sessions * SECONDS_A_SESSION / 3600,
        checked=pilot.checked,
        width_now=half_width(
            pilot.share, pilot.correlation, pilot.checked, deff=pilot.deff
        )
        if pilot.checked >= _SMALL
        else None,
    )
