"""What an annotator has to reach before its answer about one session is shown.

A field below half way from floor to aim says something of groups, whose error can
be corrected, and too little of any one session. The floor is a plain linear model
over 55 counts, measured on other people's sessions; fields without one start at 0,
which is what chance gives.
"""

from collections.abc import Iterable

import msgspec

from metier.records import Card

__all__ = ["AIMS", "Aim", "shown_alone"]


class Aim(msgspec.Struct, frozen=True):
    """Which measure of a card counts, where it starts and where it should get."""

    measure: str
    floor: float | None
    aim: float

    @property
    def half_way(self) -> float:
        """Half way from floor to aim."""
        floor = self.floor or 0.0
        return (floor + self.aim) / 2.0


AIMS = {
    "work_mode": Aim("kappa", 0.22, 0.60),
    "codebase": Aim("kappa", 0.40, 0.70),
    "outcome": Aim("kappa", 0.11, 0.50),
    "success_signal": Aim("quadratic kappa", 0.78, 0.85),
    "failure_signal": Aim("quadratic kappa", 0.26, 0.60),
    "verified_success": Aim("kappa", 0.50, 0.70),
    "trouble": Aim("kappa", 0.00, 0.55),
    "expertise": Aim("quadratic kappa", 0.38, 0.60),
    "expertise_first": Aim("quadratic kappa", None, 0.45),
    "software_user": Aim("kappa", None, 0.45),
    "plan_user_share": Aim("r", 0.34, 0.60),
    "exec_user_share": Aim("r", None, 0.40),
    "value_usd": Aim("r of logs", 0.85, 0.90),
}
"""Every field that a floor or an aim is set for, by the facet of its card."""

RESTS_ON = {
    "plan_user": "plan_user_share",
    "plan_agent": "plan_user_share",
    "exec_user": "exec_user_share",
    "exec_agent": "exec_user_share",
    "soc_user": "software_user",
    "expertise_typed": "expertise",
}
"""Fields that are judged by another field's card."""


def shown_alone(facet: str, cards: Iterable[Card]) -> bool:
    """Say whether an answer may be shown for a single session.

    A field without an aim may; one with an aim and without a card may not.
    """
    name = RESTS_ON.get(facet, facet)
    aim = AIMS.get(name)
    if aim is None:
        return True
    reached = (
        measure.value
        for card in cards
        if card.facet == name
        for measure in card.measures
        if measure.name == aim.measure
    )
    return max(reached, default=-1.0) >= aim.half_way
