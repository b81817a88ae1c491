"""A release written down and read again."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from disclosure.tables import rows, shares, summary
from metier.disclosure import dump, load, read, release, write
from metier.errors import DisclosureError
from metier.records import Released

SOURCE = Path(__file__).parents[2] / "src" / "metier"


def made() -> Released:
    found = rows({"build": [9] * 20, "fix": [5] * 20, "test": [1] * 3})
    return release(shares(found, lambda _: True, "mode"), summary(found))


def changed(**fields: Any) -> bytes:  # noqa: ANN401 - what a hand may write
    tree = json.loads(dump(made()))
    tree["estimates"][0].update(fields)
    return json.dumps(tree).encode()


def test_a_release_is_read_as_it_was_written(tmp_path: Path) -> None:
    released = made()

    write(released, tmp_path / "released.json")

    assert read(tmp_path / "released.json") == released


def test_two_runs_write_the_same_bytes() -> None:
    assert dump(made()) == dump(made())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (changed(value=float("nan")), "holds NaN"),
        (changed(high=float("inf")), "holds Infinity"),
        (changed(sessions=-3), "nothing can be counted to"),
        (changed(people=10_000), "nothing can be counted to"),
        (changed(note="Ann wrote this"), "has a field estimates.'note'"),
        (changed(value="0.4"), "not a release as metier writes it"),
        (changed(value=None), "not a release as metier writes it"),
        (b'{"version": 99}', "written by a later metier"),
        (b"[]", "holds no release but a list"),
        (b'{"version": 1', "not JSON"),
        (b"\xff\xfe", "not JSON"),
    ],
)
def test_a_file_changed_by_hand_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(DisclosureError, match=message):
        load(content)


def test_a_summary_that_counts_below_zero_is_refused() -> None:
    tree = json.loads(dump(made()))
    tree["summary"]["people"] = -1

    with pytest.raises(DisclosureError, match="counts below zero"):
        load(json.dumps(tree).encode())


def test_a_release_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(DisclosureError, match="`metier release` writes one"):
        read(tmp_path / "released.json")


def test_only_the_door_makes_a_release() -> None:
    makers = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", None) or getattr(node.func, "attr", None))
        in {"Released", "ReleasedEstimate"}
    }

    assert makers <= {"disclosure/door.py", "disclosure/leaving.py"}
    assert "disclosure/door.py" in makers


def test_only_reading_a_release_decodes_one() -> None:
    decoders = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for value in (*node.args, *(keyword.value for keyword in node.keywords))
        if isinstance(value, ast.Name) and value.id == "Released"
    }

    assert decoders == {"disclosure/files.py"}
