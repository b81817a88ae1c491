"""`metier sql`: any question to the tables of one's own study."""

from typing import Annotated

import typer

from metier.cli.options import JsonOption, StudyOption, folder

__all__ = ["sql"]


def sql(
    query: Annotated[str, typer.Argument(help="Such as: SELECT * FROM weeks")],
    study: StudyOption = None,
    json: JsonOption = False,
) -> None:
    """Ask the tables sessions, weeks, annotations, evidence and moments in SQL."""
    from metier.cli import shown
    from metier.study.queries import ask

    answer = ask(folder(study), query)
    if json:
        shown.as_json(
            [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        )
        return
    typer.echo("\t".join(answer.columns))
    for row in answer.rows:
        typer.echo("\t".join("" if value is None else str(value) for value in row))
