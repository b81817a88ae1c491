"""Fixtures of tools that could not be installed, in the shapes that they document.

No such tool was run: their outputs were written for this purpose after their
documentation and after what people report of them. `python documented.py` writes them.
"""

# ruff: noqa: E501, RUF001 - a call, its output and its truth stand on one line

import json
from typing import Any

from recording import FIXTURES

Counts = tuple[int | None, int | None, int | None]
NO_COUNTS: Counts = (None, None, None)


def case(  # noqa: PLR0913, PLR0917 - what a fixture holds
    state: str,
    command: str,
    output: str,
    code: int,
    row: tuple[str, str, str] | None,
    counts: Counts = NO_COUNTS,
) -> dict[str, Any]:
    """Write one call: its output, its exit code and what is true of it."""
    rows = []
    if row is not None:
        kind, tool, verdict = row
        passed, failed, skipped = counts
        rows = [
            {
                "kind": kind,
                "tool": tool,
                "verdict": verdict,
                "passed": passed,
                "failed": failed,
                "skipped": skipped,
            }
        ]
    return {
        "state": state,
        "command": command,
        "output": output,
        "exit_code": code,
        "rows": rows,
    }


def states(  # noqa: PLR0913 - the five states
    command: str,
    tool: str,
    good: str,
    bad: str,
    none: str,
    *,
    good_counts: Counts,
    bad_counts: Counts,
    none_counts: Counts = NO_COUNTS,
    none_code: int = 0,
    bad_code: int = 1,
) -> list[dict[str, Any]]:
    """Write the five states of a test runner."""
    head = "\n".join(bad.splitlines()[:1])
    return [
        case("pass", command, good, 0, ("test", tool, "pass"), good_counts),
        case("fail", command, bad, bad_code, ("test", tool, "fail"), bad_counts),
        case("cut", f"{command} 2>&1 | head -1", head, 0, ("test", tool, "unknown")),
        case(
            "swallowed",
            f"{command} || true",
            bad,
            0,
            ("test", tool, "fail"),
            bad_counts,
        ),
        case("zero", command, none, none_code, ("test", tool, "unknown"), none_counts),
    ]


