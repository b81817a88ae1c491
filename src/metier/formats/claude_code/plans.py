"""Hand-overs of plans: a refusal in one session, the prompt in another.

A plan approved with a cleared context is logged as a refusal without a word; within
seconds the prompt that carries it out opens, from version 2.1.17 on in a new file.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from metier.formats.claude_code.scan import Digest

__all__ = ["HAND_OVER_S", "Plans"]

HAND_OVER_S = 5.0
"""Seconds between the two, either way: their clocks differ."""


class Plans:
    """The moments of a whole corpus at which plans were refused or taken up."""

    def __init__(self, mains: Mapping[str, Sequence[Digest]]) -> None:
        """Gather them."""
        self.prompts = _moments(mains, "plan_prompts")
        self.refusals = _moments(mains, "bare_plans")

    def prompts_near(self, digests: Sequence[Digest]) -> list[float]:
        """Give the plan prompts that stand near a session's bare refusals."""
        return [
            moment
            for digest in digests
            for refusal in digest.bare_plans
            for moment, _ in _near(self.prompts, refusal)
        ]

    def parent(self, name: str, digests: Sequence[Digest]) -> str | None:
        """Give the session whose plan this one carries out."""
        found = [
            (abs(moment - prompt), session)
            for digest in digests
            for prompt in digest.plan_prompts
            for moment, session in _near(self.refusals, prompt)
            if session != name
        ]
        return min(found)[1] if found else None


def _moments(
    mains: Mapping[str, Sequence[Digest]],
    field: Literal["plan_prompts", "bare_plans"],
) -> list[tuple[float, str]]:
    return sorted(
        {
            (moment, name)
            for name, group in mains.items()
            for digest in group
            for moment in getattr(digest, field)
        }
    )


def _near(
    moments: list[tuple[float, str]], moment: float
) -> Iterator[tuple[float, str]]:
    at = bisect_left(moments, (moment - HAND_OVER_S, ""))
    while at < len(moments) and moments[at][0] <= moment + HAND_OVER_S:
        yield moments[at]
        at += 1
