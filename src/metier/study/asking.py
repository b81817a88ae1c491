"""What a command asks of a study, made into settings and sources that it keeps.

One person's own study is looked at through any window. A study of several people
keeps the choices it was made with: two windows side by side would show what a
person did in the days between (methods 5.2).
"""

import os
from collections.abc import Mapping
from fnmatch import fnmatch
from hashlib import blake2b
from pathlib import Path
from typing import get_args

import msgspec

from metier.engines import stores
from metier.errors import SettingError
from metier.records import Agent
from metier.study.opening import Opened
from metier.study.people import People, read_people
from metier.study.places import default_study
from metier.study.ruling import stricter
from metier.study.settings import Scope, Settings, day, local_timezone, today, zone
from metier.study.sources import Source, machine_sources, named_sources

__all__ = [
    "Asked",
    "Sources",
    "check_projects",
    "choose_anew",
    "projects_like",
    "settings_of",
    "settle",
]

REMEMBERED = "sources"
SOME = 8
"""Projects named to somebody who named one that is not there."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was said on the command line; None and empty where nothing was."""

    sources: tuple[Path, ...] = ()
    people: Path | None = None
    since: str | None = None
    until: str | None = None
    projects: tuple[str, ...] = ()
    without_projects: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    timezone: str | None = None
    scope: Scope | None = None
    seed: int | None = None
    annotator: str | None = None
    """Whose answers count, as they stand in the table; `offline` for ours."""

    authority: bool = False
    """Readers can hire, pay or dismiss: from now on ten people a cell."""

    text_derived: tuple[str, ...] = ()
    """Figures whose levels were made from text."""

    example: bool = False
    again: bool = False
    """With the settings in the manifest, which a run without flags would not keep."""

    @property
    def chooses(self) -> bool:
        """Say whether it chooses among sessions."""
        return bool(
            self.since
            or self.until
            or self.projects
            or self.without_projects
            or self.agents
            or self.timezone
            or self.scope
            or self.annotator
        )


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """What a run reads."""

    sources: tuple[Source, ...]
    people: People
    named: bool

    def nothing(self) -> str:
        """Say that nothing was found, where, and what to do."""
        places = ", ".join(str(source.path) for source in self.sources)
        if self.named:
            return (
                f"{places}: no transcript of an agent that metier reads lies there. "
                "Name another folder with --from; `metier doctor` says where agents "
                "leave theirs."
            )
        where = f" (looked in {places})" if places else ""
        return (
            f"no transcript of a coding agent was found on this machine{where}. Name a "
            "folder with --from, or try `metier run --or-example` for an example."
        )


class _Remembered(msgspec.Struct, kw_only=True):
    paths: tuple[str, ...] = ()
    people: str | None = None


def settle(
    study: Opened, asked: Asked, environ: Mapping[str, str], *, anew: bool
) -> Sources:
    """Bring the study's settings up to date and return what is to be read.

    A whole run is made `anew`: without flags it has no window. A stage that runs
    alone keeps the window of the run before it.
    """
    sources = _sources(study, asked, environ)
    manifest = study.manifest
    if study.fresh or asked.chooses or (anew and not asked.again):
        choose_anew(study, asked, environ)
    manifest.sources = tuple(
        study.salt.id("file", str(source.path)) for source in sources.sources
    )
    manifest.example = manifest.example or asked.example
    manifest.rules = stricter(
        manifest.rules, authority=asked.authority, text_derived=asked.text_derived
    )
    return sources


def choose_anew(study: Opened, asked: Asked, environ: Mapping[str, str]) -> None:
    """Take window, filters, scope, time zone and annotator as asked."""
    manifest = study.manifest
    if asked.again and asked.chooses:
        raise SettingError(
            "--again takes window, filters and scope from study.json: leave the other "
            "flags away, or leave --again away."
        )
    fixed = manifest.pooled and not study.fresh
    if fixed and not asked.chooses:
        return
    wanted = settings_of(study, asked, environ)
    if fixed and wanted != manifest.settings:
        raise SettingError(
            f"{study.folder} is a study of {manifest.people} people: its window, "
            "filters, scope and time zone are fixed in study.json, since two views "
            "side by side would show what one person did. Make another study with "
            "--study, or leave the flags away."
        )
    manifest.settings = wanted


