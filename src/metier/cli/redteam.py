"""`metier redteam`: attack a release, for whoever doubts that it keeps its promise."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metier.cli.options import JsonOption

if TYPE_CHECKING:
    from metier.disclosure.redteam import Attack

__all__ = ["redteam"]

ReleaseArgument = Annotated[
    Path, typer.Argument(help="The released.json to attack.", show_default=False)
]
AgainstOption = Annotated[
    list[Path] | None,
    typer.Option("--against", help="An earlier release, to subtract from it."),
]
TruthOption = Annotated[
    Path | None,
    typer.Option("--truth", help="The study it was made from, for the full attack."),
]
CanaryOption = Annotated[
    list[str] | None,
    typer.Option("--canary", help="A planted string or number to look for."),
]


def redteam(
    release: ReleaseArgument,
    against: AgainstOption = None,
    truth: TruthOption = None,
    canary: CanaryOption = None,
    json: JsonOption = False,
) -> None:
    """Attack a release; print what was tried and what came out (then exit code 1)."""
    from metier.cli import shown
    from metier.study.attacking import attack_release

    found = attack_release(
        release, against=against or (), truth=truth, canaries=canary or ()
    )
    if json:
        shown.as_json(found)
    else:
        _print(found)
    if found.recovered:
        raise typer.Exit(1)


def _print(found: "Attack") -> None:
    for name, on in found.tried:
        typer.echo(f"tried {name}: {on}")
    for item in found.recovered:
        typer.echo(f"RECOVERED by {item.attack}: {item.of}: {item.what}")
    most = "" if found.possible is None else f" of {found.possible} that could be"
    typer.echo(f"{found.shown} numbers are shown{most}.")
    if not found.recovered:
        typer.echo("Nothing was recovered.")
