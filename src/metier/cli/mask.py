"""`metier mask`: sums that only the total of all can be read from, in two rounds."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metier.cli.options import JsonOption, StudyOption, folder

if TYPE_CHECKING:
    from metier.pooling.masks import Masked, RoundKey

__all__ = ["mask"]


def mask(
    study: StudyOption = None,
    pool: Annotated[str, typer.Option(help="Name of the pool it is for.")] = "",
    keys: Annotated[
        Path | None,
        typer.Option(
            help="Folder with everybody's *.key.json: write the masked sums. Without "
            "it, begin: write your own key."
        ),
    ] = None,
    months: Annotated[
        list[str] | None,
        typer.Option("--month", help="Month such as 2026-03; the same for all."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write into. Default: this one.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Take part in a masked round: first your key, then your sums under masks.

    The collector learns the total alone, if curious but honest; everybody of the
    round has to send theirs. Nothing is sent by metier.
    """
    import os

    from metier.cli import shown
    from metier.errors import SettingError
    from metier.pooling import masks
    from metier.study.opening import opened
    from metier.study.places import private_root

    if not pool.strip():
        raise SettingError("name the pool it is for with --pool NAME.")
    if keys is not None and not months:
        raise SettingError(
            "say which months with --month, as agreed: everybody of a round masks the "
            "same months."
        )
    private = private_root(os.environ)
    place = out or Path()
    if keys is None:
        from metier.pooling.sharing import person_of

        made: RoundKey | Masked = masks.begin(
            private, pool=pool, person=person_of(private, pool)
        )
        path = place / f"{pool}.{made.person[:6]}{masks.KEY_SUFFIX}"
        after = "Give it to all others of the round, then: metier mask --keys FOLDER"
    else:
        from metier.pooling import share

        found = [
            masks.read(file.read_bytes(), str(file), masks.RoundKey)
            for file in sorted(keys.rglob(f"*{masks.KEY_SUFFIX}"))
        ]
        with opened(folder(study)) as opened_:
            own = share(
                opened_,
                pool=pool,
                kind="sums",
                months=tuple(months or ()),
                private=private,
            )
        made = masks.mask(own, found, private)
        path = place / f"{pool}.{made.person[:6]}{masks.MASKED_SUFFIX}"
        after = "Give it to the collector; your key is burnt."
    shown.write_json(path, made)
    if json:
        shown.as_json({"file": str(path)})
    else:
        typer.echo(f"{path}. {after}")