def _sources(study: Opened, asked: Asked, environ: Mapping[str, str]) -> Sources:
    noted = study.private.noted(REMEMBERED)
    before = msgspec.json.decode(noted, type=_Remembered) if noted else _Remembered()
    paths = _paths(study, asked, before, environ)
    people = str(asked.people) if asked.people is not None else before.people
    rules = People() if people is None else _people(study, Path(people))
    if paths:
        sources = named_sources(paths)
    else:
        home = Path(environ["HOME"]) if environ.get("HOME") else Path.home()
        sources = machine_sources(environ, home)
    kept = _Remembered(
        paths=tuple(dict.fromkeys([*before.paths, *map(_whole, paths)])),
        people=people if people is None else str(Path(people).resolve()),
    )
    study.private.note(REMEMBERED, msgspec.json.encode(kept).decode())
    return Sources(sources=sources, people=rules, named=bool(paths))


def _paths(
    study: Opened, asked: Asked, before: _Remembered, environ: Mapping[str, str]
) -> tuple[Path, ...]:
    """Return what is to be read: what is named, else what was, else nothing.

    The study of this machine reads this machine's logs, whatever was read into it
    once beside them.
    """
    if asked.sources:
        return asked.sources
    if study.folder == default_study(environ).resolve():
        return ()
    paths = map(Path, before.paths)
    return tuple(path for path in paths if stores.is_stored(path) or path.exists())


def _whole(path: Path) -> str:
    if stores.is_stored(path):
        return str(path)
    return os.path.abspath(path)  # noqa: PTH100 - links stay links


def _people(study: Opened, path: Path) -> People:
    people = read_people(path)
    study.manifest.people_from_file = blake2b(
        path.read_bytes(), key=study.salt.secret, digest_size=10
    ).hexdigest()
    return people


def settings_of(study: Opened, asked: Asked, environ: Mapping[str, str]) -> Settings:
    """Return what was asked as settings; projects as far as they were read."""
    name = asked.timezone or (
        study.manifest.settings.timezone
        if not study.fresh
        else local_timezone(environ.get("TZ"))
    )
    here = today(zone(name))
    since = day(asked.since, here) if asked.since else None
    until = day(asked.until, here) if asked.until else None
    if since and until and until < since:
        raise SettingError(f"--until {until} lies before --since {since}.")
    return Settings(
        since=since,
        until=until,
        projects=projects_like(study, asked.projects),
        without_projects=projects_like(study, asked.without_projects),
        agents=_agents(asked.agents),
        timezone=name,
        scope=asked.scope or "default",
        annotator=asked.annotator or "offline",
        seed=study.manifest.settings.seed if asked.seed is None else asked.seed,
    )


def _agents(names: tuple[str, ...]) -> tuple[str, ...]:
    known = get_args(Agent)
    for name in names:
        if name not in known:
            raise SettingError(
                f"{name!r} is no agent that metier reads; there are {', '.join(known)}."
            )
    return names


def check_projects(study: Opened, patterns: tuple[str, ...]) -> None:
    """Refuse a project of which no session was read."""
    known = study.private.projects().values()
    for pattern in patterns:
        if not any(_fits(path, pattern) for path in known):
            names = sorted({_last(path) for path in known})
            some = ", ".join(names[:SOME]) + (", …" if len(names) > SOME else "")
            raise SettingError(
                f"{pattern}: no session was in such a folder. Projects are named by "
                f"folder, by its last part or by pattern; there are {some or 'none'}."
            )


def projects_like(study: Opened, patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids of projects by folder, last part of it, or pattern."""
    known = study.private.projects()
    found: list[str] = []
    for pattern in patterns:
        fits = [name for name, path in known.items() if _fits(path, pattern)]
        whole = str(Path(pattern).expanduser().absolute())
        # A project not yet read has an id all the same.
        found.extend(fits or [study.salt.id("project", whole)])
    return tuple(sorted(set(found)))


def _fits(path: str, pattern: str) -> bool:
    whole = str(Path(pattern).expanduser().absolute())
    return (
        path in {pattern, whole}
        or path.startswith(whole.rstrip("/") + "/")
        or fnmatch(_last(path), pattern)
        or fnmatch(path, pattern)
    )


def _last(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
