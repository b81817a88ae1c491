"""A shared file holds what may cross and nothing else, on both sides."""

import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.errors import ShareError
from metier.pooling.files import CAP, Share, read, seal
from metier.pooling.schema import NUMBERS, SHARED, TEXTS, problem
from pooling.crowds import base, shared

FACTS = shared("a", base(6, 1))


def content(share: Share) -> bytes:
    return msgspec.json.encode(share)


def changed(edit: Callable[[dict[str, Any]], None]) -> bytes:
    plain = json.loads(content(FACTS))
    edit(plain)
    return json.dumps(plain).encode()


def test_a_share_reads_back_as_it_was_written() -> None:
    assert read(content(FACTS), "a") == msgspec.json.decode(content(FACTS), type=Share)


def test_an_edited_number_is_noticed() -> None:
    def edit(plain: dict[str, Any]) -> None:
        plain["rows"][0][1 + SHARED.index("turns")] = 7.5

    with pytest.raises(ShareError, match="checksum"):
        read(changed(edit), "a")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("turns", -3, "negative"),
        ("turns", 1e12, "larger than can be"),
        ("turns", "many", "no number"),
        ("expertise", 9, "larger than can be"),
        ("work_mode", "my secret project", "closed set"),
        ("month", "March", "closed set"),
        ("attempted", 0.5, "neither 0 nor 1"),
    ],
)
def test_absurd_values_are_refused_with_their_column(
    name: str, value: object, says: str
) -> None:
    def edit(plain: dict[str, Any]) -> None:
        plain["rows"][0][1 + SHARED.index(name)] = value

    with pytest.raises(ShareError, match=f"{name} is .*{says}"):
        read(changed(edit), "a")


def test_a_column_that_may_not_cross_is_refused() -> None:
    def edit(plain: dict[str, Any]) -> None:
        plain["columns"][0] = "folder"

    with pytest.raises(ShareError, match="'folder' is not among"):
        read(changed(edit), "a")


def test_a_field_that_is_not_known_is_refused() -> None:
    with pytest.raises(ShareError, match="changed after it was made"):
        read(changed(lambda plain: plain.update(note="hello")), "a")


def test_a_newer_version_says_to_update() -> None:
    with pytest.raises(ShareError, match="Update metier"):
        read(changed(lambda plain: plain.update(metier_share=2)), "a")


def test_another_file_is_no_share() -> None:
    with pytest.raises(ShareError, match="no shared file"):
        read(b'{"a": 1}', "a.json")


def test_nobody_gives_more_than_twenty_sessions() -> None:
    with pytest.raises(ShareError, match=f"{CAP} are the most"):
        shared("a", base(CAP + 1, 1))


def test_the_same_session_twice_is_refused() -> None:
    twice = msgspec.structs.replace(FACTS, rows=(FACTS.rows[0], FACTS.rows[0]))

    with pytest.raises(ShareError, match="twice"):
        seal(twice)


@given(st.sampled_from(TEXTS), st.text())
def test_no_text_passes_as_a_level(name: str, text: str) -> None:
    assert problem(name, f"x {text}") is not None


@given(st.sampled_from(NUMBERS), st.floats())
def test_a_number_that_passes_is_finite_and_not_negative(
    name: str, value: float
) -> None:
    if problem(name, value) is None:
        assert 0 <= value <= 1e9
