import pytest

from builders import run, session, turn
from metier.evidence import ledger
from metier.records import Session

COMMITTED = "[main (root-commit) abc1234] x"
HOME = "/home/ana/shop"


def worked(*commands: str) -> Session:
    """Give a session in a project that ran these, each with a commit's output."""
    calls = [run(command, COMMITTED, cwd=HOME) for command in commands]
    return session(turn("go on", *calls), cwds=(HOME,))


def aside(made: Session) -> list[bool]:
    return [row.throwaway for row in ledger(made)]


@pytest.mark.parametrize(
    "command",
    [
        "d=$(mktemp -d) && cd $d && git init && git commit --allow-empty -m x",
        "cd $(mktemp -d) && git init -q . && git commit --allow-empty -m x",
        "mkdir /tmp/r && cd /tmp/r && git init && git commit --allow-empty -m x",
        "git init /tmp/r && git -C /tmp/r commit --allow-empty -m x",
        "git init test/fixtures/r && cd test/fixtures/r && git commit -m x",
        "bash -c 'cd /tmp/r && git init && git commit --allow-empty -m x'",
    ],
)
def test_a_repository_made_among_temporary_files_is_thrown_away(command: str) -> None:
    assert aside(worked(command)) == [True]


@pytest.mark.parametrize(
    "command",
    [
        "git init && git commit --allow-empty -m x",
        "mkdir app && cd app && git init && git commit --allow-empty -m x",
        "(cd /tmp && git init r); git commit -m x",
        "git worktree add /tmp/wt && cd /tmp/wt && git commit -m x",
        "(cd $(mktemp -d) && git init -q); git commit -m x",
    ],
)
def test_what_is_committed_to_the_project_is_its_own(command: str) -> None:
    assert aside(worked(command)) == [False]


def test_later_calls_find_the_repository_again() -> None:
    made = worked(
        "mkdir /tmp/r && cd /tmp/r && git init -q",
        "cd /tmp/r && git commit -m x",
        "git -C /tmp/r commit -m y",
        "git commit -m z",
    )

    assert aside(made) == [True, True, False]


def test_a_project_that_lies_among_temporary_files_is_a_project() -> None:
    folder = "/tmp/work"  # noqa: S108 - a name, nothing is written there
    call = run(f"cd {folder} && git init && git commit -m x", COMMITTED)

    assert aside(session(turn("go on", call), cwds=(folder,))) == [False]


def test_what_is_shown_there_is_no_hard_signal() -> None:
    (row,) = ledger(worked("cd $(mktemp -d) && git init && git commit -m x"))

    assert (row.verdict, row.strength) == ("pass", "soft")
