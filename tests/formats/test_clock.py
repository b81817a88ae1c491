"""Times in logs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.formats.clock import engaged_s, seconds


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        ("1970-01-01T00:00:01.500Z", 1.5),
        ("1970-01-01T01:00:00+01:00", 0.0),
        ("1970-01-01T00:00:02", 2.0),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_stamp_is_seconds_in_utc(stamp: str | None, time: float | None) -> None:
    assert seconds(stamp) == time


@given(st.lists(st.floats(0, 1e6)).map(sorted), st.floats(1, 1e5))
def test_engaged_time_grows_with_the_gap_and_stays_within_the_span(
    times: list[float], gap: float
) -> None:
    span = times[-1] - times[0] if times else 0.0

    assert 0 <= engaged_s(times, gap) <= engaged_s(times, gap * 2) + 1e-6
    assert engaged_s(times, gap) <= span + 1e-6
    assert engaged_s(times, float("inf")) == pytest.approx(span, abs=1e-3)
