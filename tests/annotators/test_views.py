import pytest

from builders import prompt, run, session, steer, turn
from metier.annotators.views import (
    first_attempt,
    first_prompt,
    typed,
    typed_before,
)


@pytest.mark.parametrize(
    "noise", ["/clear", "/model opus", "hi", "你好", "A1b2-42", ""]
)
def test_the_first_prompt_is_the_first_that_carries_content(noise: str) -> None:
    opened = session(turn(noise), turn("add totals to the invoice"))

    found = first_prompt(opened)

    assert found is not None
    assert found.text == "add totals to the invoice"


def test_a_session_of_greetings_has_no_first_prompt() -> None:
    assert first_prompt(session(turn("hello"), turn("/clear"))) is None


def test_a_handed_over_plan_is_a_first_prompt() -> None:
    handed = session(turn(prompt("", kind="plan_prompt", pasted="# Add totals")))

    found = first_prompt(handed)

    assert found is not None
    assert found.kind == "plan_prompt"


def test_answers_from_a_menu_are_not_typed() -> None:
    picked = session(turn("add totals", prompt("Option B", kind="answer")))

    assert [words.text for words in typed(picked)] == ["add totals"]


@pytest.mark.parametrize("output", ["3 passed in 0.1s", "3 failed in 0.1s", ""])
def test_words_count_up_to_the_first_attempt_whatever_came_of_it(output: str) -> None:
    done = session(
        turn("add totals", steer("never round them"), run("pytest -q", output)),
        turn("still broken"),
    )

    before = typed_before(done)

    assert [words.text for words in before] == ["add totals", "never round them"]


def test_without_an_attempt_every_word_counts() -> None:
    looked = session(turn("read it", run("ls")), turn("and explain it"))

    assert first_attempt(looked) is None
    assert len(typed_before(looked)) == 2


@pytest.mark.parametrize(
    "command", ["cd app && pytest -q", "npm test", "git commit -m 'done'", "make"]
)
@pytest.mark.parametrize("fails", [False, True])
def test_an_attempt_is_known_by_its_command_alone(command: str, *, fails: bool) -> None:
    output = "No such file or directory" if fails else ""
    status = "error" if fails else "ok"
    tried = run(command, output, status=status, is_error=fails)
    done = session(turn("add totals", tried), turn("still broken"))

    assert [words.text for words in typed_before(done)] == ["add totals"]


@pytest.mark.parametrize("status", ["rejected", "denied", "invalid"])
def test_a_call_that_was_not_carried_out_is_no_attempt(status: str) -> None:
    done = session(turn("add totals", run("pytest -q", "", status=status)))

    assert first_attempt(done) is None
