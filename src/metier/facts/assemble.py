"""The columns of the analysis frame, put together from the tables of a study.

One row a session; facets become columns, by the newest version of each. What
the rules of the study derive from them (success, trouble, …) is derived by
`metier.estimates.derive`, not here; the four counts of decisions and the two
flags `hard_evidence`, `affirmed` and `left_artefact` stand here for those rules
alone.
"""

import contextlib
from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from metier.codebook import FACET_BY_NAME
from metier.facts.parquet import connect, source
from metier.facts.tables import ANNOTATIONS, EVIDENCE, SESSIONS, Table
from metier.facts.weeks import week_name

__all__ = ["Columns", "columns"]

Columns = dict[str, NDArray[np.generic]]

CHOICES = ("work_mode", "codebase", "outcome", "soc_user", "soc_work")
NUMBERS = (
    "expertise",
    "expertise_first",
    "expertise_typed",
    "success_signal",
    "failure_signal",
    "value_usd",
    "plan_user",
    "plan_agent",
    "exec_user",
    "exec_agent",
)
TEXTS = (
    "session",
    "person",
    "project",
    "agent",
    "surface",
    "interactive",
    "model_tier",
)
COUNTS = (
    "turns",
    "human_prompts",
    "api_messages",
    "actions",
    "actions_executed",
    "lines_added",
    "lines_removed",
    "commits",
    "test_runs",
    "test_failures",
    "rejections",
    "interrupts",
    "engaged_s",
    "agent_s",
    "span_s",
    "output_tokens",
    "sdk_prompts",
    "started",
)
SHOWN = ("hard_evidence", "affirmed", "left_artefact")
WORDS = ("words_visible", "words_thinking", "words_tool_inputs")
BANDS = ((1, "1"), (3, "2-3"), (7, "4-7"), (float("inf"), "8+"))

DELIVERED = "kind IN ('commit','push','pull_request','merge','tag','deploy','publish')"
MACHINE = (
    "strength = 'hard' AND verdict = 'pass' AND NOT throwaway "
    # What was committed stays so; a test says nothing of what was edited after it.
    f"AND (NOT stale OR {DELIVERED}) AND kind NOT IN ('confirmation', 'complaint')"
)
AFFIRMED = "kind = 'confirmation' AND verdict = 'pass'"
PASSED = "verdict = 'pass' AND NOT throwaway"
IN_WORDS = "notes.work_mode IN ('plan', 'understand', 'analyze', 'communicate')"
"""Work whose artefact is an answer."""

ARTEFACT = (
    "(facts.lines_added > 0 OR facts.plan_approvals > 0 "
    "OR coalesce(proof.passed, false) "
    f"OR coalesce({IN_WORDS}, false) AND facts.words_visible > 0)"
)
"""Something was left behind: lines, a plan, anything that passed, or an answer."""


def columns(folder: Path, zone: tzinfo, annotator: str | None = None) -> Columns:
    """Return what the tables in the folder say, a value a session.

    Beside columns of the frame there are `started` and `sdk_prompts`, by which a
    study chooses its sessions.
    """
    with contextlib.closing(connect()) as base:
        found = base.execute(_query(folder, annotator)).fetchnumpy()
    texts = {name: _text(found[name]) for name in (*TEXTS, *CHOICES)}
    numbers = {
        name: _number(found[name]) for name in (*COUNTS, *NUMBERS, "attempted", *SHOWN)
    }
    words = {name: _number(found[name]) for name in WORDS}
    rates = _rates(numbers, words)
    return {**texts, **numbers, **_times(numbers["started"], zone), **rates}


