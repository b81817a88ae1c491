"""A team's study from shared files, and what it refuses to show."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from metier.errors import DisclosureError, SettingError
from metier.pooling import share as made_of
from metier.pooling.files import Share
from metier.pooling.gathering import gather
from metier.pooling.sharing import person_key, use_key
from metier.pooling.studying import frame_of, pool_study
from metier.records import Released
from metier.study import Asked, Study
from metier.study.opening import opened
from pooling.crowds import base, shared, whole
from study_logs import write_session

PEOPLE = {f"person{n:02d}": base(10 + n % 8, n) for n in range(14)}


def pooled(folder: Path, *shares: Share) -> Released:
    taken = gather((s.person + s.machine, msgspec.json.encode(s)) for s in shares)
    with opened(folder) as study:
        return pool_study(study, taken)


def test_a_frame_from_shares_is_the_frame_of_the_sessions() -> None:
    frame = frame_of([shared(name, own) for name, own in PEOPLE.items()])

    direct = whole(PEOPLE)
    assert len(frame) == len(direct)
    for name in ("verified_success", "trouble", "plan_agent_share", "turns"):
        np.testing.assert_array_equal(
            np.sort(frame.number(name)), np.sort(direct.number(name))
        )


def test_a_team_of_fourteen_gets_a_page(tmp_path: Path) -> None:
    released = pooled(tmp_path, *(shared(n, own) for n, own in PEOPLE.items()))

    assert (released.summary.people, released.summary.private) == (14, False)
    assert (tmp_path / "report.html").exists()
    assert any(e.key.figure == "work-modes" for e in released.estimates)


def test_four_people_get_nothing(tmp_path: Path) -> None:
    few = dict(list(PEOPLE.items())[:4])

    with pytest.raises(DisclosureError, match="under 5 nothing leaves"):
        pooled(tmp_path, *(shared(n, own) for n, own in few.items()))
    assert not (tmp_path / "released.json").exists()


def test_sums_make_a_page_as_well(tmp_path: Path) -> None:
    released = pooled(tmp_path, *(shared(n, o, "sums") for n, o in PEOPLE.items()))

    assert released.estimates
    assert all(e.people >= 10 for e in released.estimates)
    assert "quantiles" in (tmp_path / "report.html").read_text()
    assert "made from sums of each person" in (tmp_path / "report.html").read_text()
    # What the page says is missing is missing.
    statistics = {e.key.statistic for e in released.estimates}
    assert not statistics & {"p5", "p25", "p50", "p75", "p95", "bounds"}
    assert "hours-a-week" not in {e.key.figure for e in released.estimates}


def test_the_same_months_with_one_person_less_are_refused(tmp_path: Path) -> None:
    shares = [shared(n, own) for n, own in PEOPLE.items()]
    pooled(tmp_path, *shares)

    with pytest.raises(DisclosureError, match="subtracting the two"):
        pooled(tmp_path, *shares[1:])


def test_another_folder_for_the_same_pool_remembers_what_was_released(
    tmp_path: Path,
) -> None:
    shares = [shared(n, own) for n, own in PEOPLE.items()]
    pooled(tmp_path / "one", *shares)

    with pytest.raises(DisclosureError, match="subtracting the two"):
        pooled(tmp_path / "two", *shares[1:])


def own_study(tmp_path: Path) -> Path:
    for number in range(4):
        write_session(tmp_path / "logs", f"s{number}", day=f"2026-03-0{number + 1}")
    folder = tmp_path / "own"
    Study(folder).run(Asked(sources=(tmp_path / "logs",), timezone="UTC"))
    return folder


def test_a_share_of_ones_own_study_reads_back_into_a_frame(tmp_path: Path) -> None:
    folder = own_study(tmp_path)

    with opened(folder) as study:
        made = made_of(study, pool="team", kind="facts", private=tmp_path / "private")

    assert len(frame_of([made])) == 4
    assert b"home" not in msgspec.json.encode(made)


def test_the_same_person_is_known_on_another_machine_by_the_key(
    tmp_path: Path,
) -> None:
    folder = own_study(tmp_path)
    key = person_key(tmp_path / "one")
    use_key(tmp_path / "two", key)

    with opened(folder) as study:
        people = {
            made_of(study, pool=pool, kind="facts", private=tmp_path / place).person
            for place in ("one", "two")
            for pool in ("team",)
        }
        elsewhere = made_of(
            study, pool="other", kind="facts", private=tmp_path / "one"
        ).person

    assert len(people) == 1
    assert elsewhere not in people


def test_a_key_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="--key"):
        use_key(tmp_path, "hello")


def test_a_month_without_sessions_says_which_there_are(tmp_path: Path) -> None:
    folder = own_study(tmp_path)

    with opened(folder) as study, pytest.raises(SettingError, match="2026-03"):
        made_of(
            study,
            pool="team",
            kind="facts",
            months=("2020-01",),
            private=tmp_path / "private",
        )


def test_ones_own_study_is_not_overwritten_by_a_pool(tmp_path: Path) -> None:
    folder = own_study(tmp_path)

    with pytest.raises(SettingError, match="own study"):
        pooled(folder, *(shared(n, own) for n, own in PEOPLE.items()))
