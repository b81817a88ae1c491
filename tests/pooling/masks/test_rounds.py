"""A round is read whole or not at all."""

from pathlib import Path

import msgspec
import pytest

from metier.errors import SettingError, ShareError
from metier.pooling.files import Share
from metier.pooling.masks import Masked, RoundKey, mask, read, unmask
from pooling.masks.rounds import keys_of, masked_round, people


@pytest.fixture(scope="module")
def twelve() -> list[Share]:
    return people(12)


@pytest.fixture(scope="module")
def sent(twelve: list[Share], tmp_path_factory: pytest.TempPathFactory) -> list[Masked]:
    return masked_round(twelve, tmp_path_factory.mktemp("round"))


def test_the_totals_are_those_of_plain_sums(
    twelve: list[Share], sent: list[Masked]
) -> None:
    whole = unmask(sent)

    key = ("definitions", "measures", "trouble", "", "")
    plain = [cell for share in twelve for cell in share.cells if cell.key == key]
    assert whole.totals[key].sessions == sum(cell.sessions for cell in plain)
    assert whole.totals[key].hits == sum(round(cell.sum) for cell in plain)
    assert whole.totals[key].people == len(plain)


def test_one_who_is_missing_makes_the_round_unreadable(sent: list[Masked]) -> None:
    with pytest.raises(ShareError, match="1 of 12 people of the round have not sent"):
        unmask(sent[1:])


def test_one_file_twice_is_seen(sent: list[Masked]) -> None:
    with pytest.raises(ShareError, match="is there twice"):
        unmask([*sent, sent[0]])


def test_a_changed_number_is_seen_in_the_total(sent: list[Masked]) -> None:
    numbers = (sent[0].numbers[0] ^ (1 << 40), *sent[0].numbers[1:])
    forged = msgspec.structs.replace(sent[0], numbers=numbers)

    with pytest.raises(ShareError, match="the masks do not cancel"):
        unmask([forged, *sent[1:]])


def test_files_of_two_rounds_are_told_apart(sent: list[Masked]) -> None:
    other = msgspec.structs.replace(sent[0], months=("2026-05",))

    with pytest.raises(ShareError, match="files of two rounds"):
        unmask([other, *sent[1:]])


def test_nothing_there_says_what_to_do() -> None:
    with pytest.raises(ShareError, match="metier mask --keys"):
        unmask([])


def test_a_secret_is_good_for_one_round(twelve: list[Share], tmp_path: Path) -> None:
    keys = keys_of(twelve, tmp_path)
    mask(twelve[0], keys, tmp_path / twelve[0].person)

    with pytest.raises(SettingError, match="deleted once it was used"):
        mask(twelve[0], keys, tmp_path / twelve[0].person)


def test_a_secret_is_for_its_owner_alone(twelve: list[Share], tmp_path: Path) -> None:
    keys_of(twelve[:1], tmp_path)

    (secret,) = tmp_path.rglob("*.key")
    assert secret.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda keys: keys[:9], "9 keys: a total over fewer than 10"),
        (lambda keys: keys[1:], "your own key is not among them"),
        (
            lambda keys: [*keys, msgspec.structs.replace(keys[1], key="ab" * 32)],
            "one person has two keys",
        ),
        (
            lambda keys: [*keys, msgspec.structs.replace(keys[1], person="copy")],
            "two people have the same key",
        ),
        (
            lambda keys: [*keys, msgspec.structs.replace(keys[1], pool="other")],
            "for the pool 'other'",
        ),
    ],
)
def test_a_round_that_cannot_be_is_refused(
    twelve: list[Share], tmp_path: Path, change: object, message: str
) -> None:
    keys = keys_of(twelve, tmp_path)

    with pytest.raises(SettingError, match=message):
        mask(twelve[0], change(keys), tmp_path / twelve[0].person)  # type: ignore[operator]


def test_a_file_that_is_none_is_refused() -> None:
    with pytest.raises(ShareError, match="no file of a masked round"):
        read(b'{"pool": 3}', "x.key.json", RoundKey)
