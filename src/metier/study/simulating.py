"""A study without transcripts: tables drawn from the published study, truth beside.

The tables are those of any study, so every later stage runs on it unchanged.
`truth.json` says what was planted.
"""

import contextlib
import json
import platform
from importlib.metadata import version
from pathlib import Path

import numpy as np

from metier.errors import StudyError
from metier.facts import parquet
from metier.facts.tables import ANNOTATIONS, EVIDENCE, MOMENTS, SESSIONS, WEEKS
from metier.simulation import Columns, draw_reference, planted, population
from metier.study import manifest as manifests
from metier.study.atomic import write_bytes
from metier.study.manifest import Manifest, Seen
from metier.study.opening import now
from metier.study.settings import Settings
from metier.study.simulated_tables import annotations, evidence, moments, sessions

__all__ = ["ANNOTATOR", "TRUTH", "simulate"]

ANNOTATOR = "simulated-1"
TRUTH = "truth.json"
MEMORY = "1200MB"
NAMED = """
    CREATE TABLE named AS
    SELECT *, left(md5(? || row), 24) AS session_id, left(md5(? || person), 24)
    AS person_id FROM drawn ORDER BY session_id
"""


def simulate(folder: Path, *, seed: int, count: int, people: int) -> None:
    """Write a study of so many sessions into a new folder, or over a simulated one."""
    if count < people or people < 1:
        raise StudyError(
            f"{count} sessions of {people} people: everybody has at least one session. "
            "Ask for as many sessions as people, or more."
        )
    before = manifests.load(folder) if folder.exists() else None
    if before is not None and before.settings.annotator != ANNOTATOR:
        raise StudyError(
            f"{folder} holds a study of real sessions. Choose a new folder with --out."
        )
    folder.mkdir(parents=True, exist_ok=True)
    drawn = population(seed, count, people)
    _write_tables(folder, drawn, seed)
    write_bytes(folder / TRUTH, _truth(drawn, seed, count, people))
    manifests.save(folder, _manifest(seed, count, people))


def _write_tables(folder: Path, drawn: Columns, seed: int) -> None:
    queries = {
        SESSIONS: sessions(),
        ANNOTATIONS: annotations(ANNOTATOR),
        EVIDENCE: evidence(),
        MOMENTS: moments(),
        WEEKS: f"SELECT {_nothing()} WHERE false",
    }
    with contextlib.closing(parquet.connect()) as base:
        base.execute(f"SET memory_limit = '{MEMORY}'")
        base.register("drawn", {**drawn, "row": np.arange(len(drawn["level"]))})
        base.execute(NAMED, [f"{seed} session ", f"{seed} person "])
        for table, query in queries.items():
            part = folder / f"{table.file}.writing"
            quoted = str(part).replace("'", "''")
            form = "(FORMAT parquet, COMPRESSION zstd)"
            base.execute(f"COPY ({query}) TO '{quoted}' {form}")
            part.replace(folder / table.file)


def _nothing() -> str:
    return ", ".join(f"NULL::{field.type} AS {field.name}" for field in WEEKS.fields)


def _truth(drawn: Columns, seed: int, count: int, people: int) -> bytes:
    reference = draw_reference(seed, drawn)
    clear = reference["outcome"] != 3  # noqa: PLR2004 - no clear goal
    truth = {
        "seed": seed,
        "sessions": count,
        "people": people,
        "planted": [
            {"key": list(key), "value": value} for key, value in planted().items()
        ],
        "reference": {
            "verified": float(reference["verified"][clear].mean()),
            "judged": float((reference["outcome"][clear] == 0).mean()),
            "level": float(reference["level"].mean()),
        },
    }
    return json.dumps(truth, indent=1).encode() + b"\n"


def _manifest(seed: int, count: int, people: int) -> Manifest:
    moment = now()
    return Manifest(
        study=f"simulated-{seed}",
        made=moment,
        changed=moment,
        metier_version=version("metier"),
        python_version=platform.python_version(),
        settings=Settings(seed=seed, annotator=ANNOTATOR, timezone="UTC"),
        annotators=(ANNOTATOR,),
        people=people,
        example=True,
        pooled=True,
        seen=Seen(sessions=count),
        stages={"ingest": moment, "annotate": moment},
    )
