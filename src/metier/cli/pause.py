"""`metier pause`: read nothing new until told otherwise."""

from typing import Annotated

import typer

from metier.cli.options import JsonOption, QuietOption, StudyOption, folder

__all__ = ["pause"]


def pause(
    study: StudyOption = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on: read what is new again.")
    ] = False,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Let the study rest: `run` and `ingest` read nothing new into it."""
    from metier.cli import shown
    from metier.study import pausing
    from metier.study.opening import opened

    with opened(folder(study)) as place:
        since = pausing.resume(place) if resume else pausing.pause(place)
        place.save("resume" if resume else "pause")
    if json:
        shown.as_json({"paused": not resume, "since": since})
    elif not quiet and resume:
        typer.echo("Not paused: `metier` reads what is new again.")
    elif not quiet:
        typer.echo(
            f"Paused since {since}: nothing new is read. `metier pause --resume` "
            "goes on. Agents may delete logs meanwhile."
        )
