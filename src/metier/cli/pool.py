"""`metier pool`: the group's study from what its people let go."""

from typing import Annotated

import typer

from metier.cli.options import JsonOption, QuietOption, StudyOption, folder

__all__ = ["pool"]


def pool(
    places: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…",
            help="Folders, files, a git checkout, or s3:// gs:// az:// addresses.",
        ),
    ],
    study: StudyOption = None,
    name: Annotated[
        str | None, typer.Option("--pool", help="Name of the pool.")
    ] = None,
    authority: Annotated[
        bool,
        typer.Option(
            "--authority",
            help="The readers can hire, pay or dismiss: ten people a cell.",
        ),
    ] = False,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make the group's study from shared files. Nothing shows a single session."""
    from metier.cli import shown
    from metier.pooling import gather, pool_study, sources
    from metier.study.opening import opened

    gathered = gather(sources(places), name)
    for file, reason in gathered.refused.items():
        if not quiet:
            typer.echo(f"left out: {file}: {reason}", err=True)
    with opened(folder(study)) as place:
        released = pool_study(place, gathered, authority=authority)
        page = place.folder / "report.html"
    if not quiet and not json:
        typer.echo(
            f"{gathered.files} files: {released.summary.people} people, "
            f"{gathered.replaced} earlier files replaced, {gathered.joined} people "
            f"under two names joined, {len(gathered.refused)} refused."
        )
    shown.page(page, json=json, quiet=quiet)
