"""`metier codebook`: the questions asked of every session."""

from typing import Annotated

import typer

from metier.cli.options import JsonOption

__all__ = ["codebook"]


def codebook(
    facet: Annotated[str | None, typer.Argument(help="One facet by its name.")] = None,
    json: JsonOption = False,
) -> None:
    """Print the questions, their levels and rules, as annotators see them."""
    from metier.cli import shown
    from metier.codebook import FACET_BY_NAME, FACETS
    from metier.errors import SettingError

    if facet is not None and facet not in FACET_BY_NAME:
        raise SettingError(
            f"{facet!r} is no facet; there are {', '.join(sorted(FACET_BY_NAME))}."
        )
    chosen = FACETS if facet is None else (FACET_BY_NAME[facet],)
    if json:
        shown.as_json(chosen)
        return
    for item in chosen:
        typer.echo(f"{item.name}, version {item.version}\n  {item.question}")
        for level in item.levels:
            typer.echo(f"  {level.name:>12}  {level.title}: {level.meaning}")
        for rule in (*item.tie_breaks, *item.rules):
            typer.echo(f"  Rule: {rule}")
        typer.echo("")
