"""What a person typed, and what only looks like it."""

from pathlib import Path

from claude_logs import Log, count_one, read
from metier.formats.claude_code.people import is_harness

NEWER = {"version": "2.1.284", "entrypoint": "cli"}
TYPED = {"promptSource": "typed", "origin": {"kind": "human"}, "turnOrigin": "human"}


def test_a_custom_command_needs_no_marks(tmp_path: Path) -> None:
    log = Log(**NEWER)
    log.user(
        "<command-message>ship</command-message>\n<command-name>/ship</command-name>"
    )

    counted = count_one(log, tmp_path)

    assert (counted["slash_commands"], counted["turns"]) == (1, 1)
    assert counted["words_human"] == 0


def test_a_notification_without_a_status_is_no_prompt(tmp_path: Path) -> None:
    log = Log()
    log.prompt("watch it")
    log.user("<task-notification>\n<task-id>m1</task-id>\n<event>line</event>")

    assert count_one(log, tmp_path)["human_prompts"] == 1


def test_the_majority_of_entry_points_speaks_for_the_session(tmp_path: Path) -> None:
    log = Log(version="2.1.284")
    log.user("do it", promptSource="sdk", turnOrigin="sdk", entrypoint="sdk-cli")
    log.says("Done.")
    log.prompt("now that", entrypoint="cli", **TYPED)
    log.prompt("and that", entrypoint="cli", **TYPED)
    path = log.write(tmp_path / "s-1.jsonl")

    (session,) = read(path)

    assert (session.surface, session.interactive) == ("cli", "yes")
    assert session.quality.mixed_interactivity
    assert (session.sdk_prompts, len(session.turns)) == (1, 2)


def test_an_image_alone_is_a_prompt_without_words(tmp_path: Path) -> None:
    log = Log()
    log.prompt([{"type": "image", "source": {"type": "base64", "data": ""}}])

    counted = count_one(log, tmp_path)

    assert (counted["human_prompts"], counted["words_human"]) == (1, 0)


def test_ideographs_count_one_by_one(tmp_path: Path) -> None:
    log = Log()
    log.prompt("修复 parser 的错误")

    assert count_one(log, tmp_path)["words_human"] == 6


def test_wrappers_alone_are_no_prompt(tmp_path: Path) -> None:
    log = Log()
    log.user("<ide_selection>x = 1</ide_selection>")
    log.says("Yes?")

    assert count_one(log, tmp_path)["human_prompts"] == 0


def test_an_accepted_suggestion_is_a_decision_without_words(tmp_path: Path) -> None:
    log = Log(**NEWER)
    log.prompt("run the tests", **(TYPED | {"promptSource": "suggestion_accepted"}))

    counted = count_one(log, tmp_path)

    assert (counted["human_prompts"], counted["words_human"]) == (1, 0)


def test_harness_texts_are_told_by_exact_prefixes() -> None:
    assert is_harness("  <system-reminder>x")
    assert not is_harness("<system-reminders> are odd")
    assert not is_harness("[Image #1] what is it")
