"""The logs of this machine, or, where there are none, an example made up by rule."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from metier.study.asking import Asked
from metier.study.manifest import load
from metier.study.people import People
from metier.study.sources import find, machine_sources

__all__ = ["OrExample", "or_example"]

LOGS = "transcripts"
PEOPLE = "people.csv"


class OrExample(msgspec.Struct, frozen=True, kw_only=True):
    """What is studied, where, and the sentence that says which of the two."""

    folder: Path
    asked: Asked
    sentence: str


def or_example(
    folder: Path,
    asked: Asked,
    *,
    named: bool,
    environ: Mapping[str, str] | None = None,
) -> OrExample:
    """Choose: this machine's logs if there are any, else the example.

    The example has a folder of its own beside the study's, so that it never
    mixes with a person's own sessions; a folder named by the person is used as
    it is, unless it holds a real study.
    """
    around = os.environ if environ is None else environ
    home = Path(around["HOME"]) if around.get("HOME") else Path.home()
    sources = machine_sources(around, home)
    if sources and find(sources, People()).files:
        places = ", ".join(str(source.path) for source in sources)
        return OrExample(
            folder=folder,
            asked=asked,
            sentence=f"Using the logs of this machine: {places}.",
        )
    before = load(folder) if folder.exists() else None
    free = named and (before is None or before.example)
    place = folder if free else folder.with_name(f"{folder.name}-example")
    logs = place / LOGS
    if not (logs / PEOPLE).exists():
        _make(logs)
    return OrExample(
        folder=place,
        asked=msgspec.structs.replace(
            asked,
            sources=(logs,),
            people=logs / PEOPLE,
            timezone=asked.timezone or "UTC",
            example=True,
        ),
        sentence=(
            "No logs of a coding agent on this machine: using the synthetic example "
            "(made up by rule, nobody's sessions)."
        ),
    )


def _make(logs: Path) -> None:
    from metier import simulation  # noqa: PLC0415 - only for the example

    part = logs.with_name(f"{logs.name}.writing")
    simulation.example(part)
    part.replace(logs)
