"""`metier annotate`: the second stage, an answer to every facet."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from metier.cli.options import JsonOption, QuietOption, StudyOption, folder
from metier.cli.progress import progress

if TYPE_CHECKING:
    from metier.backends import Estimate
    from metier.study.modelling import Modelled, Wish
    from metier.study.opening import Opened
    from metier.study.scan import Step

__all__ = ["annotate"]

AnnotatorOption = Annotated[
    str,
    typer.Option(
        help="offline (no network), file, agent:claude, agent:codex, openai:URL#MODEL, "
        "anthropic:URL#MODEL, systemone:URL#MODEL or hosted:PROVIDER:MODEL."
    ),
]
RequestsOption = Annotated[
    Path | None,
    typer.Option("--requests", help="file: write every request here, one a line."),
]
AnswersOption = Annotated[
    Path | None,
    typer.Option("--answers", help="file: read replies from here."),
]
BatchOption = Annotated[
    Literal["plain", "openai", "anthropic"],
    typer.Option("--batch", help="file: form of the requests."),
]
ModelOption = Annotated[
    str, typer.Option("--model", help="Name of the model, for batches and replies.")
]
ConfigurationOption = Annotated[
    Literal["metier", "study-2026"],
    typer.Option(help="Our separated views, or the study's own views and rules."),
]
PuttingOption = Annotated[
    Literal[
        "first",
        "again",
        "turned",
        "reworded-1",
        "reworded-2",
        "reworded-3",
        "reworded-4",
        "ended-well",
        "ended-badly",
    ],
    typer.Option(
        help="How the questions are put: again alike, options turned round, in other "
        "words, or expertise with another ending. Asks about a tenth of the sessions; "
        "`metier agree` compares."
    ),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Say what it would take; send nothing.")
]
LimitOption = Annotated[
    int | None, typer.Option("--limit", help="Most sessions to ask about.")
]
BudgetOption = Annotated[
    float | None, typer.Option("--budget", help="Stop sending at so many dollars.")
]
YesOption = Annotated[
    bool, typer.Option("--yes", help="Do not ask before text leaves this machine.")
]


def annotate(
    study: StudyOption = None,
    annotator: AnnotatorOption = "offline",
    requests: RequestsOption = None,
    answers: AnswersOption = None,
    batch: BatchOption = "plain",
    model: ModelOption = "",
    configuration: ConfigurationOption = "metier",
    putting: PuttingOption = "first",
    dry_run: DryRunOption = False,
    limit: LimitOption = None,
    budget: BudgetOption = None,
    yes: YesOption = False,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Answer the codebook for sessions that lack an answer."""
    from metier.cli import shown
    from metier.study import Study

    if annotator == "offline":
        with progress(quiet=quiet or json) as step:
            count = Study(folder(study), step=step).annotate()
        if json:
            shown.as_json({"annotated": count})
        elif not quiet:
            typer.echo(f"{count} sessions annotated.")
        return
    from metier.study.modelling import Wish
    from metier.study.opening import opened

    wish = Wish(
        annotator=annotator,
        configuration=configuration,
        putting=putting,
        batch=batch,
        model=model,
        sessions=limit,
        dollars=budget,
    )
    with opened(folder(study)) as place:
        _with_model(place, wish, requests, answers, dry_run, yes, json, quiet)


def _with_model(
    place: "Opened",
    wish: "Wish",
    requests: Path | None,
    answers: Path | None,
    dry_run: bool,
    yes: bool,
    json: bool,
    quiet: bool,
) -> None:
    from metier import backends
    from metier.cli import shown
    from metier.errors import SettingError
    from metier.study import modelling

    if wish.annotator == "file" and not (dry_run or requests or answers):
        raise SettingError(
            "--annotator file writes requests or reads replies: give --requests "
            "OUT.jsonl first, then --answers IN.jsonl."
        )
    if wish.annotator != "file":
        # A mistyped name is answered before anything is read.
        backends.backend(wish.annotator)
    with progress(quiet=quiet or json) as step:
        if wish.annotator == "file" and not dry_run:
            if requests is not None:
                report = modelling.write_out(place, wish, requests, step)
                _say(report, json=json, quiet=quiet, where=requests)
            if answers is not None:
                report = modelling.take_answers(place, wish, answers, step)
                place.save("annotate")
                _say(report, json=json, quiet=quiet)
            return
        expected = modelling.plan(place, wish, step)
    if dry_run:
        if json:
            shown.as_json(expected)
        else:
            typer.echo(_estimate(expected))
        return
    _agree(wish, expected, yes=yes)
    with progress(quiet=quiet or json) as step:
        report = _model(place, wish, step)
    place.save("annotate")
    _say(report, json=json, quiet=quiet)


def _model(place: "Opened", wish: "Wish", step: "Step") -> "Modelled":
    from metier.study import modelling

    return modelling.model(place, wish, step)


def _agree(wish: "Wish", expected: "Estimate", *, yes: bool) -> None:
    """Say what goes where, once, and wait for a yes."""
    from metier.backends import leaves_machine
    from metier.errors import SettingError

    where = leaves_machine(wish.annotator)
    if where is None or yes:
        return
    typer.echo(_estimate(expected), err=True)
    typer.echo(
        f"Text of your sessions goes to {where}, secrets taken out. Nothing else "
        "leaves this machine.",
        err=True,
    )
    if not sys.stdin.isatty():
        raise SettingError(
            "nobody is there to agree; give --yes to send without asking."
        )
    typer.confirm("Send it?", abort=True, err=True)


def _estimate(expected: "Estimate") -> str:
    price = (
        "no price a token"
        if expected.free
        else f"${expected.dollars_low:,.2f} to ${expected.dollars_high:,.2f}"
    )
    return (
        f"{expected.requests:,} requests, {expected.tokens_low:,} to "
        f"{expected.tokens_high:,} tokens, {price}; "
        f"{1 - expected.cut:.0%} of the views' characters are read."
    )


def _say(
    report: "Modelled", *, json: bool, quiet: bool, where: Path | None = None
) -> None:
    from metier.cli import shown

    if json:
        shown.as_json(report)
    elif quiet:
        return
    elif where is not None:
        typer.echo(
            f"{report.requests:,} requests about {report.sessions:,} sessions in "
            f"{where}, {1 - report.cut:.0%} of the views' characters. It holds text of "
            "your sessions: keep it as you keep them."
        )
    else:
        wrong = ", ".join(f"{count} {kind}" for kind, count in report.problems.items())
        typer.echo(
            f"{report.answered:,} of {report.requests:,} requests answered"
            + (f"; to be asked again: {wrong}." if wrong else ".")
        )
