import resource
from pathlib import Path

import pytest
from typer.testing import CliRunner

from metier.cli import COMMANDS, app
from programs import metier, run_code

HEAVY = ("numpy", "duckdb", "rich", "tree_sitter", "jinja2", "sqlite3", "msgspec")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help_that_names_its_flags(command: str) -> None:
    shown = CliRunner().invoke(app, [command, "--help"])

    assert shown.exit_code == 0, shown.output
    assert f"{command} [OPTIONS]" in shown.output


def test_the_help_lists_every_command_in_order() -> None:
    shown = CliRunner().invoke(app, ["--help"]).output

    listed = [line.split()[0] for line in shown.splitlines() if line.startswith("  ")]
    assert [name for name in listed if name in COMMANDS] == list(COMMANDS)


def test_the_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from metier.cli import main; sys.argv = ['metier', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"sys.exit(','.join(m for m in {HEAVY} if m in sys.modules))\n"
    )

    done = run_code(code, tmp_path)

    assert done.stderr.strip() == ""


def test_the_help_is_there_in_twice_the_time_that_python_and_typer_take(
    tmp_path: Path,
) -> None:
    least = min(seconds("import typer", tmp_path) for _ in range(5))
    own = min(
        seconds("from metier.cli import main; main()", tmp_path, "--help")
        for _ in range(5)
    )

    assert own <= 2 * least


def seconds(code: str, home: Path, *arguments: str) -> float:
    """Time of the processor, which other work on the machine leaves alone."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run_code(code, home, *arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def test_the_version_can_be_asked_for_in_two_ways(tmp_path: Path) -> None:
    one, other = metier("version", home=tmp_path), metier("--version", home=tmp_path)

    assert one.stdout == other.stdout
    assert one.stdout.startswith("metier ")


def test_a_shell_can_complete_commands(tmp_path: Path) -> None:
    done = metier(
        home=tmp_path,
        more={
            "_METIER_COMPLETE": "complete_bash",
            "COMP_WORDS": "metier doc",
            "COMP_CWORD": "1",
        },
    )

    assert done.stdout.split() == ["doctor"]


def test_a_command_that_does_not_exist_is_a_mistake_of_usage(tmp_path: Path) -> None:
    done = metier("divine", home=tmp_path)

    assert done.returncode == 2
    assert "No such command 'divine'" in done.stderr


def test_a_mistyped_command_is_told_the_nearest_one(tmp_path: Path) -> None:
    done = metier("estimat", home=tmp_path)

    assert done.returncode == 2
    assert "No such command 'estimat'. Did you mean 'estimate'?" in done.stderr


def test_the_codebook_is_printed(tmp_path: Path) -> None:
    done = metier("codebook", "outcome", home=tmp_path)

    assert "succeeded" in done.stdout
    assert "no_goal" in done.stdout
