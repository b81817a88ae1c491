"""How well two readings by the reference itself agree: no annotator can do better."""

import msgspec

from metier.records import Card, CardMeasure

__all__ = ["with_ceiling"]

CEILING = {
    "work_mode": ("kappa", 0.86, 44),
    "codebase": ("kappa", 1.0, 44),
    "outcome": ("kappa", 0.85, 44),
    "verified_success": ("kappa", 0.91, 44),
    "trouble": ("kappa", 0.89, 44),
    "success_signal": ("quadratic kappa", 0.97, 44),
    "failure_signal": ("quadratic kappa", 0.94, 44),
    "expertise": ("quadratic kappa", 0.91, 37),
    "expertise_first": ("quadratic kappa", 0.84, 29),
    "plan_user_share": ("r", 0.96, 44),
    "exec_user_share": ("r", 0.86, 44),
    "soc_user": ("kappa", 0.71, 44),
}
"""Agreement between two readings by the reference itself."""


def with_ceiling(one: Card) -> Card:
    """Print beside a card how well the reference agrees with itself."""
    if one.facet not in CEILING:
        return one
    name, value, sessions = CEILING[one.facet]
    ceiling = CardMeasure(
        name=f"{name}, two readings by the reference", value=value, n=sessions
    )
    return msgspec.structs.replace(one, measures=(*one.measures, ceiling))
