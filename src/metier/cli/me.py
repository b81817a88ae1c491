"""`metier me`: what a person says of their own work, which beats any guess."""

from typing import Annotated

import typer

from metier.cli.options import JsonOption, StudyOption, folder

__all__ = ["me"]


def me(
    study: StudyOption = None,
    occupation: Annotated[
        str | None,
        typer.Option(help='Your profession in your own words, or "" to take it back.'),
    ] = None,
    show_key: Annotated[
        bool, typer.Option("--key", help="Print the key that your machines share.")
    ] = False,
    use: Annotated[
        str | None,
        typer.Option("--use", help="Take the key of another machine of yours."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Say what your profession is, and which machines are yours, for pools."""
    if show_key or use is not None:
        _keys(use)
        return
    from metier.cli import shown
    from metier.codebook import OCCUPATIONS
    from metier.study.stating import state, stated

    place = folder(study)
    if occupation is not None:
        state(place, occupation)
    code = stated(place)
    titles = {one.code: one.title for one in OCCUPATIONS}
    if json:
        shown.as_json({"occupation": code, "title": titles.get(code or "")})
    elif code is None:
        typer.echo('Nothing stated. Say it with: metier me --occupation "…"')
    else:
        typer.echo(
            f"SOC-2018 group {code}, {titles[code]}: stands in place of any guess from "
            "the next `metier estimate` on. Your own words are not kept."
        )


def _keys(use: str | None) -> None:
    import os

    from metier.pooling import person_key, use_key
    from metier.study.places import private_root

    root = private_root(os.environ)
    if use is not None:
        use_key(root, use)
        typer.echo("This machine shares as yours from now on.")
    else:
        typer.echo(person_key(root))
