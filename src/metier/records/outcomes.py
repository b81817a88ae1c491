"""What became of a session's work in its repository, in numbers alone."""

from typing import Literal

import msgspec

__all__ = ["Landing", "Outcome", "RepositoryState"]

RepositoryState = Literal[
    "read",
    "none",
    "missing",
    "moved",
    "shallow",
    "foreign",
    "broken",
    "timed out",
    "empty",
]
"""`moved` and `shallow` were read, with what that leaves out; the others were not."""

Landing = Literal["sha", "patch", "tree", "lines"]
"""The same commit; the same change, tree or added lines under another sha."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What the repository's history says about one session's work.

    None means that it cannot be known (yet): no repository, too young, fetched
    before the work was done. Never zero.
    """

    session: str
    state: RepositoryState
    commits: int = 0
    """Commits of the session, as its log shows them."""

    commits_found: int = 0
    """Of these, commits that the repository still has or recognises."""

    landed: float | None = None
    """Share of the commits (0 to 1) that reached the default branch."""

    landed_how: Landing | None = None
    """The weakest match that was needed."""

    landed_days: float | None = None
    """Days from the commit to the default branch, the median over its commits."""

    lines: int | None = None
    """Lines of the session followed on the default branch."""

    alive_7: float | None = None
    """Share of `lines` alive 7 days after they landed. None while younger."""

    alive_30: float | None = None
    alive_90: float | None = None
    deaths: tuple[tuple[int, int], ...] = ()
    """(day, lines that were removed on it), for survival curves."""

    followed_days: float | None = None
    """Days from landing to the end of what the repository knows: censoring."""

    reverted: bool | None = None
    reverted_how: Literal["commit", "removal"] | None = None
    fix_followed: bool | None = None
    """A fix to the same lines within a week. None while younger."""

    tags: int | None = None
    """Tags that contain it."""

    lines_appeared: float | None = None
    """Without commits: share of the lines it left that later history holds."""
