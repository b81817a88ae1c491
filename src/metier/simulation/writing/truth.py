"""What was planted: the answers that a study of simulated sessions should find."""

import msgspec

__all__ = ["ExampleTruth", "PersonTruth", "SessionTruth"]


class PersonTruth(msgspec.Struct, frozen=True, kw_only=True):
    """One person of the example."""

    name: str
    """Also the name of the folder with the person's logs."""

    soc: str
    """SOC-2018 major group."""

    language: str
    """Of most of the person's prompts: en, es, …"""

    ability: float
    """Standard normal; every session's expertise scatters around it."""


class SessionTruth(msgspec.Struct, frozen=True, kw_only=True):
    """One session: what an annotator should read, and what a reader should count."""

    session_id: str
    person: str
    month: str
    """2026-03."""

    kind: str
    """work, headless (no person), or limit (a usage limit met at once)."""

    attempted: bool
    work_mode: str
    codebase: str
    plan_user: int
    plan_agent: int
    exec_user: int
    exec_agent: int
    expertise: int
    expertise_first: int
    outcome: str | None
    """None where nothing was attempted."""

    success_signal: int
    failure_signal: int
    soc_user: str
    """`0` where the session shows no sign of the person's profession."""

    soc_work: str
    value_usd: int
    language: str
    counts: dict[str, int]
    """By the keys of `metier inspect`, those that the writer itself tallied."""

    @property
    def verified(self) -> bool:
        """Say whether it succeeded with hard evidence."""
        return self.outcome == "succeeded" and self.success_signal >= HARD

    @property
    def trouble(self) -> bool:
        """Say whether it hit trouble."""
        return self.failure_signal >= TROUBLE


HARD = 4
TROUBLE = 3


class ExampleTruth(msgspec.Struct, frozen=True, kw_only=True):
    """All that was planted in one example."""

    seed: int
    people: tuple[PersonTruth, ...]
    sessions: tuple[SessionTruth, ...]
