"""What a session leaves to ask its repository about."""

from pathlib import Path

import pytest

from builders import run, session, turn
from metier.evidence import ledger
from metier.outcomes import Settings, Trail, look, trail
from outcomes.workshop import DAY, KEY, START, Workshop


def left(*commands: str, folder: Path, printed: str = "") -> Trail:
    calls = [run(command, printed, cwd=str(folder)) for command in commands]
    made = session(turn("go on", *calls))
    found = trail(made, ledger(made), KEY)
    assert found is not None
    return found


def test_a_quiet_commit_is_known_by_its_moment(tmp_path: Path) -> None:
    shop = Workshop(tmp_path / "shop")
    one = left("git commit -qam totals", folder=shop.folder)
    moment = one.commits[0].time
    assert moment is not None
    shop.day = (moment - START) / DAY
    sha, _ = shop.work("totals")
    shop.day += 1
    shop.work("later")

    (found,) = look([one], Settings(key=KEY, now=moment + 60 * DAY))

    assert one.commits[0].sha == sha
    assert (found.landed, found.landed_how) == (1.0, "sha")


def test_which_of_two_commits_of_one_moment_it_was_is_not_guessed(
    tmp_path: Path,
) -> None:
    shop = Workshop(tmp_path / "shop")
    one = left("git commit -qam totals", folder=shop.folder)
    moment = one.commits[0].time
    assert moment is not None
    shop.day = (moment - START) / DAY
    shop.work("totals")
    shop.work("of somebody else")

    (found,) = look([one], Settings(key=KEY, now=moment + 60 * DAY))

    assert (one.commits[0].sha, found.landed) == ("", None)


@pytest.mark.parametrize(
    "command",
    [
        "cd $(mktemp -d) && git init -q && git commit -q --allow-empty -m x",
        "git commit -q --dry-run",
    ],
)
def test_what_is_no_commit_of_the_work_leaves_none(
    tmp_path: Path, command: str
) -> None:
    made = session(turn("go on", run(command, cwd=str(tmp_path))))

    assert trail(made, ledger(made), KEY) is None
