"""Claude Code: JSONL transcripts under `~/.claude/projects` (formats specification 3).

`scan` looks at every file once and keeps hashes, `copies` says which lines belong to
which session, `walk` goes through one session's lines in order, `finish` makes the
record. `people` holds the procedure that tells what a person typed.
"""

import re
from pathlib import Path

from metier.formats.claude_code.reading import read

__all__ = ["read", "sniff"]

SURE = re.compile(rb'"parentUuid"|"leafUuid"|"isSidechain"')
LIKELY = re.compile(
    rb'"sessionId"|"(?:type|role)"\s*:\s*"(?:summary|file-history-snapshot|'
    rb'queue-operation|user|assistant)"'
)
TALK = re.compile(rb'"type"\s*:\s*"(?:user|assistant)"')
MESSAGE = re.compile(rb'"message"\s*:\s*\{')
"""A message inside a line: other agents write its text beside the type."""

OTHERS = re.compile(
    rb'"projectHash"|"type"\s*:\s*"session[._]|"schema_version"|"payload"|"data"\s*:'
)


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file is a Claude Code transcript, by its first bytes."""
    del path
    if SURE.search(head) or (TALK.search(head) and MESSAGE.search(head)):
        return True
    return LIKELY.search(head) is not None and OTHERS.search(head) is None
