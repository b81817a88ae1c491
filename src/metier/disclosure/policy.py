"""What may leave: thresholds, and what a team of each size gets (decision 50).

A policy is data. Its numbers go out with every release, so that a reader sees
by which rules the page was made.
"""

from collections.abc import Iterable

import msgspec

__all__ = ["Policy", "Thresholds"]


class Thresholds(msgspec.Struct, frozen=True, kw_only=True):
    """The least that a cell must hold."""

    people: int
    sessions: int


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """Which cells may leave. The defaults are those of methods 10."""

    people: int = 5
    sessions: int = 15
    largest_share: float = 0.3
    """The most of a cell's sessions (or of a mean's sum) that one person may have."""

    readers_have_authority: bool = False
    """The readers can hire, pay or dismiss the people measured."""

    authority_people: int = 10
    text_derived: tuple[str, ...] = ()
    """Figures whose levels were made from text rather than from the codebook."""

    text_people: int = 250
    text_sessions: int = 500

    private_sessions: int = 5
    """One person's own study: the least sessions of a cell."""

    smallest_team: int = 5
    """Under this many people nothing leaves."""

    months_from: int = 10
    """From this many people: means, quantiles, regressions, and months."""

    two_ways_from: int = 50
    """From this many people: cells of two facets at once."""

    interval: int = 5
    """The least width, in sessions, to which a withheld cell can be confined."""

    margins: bool = True
    """Whether cells are withheld so that neither what is left outside them nor other
    withheld cells follow from margins. Off only where a release is attacked on
    purpose."""

    sums: bool = True
    """Whether one person's part of a sum, and the tails of quantiles, are guarded."""

    def thresholds(self, figure: str) -> Thresholds:
        """Return the least that a cell of this figure must hold."""
        if figure in self.text_derived:
            return Thresholds(people=self.text_people, sessions=self.text_sessions)
        people = (
            max(self.people, self.authority_people)
            if self.readers_have_authority
            else self.people
        )
        return Thresholds(people=people, sessions=self.sessions)

    def strictest(self, figures: Iterable[str]) -> Thresholds:
        """Return the strictest thresholds of figures that show the same cell."""
        found = [self.thresholds(figure) for figure in figures]
        return Thresholds(
            people=max(one.people for one in found),
            sessions=max(one.sessions for one in found),
        )

    @classmethod
    def at_least(cls, printed: Iterable[tuple[str, float]]) -> "Policy":
        """Return the rules that a release prints, where they are stricter than ours.

        Whoever attacks a release does not take its word for laxer ones.
        """
        own, said = cls(), dict(printed)
        return msgspec.structs.replace(
            own,
            people=max(own.people, int(said.get("people", 0))),
            sessions=max(own.sessions, int(said.get("sessions", 0))),
            largest_share=min(own.largest_share, said.get("largest_share", 1.0)),
        )

    def larger(self, people: int) -> tuple[tuple[int, str], ...]:
        """Say what more people would show: from how many, and what."""
        gains = (
            (self.smallest_team, "shares of all sessions, split one way"),
            (self.months_from, "means, quantiles and regressions; all of it by month"),
            (self.two_ways_from, "shares split two ways at once"),
        )
        return tuple((least, what) for least, what in gains if people < least)

    def in_force(self, *, private: bool) -> tuple[tuple[str, float], ...]:
        """List the thresholds by name, as they are printed."""
        if private:
            return (("private_sessions", float(self.private_sessions)),)
        least = self.thresholds("")
        return (
            ("people", float(least.people)),
            ("sessions", float(least.sessions)),
            ("largest_share", self.largest_share),
            ("interval", float(self.interval)),
            ("smallest_team", float(self.smallest_team)),
            ("months_from", float(self.months_from)),
            ("two_ways_from", float(self.two_ways_from)),
        )
