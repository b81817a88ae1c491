"""The third stage: tables in, estimates out, as JSON and as CSV."""

import contextlib
import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import NothingFoundError, SettingError, StudyError
from metier.facts import COLUMN_BY_NAME, Frame, parquet
from metier.facts.afterwards import afterwards, lives_of
from metier.facts.assemble import Columns, columns
from metier.facts.tables import ANNOTATIONS, GOLD, MOMENTS, SESSIONS, WEEKS
from metier.facts.weeks import Moments, week_rows
from metier.records import Estimate, Exclusion
from metier.study.atomic import write_bytes, write_text
from metier.study.choosing import choose
from metier.study.settings import Settings, zone

__all__ = ["Chosen", "chosen", "estimate", "read_estimates", "write_weeks"]

Marking = Callable[[tuple[Estimate, ...]], tuple[Estimate, ...]]
JSON = "estimates.json"
CSV = "estimates.csv"
KEYS = ("figure", "panel", "series", "group", "split", "statistic")
PLAIN = ("unit", "value", "low", "high", "standard_error")
COHORT = ("sessions", "people", "hits")
REST = ("method", "label_error", "gold", "withheld")


class Chosen:
    """The sessions that count, as a frame, and why others do not."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        """Read the tables of the study and choose."""
        from metier.estimates import derive  # noqa: PLC0415 - numpy, in this stage alone

        self.annotator = annotator_of(folder, settings)
        base: Columns = columns(folder, zone(settings.timezone), self.annotator)
        keep, self.not_counted = choose(base, settings)
        kept = {name: values[keep] for name, values in base.items()}
        if settings.occupation is not None:
            kept["soc_user"] = np.full(len(kept["session"]), settings.occupation, "O")
        kept |= derive(kept)
        kept |= afterwards(folder, kept["session"])
        self.columns = kept
        self.frame = Frame(
            {name: kept[name] for name in kept if name in COLUMN_BY_NAME}
        )
        self.seen = len(keep)

    def sessions(self) -> frozenset[str]:
        """Name the sessions that count."""
        return frozenset(str(name) for name in self.columns["session"])


def chosen(folder: Path, settings: Settings) -> Chosen:
    """Read the tables; say what to do where a stage before this one is missing."""
    for table in (SESSIONS, MOMENTS):
        if not (folder / table.file).exists():
            raise StudyError(
                f"{folder}: there is no {table.file} yet. Run `metier ingest` first, "
                "or `metier run` for all stages."
            )
    return Chosen(folder, settings)


def annotator_of(folder: Path, settings: Settings) -> str:
    """Name the annotator whose answers count; refuse one that gave none."""
    from metier import annotators  # noqa: PLC0415 - in this stage alone

    if settings.annotator == "offline":
        return annotators.offline.NAME
    path = folder / ANNOTATIONS.file
    with contextlib.closing(parquet.connect()) as base:
        rows = parquet.query(
            base,
            f"SELECT DISTINCT annotator FROM {parquet.source(path)}",  # noqa: S608 - our own path, quoted
            f"{path}: not a table that metier wrote; run `metier annotate` again",
        ).fetchall()
    known = {str(name) for (name,) in rows} - {"log-1"}
    if settings.annotator not in known:
        raise SettingError(
            f"{settings.annotator!r} has answered nothing in this study; there are "
            f"{', '.join(sorted(known)) or 'none'}. Ask it with `metier annotate "
            "--annotator`."
        )
    return settings.annotator


def write_weeks(folder: Path, chosen_: Chosen, settings: Settings) -> int:
    """Write hours a person and week of the sessions that count."""
    rows = week_rows(_moments(folder, chosen_), zone(settings.timezone))
    return parquet.write(WEEKS, rows, folder / WEEKS.file)


def _moments(folder: Path, chosen_: Chosen) -> Iterator[Moments]:
    path = folder / MOMENTS.file
    agent = dict(
        zip(chosen_.columns["session"], chosen_.columns["agent_s"], strict=True)
    )
    for person, session, seconds in parquet.stream(
        f"SELECT person, session, seconds FROM {parquet.source(path)} ORDER BY person",  # noqa: S608 - our own path, quoted
        f"{path}: not a table that metier wrote; run `metier ingest` again",
    ):
        if session in agent and isinstance(seconds, list):
            worked = float(agent[session])
            yield str(person), seconds, None if np.isnan(worked) else worked


def estimate(
    folder: Path, settings: Settings, mark: Marking = tuple
) -> tuple[tuple[Estimate, ...], tuple[Exclusion, ...]]:
    """Answer every figure and write it down; say which sessions did not count.

    `mark` says which estimates were declared primary, before any is written.
    """
    from metier import annotators  # noqa: PLC0415 - in this stage alone
    from metier.estimates import answered, answers  # noqa: PLC0415 - numpy, here alone
    from metier.figures import AFTERWARDS, BRIDGED, FIGURES  # noqa: PLC0415 - same
    from metier.study.bridging import bridge_to  # noqa: PLC0415 - same

    found = chosen(folder, settings)
    if not len(found.frame):
        raise NothingFoundError(_nothing_counts(found))
    write_weeks(folder, found, settings)
    bridge = bridge_to(folder, settings, found.annotator, found.columns)
    asked = FIGURES + (AFTERWARDS if "landed" in found.frame else ())
    if bridge is not None:
        asked = tuple(BRIDGED.get(figure.id, figure) for figure in asked)
    answered_ = answers(
        asked,
        found.frame,
        weeks=_weeks(folder),
        checked=answered(found.columns, _said(folder)),
        lives=lives_of(folder, found.columns["session"], found.columns["person"]),
        bridge=bridge,
        cards=tuple(c for c in annotators.cards() if c.annotator == found.annotator),
    )
    made = mark(answered_)
    write_bytes(folder / JSON, _json(made))
    write_text(folder / CSV, _csv(made))
    return made, found.not_counted


def _nothing_counts(found: Chosen) -> str:
    why = ", ".join(f"{item.sessions} {item.reason}" for item in found.not_counted)
    return (
        f"none of the {found.seen} sessions read counts{f': {why}' if why else ''}. "
        "Choose others with --since, --until, --project, --agent or --scope; "
        "`metier doctor` says what there is."
    )


def read_estimates(folder: Path) -> tuple[Estimate, ...]:
    """Return the estimates of the study."""
    path = folder / JSON
    if not path.exists():
        raise StudyError(
            f"{folder}: there is no {JSON} yet. Run `metier estimate` first, or "
            "`metier run` for all stages."
        )
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Estimate, ...])
    except msgspec.DecodeError as error:
        raise StudyError(
            f"{path} cannot be read as estimates ({error}). Run `metier estimate` "
            "again."
        ) from error


def _weeks(folder: Path) -> dict[str, NDArray[np.generic]]:
    with contextlib.closing(parquet.connect()) as base:
        path = folder / WEEKS.file
        found = base.execute(f"SELECT * FROM {parquet.source(path)}").fetchnumpy()  # noqa: S608 - our own path, quoted
    return {name: np.asarray(values) for name, values in found.items()}


def _said(folder: Path) -> dict[str, NDArray[np.generic]]:
    """Read what people said of the sessions drawn to be checked."""
    path = folder / GOLD.file
    rows = parquet.read(path) if path.exists() else []
    names = ("session", "declined", "got", "in_use", "knew", "mode")
    said = {
        name: np.asarray([row[name] for row in rows], dtype=object) for name in names
    }
    chances = [row["probability"] for row in rows]
    return {**said, "probability": np.asarray(chances, dtype=np.float64)}


def _json(estimates: tuple[Estimate, ...]) -> bytes:
    lines = b",\n".join(msgspec.json.encode(item) for item in estimates)
    return b"[\n" + lines + b"\n]\n"


def _csv(estimates: tuple[Estimate, ...]) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow((*KEYS, *PLAIN, *COHORT, *REST, "excluded"))
    for item in estimates:
        table.writerow(
            [getattr(item.key, name) for name in KEYS]
            + [getattr(item, name) for name in PLAIN]
            + [getattr(item.cohort, name) for name in COHORT]
            + [getattr(item, name) for name in REST]
            + ["; ".join(map(_excluded, item.excluded))]
        )
    return text.getvalue()


def _excluded(item: Exclusion) -> str:
    return f"{item.reason}: {item.sessions}"
