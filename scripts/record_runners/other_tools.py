"""Ruby, PHP, Perl, shell, Elixir, Lua, R, and the task runners."""

# ruff: noqa: E501 - a call, its project and its truth stand on one line

from recording import Case, Runner, standard

BEHAVE_RB = "describe 'x' do\n  it('a') {{}}\n  it('b') {{}}\n  it('c') {{ {last} }}\n{more}end\n"


def _rb(last: str = "", more: str = "") -> dict[str, str]:
    return {"spec/a_spec.rb": BEHAVE_RB.format(last=last, more=more)}


RSPEC = Runner(
    name="rspec",
    tool="rspec",
    kind="test",
    version="rspec --version",
    cases=(
        *standard(
            "rspec",
            _rb(),
            _rb("raise 'no'"),
            {"a.rb": ""},
            cut="head -2",
            good_counts=(3, 0, None),
            bad_counts=(2, 1, None),
            zero_counts=(0, 0, None),
        ),
        Case("tail", "rspec 2>&1 | tail -3", _rb("raise 'no'"), "fail"),
        Case(
            "skip",
            "rspec --format documentation",
            _rb("", "  xit('d') {}\n"),
            "pass",
            (3, 0, 1),
        ),
        Case(
            "broken",
            "rspec",
            {"spec/a_spec.rb": "require 'nowhere'\n"},
            "fail",
            (0, 1, None),
        ),
        Case("colour", "rspec --force-color", _rb("raise 'no'"), "fail", (2, 1, None)),
    ),
)
MINI = "require 'minitest/autorun'\nclass A < Minitest::Test\n  def test_a; assert true; end\n  def test_b; assert true; end\n  def test_c; {last}; end\nend\n"
MINITEST = Runner(
    name="minitest",
    tool="minitest",
    kind="test",
    version="ruby -e 'require \"minitest\"; puts Minitest::VERSION'",
    cases=(
        *standard(
            "ruby test/a_test.rb",
            {"test/a_test.rb": MINI.format(last="assert true")},
            {"test/a_test.rb": MINI.format(last="assert false")},
            {"test/a_test.rb": "require 'minitest/autorun'\n"},
            cut="head -2",
            good_counts=(3, 0, 0),
            bad_counts=(2, 1, 0),
            zero_counts=(0, 0, 0),
        ),
        Case(
            "error",
            "ruby -Itest test/a_test.rb",
            {"test/a_test.rb": MINI.format(last="raise 'no'")},
            "fail",
            (2, 1, 0),
        ),
        Case(
            "skip",
            "ruby test/a_test.rb",
            {"test/a_test.rb": MINI.format(last="skip")},
            "pass",
            (2, 0, 1),
        ),
        Case(
            "rake",
            "rake test",
            {
                "test/a_test.rb": MINI.format(last="assert false"),
                "Rakefile": "require 'rake/testtask'\nRake::TestTask.new { |t| t.pattern = 'test/*_test.rb' }\n",
            },
            "fail",
            (2, 1, 0),
        ),
    ),
)
PHP = "<?php\nuse PHPUnit\\Framework\\TestCase;\nfinal class ATest extends TestCase {{\n  public function testA(): void {{ $this->assertTrue(true); }}\n  public function testB(): void {{ $this->assertTrue(true); }}\n  public function testC(): void {{ {last} }}\n}}\n"
PHPUNIT = Runner(
    name="phpunit",
    tool="phpunit",
    kind="test",
    version="phpunit --version",
    cases=(
        *standard(
            "phpunit tests",
            {"tests/ATest.php": PHP.format(last="$this->assertTrue(true);")},
            {"tests/ATest.php": PHP.format(last="$this->assertTrue(false);")},
            {"tests/a.txt": ""},
            cut="head -2",
        ),
        Case(
            "tail",
            "phpunit tests | tail -2",
            {"tests/ATest.php": PHP.format(last="$this->assertTrue(false);")},
            "fail",
            (2, 1, None),
        ),
        Case(
            "error",
            "phpunit tests",
            {"tests/ATest.php": PHP.format(last="throw new Exception('no');")},
            "fail",
            (2, 1, None),
        ),
        Case(
            "skip",
            "phpunit tests",
            {"tests/ATest.php": PHP.format(last="$this->markTestSkipped();")},
            "pass",
            (2, None, 1),
        ),
        Case(
            "testdox",
            "phpunit --testdox --colors=always tests",
            {"tests/ATest.php": PHP.format(last="$this->assertTrue(false);")},
            "fail",
            (2, 1, None),
        ),
        Case(
            "broken", "phpunit tests", {"tests/ATest.php": "<?php\nclass {\n"}, "fail"
        ),
        Case(
            "lint",
            "php -l a.php",
            {"a.php": "<?php\n$x = 1;\n"},
            "pass",
            rows=({"kind": "lint", "tool": "php", "verdict": "pass"},),
        ),
    ),
)
PROVE = Runner(
    name="prove",
    tool="prove",
    kind="test",
    version="prove --version",
    cases=(
        *standard(
            "prove t",
            {"t/a.t": "use Test::More tests => 3;\nok 1; ok 1; ok 1;\n"},
            {"t/a.t": "use Test::More tests => 3;\nok 1; ok 1; ok 0;\n"},
            {"t/a.txt": ""},
            cut="head -1",
            zero_counts=(0, None, None),
        ),
        Case(
            "tail",
            "prove t 2>&1 | tail -1",
            {"t/a.t": "use Test::More tests => 3;\nok 1; ok 1; ok 0;\n"},
            "fail",
        ),
        Case(
            "verbose",
            "prove -v t",
            {"t/a.t": "use Test::More tests => 3;\nok 1; ok 1; ok 0;\n"},
            "fail",
            (2, 1, None),
        ),
        Case("broken", "prove -l t", {"t/a.t": "die 'no';\n"}, "fail"),
    ),
)
BATS = Runner(
    name="bats",
    tool="bats",
    kind="test",
    version="bats --version",
    cases=(
        *standard(
            "bats a.bats",
            {"a.bats": "@test a { true\n}\n@test b { true\n}\n@test c { true\n}\n"},
            {"a.bats": "@test a { true\n}\n@test b { true\n}\n@test c { false\n}\n"},
            {"a.bats": ""},
            cut="head -2",
            good_counts=(3, 0, 0),
            bad_counts=(2, 1, 0),
        ),
        Case(
            "tail",
            "bats a.bats | tail -3",
            {"a.bats": "@test a { true\n}\n@test b { true\n}\n@test c { false\n}\n"},
            "fail",
        ),
        Case(
            "skip",
            "bats --tap a.bats",
            {"a.bats": "@test a { true\n}\n@test b { skip\n}\n"},
            "pass",
            (1, 0, 1),
        ),
        Case(
            "pretty",
            "bats --pretty a.bats",
            {"a.bats": "@test a { true\n}\n@test b { true\n}\n@test c { false\n}\n"},
            "fail",
            (2, 1, None),
        ),
    ),
)
SHELLCHECK = Runner(
    name="shellcheck",
    tool="shellcheck",
    kind="lint",
    version="shellcheck --version | sed -n 2p",
    cases=(
        Case("pass", "shellcheck a.sh", {"a.sh": "#!/bin/sh\necho a\n"}, "pass"),
        Case("fail", "shellcheck a.sh", {"a.sh": "#!/bin/sh\necho $a\n"}, "fail"),
        Case(
            "cut", "shellcheck a.sh | head -3", {"a.sh": "#!/bin/sh\necho $a\n"}, "fail"
        ),
        Case(
            "cut-good",
            "shellcheck a.sh 2>&1 | head -3",
            {"a.sh": "#!/bin/sh\necho a\n"},
            "pass",
        ),
        Case(
            "swallowed",
            "shellcheck a.sh || true",
            {"a.sh": "#!/bin/sh\necho $a\n"},
            "fail",
        ),
        Case("zero", "shellcheck missing.sh", {}, "fail"),
        Case(
            "gcc",
            "shellcheck -f gcc a.sh; echo done",
            {"a.sh": "#!/bin/sh\necho $a\n"},
            "fail",
        ),
        Case(
            "syntax",
            "bash -n a.sh",
            {"a.sh": "if\n"},
            "fail",
            rows=({"kind": "lint", "tool": "bash", "verdict": "fail"},),
        ),
    ),
)
MIX = 'defmodule A.MixProject do\n  use Mix.Project\n  def project, do: [app: :a, version: "0.1.0"]\nend\n'


