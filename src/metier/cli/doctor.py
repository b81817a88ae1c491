"""`metier doctor`: what is there, what is left out and why, what to do next."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metier.cli.options import JsonOption, StudyOption, folder
from metier.cli.progress import progress

if TYPE_CHECKING:
    from metier.study.doctoring import Diagnosis

__all__ = ["doctor"]

MEGABYTE = 1_000_000


def doctor(
    study: StudyOption = None,
    sources: Annotated[
        list[Path] | None,
        typer.Option("--from", help="Look here instead of at this machine's folders."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Say where logs lie, what they hold, what is left out, and what to do next."""
    from metier.cli import shown
    from metier.study.doctoring import diagnose

    with progress(quiet=json) as step:
        found = diagnose(folder(study), tuple(sources or ()), os.environ, step)
    if json:
        shown.as_json(found)
    else:
        typer.echo("\n".join(_lines(found)))


def _lines(found: "Diagnosis") -> list[str]:
    lines = ["Looked, in this order:"]
    lines += [
        f"  {place.path}  {f'{place.files} files' if place.there else 'not there'}"
        for place in found.looked
    ]
    lines += ["", f"Found: {found.sessions} sessions in {found.files} files"]
    lines[-1] += f" ({found.bytes / MEGABYTE:.1f} MB)"
    if found.first_day:
        lines[-1] += f", from {found.first_day} to {found.last_day}"
    lines += _counts("Agents", found.agents) + _counts("Surfaces", found.surfaces)
    if found.versions:
        first, *_, last = *found.versions, *found.versions
        lines.append(f"  Versions: {len(found.versions)}, {first} to {last}")
    if found.sub_agent_files:
        lines.append(
            f"  Sub-agent files, inside their sessions: {found.sub_agent_files}"
        )
    reader = "compiled" if found.reader == "compiled" else "Python alone (slower)"
    lines.append(f"  Reader: {reader}")
    lines += ["", "Left out:" if found.left_out else "Left out: nothing."]
    for reason, count in sorted(found.left_out.items()):
        lines.append(f"  {count:>5}  {reason}")
        lines += [f"         {path}" for path in found.examples.get(reason, ())]
    ways = ", ".join(f"{name} ({state})" for name, state in found.annotators.items())
    lines += ["", f"Annotators: {ways}"]
    lines += ["", f"Study: {found.study}: {found.study_state}"]
    lines += [f"Note: {warning}" for warning in found.warnings]
    lines += ["", f"Next: {found.next}"]
    return lines


def _counts(title: str, counts: dict[str, int]) -> list[str]:
    if not counts:
        return []
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [f"  {title}: {', '.join(f'{name} {count}' for name, count in ordered)}"]
