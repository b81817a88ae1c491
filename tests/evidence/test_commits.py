"""Commits and pushes beside other commands, as git 2.39 printed them."""

import msgspec
import pytest

from builders import run, session, turn
from metier.evidence import ledger
from metier.records import GitOperation

PUSHED = "To ../origin.git\n   1234567..abc1234  main -> main\n"
REFUSED = (
    "To ../origin.git\n ! [rejected]        main -> main (fetch first)\n"
    "error: failed to push some refs to '../origin.git'\n"
    "hint: Updates were rejected because the remote contains work that you do\n"
)
CLEAN = "On branch main\nnothing to commit, working tree clean\n"
NO_UPSTREAM = (
    "fatal: The current branch nb has no upstream branch.\n"
    "To push the current branch and set the remote as upstream, use\n"
)
HOOK = "ruff.....Failed\n- hook id: ruff\n- exit code: 1\n"


def found(command: str, output: str, code: int = 0) -> list[tuple[str, str]]:
    status = "error" if code else "ok"
    call = run(command, output, exit_code=code or None, status=status)
    return [(row.kind, row.verdict) for row in ledger(session(turn("go", call)))]


@pytest.mark.parametrize(
    ("command", "output", "code", "rows"),
    [
        (
            "git commit -qam x; git push 2>&1 | tail -3",
            REFUSED,
            0,
            [("commit", "pass"), ("push", "fail")],
        ),
        (
            "git commit -qam x && git push",
            NO_UPSTREAM,
            128,
            [("commit", "pass"), ("push", "fail")],
        ),
        (
            "git add none.py && git commit -m x && git push",
            "fatal: pathspec 'none.py' did not match any files",
            128,
            [],
        ),
        ("git commit -qam x; git status", CLEAN, 0, [("commit", "pass")]),
        (
            'git commit -qam x; git push 2>&1; echo "exit: $?"',
            REFUSED + "exit: 1",
            0,
            [("commit", "pass"), ("push", "fail")],
        ),
        ("git ci -am x", "[main abc1234] x", 0, [("commit", "pass")]),
        ("git subtree push --prefix d origin p", PUSHED, 0, [("push", "pass")]),
        ('git commit -m "x', "unexpected EOF", 2, [("commit", "unknown")]),
        ("git commit -m x; git status", CLEAN + CLEAN, 0, [("commit", "fail")]),
        (
            "git commit -m x | tail -4; git add -A; git commit -nm x",
            HOOK + "[main abc1234] x",
            0,
            [("commit", "fail"), ("commit", "pass")],
        ),
        ("git push || (git pull --rebase && git push)", PUSHED, 0, [("push", "pass")]),
        (
            "git push || (git pull --rebase && git push)",
            REFUSED + PUSHED,
            0,
            [("push", "fail"), ("push", "pass")],
        ),
        (
            "git merge x | tail -2",
            " 1 file changed, 1 insertion(+)",
            0,
            [("merge", "pass")],
        ),
    ],
)
def test_each_command_of_a_chain_has_its_own_verdict(
    command: str, output: str, code: int, rows: list[tuple[str, str]]
) -> None:
    assert found(command, output, code) == rows


@pytest.mark.parametrize(
    ("command", "output", "row"),
    [
        ("hg commit -m x", "", ("commit", "hg", "pass")),
        ("hg commit -m x || true", "nothing changed", ("commit", "hg", "fail")),
        ("svn ci -m x", "Committed revision 42.", ("commit", "svn", "pass")),
        ("jj git push", "Nothing changed.", ("push", "jj", "unknown")),
        (
            "gt submit",
            "fix: https://example.com/pr/12 (created)",
            ("pull_request", "gt", "pass"),
        ),
    ],
)
def test_version_control_other_than_git_is_known(
    command: str, output: str, row: tuple[str, str, str]
) -> None:
    (made,) = ledger(session(turn("go", run(command, output))))

    assert (made.kind, made.tool, made.verdict) == row


def stated(command: str, git: GitOperation) -> list[tuple[str, str]]:
    call = msgspec.structs.replace(run(command, "1\n1"), git=git)
    return [(row.kind, row.verdict) for row in ledger(session(turn("go", call)))]


def test_what_newer_logs_state_of_git_tells_where_the_output_does_not() -> None:
    command = "git commit -am x | grep -c insertion; git push 2>&1 | grep -c main"
    both = GitOperation(commit="abc1234", push=True)

    assert stated(command, both) == [("commit", "pass"), ("push", "pass")]
    assert stated("./do-it.sh | tail -1", both) == [("commit", "pass")]
    assert stated("git commit -am x | grep -c insertion", GitOperation()) == [
        ("commit", "unknown")
    ]


@pytest.mark.parametrize(
    ("command", "output", "row"),
    [
        ("npx lerna publish", "Successfully published:\n - a@1.0.1", "pass"),
        ("poetry publish || true", " - Uploading a-1.0.tar.gz FAILED", "fail"),
        ("netlify deploy --prod | tail -1", " \u203a   Error: Forbidden", "fail"),
        ("aws s3 sync d s3://b | tail", "fatal error: AccessDenied", "fail"),
        (
            "kubectl apply -f a.yaml && kubectl rollout status d/a",
            "deployment.apps/a configured\nerror: timed out waiting for the condition",
            "pass",
        ),
    ],
)
def test_deliveries_are_known_by_what_they_say(
    command: str, output: str, row: str
) -> None:
    (made,) = ledger(session(turn("go", run(command, output))))

    assert made.verdict == row
