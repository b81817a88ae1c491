"""One file per agent: its transcripts in, sessions out.

`discover` looks where the agents keep their logs, `find` lists files, `read` gives
a corpus that yields one session at a time and tallies what was left out. Which
agent wrote a file is told from its content.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from metier.formats import (
    claude_code,
    codex,
    copilot_cli,
    files,
    gemini_cli,
    opencode,
)
from metier.formats.clock import engaged_s
from metier.formats.projects import project_key
from metier.formats.records import Corpus, Format, LogFile, Root
from metier.formats.roots import claude_homes, codex_homes, existing
from metier.formats.tally import Reason, Tally
from metier.formats.words import count_words

__all__ = [
    "FORMATS",
    "Corpus",
    "Format",
    "LogFile",
    "Reason",
    "Root",
    "Tally",
    "count_words",
    "discover",
    "engaged_s",
    "find",
    "places",
    "project_key",
    "read",
]


FORMATS = (
    Format(
        name="codex",
        title="Codex CLI",
        homes=codex_homes,
        suffixes=(".jsonl",),
        patterns=("rollout-*.jsonl.zst",),
        sniff=codex.sniff,
        read=codex.read,
    ),
    Format(
        name="gemini-cli",
        title="Gemini CLI",
        homes=gemini_cli.homes,
        suffixes=(".jsonl",),
        patterns=("session-*.json",),
        sniff=gemini_cli.sniff,
        read=gemini_cli.read,
    ),
    Format(
        name="opencode",
        title="OpenCode",
        homes=opencode.homes,
        suffixes=(),
        patterns=("ses_*.json", "opencode*.db"),
        sniff=opencode.sniff,
        read=opencode.read,
    ),
    Format(
        name="copilot-cli",
        title="GitHub Copilot CLI",
        homes=copilot_cli.homes,
        suffixes=(".jsonl",),
        sniff=copilot_cli.sniff,
        read=copilot_cli.read,
    ),
    Format(
        name="claude-code",
        title="Claude Code",
        homes=claude_homes,
        suffixes=(".jsonl",),
        sniff=claude_code.sniff,
        read=claude_code.read,
    ),
)
"""Every agent that can be read, in the order in which a file is tried."""


def places(
    environ: Mapping[str, str],
    home: Path,
    formats: Sequence[Format] = FORMATS,
) -> list[Root]:
    """Name every folder that is looked at, in order, whether it is there or not."""
    return [
        Root(agent=form.name, path=path)
        for form in formats
        for path in form.homes(environ, home)
    ]


def discover(
    environ: Mapping[str, str],
    home: Path,
    formats: Sequence[Format] = FORMATS,
) -> list[Root]:
    """Find the folders of transcripts on this machine, each real one once."""
    return [
        Root(agent=form.name, path=path)
        for form in formats
        for path in existing(form.homes(environ, home))
    ]


def find(
    paths: Iterable[Path],
    formats: Sequence[Format] = FORMATS,
    tally: Tally | None = None,
) -> list[LogFile]:
    """List the files that may be transcripts: those given, and all in folders."""
    return files.find(paths, formats, tally or Tally())


def read(
    paths: Iterable[Path | LogFile], formats: Sequence[Format] = FORMATS
) -> Corpus:
    """Read files and folders as one corpus; their order makes no difference."""
    tally = Tally()
    given = [item.path if isinstance(item, LogFile) else Path(item) for item in paths]
    found = [item.path for item in files.find(given, formats, tally)]
    return Corpus(files.sort_by_agent(found, formats, tally), formats, tally)
