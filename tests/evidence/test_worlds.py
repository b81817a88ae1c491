from metier.evidence.known import Known
from metier.evidence.recognition import prepare
from metier.evidence.script import Command, walk
from metier.evidence.shell import parse
from metier.evidence.worlds import Course, explore


def course(
    text: str,
    *,
    succeeded: bool | None,
    output: str = "",
    known: dict[str, bool] | None = None,
    of: str = "pytest",
) -> Course | None:
    """Give what is known of one program of a chain."""
    script = parse(text)
    prepare(script)
    found = {command.program(): command for command in walk(script)}
    statuses = {id(found[name]): value for name, value in (known or {}).items()}
    courses = explore(
        script, Known(succeeded=succeeded, statuses=statuses, text=output)
    )
    asked: Command = found[of]
    return courses.get(id(asked))


def ended(text: str, **shown: bool | str | dict[str, bool] | None) -> bool | None:
    found = course(text, **shown)  # type: ignore[arg-type]
    return None if found is None else found.succeeded


def test_the_status_of_a_lone_command_is_its_own() -> None:
    assert ended("pytest", succeeded=True) is True
    assert ended("pytest", succeeded=False) is False


def test_a_chain_that_ended_well_ran_all_its_commands() -> None:
    assert ended("pytest && ruff", succeeded=True) is True


def test_a_chain_that_failed_does_not_say_where() -> None:
    assert ended("pytest && ruff", succeeded=False) is None


def test_a_command_after_one_that_failed_never_ran() -> None:
    assert course("mypy && pytest", succeeded=False, known={"mypy": False}) is None


def test_a_pipe_hides_the_status() -> None:
    assert ended("pytest | tail -3", succeeded=True) is None


def test_pipefail_keeps_it() -> None:
    assert ended("set -o pipefail; pytest | tail", succeeded=False) is False


def test_a_later_command_hides_the_status() -> None:
    assert ended("pytest; ls", succeeded=True) is None


def test_a_printed_status_tells() -> None:
    text = 'pytest > log; echo "exit: $?"'

    assert ended(text, succeeded=True, output="exit: 1") is False
    assert ended(text, succeeded=True, output="exit: 0") is True


def test_a_kept_status_tells() -> None:
    assert ended("pytest; rc=$?; ls; exit $rc", succeeded=False) is False
    assert ended("pytest | tail; exit ${PIPESTATUS[0]}", succeeded=False) is False


def test_a_printed_pipe_status_is_read_from_a_line_of_its_own() -> None:
    text = "pytest | head -2; echo ${PIPESTATUS[0]}"

    assert ended(text, succeeded=True, output="version 7.1.0\n1") is False


def test_an_echo_that_is_missing_did_not_run() -> None:
    text = "pytest > /dev/null && echo fine || echo broken"

    assert ended(text, succeeded=True, output="broken") is False
    assert ended(text, succeeded=True, output="fine") is True


def test_a_condition_is_told_by_its_branch() -> None:
    text = "if pytest > /dev/null; then echo fine; else echo broken; fi"

    assert ended(text, succeeded=True, output="broken") is False


def test_errexit_ends_a_script() -> None:
    assert ended("set -e; pytest; ls", succeeded=True) is True


def test_a_negation_turns_the_status() -> None:
    assert ended("! pytest", succeeded=True) is False


def test_a_function_runs_where_it_is_called() -> None:
    assert ended("t() { pytest; }; t", succeeded=False) is False


def test_an_or_list_that_succeeds_says_nothing() -> None:
    assert ended("pytest || true", succeeded=True) is None


def test_what_a_tool_said_stands_against_the_status() -> None:
    found = course("pytest", succeeded=False, known={"pytest": True})

    assert found is not None
    assert found.succeeded is True
