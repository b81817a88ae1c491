"""`metier annotate`: the second stage, an answer to every facet."""

import typer

from metier.cli.options import JsonOption, QuietOption, StudyOption, folder
from metier.cli.progress import progress

__all__ = ["annotate"]


def annotate(
    study: StudyOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Answer the codebook for sessions that lack an answer."""
    from metier.cli import shown
    from metier.study import Study

    with progress(quiet=quiet or json) as step:
        count = Study(folder(study), step=step).annotate()
    if json:
        shown.as_json({"annotated": count})
    elif not quiet:
        typer.echo(f"{count} sessions annotated.")
