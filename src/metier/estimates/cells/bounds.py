"""What a share could be if every unclear session were known (Manski bounds)."""

from metier.estimates.core.results import Counts, Result, between

__all__ = ["manski"]


def manski(share: Result, unclear: int) -> Result:
    """Bound a share: the unclear sessions all without it, or all with it."""
    rate = unclear / (share.sessions + unclear)
    low = share.value * (1.0 - rate)
    return between(
        share.value,
        (low, low + rate),
        Counts(share.sessions, share.people),
        "bounds: from all unclear sessions without it to all with it; no sampling "
        "error in them",
    )
