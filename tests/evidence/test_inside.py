"""What task runners say they run."""

# ruff: noqa: RUF001 - the signs stand as they are printed

import pytest

from builders import run, session, turn
from metier.evidence import ledger


def found(command: str, output: str) -> list[tuple[str, str | None, str]]:
    rows = ledger(session(turn("go on", run(command, output))))
    return [(row.kind, row.tool, row.verdict) for row in rows]


def test_npm_names_the_tool_that_it_runs() -> None:
    output = "\n> a@1.0.0 test\n> vitest run\n\n      Tests  3 passed (3)\n"

    assert found("npm test", output) == [("test", "vitest", "pass")]


def test_a_script_of_several_tools_has_several_rows() -> None:
    output = (
        "\n> a@1.0.0 check\n> eslint . && vitest run\n\n      Tests  3 passed (3)\n"
    )

    assert found("npm run check", output) == [
        ("lint", "eslint", "pass"),
        ("test", "vitest", "pass"),
    ]


def test_each_script_takes_only_what_it_says_it_runs() -> None:
    output = (
        "\n> a@1 lint\n> eslint .\n\n\n> a@1 test\n> jest\n\nTests: 3 passed, 3 total\n"
    )

    assert found("npm run lint && npm test", output) == [
        ("lint", "eslint", "pass"),
        ("test", "jest", "pass"),
    ]


def test_scripts_that_call_scripts_are_followed() -> None:
    output = (
        "\n> root@ build /p\n> pnpm --filter web build\n\n"
        "\n> web@1.0.0 build /p/web\n> vite build\n\n✓ built in 2.5s\n"
    )

    assert found("pnpm build", output) == [("build", "vite", "pass")]


def test_tsc_in_a_build_script_builds() -> None:
    output = "\n> a@1 build\n> tsc -p .\n\n"

    assert found("npm run build", output) == [("build", "tsc", "pass")]


@pytest.mark.parametrize("command", ["make test", "just test", "make -C sub test"])
def test_a_recipe_that_is_echoed_is_read(command: str) -> None:
    output = "pytest -q\n..\n2 passed in 0.10s\n"

    assert found(command, output) == [("test", "pytest", "pass")]


def test_a_silent_recipe_is_known_by_the_summary_it_leaves() -> None:
    assert found("make -s test", "..\n2 passed in 0.10s\n") == [
        ("test", "pytest", "pass")
    ]


def test_a_recipe_that_shows_nothing_is_makes() -> None:
    assert found("make test", "fine\n") == [("test", "make", "pass")]
    assert found("make deploy-docs", "fine\n") == []


def test_a_test_program_is_known_by_what_it_prints() -> None:
    output = "..\n------\nRan 2 tests in 0.1s\n\nOK\n"

    assert found("python tests/test_a.py", output) == [("test", "unittest", "pass")]
    assert found("python job.py", output) == []


def test_an_echo_without_a_name_goes_to_the_script_it_suits() -> None:
    output = "3 pass\n 0 fail\nRan 3 tests\n$ biome check\nChecked 9 files in 1ms.\n"
    rows = found("bun run test | tail -3 && bun run lint", output)

    assert [(kind, tool) for kind, tool, _ in rows] == [
        ("test", "bun"),
        ("lint", "biome"),
    ]


def test_tools_whose_summaries_look_alike_are_told_apart() -> None:
    output = "  × Some errors were emitted while running checks.\nFound 3 errors.\n"

    assert found("bun run lint | tail -2", output) == [("lint", "biome", "fail")]


def test_a_workspace_is_no_script() -> None:
    output = "yarn run v1.22\n$ jest\nTests:       3 passed, 3 total\n"

    assert found("yarn workspace web test", output) == [("test", "jest", "pass")]


def test_what_package_managers_put_before_lines_is_taken_off() -> None:
    output = (
        "packages/a test$ vitest run\npackages/a test:       Tests  3 passed (3)\n"
        "packages/a test: Done\n"
    )

    assert found("pnpm -r test", output) == [("test", "vitest", "pass")]


def test_a_quiet_commit_beside_an_echo_is_quiet() -> None:
    assert found("git commit -qm x; echo committed", "committed\n") == [
        ("commit", "git", "pass")
    ]
    assert found("git commit -qm x; echo done", "lint: 3 problems\ndone\n") == [
        ("commit", "git", "unknown")
    ]


def test_scripts_of_several_kinds_have_rows_of_each() -> None:
    output = (
        "web:lint: ✖ 1 problem (1 error, 0 warnings)\n"
        "web:test:       Tests  2 passed (2)\n"
    )

    assert found("turbo run lint test", output) == [
        ("lint", "eslint", "fail"),
        ("test", "vitest", "pass"),
    ]


def test_a_failing_bundler_shows_itself_behind_npm() -> None:
    output = "ERROR in ./src/a.js\nwebpack 5.90.0 compiled with 1 error in 300 ms"

    assert found("npm run build 2>&1 | tail -5", output) == [
        ("build", "webpack", "fail")
    ]
