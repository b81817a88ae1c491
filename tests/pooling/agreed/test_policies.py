"""A pool keeps to what two have signed, and forgets it never."""

from pathlib import Path

import msgspec
import pytest

from metier.errors import SettingError
from metier.pooling.agreed import FILE, Rules, Signed, enforced, read, write
from pooling.agreed.policies import agreed_by, signed_by_both


def keep(folder: Path, signed: Signed | None) -> Rules | None:
    """Hold a pool to a policy file; None where none is given."""
    place = None
    if signed is not None:
        place = folder / FILE
        write(place, signed)
    return enforced(place, folder / "remembered" / FILE, "team")


def test_signed_by_both_it_holds(tmp_path: Path) -> None:
    rules = Rules(people=12, retention_days=30)

    assert keep(tmp_path, signed_by_both(tmp_path, rules)) == rules
    assert rules.policy().thresholds("").people == 12


def test_a_pool_without_a_policy_has_no_rules_of_its_own(tmp_path: Path) -> None:
    assert keep(tmp_path, None) is None


@pytest.mark.parametrize("party", ["employer", "representatives"])
def test_one_signature_is_not_enough(tmp_path: Path, party: str) -> None:
    both = signed_by_both(tmp_path)
    one = {name: s for name, s in both.signatures.items() if name != party}

    with pytest.raises(SettingError, match=f"is not signed by the {party}"):
        keep(tmp_path, msgspec.structs.replace(both, signatures=one))


def test_a_rule_that_changed_after_signing_is_refused(tmp_path: Path) -> None:
    both = signed_by_both(tmp_path)
    laxer = msgspec.structs.replace(
        both.agreed,
        rules=msgspec.structs.replace(both.agreed.rules, readers_have_authority=False),
    )

    with pytest.raises(SettingError, match="was changed after the employer signed"):
        keep(tmp_path, msgspec.structs.replace(both, agreed=laxer))


def test_a_pool_that_had_a_policy_does_not_go_on_without(tmp_path: Path) -> None:
    keep(tmp_path, signed_by_both(tmp_path))

    with pytest.raises(SettingError, match="none was given now"):
        keep(tmp_path, None)


def test_others_cannot_sign_what_follows(tmp_path: Path) -> None:
    keep(tmp_path, signed_by_both(tmp_path))
    others = tmp_path / "others"
    others.mkdir()

    with pytest.raises(SettingError, match="with other keys"):
        keep(tmp_path, signed_by_both(others, number=2))


def test_an_older_policy_does_not_come_back(tmp_path: Path) -> None:
    first = signed_by_both(tmp_path)
    keep(tmp_path, first)
    keep(tmp_path, signed_by_both(tmp_path, Rules(people=20), number=2))

    with pytest.raises(SettingError, match="an older policy does not come back"):
        keep(tmp_path, first)


@pytest.mark.parametrize(
    "rules",
    [
        Rules(people=4),
        Rules(sessions=14),
        Rules(largest_share=0.31),
        Rules(largest_share=0.0),
        Rules(retention_days=0),
    ],
)
def test_rules_are_never_laxer_than_the_defaults(tmp_path: Path, rules: Rules) -> None:
    with pytest.raises(SettingError, match="never laxer"):
        write(tmp_path / FILE, Signed(agreed=agreed_by(tmp_path, rules)))


def test_one_key_cannot_stand_for_both(tmp_path: Path) -> None:
    agreed = agreed_by(tmp_path)
    one = msgspec.structs.replace(agreed, representatives=agreed.employer)

    with pytest.raises(SettingError, match="have the same key"):
        write(tmp_path / FILE, Signed(agreed=one))


def test_the_policy_of_another_pool_is_refused(tmp_path: Path) -> None:
    write(tmp_path / FILE, signed_by_both(tmp_path))

    with pytest.raises(SettingError, match="of the pool 'team', not of 'sales'"):
        enforced(tmp_path / FILE, tmp_path / "remembered", "sales")


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"{}", "no policy of a pool"), (b'{"agreed": {"extra": 1}}', "no policy")],
)
def test_what_is_no_policy_is_refused(
    tmp_path: Path, content: bytes, message: str
) -> None:
    (tmp_path / FILE).write_bytes(content)

    with pytest.raises(SettingError, match=message):
        read(tmp_path / FILE)


def test_a_policy_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="metier policy draft"):
        read(tmp_path / FILE)
