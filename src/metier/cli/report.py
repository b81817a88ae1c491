"""`metier report`: the last stage, the page."""

from typing import Annotated

import typer

from metier.cli.options import JsonOption, QuietOption, StudyOption, folder
from metier.cli.progress import progress

__all__ = ["report"]


def report(
    study: StudyOption = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the page.")] = False,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Draw the page from released.json alone."""
    from metier.cli import shown
    from metier.study import Study

    with progress(quiet=quiet or json) as step:
        page = Study(folder(study), step=step).report()
    shown.page(page, json=json, quiet=quiet)
    if open_:
        typer.launch(page.as_uri())
