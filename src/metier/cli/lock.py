"""`metier lock`: declare the primary estimates before they are seen."""

from typing import Annotated

import typer

from metier.cli.options import JsonOption, StudyOption, folder

__all__ = ["lock"]


def lock(
    primary: Annotated[
        list[str],
        typer.Argument(
            metavar="ESTIMATE…",
            help="figure, figure/panel, figure/panel/series or …/group; at most five.",
        ),
    ],
    study: StudyOption = None,
    json: JsonOption = False,
) -> None:
    """Declare at most five primary estimates; the page prints the hash."""
    from metier.cli import shown
    from metier.figures import AFTERWARDS, FIGURES
    from metier.study.locking import declare
    from metier.study.opening import opened

    known = frozenset(figure.id for figure in (*FIGURES, *AFTERWARDS))
    with opened(folder(study)) as place:
        name = declare(place, tuple(primary), known)
    if json:
        shown.as_json({"lock": name, "primary": primary})
    else:
        typer.echo(f"study.lock {name}: {len(primary)} primary. Next: `metier run`.")
