from hypothesis import given
from hypothesis import strategies as st

from metier.facts.identities import Salt


@given(st.text(), st.text())
def test_equal_names_have_equal_ids_and_others_do_not(one: str, other: str) -> None:
    salt = Salt(b"salt")

    assert (salt.id("session", one) == salt.id("session", other)) == (one == other)


def test_an_id_says_nothing_of_its_length() -> None:
    salt = Salt(b"salt")

    assert len(salt.id("project", "/")) == len(salt.id("project", "/a" * 500)) == 20


def test_a_name_that_is_no_text_has_an_id() -> None:
    assert Salt(b"salt").id("file", "caf\udce9")


def test_another_salt_has_another_fingerprint() -> None:
    assert Salt(b"one").fingerprint != Salt(b"two").fingerprint
