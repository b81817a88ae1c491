"""Checked sessions of a study: drawn, rated, and what more of them would buy.

Draws and ratings are of single sessions, by the person who was there; they stay in
the private folder. `gold.parquet` in the study holds ids, chances and closed sets,
which the estimators need.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import NothingFoundError
from metier.estimates import share
from metier.facts import parquet
from metier.facts.tables import GOLD, Row
from metier.gold import Drawn, Pilot, Plan, Population, Rating, draw, plan, rate
from metier.study.estimating import Chosen, chosen
from metier.study.opening import Opened
from metier.study.rereading import read_again
from metier.study.settings import zone

__all__ = [
    "FIGURES",
    "draw_sessions",
    "forget_checked",
    "kept",
    "plan_checking",
    "rate_sessions",
]

NOTE = "gold"
FIGURES = (
    ("verified_success", "Verified success"),
    ("judged_success", "Judged success"),
    ("trouble", "Sessions that hit trouble"),
)
"""Flags of the frame that checking can be planned for."""

CARD_CORRELATION = 0.6
"""Where nothing is checked yet and no card tells: what half-good labels have."""

_LINE = 90


class Kept(msgspec.Struct, kw_only=True):
    """Everything drawn and said so far."""

    seed: int = 0
    drawn: dict[str, Drawn] = msgspec.field(default_factory=dict)
    ratings: dict[str, Rating] = msgspec.field(default_factory=dict)


def kept(study: Opened) -> Kept:
    """Return what was drawn and said so far."""
    found = study.private.noted(NOTE)
    return Kept() if found is None else msgspec.json.decode(found, type=Kept)


def _keep(study: Opened, known: Kept) -> None:
    study.private.note(NOTE, msgspec.json.encode(known).decode())
    rows: list[Row] = []
    for name, one in known.drawn.items():
        said = known.ratings.get(name)
        rows.append(
            GOLD.only(
                {
                    "session": name,
                    "stratum": one.stratum,
                    "probability": one.probability,
                    "asked": said is not None,
                    "declined": said.declined if said else None,
                    "got": said.got if said else None,
                    "in_use": said.in_use if said else None,
                    "knew": said.knew if said else None,
                    "minutes": said.minutes if said else None,
                    "mode": said.mode if said else None,
                }
            )
        )
    parquet.write(GOLD, rows, study.folder / GOLD.file)


def forget_checked(study: Opened, names: frozenset[str]) -> None:
    """Lose the draws and ratings of sessions that are forgotten."""
    known = kept(study)
    if names.isdisjoint(known.drawn) and names.isdisjoint(known.ratings):
        return
    known.drawn = {n: one for n, one in known.drawn.items() if n not in names}
    known.ratings = {n: one for n, one in known.ratings.items() if n not in names}
    _keep(study, known)


def draw_sessions(study: Opened, wanted: int, seed: int) -> tuple[int, int]:
    """Draw sessions to check; return how many were drawn, and how many now wait.

    A second draw replaces what was drawn and not yet rated: two designs are never
    mixed, so ratings given stay only where the new draw has the session as well.
    """
    found = chosen(study.folder, study.manifest.settings)
    columns = found.columns
    population = Population(
        sessions=[str(name) for name in columns["session"]],
        people=[str(name) for name in columns["person"]],
        strata=_strata(found),
    )
    drawn = {one.session: one for one in draw(population, wanted=wanted, seed=seed)}
    known = kept(study)
    known.seed, known.drawn = seed, drawn
    _keep(study, known)
    return len(drawn), len(set(drawn) - set(known.ratings))


def _strata(found: Chosen) -> list[str]:
    """Put together machine's answer, kind of person and half of the window."""
    verified = np.asarray(found.columns["verified_success"], dtype=float)
    months = [str(one) for one in found.columns["month"]]
    middle = sorted(months)[len(months) // 2] if months else ""
    return [
        f"{'?' if np.isnan(v) else int(v)}/{kind}/{'late' if m >= middle else 'early'}"
        for v, kind, m in zip(verified, found.columns["user_kind"], months, strict=True)
    ]


def rate_sessions(study: Opened, read: Callable[[str], str]) -> Iterator[Rating]:
    """Ask about each drawn session not yet rated; every answer is kept at once."""
    known = kept(study)
    if not known.drawn:
        raise NothingFoundError(
            f"{study.folder}: nothing is drawn to be checked. Run `metier gold draw "
            "-n 40` first."
        )
    waiting = [name for name in known.drawn if name not in known.ratings]
    lines = _lines(study, frozenset(waiting))
    for rating in rate(((n, lines[n]) for n in waiting if n in lines), read, time.time):
        known.ratings[rating.session] = rating
        _keep(study, known)
        yield rating


def _lines(study: Opened, wanted: frozenset[str]) -> Mapping[str, str]:
    """Return a line by which the person recognises each session; not written down."""
    from metier.annotators.views import first_prompt  # noqa: PLC0415 - for this alone

    place = zone(study.manifest.settings.timezone)
    lines: dict[str, str] = {}
    for session in read_again(study, lambda entry: bool(wanted & {*entry.sessions})):
        name = study.salt.id("session", session.id)
        if name not in wanted:
            continue
        day = (
            "?"
            if session.started is None
            else f"{datetime.fromtimestamp(session.started, place):%d %B %Y, %H:%M}"
        )
        folder = Path(session.cwds[0]).name if session.cwds else ""
        opening = first_prompt(session)
        said = " ".join((opening.text if opening else "").split())[:_LINE]
        lines[name] = f"{day} · {folder} · {said}"
    return lines


def plan_checking(study: Opened, width: float) -> tuple[Plan, ...]:
    """Plan the checking for every figure that can be checked."""
    found = chosen(study.folder, study.manifest.settings)
    known = kept(study)
    got = {n: r.got for n, r in known.ratings.items() if r.got is not None}
    plans = []
    for name, title in FIGURES:
        machine = np.asarray(found.columns[name], dtype=float)
        usable = ~np.isnan(machine)
        if not usable.any():
            continue
        checked = [
            (value, got[session] == "succeeded")
            for session, value in zip(found.columns["session"], machine, strict=True)
            if session in got and not np.isnan(value)
        ]
        correlation, measured = _correlation(checked)
        plans.append(
            plan(
                Pilot(
                    figure=title,
                    share=float(machine[usable].mean()),
                    correlation=correlation,
                    measured=measured,
                    checked=len(checked),
                    sessions=int(usable.sum()),
                    people=len(set(found.columns["person"][usable].tolist())),
                    sampling_error=_sampling(machine, found.columns["person"]),
                ),
                width,
            )
        )
    return tuple(plans)


def _sampling(machine: NDArray[np.float64], person: NDArray[np.generic]) -> float:
    """Return what sessions and people leave open, clustered by person."""
    usable = ~np.isnan(machine)
    size = int(usable.sum())
    found = share(
        machine=machine[usable],
        gold=np.full(size, np.nan),
        checked=np.zeros(size, dtype=np.bool_),
        probability=np.ones(size),
        person=person[usable],
    )
    part = found.value * (1 - found.value)
    return found.standard_error or float((part / size) ** 0.5)


def _correlation(checked: list[tuple[float, bool]]) -> tuple[float, bool]:
    pairs = np.array([(value, float(truth)) for value, truth in checked])
    if len(pairs) < 30 or (pairs.std(axis=0) == 0).any():  # noqa: PLR2004  (methods 1.3: fewer say nothing of r)
        return CARD_CORRELATION, False
    return abs(float(np.corrcoef(pairs.T)[0, 1])), True
