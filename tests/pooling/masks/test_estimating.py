"""From masked totals come the shares that plain sums give, interval and all."""

from pathlib import Path

import pytest

from metier.pooling.adding import pooled_estimates
from metier.pooling.masks import unmask
from metier.pooling.masks.estimating import estimates_of
from metier.records import Key
from pooling.masks.rounds import masked_round, people


def test_shares_of_fifty_people_equal_those_of_plain_sums(tmp_path: Path) -> None:
    shares = people(52)

    masked = {
        e.key: e for e in estimates_of(unmask(masked_round(shares, tmp_path)).totals)
    }

    plain = {e.key: e for e in pooled_estimates(shares) if e.unit == "share"}
    checked = 0
    for key, estimate in masked.items():
        other = plain.get(key)
        if other is None or estimate.cohort.people < 50:
            continue
        assert estimate.value == pytest.approx(other.value, abs=1e-12), key
        assert estimate.low == pytest.approx(other.low, abs=1e-9), key
        assert estimate.high == pytest.approx(other.high, abs=1e-9), key
        assert estimate.cohort.sessions == other.cohort.sessions
        assert estimate.cohort.people == other.cohort.people
        assert estimate.cohort.hits == other.cohort.hits
        assert estimate.cohort.hit_people == other.cohort.hit_people
        # Only a bound of the largest part is known, never too small a one.
        assert estimate.cohort.largest_share >= other.cohort.largest_share - 1e-12
        checked += 1
    assert checked > 50


def test_with_fewer_people_the_value_is_the_same_and_the_method_says_more(
    tmp_path: Path,
) -> None:
    shares = people(12)
    key = Key(figure="definitions", panel="measures", series="trouble")

    masked = {
        e.key: e for e in estimates_of(unmask(masked_round(shares, tmp_path)).totals)
    }

    plain = {e.key: e for e in pooled_estimates(shares)}
    assert masked[key].value == pytest.approx(plain[key].value, abs=1e-12)
    assert masked[key].method.endswith("people taken to be spread evenly")
