"""No name, ranking, sorting or export by person: not hidden, but not there.

Held against the code that shows and publishes, and against what a pool writes.
"""

import re
from pathlib import Path

import msgspec
import pytest

import metier
from metier.cli import COMMANDS
from metier.figures import AFTERWARDS, FIGURES
from metier.pooling import gather, pool_study
from metier.records import Key, ReleasedEstimate, StudySummary
from metier.study.opening import opened
from pooling.crowds import base, shared

SOURCE = Path(metier.__file__).parent
COUNTS = {"people", "agent_people", "surface_people"}
"""Fields of a release that speak of people: how many."""


WHO = {"person", "session", "project"}
"""Columns that tell one from another; held fixed at most, never shown."""


def test_no_figure_splits_groups_or_measures_by_who_it_was() -> None:
    shown = {
        (figure.id, getattr(need, field))
        for figure in (*FIGURES, *AFTERWARDS)
        for panel in figure.panels
        for need in panel.needs
        for field in ("by", "split", "of", "on")
        if getattr(need, field, None)
    }
    listed = {
        name
        for figure in (*FIGURES, *AFTERWARDS)
        for panel in figure.panels
        for name, _ in (*panel.groups, *panel.series)
    }

    assert shown
    assert not {column for _, column in shown} & WHO
    assert not listed & WHO


def test_a_release_has_no_field_for_a_person() -> None:
    fields = {
        field.name
        for record in (Key, ReleasedEstimate, StudySummary)
        for field in msgspec.structs.fields(record)
    }

    assert {name for name in fields if "person" in name or "people" in name} == COUNTS
    assert not {name for name in fields if name in {"name", "user", "author"}}


def test_no_command_takes_a_person_to_look_at() -> None:
    sources = {
        name: (SOURCE / "cli" / f"{name}.py").read_text()
        for name in COMMANDS
        if (SOURCE / "cli" / f"{name}.py").exists()
    }

    assert "pool" in sources
    assert not {n for n, text in sources.items() if re.search(r'"--person\b', text)}


@pytest.mark.parametrize("kind", ["facts", "sums"])
def test_no_id_of_a_person_is_in_what_a_pool_writes(tmp_path: Path, kind: str) -> None:
    shares = [shared(f"person{n:02d}", base(10 + n % 8, n), kind) for n in range(14)]

    with opened(tmp_path) as study:
        pool_study(study, gather((s.person, msgspec.json.encode(s)) for s in shares))

    written = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    assert {"released.json", "report.html", "estimates.json"} <= set(written)
    for share in shares:
        for name, content in written.items():
            assert share.person.encode() not in content, name
