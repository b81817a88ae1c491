import pytest

from builders import run, session, turn
from metier.evidence import ledger
from metier.evidence.recognition import may_hold_runs, prepare, recognise
from metier.evidence.script import walk
from metier.evidence.shell import parse


def known(text: str) -> list[tuple[str, str]]:
    script = parse(text)
    prepare(script)
    runs = [recognise(command) for command in walk(script)]
    return [(run.kind, run.tool) for run in runs if run is not None]


@pytest.mark.parametrize(
    ("text", "kind", "tool"),
    [
        ("python3.11 -W error -m pytest -q", "test", "pytest"),
        ("/app/.venv/bin/pytest", "test", "pytest"),
        ("PY=.venv/bin/python; $PY -m pytest", "test", "pytest"),
        ("python -m coverage run -m pytest", "test", "pytest"),
        ("coverage run -m unittest", "test", "unittest"),
        ("node node_modules/.bin/jest --ci", "test", "jest"),
        ("pnpm vitest run", "test", "vitest"),
        ("go -C src test ./...", "test", "go"),
        ("cargo +nightly test", "test", "cargo"),
        ("cargo nextest run", "test", "cargo-nextest"),
        ("./gradlew clean :app:test", "test", "gradle"),
        ("./mvnw -q clean verify", "test", "maven"),
        ("mvn -DskipTests package", "build", "maven"),
        ("vendor/bin/phpunit tests", "test", "phpunit"),
        ("php artisan test", "test", "phpunit"),
        ("bundle exec rspec", "test", "rspec"),
        ("Rscript -e 'testthat::test_dir()'", "test", "testthat"),
        ("git -C dir -c user.name=x commit -m y", "commit", "git"),
        ("git rebase --continue", "commit", "git"),
        ("gh pr merge 3 --squash", "merge", "gh"),
        ("docker buildx build --push .", "publish", "docker"),
        ("cargo test --no-run", "build", "cargo"),
        ("prettier --check .", "lint", "prettier"),
    ],
)
def test_a_call_is_known_in_its_many_forms(text: str, kind: str, tool: str) -> None:
    assert known(text) == [(kind, tool)]


@pytest.mark.parametrize(
    "text",
    [
        "pytest --version",
        "pytest --collect-only -q",
        "go test -list .",
        "cargo test -- --list",
        "git commit --dry-run",
        "git cherry-pick -n abc",
        "git merge --no-commit x",
        "git push --dry-run",
        "git tag -l",
        "git tag | grep v1",
        "vercel env ls",
        "prettier --write .",
        "ruff format .",
        "npm install jest",
        "grep -rn pytest .",
        "echo 'git commit'",
        "cat .git/hooks/post-commit",
        "git log --format='[%D %h] %s'",
        "vim test_pytest.py",
        "which pytest",
    ],
)
def test_a_tool_that_is_only_named_or_asked_is_no_run(text: str) -> None:
    assert known(text) == []


def test_only_commands_of_other_shells_are_read_again() -> None:
    assert known("ssh host \"bash -c 'pytest -q'\"") == [("test", "pytest")]
    assert known("python -c 'import pytest; pytest.main()'") == []
    assert known("cat > run.sh <<'X'\npytest\nX") == []
    assert known("bash <<'X'\npytest\nX") == [("test", "pytest")]


def test_the_prefilter_passes_what_cannot_hold_a_run() -> None:
    assert may_hold_runs("cd x && pytest")
    assert not may_hold_runs("ls -la && cat a.txt")


def test_powershell_calls_programs_by_their_paths() -> None:
    action = run(
        r"& .\.venv\Scripts\python.exe -m pytest -q 2>&1 | Select-Object -Last 1",
        "1 failed, 4 passed in 0.30s",
        tool="PowerShell",
    )

    rows = ledger(session(turn("go on", action)))

    assert [(row.tool, row.verdict, row.failed) for row in rows] == [
        ("pytest", "fail", 1)
    ]


def test_a_task_that_is_left_out_is_not_done() -> None:
    action = run("./gradlew build -x test", "BUILD SUCCESSFUL in 2s")

    rows = ledger(session(turn("go on", action)))

    assert [(row.kind, row.tool) for row in rows] == [("build", "gradle")]
