"""Lines that a formatter rewrites or that come back, and work that was replaced."""

from pathlib import Path

import pytest

from metier.outcomes import Settings, Trail, look
from metier.records import Outcome
from outcomes.workshop import DAY, KEY, START, Workshop, lines


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path / "shop")


def seen(*trails: Trail, day: float = 60) -> Outcome:
    (found,) = look(trails, Settings(key=KEY, now=START + day * DAY))
    return found


def test_a_formatter_that_touches_every_line_takes_nothing_away(shop: Workshop) -> None:
    _, trail = shop.work("kiwi")
    shop.day = 2
    shop.write("kiwi.py", [f"{one.replace('(', '( ')};" for one in lines("kiwi")])
    shop.commit("style")

    found = seen(trail)

    assert (found.alive_7, found.reverted) == (1.0, False)


def test_a_formatter_that_wraps_lines_takes_nothing_away(shop: Workshop) -> None:
    _, trail = shop.work("lime")
    wrapped = [
        part
        for one in lines("lime")
        for part in one.replace("(", "(\n    ").split("\n")
    ]
    shop.day = 1
    shop.write("lime.py", wrapped)
    shop.commit("style")
    shop.day = 3
    shop.write("lime.py", wrapped[:10])
    shop.commit("half")

    found = seen(trail)

    # Followed on through the new form: what is removed of it is removed.
    assert found.alive_7 == 0.5


def test_a_line_changed_by_a_letter_is_another_line(shop: Workshop) -> None:
    _, trail = shop.work("fig")
    shop.day = 2
    shop.write("fig.py", [f"{one}1" for one in lines("fig")])
    shop.commit("rename")

    assert seen(trail).alive_7 == 0.0


def test_work_that_its_session_took_back_and_did_again_stands(shop: Workshop) -> None:
    sha, trail = shop.work("seven")
    shop.git("revert", "--no-edit", "HEAD")
    back = shop.head()
    shop.git("revert", "--no-edit", "HEAD")
    trail = shop.trail("seven", lines("seven"), sha, back, shop.head())

    found = seen(trail)

    assert (found.lines, found.alive_7, found.reverted) == (10, 1.0, False)


def test_a_removal_long_after_is_no_revert(shop: Workshop) -> None:
    _, trail = shop.work("six")
    shop.day = 20
    shop.git("rm", "-q", "six.py")
    shop.commit("drop six")

    found = seen(trail)

    assert (found.alive_7, found.alive_30, found.reverted) == (1.0, 0.0, False)


def test_a_revert_page_names_no_sha_and_is_known_all_the_same(shop: Workshop) -> None:
    _, trail = shop.work("oak")
    shop.day = 20
    shop.git("rm", "-q", "oak.py")
    shop.commit('Revert "add oak (#11)" (#12)')

    found = seen(trail)

    assert (found.reverted, found.reverted_how) == (True, "commit")


def test_a_commit_that_was_amended_is_not_missed(shop: Workshop) -> None:
    first, _ = shop.work("two")
    text = [f"other_{number} = compute({number})" for number in range(10)]
    shop.write("two.py", text)
    shop.git("commit", "-qa", "--amend", "-m", "two, better")
    trail = shop.trail("two", text, first, shop.head())

    found = seen(trail)

    assert (found.commits, found.landed) == (2, 1.0)


def test_two_lines_still_there_were_not_removed(shop: Workshop) -> None:
    _, trail = shop.work("tiny")
    short = lines("tiny")[:2]
    shop.write("tiny2.py", [f"own_{one}" for one in short])
    sha = shop.commit("two lines")
    trail = shop.trail("tiny2", [f"own_{one}" for one in short], sha)

    assert seen(trail).reverted is False
