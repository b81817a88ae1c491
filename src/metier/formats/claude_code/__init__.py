"""Claude Code: JSONL transcripts under `~/.claude/projects` (formats specification 3).

`scan` looks at every file once and keeps hashes, `copies` says which lines belong to
which session, `walk` goes through one session's lines in order, `finish` makes the
record. `people` holds the procedure that tells what a person typed.
"""

from pathlib import Path

from metier.formats.claude_code.reading import read

__all__ = ["read", "sniff"]

MARKS = (
    b'"parentUuid"',
    b'"sessionId"',
    b'"type":"summary"',
    b'"type":"file-history-snapshot"',
    b'"leafUuid"',
)
OTHERS = (b'"projectHash"', b'"type":"session.', b'"session_meta"', b'"schema_version"')


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file is a Claude Code transcript, by its first bytes."""
    del path
    return any(mark in head for mark in MARKS) and not any(
        other in head for other in OTHERS
    )
