"""Rows 11 to 20 of the trap table: shapes that fool a counter."""

# ruff: noqa: ANN401 - fields of any kind, as the log has them

import json
from pathlib import Path
from typing import Any

import pytest

from claude_logs import Log, count, count_one, read

NEWER = {"version": "2.1.284", "entrypoint": "cli"}
TYPED = {"promptSource": "typed", "origin": {"kind": "human"}, "turnOrigin": "human"}


def check(counted: dict[str, Any], **expected: Any) -> None:
    got = {name: counted[name] for name in expected}
    assert got == expected


def test_trap_11_a_rejection_with_a_comment_holds_words(tmp_path: Path) -> None:
    log = Log()
    log.prompt("find it")
    log.refuses(log.call("Bash", {"command": "grep x"}), "use rg instead")
    log.says("Yes.")

    counted = count_one(log, tmp_path)

    check(
        counted,
        turns=1,
        rejections=1,
        rejection_comments=1,
        interrupts=0,
        words_human=5,
        actions_executed=0,
    )


def test_trap_12_a_text_beside_a_result_is_an_approval_comment(tmp_path: Path) -> None:
    log = Log()
    log.prompt("fix it")
    call = log.call("Edit", {"file_path": "/a", "old_string": "x", "new_string": "y"})
    log.result(call, "The file /a has been updated.", beside="now the tests too")

    counted = count_one(log, tmp_path)

    check(counted, approval_comments=1, actions_executed=1, turns=1, words_human=6)


@pytest.mark.parametrize("files", [1, 2])
def test_trap_13_a_plan_approved_with_a_cleared_context(
    tmp_path: Path, files: int
) -> None:
    log = Log("s-old")
    log.prompt("plan it")
    log.refuses(log.call("ExitPlanMode", {"plan": "# Plan"}))
    heir = log
    if files == 2:
        heir = Log("s-new")
        # The clocks of the two writers differ by milliseconds either way.
        heir.moment = log.moment
        heir.wait(-1.004)
    heir.user("Implement the following plan:\n\n# Plan\n\ndo it", planContent="# Plan")
    heir.calls("Bash", {"command": "ls"})

    counted = count(
        *{
            item.session: item.write(tmp_path / f"{item.session}.jsonl")
            for item in (log, heir)
        }.values()
    )

    old, new = counted["s-old"], counted[heir.session]
    check(old, plan_approvals=1, rejections=0, interrupts=0, human_prompts=1)
    assert sum(item["turns"] for item in counted.values()) == 2
    assert sum(item["words_human"] for item in counted.values()) == 2
    check(new, plan_prompts=1)


def test_a_bare_rejection_of_a_plan_without_an_heir_is_one(tmp_path: Path) -> None:
    log = Log("s-old")
    log.prompt("plan it")
    log.refuses(log.call("ExitPlanMode", {"plan": "# Plan"}))
    heir = Log("s-new")
    heir.moment = log.moment
    heir.wait(20)
    heir.user("Implement the following plan:\n\n# Plan", planContent="# Plan")

    counted = count(log.write(tmp_path / "a.jsonl"), heir.write(tmp_path / "b.jsonl"))

    check(counted["s-old"], plan_approvals=0, rejections=1, interrupts=0)


def test_trap_14_a_summary_that_quotes_the_prompt_is_no_prompt(tmp_path: Path) -> None:
    log = Log()
    log.prompt("write a parser")
    log.says("Writing.")
    log.add(
        type="system",
        subtype="compact_boundary",
        parentUuid=None,
        compactMetadata={"trigger": "auto", "preTokens": 155000},
    )
    log.user(
        "This session is being continued from a previous conversation that ran out "
        "of context. The user said: write a parser",
        isCompactSummary=True,
        isVisibleInTranscriptOnly=True,
    )
    log.says("Going on.")

    counted = count_one(log, tmp_path)

    check(counted, human_prompts=1, turns=1, compactions=1, words_human=3)


