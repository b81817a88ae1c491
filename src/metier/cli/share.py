"""`metier share`: the file that one person lets go, shown before it is given."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from metier.cli.options import JsonOption, StudyOption, folder

__all__ = ["share"]


def share(
    study: StudyOption = None,
    pool: Annotated[str, typer.Option(help="Name of the pool it is for.")] = "",
    kind: Annotated[
        Literal["facts", "sums"],
        typer.Option(
            "--as", help="facts: a row a session, for a trusted collector; sums alone."
        ),
    ] = "facts",
    months: Annotated[
        list[str] | None,
        typer.Option("--month", help="Month such as 2026-03; default: all finished."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where to write; default: POOL.share.json.")
    ] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Print it; write nothing.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Write what you let go: no text, no times, 20 sessions. Nothing is sent."""
    import os

    import msgspec

    from metier.cli import shown
    from metier.errors import SettingError
    from metier.pooling import share as made_of
    from metier.pooling import write
    from metier.study.opening import opened
    from metier.study.places import private_root

    if not pool.strip():
        raise SettingError("name the pool it is for with --pool NAME.")
    with opened(folder(study)) as place:
        made = made_of(
            place,
            pool=pool,
            kind=kind,
            months=tuple(months or ()),
            private=private_root(os.environ),
        )
    if show:
        shown.as_json(made)
        return
    path = out or Path(f"{pool}.{made.machine[:6]}.share.json")
    write(path, made)
    sessions = len(made.rows) or len(made.fingerprints)
    if json:
        shown.as_json({"file": str(path), "sessions": sessions, "kind": kind})
    else:
        size = len(msgspec.json.encode(made))
        typer.echo(
            f"{path}: {sessions} sessions as {kind}, {size:,} bytes. Read it "
            "before you give it away; `--show` prints it."
        )
