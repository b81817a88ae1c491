"""What the person decided by a key."""

from pathlib import Path

from claude_logs import BARE, Log, count, count_one, read


def test_a_result_without_a_call_is_counted_and_decides_nothing(
    tmp_path: Path,
) -> None:
    log = Log()
    log.result("toolu-elsewhere", BARE, error=True, sidecar="User rejected tool use")
    log.user([{"type": "text", "text": "[Request interrupted by user for tool use]"}])
    log.prompt("go on")
    path = log.write(tmp_path / "s-1.jsonl")

    (session,) = read(path)
    (counted,) = count(path).values()

    assert session.quality.orphan_results == 1
    assert (counted["rejections"], counted["interrupts"]) == (0, 0)


def test_calls_refused_by_one_key_are_one_rejection(tmp_path: Path) -> None:
    log = Log()
    log.prompt("run both")
    first = log.call("Bash", {"command": "a"}, id="m1")
    second = log.call("Bash", {"command": "b"}, id="m1")
    moment = log.wait(10).stamp()
    for call in (first, second):
        log.result(
            call, BARE, error=True, sidecar="User rejected tool use", timestamp=moment
        )
    log.user([{"type": "text", "text": "[Request interrupted by user for tool use]"}])

    counted = count_one(log, tmp_path)

    assert (counted["rejections"], counted["interrupts"]) == (1, 0)
    assert (counted["actions"], counted["actions_executed"]) == (2, 0)


def test_a_policy_s_denial_is_nobody_s_rejection(tmp_path: Path) -> None:
    log = Log()
    log.prompt("read it")
    log.calls(
        "Read",
        {"file_path": "/etc/shadow"},
        "Permission to use Read has been denied.",
        error=True,
    )
    path = log.write(tmp_path / "s-1.jsonl")

    (session,) = read(path)
    (counted,) = count(path).values()

    assert [item.actor for item in session.decisions] == ["policy"]
    assert (counted["rejections"], counted["actions_executed"]) == (0, 0)


def test_the_refusal_s_words_in_a_file_that_is_read_refuse_nothing(
    tmp_path: Path,
) -> None:
    log = Log()
    log.prompt("read it")
    log.calls("Bash", {"command": "cat log"}, BARE, error=False)

    counted = count_one(log, tmp_path)

    assert (counted["rejections"], counted["actions_executed"]) == (0, 1)


def test_an_approved_plan_is_an_approval(tmp_path: Path) -> None:
    log = Log()
    log.prompt("plan")
    log.calls("ExitPlanMode", {"plan": "x"}, "User has approved your plan. Start.")
    call = log.call("ExitPlanMode", {"plan": "y"})
    log.refuses(call, "shorter, please")
    path = log.write(tmp_path / "s-1.jsonl")

    (session,) = read(path)
    (counted,) = count(path).values()

    assert [item.kind for item in session.decisions] == ["plan_approve", "plan_reject"]
    assert session.inputs[-1].kind == "plan_feedback"
    assert (counted["plan_approvals"], counted["rejections"]) == (1, 1)
    assert counted["rejection_comments"] == 1


def test_a_heir_knows_the_session_whose_plan_it_carries_out(tmp_path: Path) -> None:
    log = Log("s-old")
    log.prompt("plan it")
    log.refuses(log.call("ExitPlanMode", {"plan": "# Plan"}))
    heir = Log("s-new")
    heir.moment = log.moment
    heir.user("Implement the following plan:\n\n# Plan", planContent="# Plan")
    for item in (log, heir):
        item.write(tmp_path / f"{item.session}.jsonl")

    parents = {session.id: session.parent for session in read(tmp_path)}

    assert parents == {"s-old": None, "s-new": "s-old"}


def test_a_choice_may_hold_several_labels_with_commas(tmp_path: Path) -> None:
    asked = [
        {
            "question": "Which?",
            "options": [{"label": "Red, or pink"}, {"label": "Blue"}],
            "multiSelect": True,
        }
    ]
    log = Log()
    log.prompt("ask me")
    call = log.call("AskUserQuestion", {"questions": asked})
    log.result(
        call,
        'Your questions have been answered: "Which?"="Red, or pink, Blue".',
        sidecar={
            "questions": asked,
            "answers": {"Which?": "Red, or pink, Blue"},
            "annotations": {"Which?": {"notes": "both at once"}},
        },
    )

    counted = count_one(log, tmp_path)

    assert counted["answers"] == 1
    assert counted["words_human"] == 5


def test_answers_are_read_from_the_text_without_a_sidecar(tmp_path: Path) -> None:
    asked = [{"question": "Which store?", "options": [{"label": "SQLite"}]}]
    log = Log()
    log.prompt("ask me")
    call = log.call("AskUserQuestion", {"questions": asked})
    log.result(
        call, 'User has answered your questions: "Which store?"="none at all". Go on.'
    )
    again = log.call("AskUserQuestion", {"questions": asked})
    log.result(
        again, 'User has answered your questions: "Which store?"="SQLite". Go on.'
    )

    counted = count_one(log, tmp_path)

    assert (counted["answers"], counted["words_human"]) == (2, 5)


def test_nobody_answered_when_the_answers_are_empty(tmp_path: Path) -> None:
    asked = [{"question": "Which?", "options": [{"label": "a"}]}]
    log = Log()
    log.prompt("ask me")
    call = log.call("AskUserQuestion", {"questions": asked})
    log.result(call, "No answer.", sidecar={"questions": asked, "answers": {}})

    assert count_one(log, tmp_path)["answers"] == 0


def test_a_stopped_call_and_its_marker_are_one_interruption(tmp_path: Path) -> None:
    log = Log()
    log.prompt("run it")
    log.calls(
        "Bash",
        {"command": "sleep 100"},
        "Exit code 137\n[Request interrupted by user for tool use]",
        error=True,
    )
    log.user([{"type": "text", "text": "[Request interrupted by user for tool use]"}])

    counted = count_one(log, tmp_path)

    assert (counted["interrupts"], counted["rejections"]) == (1, 0)
    assert counted["actions_executed"] == 1


def test_escape_after_a_refusal_with_a_comment_is_an_interruption(
    tmp_path: Path,
) -> None:
    log = Log()
    log.prompt("run it")
    log.refuses(log.call("Bash", {"command": "ls"}), "use rg")
    log.wait(5)
    log.user([{"type": "text", "text": "[Request interrupted by user]"}])

    counted = count_one(log, tmp_path)

    assert (counted["interrupts"], counted["rejections"]) == (1, 1)
