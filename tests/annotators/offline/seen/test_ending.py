import msgspec
import pytest

from builders import edit, run, session, turn
from metier.annotators.offline.seen.ending import ending
from metier.evidence import ledger
from metier.records import Session


def seen(ended: Session) -> dict[str, float]:
    return ending(ended, ledger(ended))


@pytest.mark.parametrize(
    "says",
    [
        "I can't open external links. Could you share the part you mean?",
        "Please provide the error message and I can look further.",
        "请提供更多信息",
    ],
)
def test_an_agent_that_asks_back_and_changes_nothing_lacked_something(
    says: str,
) -> None:
    assert seen(session(turn("study this link", says=says)))["asked_back"] == 1.0


def test_asking_after_the_work_is_done_is_no_lack() -> None:
    done = session(
        turn("go on", edit(), says="Done. Could you confirm that it looks right?")
    )

    assert seen(done)["asked_back"] == 0.0


def test_a_refused_commit_blocks_the_end() -> None:
    refused = msgspec.structs.replace(
        run("git commit -m totals", "husky - pre-commit hook exited with code 1"),
        status="error",
        is_error=True,
        exit_code=1,
    )

    assert seen(session(turn("commit it", edit(), refused)))["blocked"] == 1.0
    assert seen(session(turn("leave it", edit())))["blocked"] == 0.0