NEXTEST_GOOD = "    Starting 3 tests across 1 binary\n        PASS [   0.003s] a tests::a\n        PASS [   0.003s] a tests::b\n        PASS [   0.003s] a tests::c\n────────────\n     Summary [   0.005s] 3 tests run: 3 passed, 1 skipped\n"
NEXTEST_BAD = "    Starting 3 tests across 1 binary\n        PASS [   0.003s] a tests::a\n        FAIL [   0.004s] a tests::c\n────────────\n     Summary [   0.005s] 3 tests run: 2 passed, 1 failed, 0 skipped\n        FAIL [   0.004s] a tests::c\nerror: test run failed\n"
NEXTEST_NONE = "    Starting 0 tests across 1 binary\n────────────\n     Summary [   0.000s] 0 tests run: 0 passed, 0 skipped\nerror: no tests to run\n(hint: use `--no-tests` to customize)\n"
SWIFT_GOOD = "[1/1] Planning build\nTest Suite 'All tests' started at 2026-01-05 10:00:00.000\nTest Suite 'ATests' passed at 2026-01-05 10:00:00.100.\n\t Executed 3 tests, with 0 failures (0 unexpected) in 0.005 (0.006) seconds\nTest Suite 'All tests' passed at 2026-01-05 10:00:00.100.\n\t Executed 3 tests, with 0 failures (0 unexpected) in 0.005 (0.008) seconds\n"
SWIFT_BAD = "[1/1] Planning build\nTest Suite 'All tests' started at 2026-01-05 10:00:00.000\n/project/ATests.swift:9: error: ATests.testC : XCTAssertTrue failed\nTest Suite 'All tests' failed at 2026-01-05 10:00:00.100.\n\t Executed 3 tests, with 1 failure (0 unexpected) in 0.005 (0.008) seconds\n"
SWIFT_NONE = "[1/1] Planning build\nTest Suite 'All tests' passed at 2026-01-05 10:00:00.100.\n\t Executed 0 tests, with 0 failures (0 unexpected) in 0.000 (0.000) seconds\n"
SWIFT_TESTING = (
    SWIFT_NONE
    + "◇ Test run started.\n✔ Test a() passed after 0.001 seconds.\n✔ Test run with 2 tests in 1 suite passed after 0.001 seconds.\n"
)
SWIFT_TESTING_BAD = (
    SWIFT_NONE
    + "◇ Test run started.\n✘ Test a() failed after 0.001 seconds with 1 issue.\n✘ Test run with 2 tests in 1 suite failed after 0.001 seconds with 1 issue.\n"
)
DOTNET_GOOD = "  Determining projects to restore...\nPassed!  - Failed:     0, Passed:     3, Skipped:     0, Total:     3, Duration: 12 ms - a.dll (net8.0)\n"
DOTNET_BAD = "  Determining projects to restore...\n  Failed A.C [3 ms]\nFailed!  - Failed:     1, Passed:     2, Skipped:     0, Total:     3, Duration: 15 ms - a.dll (net8.0)\n"
DOTNET_NONE = "  Determining projects to restore...\nNo test is available in /project/a.dll. Make sure that test discoverer & executors are registered.\n"
SBT_GOOD = "[info] welcome to sbt 1.10\n[info] Tests: succeeded 3, failed 0, canceled 0, ignored 0, pending 0\n[info] All tests passed.\n[success] Total time: 3 s\n"
SBT_BAD = "[info] welcome to sbt 1.10\n[info] Tests: succeeded 2, failed 1, canceled 0, ignored 0, pending 0\n[error] Failed tests:\n[error] \tATest\n[error] (Test / test) sbt.TestsFailedException: Tests unsuccessful\n[error] Total time: 3 s\n"
SBT_NONE = "[info] welcome to sbt 1.10\n[info] Tests: succeeded 0, failed 0, canceled 0, ignored 0, pending 0\n[info] No tests were executed.\n[success] Total time: 1 s\n"
PEST_GOOD = "\n   PASS  Tests\\Unit\\ATest\n  ✓ a\n  ✓ b\n  ✓ c\n\n  Tests:    3 passed (3 assertions)\n  Duration: 0.05s\n"
PEST_BAD = "\n   FAIL  Tests\\Unit\\ATest\n  ✓ a\n  ⨯ c\n\n   FAILED  Tests\\Unit\\ATest > c\n\n  Tests:    1 failed, 2 passed (3 assertions)\n  Duration: 0.05s\n"
CYPRESS_TOP = "  (Run Finished)\n\n       Spec                                              Tests  Passing  Failing  Pending  Skipped  \n"
CYPRESS_GOOD = (
    CYPRESS_TOP
    + "  │ ✔  a.cy.js                                  00:01        3        3        -        -        - │\n    ✔  All specs passed!                        00:01        3        3        -        -        -  \n"
)
CYPRESS_BAD = (
    CYPRESS_TOP
    + "  │ ✖  a.cy.js                                  00:01        3        2        1        -        - │\n    ✖  1 of 1 failed (100%)                     00:01        3        2        1        -        -  \n"
)

