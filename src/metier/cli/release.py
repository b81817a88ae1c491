"""`metier release`: the fourth stage, the door."""

from typing import Annotated

import typer

from metier.cli.options import (
    AuthorityOption,
    JsonOption,
    QuietOption,
    StudyOption,
    TextDerivedOption,
    folder,
)
from metier.cli.progress import progress

__all__ = ["release"]


NoiseOption = Annotated[
    bool,
    typer.Option(
        "--noise",
        help="Write means over people with differential privacy instead, to "
        "noisy.json: for 200 people and more, once a window.",
    ),
]


def release(
    study: StudyOption = None,
    noise: NoiseOption = False,
    authority: AuthorityOption = False,
    text_derived: TextDerivedOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Decide which estimates may leave, and write them to released.json."""
    from metier.cli import shown
    from metier.study import Study

    if noise:
        path = Study(folder(study)).export()
        if not quiet:
            typer.echo(f"Means over people, with noise: {path}")
        return
    with progress(quiet=quiet or json) as step:
        made = Study(folder(study), step=step).release(
            authority=authority, text_derived=tuple(text_derived or ())
        )
    if json:
        shown.as_json(made)
    elif not quiet:
        typer.echo(
            f"{len(made.estimates)} numbers released, {len(made.withheld)} withheld."
        )
