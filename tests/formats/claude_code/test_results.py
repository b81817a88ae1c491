"""What tool results say."""

# ruff: noqa: ANN401 - fields of any kind, as the log has them

from pathlib import Path
from typing import Any

import pytest

from claude_logs import Log, count, count_one, read


def test_an_edit_without_the_original_file_still_counts_its_lines(
    tmp_path: Path,
) -> None:
    log = Log()
    log.prompt("edit")
    log.calls(
        "Edit",
        {"file_path": "/a", "old_string": "x", "new_string": "y\nz"},
        "updated",
        sidecar={
            "filePath": "/a",
            "oldString": "x",
            "newString": "y\nz",
            "originalFile": None,
            "structuredPatch": [
                {
                    "oldStart": 1,
                    "oldLines": 2,
                    "newStart": 1,
                    "newLines": 3,
                    "lines": [" a", "-x", "+y", "+z"],
                }
            ],
            "userModified": False,
        },
    )
    log.calls(
        "Write",
        {"file_path": "/b", "content": "1\n2\n3\n"},
        "created",
        sidecar={
            "type": "create",
            "filePath": "/b",
            "content": "1\n2\n3\n",
            "structuredPatch": [],
            "originalFile": None,
        },
    )

    counted = count_one(log, tmp_path)

    assert (counted["lines_added"], counted["lines_removed"]) == (5, 1)


@pytest.mark.parametrize(
    "sidecar",
    ["Error: Exit code 2", [{"type": "text", "text": "x"}], {"stdout": 7}, 3, None],
)
def test_a_sidecar_of_any_shape_is_read(tmp_path: Path, sidecar: Any) -> None:
    log = Log()
    log.prompt("run it")
    log.calls("Bash", {"command": "ls"}, "a\nb", sidecar=sidecar)

    (session,) = read(log.write(tmp_path / "s-1.jsonl"))

    assert session.actions[0].status == "ok"
    assert session.actions[0].result == "a\nb"


def test_a_call_without_a_result_is_pending(tmp_path: Path) -> None:
    log = Log()
    log.prompt("run it")
    log.call("Bash", {"command": "sleep 100"})
    path = log.write(tmp_path / "s-1.jsonl")

    (session,) = read(path)
    (counted,) = count(path).values()

    assert session.actions[0].status == "pending"
    assert session.quality.pending_actions == 1
    assert (counted["actions"], counted["actions_executed"]) == (1, 0)


def test_a_background_run_is_completed_by_its_notification(tmp_path: Path) -> None:
    log = Log()
    log.prompt("test it")
    log.calls(
        "Bash",
        {"command": "pytest", "run_in_background": True},
        "Command running in background with ID: b12",
        sidecar={"stdout": "", "stderr": "", "backgroundTaskId": "b12"},
    )
    note = "<task-notification>\n<task-id>b12</task-id>\n<status>failed</status>\n"
    log.queue("enqueue", note)
    log.queue("dequeue")
    log.user(note)
    log.attachment(type="queued_command", prompt=note, commandMode="task-notification")

    (session,) = read(log.write(tmp_path / "s-1.jsonl"))

    assert session.actions[0].background
    assert session.actions[0].completion == note


def test_a_result_that_stands_before_its_call_is_joined(tmp_path: Path) -> None:
    log = Log()
    log.prompt("read it")
    call = log.call("Read", {"file_path": "/a"})
    log.result(call, "text")
    log.lines[1], log.lines[2] = log.lines[2], log.lines[1]

    (session,) = read(log.write(tmp_path / "s-1.jsonl"))

    (action,) = session.actions
    assert (action.status, action.result) == ("ok", "text")
    assert action.ended_position is not None
    assert action.ended_position > action.position
    assert session.quality.orphan_results == 0


def test_of_a_long_result_that_ran_nothing_only_the_ends_are_kept(
    tmp_path: Path,
) -> None:
    text = "first é\n" + "middle \\u00e9 \u6f22 " * 2000 + '"last"\n'
    log = Log()
    log.prompt("read it")
    log.calls("Read", {"file_path": "/a"}, text)
    log.calls("Bash", {"command": "cat /a"}, text)

    (session,) = read(log.write(tmp_path / "s-1.jsonl"))

    looked, ran = session.actions
    assert looked.result.startswith("first é\n")
    assert looked.result.endswith('"last"\n')
    assert looked.result_clipped
    assert len(looked.result) < 2100
    assert (ran.result, ran.result_clipped) == (text, False)


def test_a_long_output_keeps_its_head_and_its_tail(tmp_path: Path) -> None:
    log = Log()
    log.prompt("run it")
    log.calls("Bash", {"command": "seq"}, "a" * 150_000 + "\n" + "b" * 150_000)

    (session,) = read(log.write(tmp_path / "s-1.jsonl"))

    (action,) = session.actions
    assert action.result_clipped
    assert action.result == "a" * 96_000 + "\n[…]\n" + "b" * 96_000


def test_a_long_refusal_is_a_refusal_with_its_words(tmp_path: Path) -> None:
    log = Log()
    log.prompt("read it")
    log.refuses(log.call("Read", {"file_path": "/a"}), "no " * 5000)

    counted = count_one(log, tmp_path)

    assert (counted["rejections"], counted["words_human"]) == (1, 5002)


@pytest.mark.parametrize("length", [10, 10_000, 100_000])
def test_a_patch_is_found_behind_a_file_of_any_length(
    tmp_path: Path, length: int
) -> None:
    log = Log()
    log.prompt("edit it")
    original = 'x "structuredPatch":[] ' * length
    log.calls(
        "Edit",
        {"file_path": "/a"},
        "updated",
        sidecar={
            "filePath": "/a",
            "oldString": "x",
            "newString": "y",
            "originalFile": original,
            "structuredPatch": [{"lines": ["-x", "+y", "+z"]}],
            "userModified": True,
        },
    )
    log.lines = [line.replace('": ', '":') for line in log.lines]

    (session,) = read(log.write(tmp_path / "s-1.jsonl"))

    (action,) = session.actions
    assert (action.lines_added, action.lines_removed) == (2, 1)
    assert action.user_modified
    assert action.patch_texts == ("y", "z")
