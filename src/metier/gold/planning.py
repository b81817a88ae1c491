"""How many sessions to check for an interval of a given width, and what an hour buys.

For a share (methods 1.4): n = (z / w)^2 p (1 - p) (1 - r^2) deff, with w the half
width, r the correlation of the annotator with what is checked, and
deff = 1 + (m - 1) ICC for m checked sessions a person. That is for endless sessions of
endless people; where it is known how many there are, a plan adds what these alone leave
open, which no checking takes away, and uses t (decision 150).
"""

import math
from bisect import bisect_left
from statistics import NormalDist

import msgspec

from metier.errors import SettingError
from metier.estimates import GOLD_TO_TUNE, t_quantile

__all__ = [
    "Pilot",
    "Plan",
    "design_effect",
    "expected_width",
    "half_width",
    "needed",
    "plan",
]

SECONDS_A_SESSION = 20.0
"""What the five questions take the person who was there."""

FEWEST = 50
"""No fewer, whatever the formula says: an interval needs them (methods 10)."""

_UNSEEN = 2.0 / 3.0
"""A third of an error on either side of the machine's answer, not seen yet
(decision 45)."""

_NEARLY = 1.1

_AN_HOUR = round(3600 / SECONDS_A_SESSION)

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
    """To check for the half width asked for, or to come within a tenth of the best
    that can be had of these sessions and people."""

    width: float
    """Half width that so many give; wider than asked for where it cannot be had."""

    an_hour: float
    """Half width after one hour more."""

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

    sessions: int | None = None
    """How many there are to speak for. None: endless."""

    people: int | None = None
    sampling_error: float = 0.0
    """Standard error that sessions and people leave, were every one checked."""


def expected_width(pilot: Pilot, checked: int) -> float:
    """Return the half width to expect of a share with so many checked sessions."""
    if pilot.sessions is None or pilot.people is None:
        return half_width(pilot.share, pilot.correlation, checked, deff=pilot.deff)
    spread = max(pilot.share * (1 - pilot.share), 0.01)
    unsaid = 1 - pilot.correlation**2
    if checked < GOLD_TO_TUNE:
        # The machine believed as it is, unless gold alone says more.
        unsaid = min(2 * (1 - pilot.correlation), 1.0)
    error = spread * unsaid * pilot.deff * (1 / checked - 1 / pilot.sessions)
    unseen = _UNSEEN / checked**2
    units = pilot.people if pilot.people > 1 else pilot.sessions
    t = t_quantile(0.975, float(max(min(units, checked) - 1, 1)))
    return t * math.sqrt(error + unseen + pilot.sampling_error**2)


def _within(pilot: Pilot, width: float, all_: int) -> int:
    """Return how many of all sessions give the width, or nearly the best there is."""
    counts = range(min(FEWEST, all_), all_ + 1)
    goal = max(width, _NEARLY * expected_width(pilot, all_))
    place = bisect_left(counts, -goal, key=lambda n: -expected_width(pilot, n))
    return counts[min(place, len(counts) - 1)]


def plan(pilot: Pilot, width: float) -> Plan:
    """Plan the checking for one figure and a half width."""
    wanted = needed(pilot.share, pilot.correlation, width, deff=pilot.deff)
    sessions = max(wanted, FEWEST)
    all_ = pilot.sessions or pilot.checked + _AN_HOUR
    if pilot.sessions is not None:
        sessions = _within(pilot, width, pilot.sessions)
    return Plan(
        figure=pilot.figure,
        share=pilot.share,
        correlation=pilot.correlation,
        measured=pilot.measured,
        sessions=sessions,
        width=expected_width(pilot, sessions),
        an_hour=expected_width(pilot, min(pilot.checked + _AN_HOUR, all_)),
        hours=sessions * SECONDS_A_SESSION / 3600,
        checked=pilot.checked,
        width_now=expected_width(pilot, pilot.checked)
        if pilot.checked >= _SMALL
        else None,
    )
