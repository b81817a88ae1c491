"""What lies on this machine, what would be left out and why, and what to do next.

Reads everything and writes nothing.
"""

import importlib.util
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Literal

import msgspec

from metier.errors import MetierError
from metier.formats.kernel import is_compiled
from metier.records import Session
from metier.study.manifest import Manifest, load
from metier.study.people import People
from metier.study.scan import Step
from metier.study.settings import local_timezone, zone
from metier.study.sources import Source, find, named_sources

__all__ = ["Diagnosis", "Place", "diagnose"]

AGENTS = ("claude", "codex")
DEFAULT_CLEANUP_DAYS = 30
NEARLY_DAYS = 7


class Place(msgspec.Struct, kw_only=True):
    """A folder that was looked at."""

    agent: str
    path: str
    there: bool
    files: int = 0


class Diagnosis(msgspec.Struct, kw_only=True):
    """Everything `metier doctor` says."""

    looked: tuple[Place, ...]
    files: int = 0
    bytes: int = 0
    sessions: int = 0
    agents: dict[str, int] = {}
    surfaces: dict[str, int] = {}
    versions: dict[str, int] = {}
    first_day: str | None = None
    last_day: str | None = None
    sub_agent_files: int = 0
    left_out: dict[str, int] = {}
    """Files and sessions that a study does not count, by reason."""

    examples: dict[str, list[str]] = {}
    """Some paths for each reason."""

    lines: int = 0
    lines_not_read: int = 0
    commands_not_read: dict[str, int] = {}
    """Shell commands that no parser reads, by reason: what they show is unknown."""

    cleanup_days: dict[str, int] = {}
    """After how many days an agent deletes its logs, by settings file."""

    study: str
    study_state: str
    """`none`, `new files`, `up to date`, or why it cannot be used."""

    annotators: dict[str, str] = {}
    """Ways to answer the codebook, and whether each can be used here."""

    reader: Literal["compiled", "python"] = "python"
    """What the hot loops of reading run as; both give the same facts."""

    warnings: tuple[str, ...] = ()
    next: str
    """The one command that makes sense now."""


def diagnose(
    folder: Path,
    paths: tuple[Path, ...],
    environ: Mapping[str, str],
    step: Step,
) -> Diagnosis:
    """Look at the logs (those of this machine where no path is named)."""
    home = Path(environ["HOME"]) if environ.get("HOME") else Path.home()
    looked = _places(paths, environ, home)
    manifest, state = _study(folder)
    found = Diagnosis(looked=looked, study=str(folder), study_state=state, next="")
    found.reader = "compiled" if is_compiled() else "python"
    sources = tuple(
        Source(path=Path(place.path), person="") for place in looked if place.there
    )
    _read(found, sources, zone(local_timezone(environ.get("TZ"))), step)
    found.cleanup_days = _cleanup(looked)
    found.annotators = _annotators(environ)
    found.warnings = tuple(_warnings(found))
    if state == "up to date" and manifest is not None:
        # Sizes tell: a study that saw fewer files or bytes lacks something.
        same = (manifest.seen.files, manifest.seen.bytes) == (found.files, found.bytes)
        found.study_state = "up to date" if same else "new files"
    found.next = _next(found, paths)
    return found


def _places(
    paths: tuple[Path, ...], environ: Mapping[str, str], home: Path
) -> tuple[Place, ...]:
    from metier import formats  # noqa: PLC0415 - only where reading begins

    if paths:
        return tuple(
            Place(agent="any", path=str(source.path), there=True)
            for source in named_sources(paths)
        )
    return tuple(
        Place(agent=root.agent, path=str(root.path), there=root.path.is_dir())
        for root in formats.places(environ, home)
    )


def _study(folder: Path) -> tuple[Manifest | None, str]:
    try:
        manifest = load(folder)
    except MetierError as error:
        return None, str(error)
    if manifest is None or "ingest" not in manifest.stages:
        return None, "none"
    return manifest, "up to date"


