"""The collector's way: by what was agreed, for as long as agreed, and noted."""

from pathlib import Path

import msgspec
import pytest

from metier.errors import NothingFoundError, SettingError
from metier.pooling import agreed
from metier.pooling.collecting import collect, policy_beside
from metier.pooling.gathering import Gathered, gather
from metier.records import Released
from metier.study.opening import opened
from pooling.agreed.policies import signed_by_both
from pooling.crowds import base, shared

LONG = agreed.Rules(retention_days=36_500, readers_have_authority=False)


def gathered(people: int = 14, kind: str = "facts") -> Gathered:
    shares = [
        shared(f"person{n:02d}", base(10 + n % 8, n), kind) for n in range(people)
    ]
    return gather((share.person, msgspec.json.encode(share)) for share in shares)


def collected(
    folder: Path, rules: agreed.Rules | None = LONG, number: int = 1, **more: str
) -> Released:
    policy = None
    if rules is not None:
        policy = folder / agreed.FILE
        agreed.write(policy, signed_by_both(folder, rules, number))
    with opened(folder / "study") as study:
        return collect(study, gathered(**more), policy=policy)  # type: ignore[arg-type]


def test_the_rules_agreed_are_those_of_the_release(tmp_path: Path) -> None:
    rules = msgspec.structs.replace(LONG, people=11, sessions=30)

    released = collected(tmp_path, rules)

    assert dict(released.policy)["people"] == 11
    assert released.estimates
    assert all(e.people >= 11 and e.sessions >= 30 for e in released.estimates)


def test_a_kind_that_was_not_agreed_is_refused(tmp_path: Path) -> None:
    rules = msgspec.structs.replace(LONG, kind="sums")

    with pytest.raises(SettingError, match="allows sums, and these are facts"):
        collected(tmp_path, rules)


def test_rows_that_are_over_are_not_read(tmp_path: Path) -> None:
    with pytest.raises(NothingFoundError, match="more than 90 days ago"):
        collected(tmp_path, agreed.Rules())
    assert not (tmp_path / "study" / "released.json").exists()


def test_every_reading_is_noted(tmp_path: Path) -> None:
    collected(tmp_path)
    collected(tmp_path, number=2)

    noted = agreed.entries(tmp_path / "study")

    assert [(one.command, one.people, one.policy) for one in noted] == [
        ("pool", 14, 1),
        ("pool", 14, 2),
    ]


def test_what_a_policy_held_once_is_not_left_by_leaving_it_out(tmp_path: Path) -> None:
    collected(tmp_path)

    with pytest.raises(SettingError, match="none was given now"):
        collected(tmp_path, None)


def test_the_policy_lies_beside_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.share.json").write_text("{}")

    assert policy_beside([str(tmp_path)]) is None
    (tmp_path / agreed.FILE).write_text("{}")
    assert policy_beside([str(tmp_path / "a.share.json")]) == tmp_path / agreed.FILE
    assert policy_beside(["s3://bucket"]) is None
