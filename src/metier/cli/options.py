"""Flags that several commands share, each written once."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from metier.errors import SettingError

if TYPE_CHECKING:
    from metier.engines import Engine
    from metier.study import Asked

__all__ = [
    "AddressOption",
    "AgentOption",
    "AnnotatorOption",
    "AuthorityOption",
    "EngineOption",
    "ExcludeProjectOption",
    "FromOption",
    "JsonOption",
    "PeopleOption",
    "ProjectOption",
    "QuietOption",
    "ScopeOption",
    "SinceOption",
    "StudyOption",
    "TextDerivedOption",
    "TimezoneOption",
    "UntilOption",
    "asked",
    "engine",
    "folder",
]

SCOPES = ("default", "study")

StudyOption = Annotated[
    Path | None,
    typer.Option(
        "--study",
        help="Folder of the study. Default: METIER_HOME or the user's data folder.",
    ),
]
FromOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--from", help="Transcripts: a folder or file. Default: those of this machine."
    ),
]
PeopleOption = Annotated[
    Path | None,
    typer.Option("--people", help="CSV file, path pattern and person: who is who."),
]
SinceOption = Annotated[
    str | None, typer.Option(help="First day: 2026-03-01, or 30d for 30 days ago.")
]
UntilOption = Annotated[str | None, typer.Option(help="Last day, included.")]
ProjectOption = Annotated[
    list[str] | None, typer.Option("--project", help="Only this folder or pattern.")
]
ExcludeProjectOption = Annotated[
    list[str] | None,
    typer.Option("--exclude-project", help="Leave out this folder or pattern."),
]
AgentOption = Annotated[
    list[str] | None,
    typer.Option("--agent", help="Only sessions of this agent, such as claude-code."),
]
TimezoneOption = Annotated[
    str | None, typer.Option(help="Such as Europe/Berlin. Default: this machine's.")
]
ScopeOption = Annotated[
    str | None, typer.Option(help="default, or study: the surfaces of the study alone.")
]
AnnotatorOption = Annotated[
    str | None,
    typer.Option(help="Whose answers count, as `annotate` named it. Default: offline."),
]
EngineOption = Annotated[
    str, typer.Option(help="Where transcripts are read: local, dask, ray or spark.")
]
AddressOption = Annotated[
    str | None, typer.Option(help="Of the cluster, such as tcp://scheduler:8786.")
]
AuthorityOption = Annotated[
    bool,
    typer.Option(
        "--authority",
        help="The readers can hire, pay or dismiss those measured: ten people a cell, "
        "from now on.",
    ),
]
TextDerivedOption = Annotated[
    list[str] | None,
    typer.Option(
        "--text-derived",
        help="A figure whose levels were made from text: 250 people, 500 sessions.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")]


def folder(study: Path | None) -> Path:
    """Return the folder of the study, named or not."""
    from metier.study.places import default_study

    return default_study(os.environ) if study is None else study


def engine(name: str, address: str | None) -> "Engine":
    """Return the engine of that name."""
    from metier.engines import ENGINES, Engine

    for known in ENGINES:
        if known == name:
            return Engine(name=known, address=address)
    raise SettingError(f"--engine {name}: there are {', '.join(ENGINES)}.")


def asked(**flags: Any) -> "Asked":  # noqa: ANN401 - typed where the flags are
    """Return the flags as a study takes them; check those of closed sets."""
    from metier.study import Asked

    scope = flags.get("scope")
    if scope is not None and scope not in SCOPES:
        raise SettingError(f"--scope {scope}: there are two, {' and '.join(SCOPES)}.")
    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in flags.items()
        if value is not None
    }
    return Asked(**said)
