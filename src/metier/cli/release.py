"""`metier release`: the fourth stage, the door."""

import typer

from metier.cli.options import JsonOption, QuietOption, StudyOption, folder
from metier.cli.progress import progress

__all__ = ["release"]


def release(
    study: StudyOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Decide which estimates may leave, and write them to released.json."""
    from metier.cli import shown
    from metier.study import Study

    with progress(quiet=quiet or json) as step:
        made = Study(folder(study), step=step).release()
    if json:
        shown.as_json(made)
    elif not quiet:
        typer.echo(
            f"{len(made.estimates)} numbers released, {len(made.withheld)} withheld."
        )
