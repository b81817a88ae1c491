from pathlib import Path

import pytest

from metier.errors import StudyError
from metier.facts import parquet
from metier.facts.tables import ANNOTATIONS, MOMENTS, Row


def moment(session: str, *seconds: int) -> Row:
    return {"session": session, "person": "p", "seconds": list(seconds)}


def answer(session: str, annotator: str, value: str) -> Row:
    return {
        "session": session,
        "facet": "outcome",
        "version": 2,
        "annotator": annotator,
        "value": value,
        "probabilities": {value: 0.75},
    }


def test_rows_come_back_in_order(tmp_path: Path) -> None:
    path = tmp_path / MOMENTS.file

    parquet.write(MOMENTS, [moment("b", 2, 3), moment("a")], path)

    assert parquet.read(path) == [moment("a"), moment("b", 2, 3)]


def test_equal_rows_make_equal_bytes(tmp_path: Path) -> None:
    rows = [moment(f"{number:04d}", number) for number in range(2_500)]

    parquet.write(MOMENTS, rows, tmp_path / "one.parquet")
    parquet.write(MOMENTS, reversed(rows), tmp_path / "two.parquet")

    one, two = (tmp_path / f"{name}.parquet" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_old_rows_stay_unless_they_are_named(tmp_path: Path) -> None:
    path = tmp_path / MOMENTS.file
    parquet.write(MOMENTS, [moment("a", 1), moment("b", 1)], path)

    parquet.merge(MOMENTS, path, [moment("b", 2)], path, without=[{"session": "b"}])

    assert parquet.read(path) == [moment("a", 1), moment("b", 2)]


def test_answers_of_another_annotator_stay(tmp_path: Path) -> None:
    path = tmp_path / ANNOTATIONS.file
    old = [answer("a", "offline-1", "failed"), answer("a", "hand-1", "succeeded")]
    parquet.write(ANNOTATIONS, old, path)

    parquet.merge(
        ANNOTATIONS,
        path,
        [answer("a", "offline-1", "partial")],
        path,
        without=[{"session": "a", "annotator": "offline-1"}],
    )

    values = [(row["annotator"], row["value"]) for row in parquet.read(path)]
    assert values == [("hand-1", "succeeded"), ("offline-1", "partial")]


def test_a_column_that_is_not_in_the_table_is_refused(tmp_path: Path) -> None:
    row: Row = {**moment("a"), "prompt": "secret"}

    with pytest.raises(StudyError, match="prompt: not in the table 'moments'"):
        parquet.write(MOMENTS, [row], tmp_path / "moments.parquet")


def test_nothing_is_left_beside_a_table_that_was_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError):
        parquet.write(MOMENTS, [{"text": "x"}], tmp_path / "moments.parquet")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_odd_signs_in_its_name_works(tmp_path: Path) -> None:
    folder = tmp_path / "it's [a] *study*?"
    folder.mkdir()

    parquet.write(MOMENTS, [moment("a", 1)], folder / MOMENTS.file)

    assert parquet.read(folder / MOMENTS.file) == [moment("a", 1)]


def test_a_file_that_is_no_table_is_named_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "sessions.parquet"
    path.write_bytes(b"no table")

    with pytest.raises(StudyError, match="not a table that metier wrote"):
        parquet.read(path)