def _query(folder: Path, annotator: str | None) -> str:
    answers = ", ".join(
        [
            *(f"max(value) FILTER ({_is(name)}) AS {name}" for name in CHOICES),
            *(f"max(number) FILTER ({_is(name)}) AS {name}" for name in NUMBERS),
            "max(number) FILTER (facet = 'attempted') AS attempted",
        ]
    )
    names = ", ".join(f"facts.{name}" for name in (*TEXTS, *COUNTS, *WORDS))
    facets = ", ".join(f"notes.{name}" for name in (*CHOICES, *NUMBERS, "attempted"))
    chosen = "true" if annotator is None else f"annotator IN ('{annotator}', 'log-1')"
    return f"""
        WITH notes AS (
            SELECT session, {answers} FROM {_table(folder, ANNOTATIONS)}
            WHERE {chosen} GROUP BY session
        ), proof AS (
            SELECT session, bool_or({MACHINE}) AS hard,
                bool_or({AFFIRMED}) AS said, bool_or({PASSED}) AS passed
            FROM {_table(folder, EVIDENCE)} GROUP BY session
        )
        SELECT {names}, {facets},
            coalesce(proof.hard, false)::DOUBLE AS hard_evidence,
            coalesce(proof.said, false)::DOUBLE AS affirmed,
            {ARTEFACT}::DOUBLE AS left_artefact
        FROM {_table(folder, SESSIONS)} AS facts
        LEFT JOIN notes USING (session) LEFT JOIN proof USING (session)
        ORDER BY facts.session
    """  # noqa: S608 - made of names of our own tables and facets


def _table(folder: Path, table: Table) -> str:
    return source(folder / table.file)


def _is(name: str) -> str:
    facet = FACET_BY_NAME[name]
    test = f"facet = '{name}' AND version = {facet.version}"
    if facet.unclear is not None:
        test += f" AND value <> '{facet.unclear}'"
    return test


def _text(values: NDArray[np.generic]) -> NDArray[np.generic]:
    masked = np.ma.asarray(values)
    plain: NDArray[np.object_] = np.array(np.ma.getdata(masked), dtype=object)
    # `filled(None)` would write numpy's own question mark instead of nothing.
    plain[np.ma.getmaskarray(masked)] = None
    return plain


def _number(values: NDArray[np.generic]) -> NDArray[np.float64]:
    plain = np.ma.asarray(values).astype(np.float64)
    return np.asarray(np.ma.filled(plain, np.nan), dtype=np.float64)


def _times(started: NDArray[np.float64], zone: tzinfo) -> Columns:
    weeks = np.full(len(started), None, dtype=object)
    months = np.full(len(started), None, dtype=object)
    for place, moment in enumerate(started):
        if not np.isnan(moment):
            weeks[place] = week_name(moment, zone)
            months[place] = datetime.fromtimestamp(moment, zone).strftime("%Y-%m")
    return {"week": weeks, "month": months}


def _rates(
    numbers: Mapping[str, NDArray[np.float64]], words: Mapping[str, NDArray[np.float64]]
) -> Columns:
    turns = numbers["turns"]
    said = words["words_visible"] + words["words_tool_inputs"]
    return {
        "actions_per_turn": _per(numbers["actions"], turns),
        "words_per_turn": _per(said, turns),
        "words_visible_per_turn": _per(words["words_visible"], turns),
        "words_generated_per_turn": _per(said + words["words_thinking"], turns),
        "log_api_messages": _log(numbers["api_messages"]),
        "log_turns": _log(turns),
        "length_band": _bands(turns),
    }


def _per(some: NDArray[np.float64], turns: NDArray[np.float64]) -> NDArray[np.float64]:
    rates: NDArray[np.float64] = np.full(len(turns), np.nan)
    np.divide(some, turns, out=rates, where=turns > 0)
    return rates


def _log(values: NDArray[np.float64]) -> NDArray[np.float64]:
    logs: NDArray[np.float64] = np.full(len(values), np.nan)
    np.log(values, out=logs, where=values > 0)
    return logs


def _bands(turns: NDArray[np.float64]) -> NDArray[np.generic]:
    bands = np.full(len(turns), None, dtype=object)
    for upper, name in reversed(BANDS):
        bands[(turns >= 1) & (turns <= upper)] = name
    return bands
