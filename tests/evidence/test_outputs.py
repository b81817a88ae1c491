from builders import run
from metier.evidence.outputs import EDGE, clean, output_of


def test_colours_cursor_moves_and_nul_bytes_are_taken_out() -> None:
    assert clean("\x1b[31m1 failed\x1b[39m\0, \x1b]0;title\x072 passed\r\nx") == (
        "1 failed, 2 passed\nx"
    )


def test_the_exit_line_is_read_and_taken_off() -> None:
    output = output_of(run("x", "Exit code 2\nboom", is_error=True, status="error"))

    assert (output.text, output.code, output.succeeded) == ("boom", 2, False)


def test_a_harmless_code_is_no_success() -> None:
    assert output_of(run("x", "", interpretation="No matches found")).succeeded is False


def test_no_output_is_an_empty_text() -> None:
    assert output_of(run("x", "(Bash completed with no output)")).text == ""


def test_a_call_that_was_stopped_has_no_status() -> None:
    for fields in ({"timed_out": True}, {"status": "interrupted"}):
        output = output_of(run("x", "", is_error=True, **fields))

        assert output.stopped
        assert output.succeeded is None


def test_a_background_run_ends_when_its_completion_says_so() -> None:
    def told(completion: str | None) -> bool | None:
        return output_of(
            run("x", "started", background=True, completion=completion)
        ).succeeded

    assert told(None) is None
    assert told("<status>completed</status> done (exit code 0)") is True
    assert told("<status>failed</status> failed with exit code 1") is False
    assert told("<status>killed</status>") is None
    assert told("<status>running</status>\nserver exited with code 1") is None
    assert told("<status>running</status>\n<status>completed</status>") is True
    assert told("the command failed") is False


def test_a_very_long_output_keeps_its_ends_and_says_so() -> None:
    output = output_of(run("x", "a" * (3 * EDGE) + "\n3 passed in 0.1s"))

    assert len(output.text) < 2 * EDGE + 10
    assert output.text.endswith("3 passed in 0.1s")
    assert not output.whole


def test_a_run_of_blank_lines_is_shortened() -> None:
    assert clean("a" + "\n" * 100_000 + "b") == "a\n\nb"
