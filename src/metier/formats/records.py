"""What a format is, and what a reading of many formats gives."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from metier.formats.tally import Tally
from metier.records import Agent, Session

__all__ = ["Corpus", "Format", "LogFile", "Root"]

Reader = Callable[[Sequence[Path], Tally], Iterator[Session]]
"""Files of one agent in, sessions out; what was left out goes into the tally."""


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One agent's transcripts."""

    name: Agent
    title: str
    homes: Callable[[Mapping[str, str], Path], tuple[Path, ...]]
    """Where the agent keeps them, given the environment and the home folder."""

    suffixes: tuple[str, ...]
    """Ends of the names of files that may be its transcripts."""

    patterns: tuple[str, ...] = ()
    """Names of further files: of kinds that many other programs write as well."""

    sniff: Callable[[Path, bytes], bool]
    """Whether a file is one of them, by its first bytes."""

    read: Reader


class Root(msgspec.Struct, frozen=True, kw_only=True):
    """A folder of one agent's transcripts on this machine."""

    agent: Agent
    path: Path


class LogFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that may be a transcript."""

    path: Path
    size: int


class Corpus:
    """Sessions of many files, read one at a time while it is iterated."""

    def __init__(
        self,
        files: Mapping[Agent, Sequence[Path]],
        formats: Sequence[Format],
        tally: Tally,
    ) -> None:
        """Take files already sorted by agent."""
        self.files = files
        self.formats = formats
        self.tally = tally

    def __iter__(self) -> Iterator[Session]:
        """Read every session; the tally is whole when this ends."""
        tally = self.tally
        for form in self.formats:
            paths = self.files.get(form.name, ())
            if not paths:
                continue
            for session in form.read(paths, tally):
                _count(tally, session)
                yield session


def _count(tally: Tally, session: Session) -> None:
    tally.sessions += 1
    tally.agents[session.agent] = tally.agents.get(session.agent, 0) + 1
    tally.turns += len(session.turns)
    tally.actions += sum(turn.actions for turn in session.turns)
    tally.copied_lines += session.quality.copied_lines
    for version in session.versions:
        tally.versions[version] = tally.versions.get(version, 0) + 1
    for name, count in session.quality.unknown_types:
        tally.unknown_types[name] = tally.unknown_types.get(name, 0) + count
    if session.started is not None:
        tally.first = min(tally.first or session.started, session.started)
    if session.ended is not None:
        tally.last = max(tally.last or session.ended, session.ended)
