"""The third stage: tables in, estimates out, as JSON and as CSV."""

import contextlib
import csv
import io
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import SettingError, StudyError
from metier.facts import COLUMN_BY_NAME, Frame, parquet
from metier.facts.afterwards import afterwards
from metier.facts.assemble import Columns, columns
from metier.facts.tables import ANNOTATIONS, MOMENTS, SESSIONS, WEEKS, Row
from metier.facts.weeks import week_rows
from metier.records import Estimate, Exclusion
from metier.study.atomic import write_bytes, write_text
from metier.study.choosing import choose
from metier.study.settings import Settings, zone

__all__ = ["Chosen", "chosen", "estimate", "read_estimates", "write_weeks"]

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
    agent = dict(
        zip(chosen_.columns["session"], chosen_.columns["agent_s"], strict=True)
    )
    sessions = [
        (str(row["person"]), _seconds(row), _or_none(agent[row["session"]]))
        for row in parquet.read(folder / MOMENTS.file)
        if row["session"] in agent
    ]
    rows = week_rows(sessions, zone(settings.timezone))
    return parquet.write(WEEKS, rows, folder / WEEKS.file)


def estimate(
    folder: Path, settings: Settings
) -> tuple[tuple[Estimate, ...], tuple[Exclusion, ...]]:
    """Answer every figure and write it down; say which sessions did not count."""
    from metier.estimates import answers  # noqa: PLC0415 - numpy, in this stage alone
    from metier.figures import AFTERWARDS, FIGURES  # noqa: PLC0415 - same

    found = chosen(folder, settings)
    write_weeks(folder, found, settings)
    asked = FIGURES + (AFTERWARDS if "landed" in found.frame else ())
    made = answers(asked, found.frame, weeks=_weeks(folder))
    write_bytes(folder / JSON, _json(made))
    write_text(folder / CSV, _csv(made))
    return made, found.not_counted


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
    rows = parquet.read(folder / WEEKS.file)
    return {
        field.name: np.asarray(
            [row[field.name] for row in rows],
            dtype=np.float64 if field.type in {"DOUBLE", "BIGINT"} else object,
        )
        for field in WEEKS.fields
    }


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


def _seconds(row: Row) -> list[int]:
    found = row["seconds"]
    return [int(value) for value in found] if isinstance(found, list) else []


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
