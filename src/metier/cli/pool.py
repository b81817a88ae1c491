"""`metier pool`: the group's study from what its people let go."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metier.cli.options import JsonOption, QuietOption, StudyOption, folder

if TYPE_CHECKING:
    from metier.pooling import Gathered
    from metier.study.opening import Opened

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
    policy: Annotated[
        Path | None,
        typer.Option(
            "--policy",
            help="The signed pool-policy.json. Default: the one beside the files.",
        ),
    ] = None,
    masked: Annotated[
        bool,
        typer.Option("--masked", help="The files are of a masked round."),
    ] = False,
    purge: Annotated[
        bool,
        typer.Option("--purge", help="Delete files that were shared too long ago."),
    ] = False,
    papers: Annotated[
        Path | None,
        typer.Option(
            help="Write drafts of a data-protection assessment and a works agreement "
            "into this folder, from the rules in force; pool nothing."
        ),
    ] = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make the group's study from shared files. Nothing shows a single session."""
    from metier.cli import shown
    from metier.pooling import collecting, gather, sources
    from metier.study.opening import opened

    agreed = policy or collecting.policy_beside(places)
    if papers is not None:
        _papers(papers, agreed)
        return
    if purge:
        _purge(places, agreed)
        return
    with opened(folder(study)) as place:
        if masked:
            said = _masked(place, places, agreed)
        else:
            gathered = gather(sources(places), name)
            for file, reason in () if quiet else gathered.refused.items():
                typer.echo(f"left out: {file}: {reason}", err=True)
            said = _pooled(place, gathered, agreed, authority=authority)
        page = place.folder / "report.html"
    if not quiet and not json:
        typer.echo(said)
    shown.page(page, json=json, quiet=quiet)


def _pooled(
    place: "Opened", gathered: "Gathered", agreed: Path | None, *, authority: bool
) -> str:
    from metier.pooling import collecting

    released = collecting.collect(place, gathered, policy=agreed, authority=authority)
    return (
        f"{gathered.files} files: {released.summary.people} people, "
        f"{gathered.replaced} earlier files replaced, {gathered.joined} people "
        f"under two names joined, {len(gathered.refused)} refused."
    )


def _masked(place: "Opened", places: list[str], agreed: Path | None) -> str:
    from metier.pooling import collecting, masks, sources

    found = [
        masks.read(content, name, masks.Masked)
        for name, content in sources(places, masks.MASKED_SUFFIX)
    ]
    whole = masks.unmask(found)
    collecting.collect_masked(place, whole, files=len(found), policy=agreed)
    return (
        f"{len(found)} masked files: the total of {len(whole.people)} people. Shares "
        "alone are sums under masks: means, quantiles and regressions are not there."
    )


def _purge(places: list[str], agreed: Path | None) -> None:
    from metier.pooling import agreed as rules_of
    from metier.pooling import read, sources

    days = rules_of.RETENTION_DAYS
    if agreed is not None:
        days = rules_of.read(agreed).agreed.rules.retention_days
    found = (
        (Path(name), read(content, name))
        for name, content in sources(places)
        if Path(name).exists()
    )
    gone = rules_of.purge(found, days)
    typer.echo(f"{len(gone)} files deleted that were shared more than {days} days ago.")


def _papers(place: Path, agreed: Path | None) -> None:
    from metier.pooling import agreed as rules_of
    from metier.pooling.agreed import papers

    signed = None if agreed is None else rules_of.read(agreed)
    for path in papers.write(place, signed):
        typer.echo(path)