def _ex(last: str, more: str = "") -> dict[str, str]:
    return {
        "mix.exs": MIX,
        "test/test_helper.exs": "ExUnit.start()\n",
        "test/a_test.exs": (
            'defmodule ATest do\n  use ExUnit.Case\n  test "a" do\n    assert true\n  end\n'
            f'  test "b" do\n    assert true\n  end\n  test "c" do\n    assert {last}\n  end\n{more}end\n'
        ),
    }


EXUNIT = Runner(
    name="exunit",
    tool="exunit",
    kind="test",
    version="elixir --version | tail -1",
    cases=(
        *standard(
            "mix test",
            _ex("true"),
            _ex("false"),
            {"mix.exs": MIX, "test/test_helper.exs": "ExUnit.start()\n"},
            cut="head -2",
            good_counts=(3, 0, None),
            bad_counts=(2, 1, None),
        ),
        Case("tail", "mix test 2>&1 | tail -4", _ex("false"), "fail", (2, 1, None)),
        Case(
            "skip",
            "mix test --trace",
            _ex("true", '  @tag :skip\n  test "d" do\n    assert true\n  end\n'),
            "pass",
            (3, 0, 1),
        ),
        Case("broken", "mix test", _ex("nowhere("), "fail"),
        Case("colour", "mix test --color", _ex("false"), "fail", (2, 1, None)),
        Case(
            "compile",
            "mix compile",
            {"mix.exs": MIX, "lib/a.ex": "defmodule A do\n"},
            "fail",
            rows=({"kind": "build", "tool": "mix", "verdict": "fail"},),
        ),
    ),
)
LUA = "describe('x', function()\n  it('a', function() end)\n  it('b', function() end)\n  it('c', function() {last} end)\nend)\n"
BUSTED = Runner(
    name="busted",
    tool="busted",
    kind="test",
    version="busted --version",
    cases=(
        *standard(
            "busted a_spec.lua",
            {"a_spec.lua": LUA.format(last="")},
            {"a_spec.lua": LUA.format(last="error('no')")},
            {"a_spec.lua": ""},
            cut="tail -2",
            good_counts=(3, 0, 0),
            bad_counts=(2, 1, 0),
            zero_counts=(0, 0, 0),
        ),
        Case(
            "assert",
            "busted a_spec.lua",
            {"a_spec.lua": LUA.format(last="assert.is_true(false)")},
            "fail",
            (2, 1, 0),
        ),
        Case(
            "tap",
            "busted -o TAP a_spec.lua",
            {"a_spec.lua": LUA.format(last="assert.is_true(false)")},
            "fail",
            (2, 1, 0),
        ),
        Case(
            "pending",
            "busted a_spec.lua",
            {"a_spec.lua": LUA.format(last="pending('later')")},
            "pass",
            (2, 0, 1),
        ),
        Case(
            "german",
            "LANGUAGE=de busted --lang=de a_spec.lua",
            {"a_spec.lua": LUA.format(last="assert.is_true(false)")},
            "fail",
            (2, 1, 0),
        ),
    ),
)
TESTTHAT = Runner(
    name="testthat",
    tool="testthat",
    kind="test",
    version="Rscript -e 'cat(as.character(packageVersion(\"testthat\")))'",
    cases=(
        *standard(
            "Rscript -e 'testthat::test_dir(\"tests\")'",
            {
                "tests/test-a.R": "test_that('a', { expect_true(TRUE); expect_true(TRUE); expect_true(TRUE) })\n"
            },
            {
                "tests/test-a.R": "test_that('a', { expect_true(TRUE); expect_true(TRUE); expect_true(FALSE) })\n"
            },
            {"tests/a.R": ""},
            cut="head -2",
            good_counts=(3, 0, 0),
            bad_counts=(2, 1, 0),
        ),
        Case(
            "skip",
            "Rscript -e 'testthat::test_dir(\"tests\")'",
            {
                "tests/test-a.R": "test_that('a', { expect_true(TRUE) })\ntest_that('b', { skip('later') })\n"
            },
            "pass",
            (1, 0, 1),
        ),
    ),
)
T_BAD = "def test_a():\n    assert 1\n\ndef test_b():\n    assert 0\n"
T_GOOD = "def test_a():\n    assert 1\n\ndef test_b():\n    assert 1\n"
MAKE = Runner(
    name="make",
    tool="make",
    kind="test",
    version="make --version",
    cases=(
        Case("pass", "make test", {"Makefile": "test:\n\t@true\n"}, "pass"),
        Case("fail", "make test", {"Makefile": "test:\n\t@false\n"}, "fail"),
        Case(
            "cut",
            "make test 2>&1 | head -1",
            {"Makefile": "test:\n\t@echo one; echo two; false\n"},
            "unknown",
        ),
        Case(
            "swallowed", "make test || true", {"Makefile": "test:\n\t@false\n"}, "fail"
        ),
        Case("zero", "make test", {"Makefile": "all:\n"}, "fail"),
        Case(
            "german",
            "LC_ALL=de_DE.UTF-8 LANGUAGE=de make test || true",
            {"Makefile": "test:\n\t@false\n"},
            "fail",
        ),
        Case(
            "pytest",
            "make test",
            {"Makefile": "test:\n\tpytest -q\n", "test_a.py": T_BAD},
            "fail",
            rows=(
                {
                    "kind": "test",
                    "tool": "pytest",
                    "verdict": "fail",
                    "passed": 1,
                    "failed": 1,
                },
            ),
        ),
        Case(
            "pytest-silent",
            "make -s test 2>&1 | tail -2",
            {"Makefile": "test:\n\tpytest -q\n", "test_a.py": T_BAD},
            "fail",
            rows=(
                {
                    "kind": "test",
                    "tool": "pytest",
                    "verdict": "fail",
                    "passed": 1,
                    "failed": 1,
                },
            ),
        ),
        Case(
            "check",
            "make check",
            {
                "Makefile": "check:\n\truff check .\n\tpytest -q\n",
                "test_a.py": T_GOOD,
                "ruff.toml": "[lint]\nselect = ['F']\n",
            },
            "pass",
            rows=(
                {"kind": "lint", "tool": "ruff", "verdict": "pass"},
                {"kind": "test", "tool": "pytest", "verdict": "pass", "passed": 2},
            ),
        ),
        Case(
            "check-bad",
            "make check",
            {
                "Makefile": "check:\n\truff check .\n\tpytest -q\n",
                "test_a.py": "import os\n" + T_GOOD,
                "ruff.toml": "[lint]\nselect = ['F']\n",
            },
            "fail",
            rows=({"kind": "lint", "tool": "ruff", "verdict": "fail"},),
        ),
        Case("help", "make help", {"Makefile": "help:\n\t@echo make test\n"}, None),
        Case("dry", "make -n test", {"Makefile": "test:\n\tpytest -q\n"}, None),
    ),
)
JUST = Runner(
    name="just",
    tool="just",
    kind="test",
    version="just --version",
    cases=(
        Case(
            "pass",
            "just test",
            {"justfile": "test:\n    pytest -q\n", "test_a.py": T_GOOD},
            "pass",
            rows=({"kind": "test", "tool": "pytest", "verdict": "pass", "passed": 2},),
        ),
        Case(
            "fail",
            "just test",
            {"justfile": "test:\n    pytest -q\n", "test_a.py": T_BAD},
            "fail",
            rows=(
                {
                    "kind": "test",
                    "tool": "pytest",
                    "verdict": "fail",
                    "passed": 1,
                    "failed": 1,
                },
            ),
        ),
        Case("unknown", "just test", {"justfile": "test:\n    @false\n"}, "fail"),
        Case(
            "swallowed",
            "just test || true",
            {"justfile": "test:\n    @false\n"},
            "fail",
        ),
        Case(
            "cut",
            "just test 2>&1 | head -1",
            {"justfile": "test:\n    @echo one; echo two; false\n"},
            "unknown",
        ),
        Case("zero", "just test", {"justfile": "build:\n    true\n"}, "fail"),
        Case("list", "just --list", {"justfile": "test:\n    true\n"}, None),
    ),
)
HATCH = Runner(
    name="wrapped",
    tool="pytest",
    kind="test",
    version="pytest --version",
    cases=(
        Case(
            "env",
            "env A=1 timeout 60 nice pytest -q",
            {"test_a.py": T_GOOD},
            "pass",
            (2, None, None),
        ),
        Case("bash", "bash -c 'pytest -q'", {"test_a.py": T_BAD}, "fail", (1, 1, None)),
        Case("time", "time pytest -q", {"test_a.py": T_GOOD}, "pass", (2, None, None)),
        Case(
            "cd",
            "mkdir -p sub && cp test_a.py sub && cd sub && python3 -m pytest -q",
            {"test_a.py": T_GOOD},
            "pass",
            (2, None, None),
        ),
        Case(
            "substitution",
            'out=$(pytest -q 2>&1); echo "$out" | tail -1',
            {"test_a.py": T_BAD},
            "fail",
            (1, 1, None),
        ),
        Case(
            "loop",
            "for f in test_*.py; do pytest -q $f; done",
            {"test_a.py": T_GOOD},
            "pass",
            (2, None, None),
        ),
        Case(
            "condition",
            "if pytest -q > /dev/null; then echo good; else echo bad; fi",
            {"test_a.py": T_BAD},
            "fail",
        ),
        Case(
            "pipefail",
            "set -o pipefail; pytest -q | head -1",
            {"test_a.py": T_BAD},
            "fail",
        ),
        Case(
            "status",
            "pytest -q > log; rc=$?; echo finished; exit $rc",
            {"test_a.py": T_BAD},
            "fail",
        ),
        Case(
            "or",
            "pytest -q > /dev/null 2>&1 && echo OK || echo FAILED",
            {"test_a.py": T_BAD},
            "fail",
        ),
        Case("chain", "false && pytest -q", {"test_a.py": T_BAD}, None),
        Case(
            "quoted",
            "echo 'run pytest -q'; grep -r pytest . || true",
            {"test_a.py": T_BAD},
            None,
        ),
        Case("heredoc", "cat > run.sh <<'X'\npytest -q\nX", {"test_a.py": T_BAD}, None),
        Case("old-log", "cat old.log", {"old.log": "3 passed in 0.1s\n"}, None),
        Case(
            "two",
            "pytest -q test_a.py; pytest -q test_b.py",
            {"test_a.py": T_GOOD, "test_b.py": T_BAD},
            None,
            rows=(
                {"kind": "test", "tool": "pytest", "verdict": "pass", "passed": 2},
                {
                    "kind": "test",
                    "tool": "pytest",
                    "verdict": "fail",
                    "passed": 1,
                    "failed": 1,
                },
            ),
        ),
        Case(
            "two-tools",
            "pytest -q && python -m unittest",
            {"test_a.py": T_GOOD, "b_test.py": ""},
            None,
            rows=(
                {"kind": "test", "tool": "pytest", "verdict": "pass", "passed": 2},
                {"kind": "test", "tool": "unittest", "verdict": "unknown", "passed": 0},
            ),
        ),
        Case(
            "timeout",
            "timeout 1 pytest -q",
            {"test_a.py": "import time\ndef test_a():\n    time.sleep(9)\n"},
            "unknown",
        ),
    ),
)

RUNNERS = (
    RSPEC, MINITEST, PHPUNIT, PROVE, BATS, SHELLCHECK, EXUNIT, BUSTED, TESTTHAT, MAKE, JUST, HATCH,
)  # fmt: skip
