"""`metier inspect`: what is counted, shown or judged of single sessions."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from metier.cli.options import JsonOption
from metier.errors import NothingFoundError

if TYPE_CHECKING:
    from metier.records import Evidence, Session

__all__ = ["inspect"]

PathsArgument = Annotated[
    list[Path], typer.Argument(help="Files and folders, taken as one corpus.")
]
ShowOption = Annotated[
    Literal["counts", "annotations", "evidence"],
    typer.Option(help="counts, annotations or evidence."),
]


def inspect(
    paths: PathsArgument,
    *,
    show: ShowOption = "counts",
    json: JsonOption = False,
) -> None:
    """Print what a log shows, one object a session."""
    from metier import formats

    for path in paths:
        if not _is_there(path):
            raise NothingFoundError(
                f"{path} is not there. Name files or folders of transcripts; "
                "`metier doctor` says where this machine's lie."
            )
    corpus = formats.read(paths)
    rows = (row for session in corpus for row in _rows(session, show))
    if json:
        _print_lines(rows)
    else:
        _print_table(_fit_to_show(rows) if show == "annotations" else rows, show)
    if not corpus.tally.sessions:
        raise NothingFoundError(_nothing(paths, corpus.tally))


def _is_there(path: Path) -> bool:
    """Look for a path; one behind a closed folder may be there."""
    try:
        return path.exists()
    except PermissionError:
        return True
    except OSError:
        return False


def _rows(session: "Session", show: str) -> Iterator[dict[str, Any]]:
    ledger = _ledger(session)
    if show == "counts":
        from metier.facts.counts import counts

        yield counts(session, ledger)
    elif show == "evidence":
        # A repository made to be thrown away is none of the session's work.
        yield from (_shown(row) for row in ledger if not row.throwaway)
    else:
        yield _judged(session, ledger)


def _ledger(session: "Session") -> "tuple[Evidence, ...]":
    from metier import evidence

    return evidence.ledger(session)


def _shown(row: "Evidence") -> dict[str, Any]:
    return {
        "session_id": row.session,
        "action_id": row.action_id,
        "kind": row.kind,
        "tool": row.tool,
        "verdict": row.verdict,
        "passed": row.passed,
        "failed": row.failed,
        "skipped": row.skipped,
        "stale": row.stale,
        "strength": row.strength,
        "thread": row.thread,
    }


FIELDS = (
    "work_mode",
    "codebase",
    "plan_user",
    "plan_agent",
    "exec_user",
    "exec_agent",
    "expertise",
    "expertise_first",
    "expertise_typed",
    "outcome",
    "success_signal",
    "failure_signal",
    "soc_user",
    "soc_work",
    "value_usd",
)
COMPACT = (
    "session_id",
    "started",
    "turns",
    "human_prompts",
    "steers",
    "actions",
    "rejections",
    "test_runs",
    "commits",
    "lines_added",
    "engaged_s",
)
"""Columns of the table where every count would not fit."""

MOST_SIDE_BY_SIDE = 3
"""Sessions whose counts are shown whole, one column each."""


def _judged(session: "Session", ledger: "tuple[Evidence, ...]") -> dict[str, Any]:
    from metier.annotators import attempted as was_attempted
    from metier.annotators import offline

    attempted = was_attempted(session, ledger)
    answers = {item.facet: item for item in offline.annotate(session, ledger)}
    row: dict[str, Any] = {"session_id": session.id, "attempted": attempted}
    for field in FIELDS:
        answer = answers.get(field)
        value: Any = None
        if answer is not None and (attempted or field != "outcome"):
            value = _value(answer.value, answer.number)
        row[field] = value
        if value is not None and answer is not None and answer.probability is not None:
            row[f"{field}_probability"] = answer.probability
    return row


def _fit_to_show(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Take out what agrees too little with the reference to be shown of one session.

    The JSON is data and keeps every field, with its probability.
    """
    from metier.annotators import cards, shown_alone

    known = cards()
    hidden = {name for name in FIELDS if not shown_alone(name, known)}
    if hidden:
        typer.echo(
            f"Not shown for single sessions, since the annotator agrees too little "
            f"with the reference there: {', '.join(sorted(hidden))}."
        )
    taken = hidden | {f"{name}_probability" for name in hidden}
    for row in rows:
        yield {name: value for name, value in row.items() if name not in taken}


def _value(level: str | None, number: float | None) -> object:
    """Give a number as one, also where it names a level; else the level's name."""
    if number is not None:
        return int(number) if number == int(number) else number
    if level is not None and level.isdecimal():
        return int(level)
    return level


def _print_lines(rows: Iterator[dict[str, Any]]) -> None:
    import msgspec

    for row in rows:
        typer.echo(msgspec.json.encode(row))


def _print_table(rows: Iterator[dict[str, Any]], show: str) -> None:
    from rich.console import Console
    from rich.table import Table

    listed = list(rows)
    if not listed:
        return
    columns = list(dict.fromkeys(name for row in listed for name in row))
    table = Table(box=None, pad_edge=False)
    if len(listed) <= MOST_SIDE_BY_SIDE and show != "evidence":
        for title in ("", *("" for _ in listed)):
            table.add_column(title, overflow="fold")
        for name in columns:
            table.add_row(name, *(_cell(row.get(name)) for row in listed))
    else:
        shown = [name for name in columns if show != "counts" or name in COMPACT]
        for name in shown:
            table.add_column(name.replace("_", " "), overflow="fold")
        for row in listed:
            table.add_row(*(_cell(row.get(name))[:36] for name in shown))
    Console(width=_width(show, len(listed))).print(table)
    if show == "counts" and len(listed) > MOST_SIDE_BY_SIDE:
        typer.echo(f"\n{len(listed)} sessions; --json prints every count.")


def _width(show: str, rows: int) -> int | None:
    """Leave room for wide tables where the output is no terminal."""
    import sys

    wide = show != "counts" or rows > MOST_SIDE_BY_SIDE
    return 200 if wide and not sys.stdout.isatty() else None


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _nothing(paths: list[Path], tally: Any) -> str:  # noqa: ANN401 -- imported when needed
    reasons = ", ".join(f"{count} {reason}" for reason, count in tally.left_out.items())
    files = "1 file" if tally.files == 1 else f"{tally.files} files"
    where = ", ".join(map(str, paths[:3])) + ", …" * bool(paths[3:])
    advice = "Name a folder of transcripts, such as ~/.claude/projects."
    if "no permission" in tally.left_out:
        advice = "Run it as the user whose logs they are."
    elif "sub-agent without its session" in tally.left_out:
        advice = "Name the folder that holds their session too."
    return f"no session in {files} ({reasons or 'no log files'}) of {where}. {advice}"
