from typing import Any

import msgspec

from builders import edit, run, session, turn
from metier.evidence import ledger
from metier.records import Action

COMMITTED = (
    "[main abc1234] x\nTo example.com:shop.git\n   1234567..abc1234  main -> main"
)
SCRIPT = "#!/bin/bash\nset -e\ngit commit -m x\ngit push\n"
HOME = "/home/ana/shop"


def found(*calls: Action) -> list[tuple[str, str]]:
    rows = ledger(session(turn("go on", *calls), cwds=(HOME,)))
    return [(row.kind, row.verdict) for row in rows]


def call(command: str, result: str = "", **fields: Any) -> Action:  # noqa: ANN401
    return run(command, result, cwd=HOME, **fields)


BOTH = [("commit", "pass"), ("push", "pass")]


def test_a_script_that_cat_printed_is_followed() -> None:
    assert found(call("cat ship.sh", SCRIPT), call("./ship.sh", COMMITTED)) == BOTH


def test_a_script_written_by_a_heredoc_is_followed() -> None:
    command = f"cat > ship.sh <<'EOF'\n{SCRIPT}EOF\nbash ship.sh"

    assert found(call(command, COMMITTED)) == BOTH


def test_a_script_written_by_a_tool_is_followed() -> None:
    path = f"{HOME}/ship.sh"
    written = msgspec.structs.replace(
        edit(path), kind="write", patch_texts=tuple(SCRIPT.splitlines())
    )

    assert found(written, call("chmod +x ship.sh && ./ship.sh", COMMITTED)) == BOTH


def test_a_script_that_was_changed_since_is_not_known() -> None:
    calls = (call("cat ship.sh", SCRIPT), edit(f"{HOME}/ship.sh"))

    assert found(*calls, call("./ship.sh", COMMITTED)) == []


def test_a_script_that_commits_in_a_folder_of_its_own_leaves_no_commit() -> None:
    script = "#!/bin/sh\ncd $(mktemp -d)\ngit init -q\ngit commit --allow-empty -m x\n"
    calls = (call("cat t.sh", script), call("./t.sh", "[main abc1234] x"))

    rows = ledger(session(turn("go on", *calls), cwds=(HOME,)))

    assert [row.throwaway for row in rows] == [True]


def test_a_script_that_nobody_saw_is_none() -> None:
    assert found(call("./ship.sh", COMMITTED)) == []