def copied() -> tuple[Log, Log, Log]:
    """A session, a copy under another id with a tail, and a fork with a tail."""
    log = Log("s-1")
    log.prompt("write a parser")
    log.says("Writing.", id="msg-1")
    log.calls("Write", {"file_path": "/p.py", "content": "pass"})
    copy = Log("s-2")
    copy.lines = [
        line.replace('"sessionId": "s-1"', '"sessionId": "s-2"') for line in log.lines
    ]
    copy.number, copy.moment, copy.parent = 90, log.moment, log.parent
    copy.prompt("now document it")
    fork = Log("s-3")
    fork.number, fork.moment = 190, log.moment
    for line in log.lines:
        whole = json.loads(line)
        whole["forkedFrom"] = {"sessionId": "s-1", "messageUuid": whole["uuid"]}
        whole["uuid"] = f"f-{whole['uuid']}"
        if whole["parentUuid"]:
            whole["parentUuid"] = f"f-{whole['parentUuid']}"
        fork.side(**(whole | {"sessionId": "s-3"}))
    fork.side(type="custom-title", customTitle="parser (fork)", sessionId="s-3")
    fork.prompt("now test it")
    return log, copy, fork


def test_trap_15_and_16_copies_count_where_they_first_appeared(tmp_path: Path) -> None:
    for name, log in zip(("one", "two", "three"), copied(), strict=True):
        log.write(tmp_path / f"{name}.jsonl")

    counted = count(tmp_path)

    check(counted["s-1"], human_prompts=1, actions=1, api_messages=2)
    check(counted["s-2"], human_prompts=1, actions=0, api_messages=0, words_human=3)
    check(counted["s-3"], human_prompts=1, actions=0, api_messages=0, words_human=3)


def test_trap_16_a_fork_says_where_it_came_from(tmp_path: Path) -> None:
    for log in copied():
        log.write(tmp_path / f"{log.session}.jsonl")

    forked = {session.id: session.forked_from for session in read(tmp_path)}
    lines = {session.id: session.quality.copied_lines for session in read(tmp_path)}

    assert forked == {"s-1": None, "s-2": None, "s-3": "s-1"}
    assert lines == {"s-1": 0, "s-2": 4, "s-3": 4}


def test_trap_17_glued_objects_are_both_read_a_torn_tail_is_not(
    tmp_path: Path,
) -> None:
    log = Log()
    log.prompt("one")
    log.prompt("two")
    first, second = log.lines
    path = tmp_path / "s-1.jsonl"
    path.write_text(first + second + "\n" + first[:40], encoding="utf-8")

    (counted,) = count(path).values()

    check(counted, human_prompts=2, turns=2)


def test_trap_18_test_runs_and_failures(tmp_path: Path) -> None:
    log = Log()
    log.prompt("test it")
    log.calls(
        "Bash",
        {"command": "go test ./... 2>&1 | tail -5"},
        "--- FAIL: TestAdd (0.00s)\nFAIL\nFAIL\texample.com/add\t0.003s\nFAIL",
    )
    log.calls("Bash", {"command": "go test ./..."}, "ok  \texample.com/add\t0.003s")
    log.calls(
        "Bash",
        {"command": "pytest -q"},
        "Exit code 1\n1 failed, 3 passed in 0.10s",
        error=True,
    )

    counted = count_one(log, tmp_path)

    check(counted, test_runs=3, test_failures=2, actions=3)


def test_trap_19_only_a_commit_that_the_output_shows_counts(tmp_path: Path) -> None:
    log = Log()
    log.prompt("commit it")
    log.calls(
        "Bash",
        {"command": "git commit -m \"$(cat <<'EOF'\nAdd totals\nEOF\n)\""},
        "[main 3e440d4] Add totals\n 1 file changed, 2 insertions(+)",
    )
    log.calls(
        "Bash",
        {"command": "./scripts/try.sh"},
        "[main (root-commit) 1a2b3c4] first\n 1 file changed",
    )
    log.calls("Bash", {"command": "cat .git/hooks/post-commit"}, "#!/bin/sh\nexit 0")
    log.calls(
        "Bash",
        {"command": "git commit -m again"},
        "Exit code 1\nOn branch main\nnothing to commit, working tree clean",
        error=True,
    )

    counted = count_one(log, tmp_path)

    check(counted, commits=1, actions=4)


def test_trap_20_a_prompt_by_a_program_is_nobodys(tmp_path: Path) -> None:
    log = Log(version="2.1.284", entrypoint="sdk-cli")
    log.user("do it", promptSource="sdk", turnOrigin="sdk")
    log.calls("Bash", {"command": "ls"})

    counted = count_one(log, tmp_path)

    check(
        counted, human_prompts=0, turns=0, actions=1, words_human=0, interactive=False
    )
