from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest

from metier.errors import SettingError
from metier.study.settings import Settings, day, hash_of, local_timezone, zone

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-28", "2026-02-28"),
        ("30d", "2026-03-01"),
        ("31d", "2026-02-28"),
        ("0d", "2026-03-31"),
    ],
)
def test_days_are_dates_or_counted_back_from_today(text: str, expected: str) -> None:
    assert day(text, TODAY) == expected


@pytest.mark.parametrize("text", ["yesterday", "30", "2026-02-30", "99999999d", ""])
def test_another_word_is_refused_with_two_examples(text: str) -> None:
    with pytest.raises(
        SettingError, match="2026-03-01 nor a number of days such as 30d"
    ):
        day(text, TODAY)


def test_a_time_zone_is_found_by_its_name() -> None:
    assert zone("UTC") is UTC
    assert zone("Europe/Berlin") == ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "", "/etc/passwd"])
def test_a_time_zone_nobody_knows_is_refused(name: str) -> None:
    with pytest.raises(SettingError, match="no time zone that this machine knows"):
        zone(name)


def test_the_time_zone_of_the_environment_comes_first() -> None:
    assert local_timezone("Asia/Tokyo") == "Asia/Tokyo"
    assert local_timezone(":Asia/Tokyo") == "Asia/Tokyo"


def test_one_that_cannot_be_used_is_passed_over() -> None:
    assert zone(local_timezone("JST-9:nonsense")) is not None


def test_equal_settings_have_equal_names() -> None:
    assert hash_of(Settings(since="2026-03-01")) == hash_of(
        Settings(since="2026-03-01")
    )
    assert hash_of(Settings(since="2026-03-01")) != hash_of(Settings())
