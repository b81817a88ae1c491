"""`metier agree`: how far an annotator agrees with a reference, facet by facet."""

from typing import Annotated

import typer

from metier.cli.options import JsonOption, QuietOption, StudyOption, folder

__all__ = ["agree"]

MAIN = ("quadratic kappa", "kappa", "r of logs")
"""The agreement that is printed: the first that a card has."""


def agree(
    study: StudyOption = None,
    annotator: Annotated[
        str | None,
        typer.Option(help="Whose answers. Default: the annotator of the study."),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            help="Another annotator, or a file of labels (JSON lines with session_id). "
            "Default: what you said with `metier gold rate`."
        ),
    ] = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make annotator cards: agreement, recall, calibration, error by group."""
    from metier.cli import shown
    from metier.study.agreeing import CARDS, agree
    from metier.study.estimating import annotator_of
    from metier.study.opening import opened

    with opened(folder(study)) as place:
        name = annotator or annotator_of(place.folder, place.manifest.settings)
        cards = agree(place, name, against)
    if json:
        shown.as_json(cards)
        return
    if quiet:
        return
    typer.echo(f"{name}, against: {cards[0].reference}")
    typer.echo(
        f"{'facet':<17}{'n':>6}{'people':>8}{'answered':>10}{'exact':>8}  agreement"
    )
    for card in cards:
        found = {measure.name: measure for measure in card.measures}
        exact = f"{found['exact'].value:.2f}" if "exact" in found else ""
        main = next((found[one] for one in MAIN if one in found), None)
        said = ""
        if main is not None:
            said = f"{main.name} {main.value:.2f}"
            if main.low is not None and main.high is not None:
                said += f" [{main.low:.2f}, {main.high:.2f}]"
        typer.echo(
            f"{card.facet:<17}{card.sessions:>6}{card.people:>8}"
            f"{card.answered:>10.0%}{exact:>8}  {said}"
        )
    typer.echo(f"The cards, whole: {place.folder / CARDS}")
