"""`metier forget`: sessions out of the study, for good."""

from typing import Annotated

import typer

from metier.cli.options import JsonOption, QuietOption, StudyOption, folder
from metier.errors import SettingError

__all__ = ["forget"]


def forget(
    study: StudyOption = None,
    projects: Annotated[
        list[str] | None,
        typer.Option("--project", help="Every session of this folder or pattern."),
    ] = None,
    sessions: Annotated[
        list[str] | None, typer.Option("--session", help="One session by its id.")
    ] = None,
    before: Annotated[
        str | None, typer.Option(help="What began before this day, or 90d ago.")
    ] = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Remove sessions from the study; their logs are not read again."""
    from metier.cli import shown
    from metier.study import Study

    if not (projects or sessions or before):
        raise SettingError(
            "say what to forget: --project FOLDER, --session ID or --before DAY."
        )
    count = Study(folder(study)).forget(
        sessions=tuple(sessions or ()),
        projects=tuple(projects or ()),
        before=before,
    )
    if json:
        shown.as_json({"forgotten": count})
    elif not quiet:
        again = " Run `metier` to make the page again." if count else ""
        typer.echo(f"{count} sessions forgotten; their logs are not read again.{again}")
