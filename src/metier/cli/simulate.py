"""`metier simulate`: sessions that never happened, with the truth known."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metier.cli.options import JsonOption, QuietOption
from metier.cli.progress import progress
from metier.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metier.study.checking import Checked

__all__ = ["simulate"]


def simulate(
    out: Annotated[Path | None, typer.Option(help="Folder to write into.")] = None,
    sessions: Annotated[int, typer.Option(help="How many sessions.")] = 400_000,
    people: Annotated[int, typer.Option(help="Of how many people.")] = 234_751,
    seed: Annotated[int, typer.Option(help="The same seed, the same study.")] = 1,
    transcripts: Annotated[
        int | None,
        typer.Option(help="Write so many transcripts of realistic size instead."),
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option(help="Compare a simulated study with what was planted in it."),
    ] = None,
    *,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Draw a study from the published one, or check one against its truth."""
    if check is not None:
        _check(check, json=json)
        return
    if out is None:
        raise SettingError(
            "nowhere to write to: name a folder with --out, or a simulated study "
            "with --check."
        )
    if transcripts is not None:
        _transcripts(out, transcripts, seed, quiet=quiet)
        return
    from metier.study.simulating import simulate as draw

    draw(out, seed=seed, count=sessions, people=people)
    if not quiet:
        typer.echo(
            f"{sessions:,} simulated sessions of {people:,} people in {out}. Next: "
            f"metier estimate --study {out}, then release and report; or "
            f"metier simulate --check {out}."
        )


def _transcripts(out: Path, count: int, seed: int, *, quiet: bool) -> None:
    from metier import simulation

    with progress(quiet=quiet) as step:
        size = simulation.transcripts(out, seed=seed, count=count, step=step)
    if not quiet:
        typer.echo(f"{count:,} transcripts, {size / 1e6:,.0f} MB, in {out}.")


def _check(folder: Path, *, json: bool) -> None:
    from metier.cli import shown
    from metier.study.checking import check

    found = check(folder)
    if json:
        shown.as_json([{**_fields(item), "inside": item.inside} for item in found])
        return
    exhibit = ""
    for item in found:
        if item.exhibit != exhibit:
            exhibit = item.exhibit
            own = [other for other in found if other.exhibit == exhibit]
            typer.echo(f"\n{exhibit}: {_inside(own)}")
        mark = " " if item.inside else "!"
        typer.echo(
            f" {mark} {item.name or 'value':<42} planted {item.planted:>10.5g}  "
            f"estimated {item.estimated:>10.5g}  [{item.low:.5g}, {item.high:.5g}]"
        )
    typer.echo(f"\nAll exhibits: {_inside(found)}")


def _inside(found: "Sequence[Checked]") -> str:
    inside = sum(item.inside for item in found)
    return f"{inside} of {len(found)} planted values inside their interval"


def _fields(item: "Checked") -> dict[str, object]:
    import msgspec

    return msgspec.structs.asdict(item)