def _read(
    found: Diagnosis, sources: tuple[Source, ...], place: tzinfo, step: Step
) -> None:
    from metier import evidence, formats  # noqa: PLC0415 - only where reading begins

    listing = find(sources, People())
    for item in found.looked:
        item.files = sum(file.path.is_relative_to(item.path) for file in listing.files)
    corpus = formats.read([file.path for file in listing.files])
    left_out: Counter[str] = Counter(listing.left_out)
    surfaces: Counter[str] = Counter()
    unread: Counter[str] = Counter()
    for number, session in enumerate(corpus):
        step("read", number, len(listing.files))
        surfaces[session.surface] += 1
        found.lines += session.quality.lines
        left_out.update(_reasons(session))
        unread.update(evidence.unread(session))
    tally = corpus.tally
    left_out.update({str(reason): count for reason, count in tally.left_out.items()})
    found.files, found.bytes = len(listing.files), tally.bytes
    found.sessions = tally.sessions
    found.agents, found.versions = (
        dict(tally.agents),
        _in_order(tally.versions),
    )
    found.surfaces, found.commands_not_read = dict(surfaces), dict(unread)
    found.sub_agent_files = tally.sub_agent_files
    found.lines_not_read = tally.torn + tally.unreadable + tally.oversized
    found.left_out = dict(left_out)
    found.examples = {str(reason): names[:3] for reason, names in tally.paths.items()}
    found.first_day, found.last_day = (
        None if moment is None else _day(moment, place)
        for moment in (tally.first, tally.last)
    )


def _in_order(versions: Mapping[str, int]) -> dict[str, int]:
    def numbers(name: str) -> list[int]:
        return [int(part) for part in re.findall(r"\d+", name)]

    return {name: versions[name] for name in sorted(versions, key=numbers)}


def _reasons(session: Session) -> Iterable[str]:
    if session.interactive == "no" or session.surface == "headless":
        return ("headless session",)
    return () if session.turns else ("session without a human turn",)


def _day(moment: float, place: tzinfo) -> str:
    return datetime.fromtimestamp(moment, place).date().isoformat()


def _annotators(environ: Mapping[str, str]) -> dict[str, str]:
    """Say which annotators can be used; nothing is started and nobody is asked."""
    path = environ.get("PATH", "")
    states = {"offline": "ready", "file": "ready"}
    for program in AGENTS:
        there = shutil.which(program, path=path)
        states[f"agent:{program}"] = there or f"{program} is not on the path"
    llm = importlib.util.find_spec("pydantic_ai") is not None
    states["hosted"] = "ready" if llm else "needs the extra `llm`"
    return states


def _cleanup(looked: Iterable[Place]) -> dict[str, int]:
    """Read after how many days Claude Code deletes, by its settings."""
    days: dict[str, int] = {}
    for place in looked:
        path = Path(place.path)
        if place.agent != "claude-code" or not place.there or path.name != "projects":
            continue
        settings = path.parent / "settings.json"
        try:
            value = json.loads(settings.read_text(encoding="utf-8"))
            own = value.get("cleanupPeriodDays") if isinstance(value, dict) else None
        except (OSError, ValueError):
            own = None
        if not isinstance(own, int) or isinstance(own, bool):
            own = DEFAULT_CLEANUP_DAYS
        days[str(settings)] = own
    return days


def _warnings(found: Diagnosis) -> Iterable[str]:
    for settings, days in found.cleanup_days.items() if found.sessions else ():
        yield (
            f"Claude Code deletes transcripts after {days} days. A study keeps what it "
            f"has read; run `metier` at least every {max(days - NEARLY_DAYS, 1)} days, "
            f'or set "cleanupPeriodDays" higher in {settings}.'
        )
    if found.left_out.get("no permission"):
        yield "Some files may not be read by you; they are in no number."
    if found.lines_not_read:
        share = found.lines_not_read / max(found.lines, 1)
        yield f"{found.lines_not_read} lines could not be read ({share:.1%})."
    if found.commands_not_read:
        reasons = ", ".join(f"{n} {why}" for why, n in found.commands_not_read.items())
        yield f"Shell commands whose verdicts stay unknown: {reasons}."


def _next(found: Diagnosis, paths: tuple[Path, ...]) -> str:
    if not found.sessions:
        return "metier run --or-example"
    named = "".join(f" --from {path}" for path in paths)
    if found.study_state == "up to date":
        return "metier report --open"
    return f"metier run{named}" if named else "metier"
