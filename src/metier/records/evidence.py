"""A row of the ledger: something the log shows to have happened. Text-free."""

from typing import Literal

import msgspec

__all__ = ["Evidence", "EvidenceKind", "EvidenceThread", "Strength", "Verdict"]

EvidenceKind = Literal[
    "test",
    "lint",
    "types",
    "build",
    "run",
    "commit",
    "push",
    "pull_request",
    "merge",
    "tag",
    "deploy",
    "publish",
    "confirmation",
    "complaint",
]
Verdict = Literal["pass", "fail", "unknown"]
Strength = Literal["hard", "soft"]
EvidenceThread = Literal["main", "sub-agent", "background"]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One thing shown: a test run, a commit, a person's word."""

    session: str
    """The log's session id; salted before it enters a study."""

    action_id: str | None
    """The log's tool call id. None for a person's word."""

    position: int
    """Place in the session of the result (or of the person's word)."""

    time: float | None = None
    kind: EvidenceKind
    tool: str | None = None
    """Canonical lower-case name from a closed list. None for a person's word."""

    verdict: Verdict
    passed: int | None = None
    """Tests passed where the output states it; None where it does not."""

    failed: int | None = None
    skipped: int | None = None
    stale: bool = False
    """An edit to the work came after it."""

    strength: Strength
    thread: EvidenceThread = "main"
    initiator: Literal["human", "agent"] = "agent"
    amended: bool = False
    """A commit that replaced one of this session."""

    throwaway: bool = False
    """In a temporary repository: not the project's, no evidence of success."""
