"""`metier outcomes`: what became of the work, from the repositories it was done in."""

from pathlib import Path
from typing import Annotated

import typer

from metier.cli.options import JsonOption, QuietOption, StudyOption, folder
from metier.cli.progress import progress

__all__ = ["outcomes"]


def outcomes(
    study: StudyOption = None,
    repositories: Annotated[
        list[Path] | None,
        typer.Option("--repo", help="Where a repository is now, if it has moved."),
    ] = None,
    branch: Annotated[
        str | None, typer.Option(help="Default branch, if git names another.")
    ] = None,
    seconds: Annotated[
        float, typer.Option("--repo-seconds", help="Time limit for each repository.")
    ] = 60.0,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Look into the repositories: landed, alive, reverted. Read-only and offline."""
    from metier.cli import shown
    from metier.study.opening import opened
    from metier.study.outcomes import look_into

    with opened(folder(study)) as place:
        with progress(quiet=quiet or json) as step:
            looked = look_into(
                place,
                step,
                repositories=repositories or (),
                branch=branch,
                seconds=seconds,
            )
        place.save("outcomes")
    if json:
        shown.as_json(looked)
    elif not quiet:
        states = ", ".join(f"{n} {state}" for state, n in sorted(looked.states.items()))
        typer.echo(
            f"{looked.repositories} repositories, {looked.sessions} sessions: "
            f"{states}. Run `metier estimate`, "
            "`metier release` and `metier report` for the page."
        )
