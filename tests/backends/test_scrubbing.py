"""Secrets are taken out before any text leaves."""

import pytest

from metier.backends.scrubbing import Scrubber, scrub

AWS = "AKIA" + "QYLPMN5HHHFPZAM2"
GITHUB = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"


@pytest.mark.parametrize(
    "secret",
    [
        AWS,
        GITHUB,
        "sk-" + "ant-api03-abcdefghijklmnopqrstuvwxyz",
        "xoxb-" + "123456789012-abcdefghijkl",
        "person@example.com",
        "192.168.17.4",
        "+49 170 123 4567",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
    ],
)
def test_keys_and_addresses_are_replaced(secret: str) -> None:
    assert secret not in scrub(f"use {secret} please")


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("PASSWORD=hunter2hunter2", "hunter2hunter2"),
        ('"db_password": "correct-horse"', "correct-horse"),
        ("postgres://app:s3cr3tpw@db.example/x", "s3cr3tpw"),
        ("Authorization: Bearer abcdef0123456789abcdef", "abcdef0123456789abcdef"),
        ("/Users/marie/project/main.py", "marie"),
        (r"C:\Users\marie\project", "marie"),
    ],
)
def test_only_the_secret_part_goes(text: str, secret: str) -> None:
    scrubbed = scrub(text)

    assert secret not in scrubbed
    assert "[" in scrubbed


def test_plain_talk_stays_as_it_is() -> None:
    text = "Rename the token counter, version 1.2.3, and pass the secret santa list."

    assert scrub(text) == text


def test_the_library_of_patterns_finds_what_ours_do_not_know() -> None:
    scrubber = Scrubber.best()
    made_up = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzEXAMK1"

    twice = [scrubber.scrub(f"aws_secret_access_key = {made_up}") for _ in range(2)]

    assert scrubber.complete
    assert not any(made_up in text for text in twice)


def test_what_was_taken_is_counted() -> None:
    scrubber = Scrubber()

    scrubber.scrub(f"{AWS} and {AWS} of person@example.com")

    assert scrubber.taken == {"aws id": 2, "email": 1}