FIXTURES_BY_NAME: dict[str, list[dict[str, Any]]] = {
    "cargo-nextest": [
        *states(
            "cargo nextest run",
            "cargo-nextest",
            NEXTEST_GOOD,
            NEXTEST_BAD,
            NEXTEST_NONE,
            good_counts=(3, None, 1),
            bad_counts=(2, 1, 0),
            none_counts=(0, None, 0),
            none_code=4,
            bad_code=100,
        ),
        case(
            "tail",
            "cargo nextest run 2>&1 | tail -1",
            "error: test run failed\n",
            0,
            ("test", "cargo-nextest", "fail"),
        ),
        case("list", "cargo nextest list", "a:\n    tests::a\n", 0, None),
    ],
    "swift-test": [
        *states(
            "swift test",
            "swift",
            SWIFT_GOOD,
            SWIFT_BAD,
            SWIFT_NONE,
            good_counts=(3, 0, None),
            bad_counts=(2, 1, None),
            none_counts=(0, 0, None),
        ),
        case(
            "testing",
            "swift test",
            SWIFT_TESTING,
            0,
            ("test", "swift", "pass"),
            (2, 0, None),
        ),
        case(
            "testing-bad", "swift test", SWIFT_TESTING_BAD, 1, ("test", "swift", "fail")
        ),
        case(
            "broken",
            "swift test",
            "/project/A.swift:3:5: error: cannot find 'x' in scope\nerror: fatalError\n",
            1,
            ("test", "swift", "fail"),
        ),
    ],
    "xcodebuild": [
        *states(
            "xcodebuild test -scheme A",
            "xcodebuild",
            SWIFT_GOOD + "** TEST SUCCEEDED **\n",
            SWIFT_BAD + "** TEST FAILED **\n",
            SWIFT_NONE + "** TEST SUCCEEDED **\n",
            good_counts=(3, 0, None),
            bad_counts=(2, 1, None),
            none_counts=(0, 0, None),
            bad_code=65,
        ),
        case(
            "tail",
            "xcodebuild test -scheme A | tail -2",
            "\n** TEST FAILED **\n",
            0,
            ("test", "xcodebuild", "fail"),
        ),
        case(
            "build",
            "xcodebuild -scheme A build | tail -2",
            "** BUILD SUCCEEDED **\n",
            0,
            ("build", "xcodebuild", "pass"),
        ),
    ],
    "dotnet": [
        *states(
            "dotnet test",
            "dotnet",
            DOTNET_GOOD,
            DOTNET_BAD,
            DOTNET_NONE,
            good_counts=(3, 0, 0),
            bad_counts=(2, 1, 0),
        ),
        case(
            "newer",
            "dotnet test",
            "  a test net9.0 succeeded (1.0s)\n\nTest summary: total: 3, failed: 0, succeeded: 3, skipped: 0, duration: 1.0s\nBuild succeeded in 2.0s\n",
            0,
            ("test", "dotnet", "pass"),
            (3, 0, 0),
        ),
        case(
            "older",
            "dotnet test -v n | tail -5",
            "Total tests: 3\n     Passed: 2\n     Failed: 1\n Total time: 0.5 Seconds\n",
            0,
            ("test", "dotnet", "fail"),
            (2, 1, None),
        ),
        case(
            "broken",
            "dotnet test",
            "/project/A.cs(3,5): error CS0103: The name 'x' does not exist [/project/a.csproj]\n",
            1,
            ("test", "dotnet", "fail"),
        ),
        case(
            "build",
            "dotnet build",
            "Build succeeded.\n    0 Warning(s)\n    0 Error(s)\n",
            0,
            ("build", "dotnet", "pass"),
        ),
        case(
            "build-bad",
            "dotnet build 2>&1 | tail -4",
            "Build FAILED.\n    0 Warning(s)\n    1 Error(s)\n",
            0,
            ("build", "dotnet", "fail"),
        ),
        case(
            "msbuild",
            "msbuild a.sln",
            "Build FAILED.\n    1 Error(s)\n",
            1,
            ("build", "msbuild", "fail"),
        ),
    ],
    "dart-test": [
        *states(
            "dart test",
            "dart",
            "00:00 +0: loading test/a_test.dart\n00:01 +3: All tests passed!\n",
            "00:00 +0: loading test/a_test.dart\n00:01 +2 -1: c [E]\n00:01 +2 -1: Some tests failed.\n",
            "No tests ran.\n",
            good_counts=(3, None, None),
            bad_counts=(2, 1, None),
            none_code=79,
        ),
        case(
            "skip",
            "flutter test",
            "00:00 +0: loading\n00:01 +2 ~1: All tests passed!\n",
            0,
            ("test", "flutter", "pass"),
            (2, None, 1),
        ),
        case(
            "analyze",
            "dart analyze",
            "Analyzing a...\nNo issues found!\n",
            0,
            ("lint", "dart", "pass"),
        ),
        case(
            "analyze-bad",
            "flutter analyze | tail -1",
            "2 issues found. (ran in 1.2s)\n",
            0,
            ("lint", "flutter", "fail"),
        ),
    ],
    "sbt": [
        *states(
            "sbt test",
            "sbt",
            SBT_GOOD,
            SBT_BAD,
            SBT_NONE,
            good_counts=(3, 0, 0),
            bad_counts=(2, 1, 0),
            none_counts=(0, 0, 0),
        ),
        case(
            "junit",
            "sbt test",
            "[info] Tests: succeeded 0, failed 0, canceled 0, ignored 0, pending 0\n[info] No tests were executed.\n[info] Passed: Total 7, Failed 0, Errors 0, Passed 5, Skipped 2\n[success] Total time: 5 s\n",
            0,
            ("test", "sbt", "pass"),
            (5, 0, 2),
        ),
        case(
            "broken",
            "sbt test",
            "[error] a.scala:3:5: not found: value x\n[error] (Test / compileIncremental) Compilation failed\n[error] Total time: 2 s\n",
            1,
            ("test", "sbt", "fail"),
        ),
    ],
    "pest": states(
        "./vendor/bin/pest",
        "pest",
        PEST_GOOD,
        PEST_BAD,
        "\n   INFO  No tests found.\n",
        good_counts=(3, None, None),
        bad_counts=(2, 1, None),
    ),
    "cypress": states(
        "npx cypress run",
        "cypress",
        CYPRESS_GOOD,
        CYPRESS_BAD,
        "Can't run because no spec files were found.\n",
        good_counts=(3, None, None),
        bad_counts=(2, 1, None),
        none_code=1,
    ),
    "stack": [
        case(
            "stack",
            "stack test",
            "a> test (suite: t)\n3 examples, 1 failure\na> Test suite t failed\n",
            1,
            ("test", "stack", "fail"),
            (2, 1, None),
        ),
    ],
    "golangci-lint": [
        case(
            "pass",
            "golangci-lint run",
            "0 issues.\n",
            0,
            ("lint", "golangci-lint", "pass"),
        ),
        case(
            "fail",
            "golangci-lint run ./...",
            "a.go:3:2: unused variable (unused)\n1 issues:\n* unused: 1\n",
            1,
            ("lint", "golangci-lint", "fail"),
        ),
        case(
            "cut",
            "golangci-lint run | head -1",
            "a.go:3:2: unused variable (unused)\n",
            0,
            ("lint", "golangci-lint", "fail"),
        ),
        case(
            "swallowed",
            "golangci-lint run || true",
            "a.go:3:2: unused variable (unused)\n1 issues:\n* unused: 1\n",
            0,
            ("lint", "golangci-lint", "fail"),
        ),
    ],
    "docker-build": [
        case(
            "pass",
            "docker build -t a . 2>&1 | tail -3",
            "#9 naming to docker.io/library/a:latest done\n#9 DONE 0.1s\n",
            0,
            ("build", "docker", "pass"),
        ),
        case(
            "fail",
            "docker build -t a .",
            '#7 ERROR: process "/bin/sh -c make" did not complete successfully: exit code: 2\nERROR: failed to solve: process did not complete\n',
            1,
            ("build", "docker", "fail"),
        ),
        case(
            "swallowed",
            "docker build . || true",
            "ERROR: failed to solve: process did not complete\n",
            0,
            ("build", "docker", "fail"),
        ),
        case(
            "cut",
            "docker build . 2>&1 | head -1",
            '#0 building with "default" instance using docker driver\n',
            0,
            ("build", "docker", "unknown"),
        ),
    ],
    "gh": [
        case(
            "pass",
            "gh pr create --fill",
            "https://github.com/a/b/pull/12\n",
            0,
            ("pull_request", "gh", "pass"),
        ),
        case(
            "exists",
            "gh pr create --fill",
            'a pull request for branch "x" into branch "main" already exists:\nhttps://github.com/a/b/pull/12\n',
            1,
            ("pull_request", "gh", "fail"),
        ),
        case(
            "dry",
            "gh pr create --dry-run",
            "Would have created a Pull Request with:\n",
            0,
            None,
        ),
        case(
            "merge",
            "gh pr merge 12 --squash",
            "✓ Squashed and merged pull request #12 (title)\n",
            0,
            ("merge", "gh", "pass"),
        ),
        case(
            "merge-bad",
            "gh pr merge 12 || true",
            "X Pull request #12 is not mergeable: the base branch policy prohibits the merge.\n",
            0,
            ("merge", "gh", "fail"),
        ),
        case(
            "release",
            "gh release create v1 --generate-notes",
            "https://github.com/a/b/releases/tag/v1\n",
            0,
            ("publish", "gh", "pass"),
        ),
        case("view", "gh pr view 12", "title\n", 0, None),
        case(
            "push-hint",
            "git push -u origin x 2>&1 | tail -4",
            "remote:      https://github.com/a/b/pull/new/x\nremote: \nTo github.com:a/b.git\n * [new branch]      x -> x\n",
            0,
            ("push", "git", "pass"),
        ),
    ],
    "delivery": [
        case(
            "npm",
            "npm publish --access public",
            "npm notice package: a@1.0.0\n+ a@1.0.0\n",
            0,
            ("publish", "npm", "pass"),
        ),
        case(
            "npm-bad",
            "npm publish 2>&1 | tail -2",
            "npm error code E403\nnpm error 403 Forbidden\n",
            0,
            ("publish", "npm", "fail"),
        ),
        case("npm-dry", "npm publish --dry-run", "+ a@1.0.0\n", 0, None),
        case(
            "twine",
            "twine upload dist/*",
            "Uploading a-1.tar.gz\n\nView at:\nhttps://pypi.org/project/a/1/\n",
            0,
            ("publish", "twine", "pass"),
        ),
        case(
            "cargo",
            "cargo publish",
            "    Uploading a v0.1.0\n    Published a v0.1.0 at registry `crates-io`\n",
            0,
            ("publish", "cargo", "pass"),
        ),
        case(
            "docker",
            "docker push a/b:1",
            "1: digest: sha256:abcd size: 528\n",
            0,
            ("publish", "docker", "pass"),
        ),
        case(
            "terraform",
            "terraform apply -auto-approve",
            "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\n",
            0,
            ("deploy", "terraform", "pass"),
        ),
        case(
            "terraform-bad",
            "terraform apply -auto-approve | tail -3",
            "╷\n│ Error: creating bucket\n╵\n",
            0,
            ("deploy", "terraform", "fail"),
        ),
        case(
            "kubectl",
            "kubectl apply -f a.yaml",
            "deployment.apps/a configured\n",
            0,
            ("deploy", "kubectl", "pass"),
        ),
        case(
            "kubectl-dry",
            "kubectl apply -f a.yaml --dry-run=client",
            "deployment.apps/a configured (dry run)\n",
            0,
            None,
        ),
        case(
            "vercel",
            "vercel --prod",
            "✅  Production: https://a.vercel.app [2s]\n",
            0,
            ("deploy", "vercel", "pass"),
        ),
        case("vercel-list", "vercel ls", "a\n", 0, None),
        case(
            "wrangler",
            "npx wrangler deploy",
            "Uploaded a (1.00 sec)\nDeployed a triggers (0.50 sec)\n",
            0,
            ("deploy", "wrangler", "pass"),
        ),
    ],
}


if __name__ == "__main__":
    for name, cases in FIXTURES_BY_NAME.items():
        path = FIXTURES / f"{name}.json"
        content = {"source": "documentation", "cases": cases}
        path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
