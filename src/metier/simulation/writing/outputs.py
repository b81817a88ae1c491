"""What runners, git and the shell print, as far as the example needs it."""

from random import Random

__all__ = ["RUNNERS", "commit", "crash", "failing", "passing", "push", "shell"]

RUNNERS = ("pytest", "vitest", "cargo", "go")


def passing(random: Random, runner: str, target: str) -> tuple[str, str]:
    """Give a test command and the output of a run without failures."""
    count = random.randint(3, 48)
    took = f"{random.uniform(0.08, 4.0):.2f}s"
    if runner == "pytest":
        dots = "." * count
        return f"pytest -q {target}", f"{dots} [100%]\n{count} passed in {took}"
    if runner == "vitest":
        return (
            "npx vitest run",
            (
                f" ✓ {target} ({count} tests) 41ms\n\n Test Files  1 passed (1)\n"
                f"      Tests  {count} passed ({count})\n   Duration  {took}"
            ),
        )
    if runner == "cargo":
        return (
            "cargo test",
            (
                "   Compiling example v0.3.1\n    Finished `test` profile in 2.1s\n"
                f"     Running unittests src/lib.rs\n\nrunning {count} tests\n"
                f"test result: ok. {count} passed; 0 failed; 0 ignored; 0 measured; "
                f"0 filtered out; finished in {took}"
            ),
        )
    return "go test ./...", f"ok  \texample.org/app/orders\t{took}"


def failing(random: Random, runner: str, target: str) -> tuple[str, str]:
    """Give a test command and the output of a run with failures."""
    count, bad = random.randint(4, 30), random.randint(1, 3)
    took = f"{random.uniform(0.1, 4.0):.2f}s"
    if runner == "pytest":
        return (
            f"pytest -q {target}",
            (
                f"Exit code 1\n{'.' * count}{'F' * bad} [100%]\n"
                "=================================== FAILURES ====================\n"
                f"E       AssertionError: assert {bad + 1} == {bad}\n"
                f"FAILED {target}::test_empty - AssertionError\n"
                f"{bad} failed, {count} passed in {took}"
            ),
        )
    if runner == "vitest":
        return (
            "npx vitest run",
            (
                f"Exit code 1\n FAIL  {target} > keeps the order\n"
                "AssertionError: expected 3 to be 2\n\n Test Files  1 failed (1)\n"
                f"      Tests  {bad} failed | {count} passed ({count + bad})\n"
                f"   Duration  {took}"
            ),
        )
    if runner == "cargo":
        return (
            "cargo test",
            (
                "Exit code 101\n    Finished `test` profile in 1.9s\n\nfailures:\n"
                "    tests::keeps_order\n\n"
                f"test result: FAILED. {count} passed; {bad} failed; 0 ignored; "
                f"0 measured; 0 filtered out; finished in {took}"
            ),
        )
    return (
        "go test ./...",
        (
            "Exit code 1\n--- FAIL: TestEmpty (0.00s)\n    orders_test.go:31: got 3\n"
            f"FAIL\nFAIL\texample.org/app/orders\t{took}\nFAIL"
        ),
    )


def commit(random: Random, branch: str, subject: str, files: int) -> tuple[str, str]:
    """Give a commit and what git prints for it."""
    sha = f"{random.getrandbits(28):07x}"
    added, gone = random.randint(1, 60), random.randint(0, 20)
    return (
        f'git add -A && git commit -m "{subject}"',
        (
            f"[{branch} {sha}] {subject}\n {files} file{'s' * (files != 1)} changed, "
            f"{added} insertions(+), {gone} deletions(-)"
        ),
    )


def push(random: Random, branch: str) -> tuple[str, str]:
    """Give a push and what git prints for it."""
    old, new = f"{random.getrandbits(28):07x}", f"{random.getrandbits(28):07x}"
    return (
        "git push",
        f"To github.com:example/app.git\n   {old}..{new}  {branch} -> {branch}",
    )


def crash(random: Random) -> tuple[str, str]:
    """Give a command that stops with an error."""
    program = random.choice(("build.py", "export.py", "run.py --all"))
    trouble = random.choice(
        ("ValueError: no rows left", "KeyError: 'date'", "TypeError: 'NoneType'")
    )
    return (
        f"python {program}",
        f"Exit code 1\nTraceback (most recent call last):\n{trouble}",
    )


_LOOKS = (
    (
        "ls -la",
        "total 24\ndrwxr-xr-x 5 dev dev 4096 .\n-rw-r--r-- 1 dev dev 812 README",
    ),
    ("git status --short", " M README.md"),
    ("git log --oneline -3", "4fe1a20 Round only at the end\n90b1c7e Add the export"),
    ("wc -l *", "  118 README.md\n   44 Makefile\n  162 total"),
    ("git diff --stat", " README.md | 4 ++--\n 1 file changed, 2 insertions(+)"),
)
_OPERATIONS = (
    ("docker build -t app .", "#9 exporting layers done\n#9 naming to docker.io/app"),
    ("docker ps --format '{{.Names}}'", "app-web-1\napp-db-1"),
    (
        "kubectl get pods",
        "NAME        READY   STATUS    RESTARTS\napp-7d9f    1/1     Running   0",
    ),
    ("terraform plan", "Plan: 1 to add, 0 to change, 0 to destroy."),
    ("systemctl status app --no-pager", "Active: active (running) since Mon"),
    ("gh run list --limit 2", "completed\tsuccess\tnightly\tmain\tschedule"),
    (
        "cat .github/workflows/nightly.yml",
        "name: nightly\non:\n  schedule:\n    - cron: '0 3 * * *'",
    ),
    ("pip install -r requirements.txt", "Successfully installed example-1.4.2"),
    ("crontab -l", "0 3 * * * /srv/app/bin/nightly"),
)
_NUMBERS = (
    (
        "python analysis.py",
        "month     n    mean     sd\n2026-01  118   41.20   9.81",
    ),
    (
        "python -c 'import pandas as pd; print(pd.read_csv(\"data.csv\").describe())'",
        "count    1204.0\nmean       42.1\nstd         9.9",
    ),
    ("python plot.py --out out/chart.png", "wrote out/chart.png (7 bars)"),
    (
        "python analysis.py --by month --median",
        "2025-12  38.5\n2026-01  40.0\n2026-02  42.5",
    ),
)
_PROMPTS = (
    (
        "python evals/run.py --suite extract",
        "extract: 18 of 20 cases agree with the key",
    ),
    ("ls .claude/agents prompts", "reviewer.md\nextract.md"),
    ("claude mcp list", "files: connected\nsearch: connected"),
)


def shell(random: Random, mode: str) -> tuple[str, str]:
    """Give a command without evidence in it, as fits the kind of work."""
    pool = {"operate": _OPERATIONS, "analyze": _NUMBERS, "orchestrate": _PROMPTS}
    own = pool.get(mode, _LOOKS)
    return random.choice(own if random.random() < 0.7 else _LOOKS)  # noqa: PLR2004 - mostly the mode's own
