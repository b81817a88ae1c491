"""Numbers of different figures, subtracted from each other by whoever knows them.

The frame is made here and so are the sets of sessions behind every number, apart
from how estimates name them: what the door lets out is held against the sets.
"""

from itertools import permutations

import numpy as np
import pytest
from numpy.typing import NDArray

from metier.disclosure import release
from metier.estimates import answers
from metier.facts import Frame
from metier.records import Figure, Key, Panel, Share, StudySummary, Where

PEOPLE = 5
SESSIONS = 15
KINDS = {"15": "software", "11": "other", "13": "other", "27": "other"}
Rows = frozenset[int]


def frame(seed: int, people: int, sessions: int) -> Frame:
    draw = np.random.default_rng(seed)
    weight = draw.lognormal(0, 0.3, people)
    person = draw.choice(people, sessions, p=weight / weight.sum())
    soc = draw.choice(list(KINDS), sessions, p=[0.6, 0.25, 0.1, 0.05])
    level = draw.choice(["1", "2", "3"], sessions, p=[0.05, 0.45, 0.5]).astype(object)
    level[draw.random(sessions) < 0.03] = None
    return Frame(
        {
            "person": np.array([f"p{p}" for p in person], dtype=object),
            "soc_user": soc.astype(object),
            "user_kind": np.array([KINDS[s] for s in soc], dtype=object),
            "expertise_level": level,
            "trouble": (draw.random(sessions) < 0.4).astype(float),
            "wrote_code": (draw.random(sessions) < 0.9).astype(float),
            "judged_success": (draw.random(sessions) < 0.6).astype(float),
        }
    )


def asked(name: str, by: str | None = None, *where: Where) -> Figure:
    need = Share(of="judged_success", by=by, where=where)
    return Figure(
        id=name,
        exhibit="",
        question="",
        section="knows",
        panels=(Panel(needs=(need,), mark="bars"),),
        caveat="",
    )


FIGURES = {
    "all": asked("all"),
    "kinds": asked("kinds", "user_kind"),
    "occupations": asked("occupations", "soc_user"),
    "code-occupations": asked(
        "code-occupations", "soc_user", Where("wrote_code", "is", 1.0)
    ),
    "levels": asked("levels", "expertise_level"),
    "trouble": asked("trouble", None, Where("trouble", "is", 1.0)),
    "trouble-levels": asked(
        "trouble-levels", "expertise_level", Where("trouble", "is", 1.0)
    ),
}
COLUMN = {
    "kinds": "user_kind",
    "occupations": "soc_user",
    "code-occupations": "soc_user",
    "levels": "expertise_level",
    "trouble-levels": "expertise_level",
}


def behind(found: Frame, key: Key) -> Rows:
    """The sessions behind a number, from the frame alone."""
    keep: NDArray[np.bool_] = np.ones(len(found), dtype=np.bool_)
    if key.figure.startswith("trouble"):
        keep &= found.number("trouble") == 1
    if key.figure.startswith("code"):
        keep &= found.number("wrote_code") == 1
    if key.figure in COLUMN:
        keep &= found.text(COLUMN[key.figure]) == key.group
    return frozenset(np.flatnonzero(keep).tolist())


@pytest.mark.parametrize("people", [6, 12, 30, 80])
@pytest.mark.parametrize("seed", range(4))
def test_no_difference_of_released_numbers_is_small(seed: int, people: int) -> None:
    found = frame(seed, people, people * 20)
    person = found.text("person")
    estimates = [
        estimate
        for estimate in answers(FIGURES.values(), found)
        if estimate.key.statistic == "value"
    ]
    about = StudySummary(
        private=False,
        example=False,
        people=len(set(person)),
        sessions=len(found),
        sessions_seen=len(found),
        first_day="2026-03-01",
        last_day="2026-03-31",
    )

    released = release(estimates, about)

    sets = {behind(found, estimate.key) for estimate in released.estimates}
    by_figure: dict[str, list[Rows]] = {}
    for estimate in released.estimates:
        rows = behind(found, estimate.key)
        by_figure.setdefault(estimate.key.figure, []).append(rows)

    def small(rows: Rows) -> bool:
        enough = len(rows) >= SESSIONS
        return bool(rows) and not (
            enough and len({person[row] for row in rows}) >= PEOPLE
        )

    differences = [
        whole - part for part, whole in permutations(sets, 2) if part < whole
    ]
    for whole in sets:
        for parts in by_figure.values():
            inside = frozenset[int]().union(*(part for part in parts if part < whole))
            differences.append(whole - inside)
    assert sets
    assert not any(small(rows) for rows in (*sets, *differences))
