"""Keys of two sides: each signs for its own, and for nobody else."""

from pathlib import Path

import pytest

from metier.errors import SettingError
from metier.pooling.agreed import Signed, new_key, public_key, sign
from metier.pooling.agreed.signing import holds
from pooling.agreed.policies import agreed_by


def test_a_key_is_for_its_owner_alone_and_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "own.key"
    public = new_key(path)

    assert path.stat().st_mode & 0o077 == 0
    assert public_key(path) == public
    with pytest.raises(SettingError, match="is there already"):
        new_key(path)


def test_each_signs_for_its_own_side(tmp_path: Path) -> None:
    signed = Signed(agreed=agreed_by(tmp_path))

    made, party = sign(signed, tmp_path / "representatives.key")

    assert party == "representatives"
    assert holds(made.agreed, "representatives", made.signatures["representatives"])
    assert not holds(made.agreed, "employer", made.signatures["representatives"])


def test_a_stranger_cannot_sign(tmp_path: Path) -> None:
    signed = Signed(agreed=agreed_by(tmp_path))
    new_key(tmp_path / "stranger.key")

    with pytest.raises(SettingError, match="neither the employer's key"):
        sign(signed, tmp_path / "stranger.key")


@pytest.mark.parametrize(
    ("content", "message"), [("hello", "no key can be read"), ("ab", "holds 1 bytes")]
)
def test_what_is_no_key_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "own.key").write_text(content)

    with pytest.raises(SettingError, match=message):
        public_key(tmp_path / "own.key")


def test_a_signature_that_is_none_does_not_hold(tmp_path: Path) -> None:
    assert not holds(agreed_by(tmp_path), "employer", "no hex")
