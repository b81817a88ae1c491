"""Python's test runners, linters, type checkers and builders."""

# ruff: noqa: E501 - a call, its project and its truth stand on one line

from recording import Case, Runner, standard

GOOD = "def test_a():\n    assert 1\n\ndef test_b():\n    assert 1\n\ndef test_c():\n    assert 1\n"
BAD = "def test_a():\n    assert 1\n\ndef test_b():\n    assert 1\n\ndef test_c():\n    assert 1 == 2\n"
SKIP = "import pytest\n\ndef test_a():\n    assert 1\n\n@pytest.mark.skip\ndef test_b():\n    pass\n"
BROKEN = "import nowhere_to_be_found\n\ndef test_a():\n    assert 1\n"
LIAR = (
    "def test_a(capsys):\n    with capsys.disabled():\n"
    "        print('\\n2 failed, 2 passed')\n        print('FAILED job -1')\n        print('--- FAIL: x')\n    assert 1\n"
)

PYTEST = Runner(
    name="pytest",
    tool="pytest",
    kind="test",
    version="pytest --version",
    cases=(
        *standard(
            "pytest",
            {"test_a.py": GOOD},
            {"test_a.py": BAD},
            {"a.py": "x = 1\n"},
            cut="head -3",
        ),
        Case("quiet", "pytest -q", {"test_a.py": GOOD}, "pass", (3, None, None)),
        Case(
            "quiet-fail",
            "python -m pytest -q --tb=no",
            {"test_a.py": BAD},
            "fail",
            (2, 1, None),
        ),
        Case("skip", "pytest -v -rs", {"test_a.py": SKIP}, "pass", (1, None, 1)),
        Case("broken", "pytest", {"test_a.py": BROKEN}, "fail", (None, 1, None)),
        Case("colour", "pytest --color=yes", {"test_a.py": BAD}, "fail", (2, 1, None)),
        Case("liar", "pytest", {"test_a.py": LIAR}, "pass", (1, None, None)),
        Case("liar-cut", "pytest | head -7", {"test_a.py": LIAR}, "unknown"),
        Case(
            "short",
            "pytest -q --tb=no | tail -3",
            {"test_a.py": BAD},
            "fail",
            (2, 1, None),
        ),
        Case("grep", "pytest | grep FAILED", {"test_a.py": BAD}, "fail"),
        Case("collect", "pytest --collect-only -q", {"test_a.py": GOOD}, None),
        Case("version", "pytest --version", {}, None),
        Case("deselected", "pytest -k nothing", {"test_a.py": GOOD}, "unknown"),
        Case("no-file", "pytest tests/missing.py", {"test_a.py": GOOD}, "fail"),
        Case(
            "first",
            "pytest -x",
            {"test_a.py": BAD + BAD.replace("test_", "test_z")},
            "fail",
            (2, 1, None),
        ),
        Case(
            "hidden",
            'pytest > log.txt 2>&1; echo "exit: $?"',
            {"test_a.py": BAD},
            "fail",
        ),
        Case(
            "piped-status",
            "pytest 2>&1 | head -2; echo ${PIPESTATUS[0]}",
            {"test_a.py": BAD},
            "fail",
        ),
        Case(
            "tail-file",
            "pytest > log.txt 2>&1; tail -3 log.txt",
            {"test_a.py": BAD},
            "fail",
            (2, 1, None),
        ),
    ),
)

U_GOOD = (
    "import unittest\n\nclass T(unittest.TestCase):\n    def test_a(self): pass\n"
    "    def test_b(self): pass\n    def test_c(self): pass\n\n"
    "if __name__ == '__main__':\n    unittest.main()\n"
)
U_BAD = U_GOOD.replace("def test_c(self): pass", "def test_c(self): self.fail('no')")
U_ERROR = U_GOOD.replace("def test_c(self): pass", "def test_c(self): 1 / 0")
U_SKIP = U_GOOD.replace("    def test_c", "    @unittest.skip('later')\n    def test_c")
UNITTEST = Runner(
    name="unittest",
    tool="unittest",
    kind="test",
    version="python --version",
    cases=(
        *standard(
            "python -m unittest",
            {"test_a.py": U_GOOD},
            {"test_a.py": U_BAD},
            {"a.py": ""},
            cut="head -2",
            bad_counts=(2, 1, None),
            zero_counts=(0, None, None),
        ),
        Case(
            "error",
            "python3 -m unittest -v",
            {"test_a.py": U_ERROR},
            "fail",
            (2, 1, None),
        ),
        Case(
            "skip",
            "python -m unittest discover -v",
            {"test_a.py": U_SKIP},
            "pass",
            (2, None, 1),
        ),
        Case(
            "broken",
            "python -m unittest",
            {"test_a.py": "import nowhere_x\n" + U_GOOD},
            "fail",
            (0, 1, None),
        ),
        Case(
            "tail",
            "python -m unittest 2>&1 | tail -1",
            {"test_a.py": U_BAD},
            "fail",
            (None, 1, None),
        ),
        Case(
            "tail-good",
            "python -m unittest 2>&1 | tail -1",
            {"test_a.py": U_GOOD},
            "pass",
        ),
        Case(
            "tail-three",
            "python -m unittest 2>&1 | tail -3",
            {"test_a.py": U_GOOD},
            "pass",
            (3, None, None),
        ),
        Case("script", "python test_a.py", {"test_a.py": U_BAD}, "fail", (2, 1, None)),
    ),
)
D_GOOD = '"""\n>>> 1 + 1\n2\n>>> 1\n1\n>>> 2\n2\n"""\n'
D_BAD = D_GOOD.replace("2\n>>> 1\n1", "3\n>>> 1\n1")
DOCTEST = Runner(
    name="doctest",
    tool="doctest",
    kind="test",
    version="python --version",
    cases=(
        Case("pass", "python -m doctest a.py", {"a.py": D_GOOD}, "pass"),
        Case(
            "fail", "python -m doctest a.py", {"a.py": D_BAD}, "fail", (None, 1, None)
        ),
        Case(
            "zero",
            "python -m doctest -v a.py",
            {"a.py": "x = 1\n"},
            "unknown",
            (0, 0, None),
        ),
        Case("cut", "python -m doctest -v a.py | head -2", {"a.py": D_BAD}, "unknown"),
        Case(
            "swallowed",
            "python -m doctest a.py || true",
            {"a.py": D_BAD},
            "fail",
            (None, 1, None),
        ),
        Case(
            "verbose",
            "python -m doctest -v a.py",
            {"a.py": D_GOOD},
            "pass",
            (3, 0, None),
        ),
        Case(
            "verbose-fail",
            "python -m doctest -v a.py",
            {"a.py": D_BAD},
            "fail",
            (2, 1, None),
        ),
    ),
)
TOX_INI = "[tox]\nskipsdist = true\nenv_list = {env}\n[testenv]\nskip_install = true\nallowlist_externals = pytest\ncommands = pytest -q\n"
TOX = Runner(
    name="tox",
    tool="tox",
    kind="test",
    version="pip list 2>/dev/null | grep '^tox '",
    cases=(
        *standard(
            "tox",
            {"test_a.py": GOOD, "tox.ini": TOX_INI.format(env="py")},
            {"test_a.py": BAD, "tox.ini": TOX_INI.format(env="py")},
            {"a.py": "", "tox.ini": TOX_INI.format(env="py")},
            cut="head -2",
        ),
        Case(
            "tail",
            "tox 2>&1 | tail -2",
            {"test_a.py": BAD, "tox.ini": TOX_INI.format(env="py")},
            "fail",
        ),
        Case(
            "tail-good",
            "tox 2>&1 | tail -2",
            {"test_a.py": GOOD, "tox.ini": TOX_INI.format(env="py")},
            "pass",
        ),
        Case(
            "list",
            "tox list",
            {"test_a.py": GOOD, "tox.ini": TOX_INI.format(env="py")},
            None,
        ),
    ),
)
NOXFILE = "import nox\n\n@nox.session(venv_backend='none')\ndef tests(session):\n    session.run('pytest', '-q', external=True)\n"
NOX = Runner(
    name="nox",
    tool="nox",
    kind="test",
    version="nox --version",
    cases=(
        *standard(
            "nox",
            {"test_a.py": GOOD, "noxfile.py": NOXFILE},
            {"test_a.py": BAD, "noxfile.py": NOXFILE},
            {"a.py": "", "noxfile.py": NOXFILE},
            cut="head -2",
        ),
        Case(
            "tail",
            "nox -s tests 2>&1 | tail -1",
            {"test_a.py": BAD, "noxfile.py": NOXFILE},
            "fail",
        ),
        Case(
            "tail-good",
            "nox 2>&1 | tail -1",
            {"test_a.py": GOOD, "noxfile.py": NOXFILE},
            "pass",
        ),
        Case("list", "nox --list", {"test_a.py": GOOD, "noxfile.py": NOXFILE}, None),
    ),
)
CLEAN, DIRTY = "x = 1\n", "import os\nx = 1\n"


def _lint(  # noqa: PLR0913 - what differs between linters
    name: str,
    command: str,
    version: str,
    clean: dict[str, str],
    dirty: dict[str, str],
    *more: Case,
    kind: str = "lint",
    cut: str = "head -1",
    cut_verdict: str = "fail",
    cut_good: str = "tail -5",
    none: dict[str, str] | None = None,
    zero: str = "pass",
    tool: str | None = None,
) -> Runner:
    cases = [
        Case("pass", command, clean, "pass"),
        Case("fail", command, dirty, "fail"),
        Case("cut", f"{command} 2>&1 | {cut}", dirty, cut_verdict),
        Case("swallowed", f"{command} || true", dirty, "fail"),
        Case("cut-good", f"{command} 2>&1 | {cut_good}", clean, "pass"),
        Case("version", version, clean, None),
        *more,
    ]
    if none is not None:
        cases.append(Case("zero", command, none, zero))
    return Runner(
        name=name, tool=tool or name, kind=kind, version=version, cases=tuple(cases)
    )


RUFF = _lint(
    "ruff",
    "ruff check .",
    "ruff --version",
    {"a.py": CLEAN},
    {"a.py": DIRTY},
    Case("fixed", "ruff check --fix .", {"a.py": DIRTY}, "pass"),
    Case("half-fixed", "ruff check --fix .", {"a.py": DIRTY + "print(y)\n"}, "fail"),
    Case("exit-zero", "ruff check . --exit-zero", {"a.py": DIRTY}, "fail"),
    Case("format", "ruff format --check .", {"a.py": "x  =  1\n"}, "fail"),
    Case("format-good", "ruff format --check .", {"a.py": CLEAN}, "pass"),
    Case(
        "concise",
        "ruff check --output-format=concise . | tail -2",
        {"a.py": DIRTY},
        "fail",
    ),
    none={"a.txt": ""},
)
FLAKE8 = _lint(
    "flake8",
    "flake8 .",
    "flake8 --version",
    {"a.py": CLEAN},
    {"a.py": DIRTY},
    none={"a.txt": ""},
)
PYLINT = _lint(
    "pylint",
    "pylint a.py",
    "pylint --version",
    {"a.py": '"""A."""\n\nX = 1\n'},
    {"a.py": DIRTY},
    cut="head -1",
    cut_verdict="unknown",
)
MYPY = _lint(
    "mypy",
    "mypy .",
    "mypy --version",
    {"a.py": "x: int = 1\n"},
    {"a.py": "x: int = 'a'\n"},
    Case("notes", "mypy a.py", {"a.py": "def f(x):\n    y: int = 'a'\n"}, "pass"),
    Case("tail", "mypy . | tail -1", {"a.py": "x: int = 'a'\n"}, "fail"),
    Case("zero", "mypy .", {"a.txt": ""}, "unknown"),
    kind="types",
)
PYRIGHT = _lint(
    "pyright",
    "basedpyright .",
    "basedpyright --version",
    {"a.py": "x: int = 1\n"},
    {"a.py": "x: int = 'a'\n"},
    Case("zero", "basedpyright .", {"a.txt": ""}, "pass"),
    kind="types",
    tool="basedpyright",
    cut="head -2",
)
PYREFLY = _lint(
    "pyrefly",
    "pyrefly check a.py",
    "pyrefly --version",
    {"a.py": "x: int = 1\n", "pyrefly.toml": 'preset = "strict"\n'},
    {"a.py": "x: int = 'a'\n", "pyrefly.toml": 'preset = "strict"\n'},
    kind="types",
)
TY = _lint(
    "ty",
    "ty check a.py",
    "ty --version",
    {"a.py": "x: int = 1\n"},
    {"a.py": "x: int = 'a'\n"},
    kind="types",
)
BLACK = _lint(
    "black",
    "black --check .",
    "black --version",
    {"a.py": CLEAN},
    {"a.py": "x  =  1\n"},
    none={"a.txt": ""},
    zero="unknown",
)
ISORT = _lint(
    "isort",
    "isort --check-only .",
    "isort --version",
    {"a.py": "import os\nimport sys\n"},
    {"a.py": "import sys\nimport os\n"},
)
BANDIT = _lint(
    "bandit",
    "bandit -r .",
    "bandit --version",
    {"a.py": CLEAN},
    {"a.py": "exec('1')\n"},
    cut="tail -30",
    cut_verdict="fail",
    cut_good="tail -40",
)
YAMLLINT = _lint(
    "yamllint",
    "yamllint a.yaml",
    "yamllint --version",
    {"a.yaml": "---\na: 1\n"},
    {"a.yaml": "---\na: 1\na: 2\n"},
    cut="head -2",
)
CODESPELL = _lint(
    "codespell",
    "codespell .",
    "codespell --version",
    {"a.txt": "the\n"},
    {"a.txt": "teh\n"},
)
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n[project]\nname = "a"\nversion = "1"\n'
BACKEND = "import pathlib, tarfile\ndef build_sdist(d, c=None):\n    n = 'a-1.tar.gz'\n    t = tarfile.open(pathlib.Path(d) / n, 'w:gz'); t.add('pyproject.toml', 'a-1/pyproject.toml'); t.add('backend.py', 'a-1/backend.py'); t.close()\n    return n\ndef build_wheel(d, c=None, m=None):\n    n = 'a-1-py3-none-any.whl'\n    pathlib.Path(d, n).write_text('x')\n    return n\n"
BUILD = Runner(
    name="python-build",
    tool="build",
    kind="build",
    version="uv --version",
    cases=(
        Case(
            "pass",
            "uv build --sdist --offline",
            {"pyproject.toml": PROJECT, "backend.py": BACKEND},
            "pass",
            rows=({"kind": "build", "tool": "uv", "verdict": "pass"},),
        ),
        Case(
            "fail",
            "uv build --offline",
            {"pyproject.toml": PROJECT, "backend.py": "x = 1\n"},
            "fail",
            rows=({"kind": "build", "tool": "uv", "verdict": "fail"},),
        ),
        Case(
            "cut",
            "uv build --offline 2>&1 | head -1",
            {"pyproject.toml": PROJECT, "backend.py": "x = 1\n"},
            "unknown",
            rows=({"kind": "build", "tool": "uv", "verdict": "unknown"},),
        ),
        Case(
            "swallowed",
            "uv build --offline || true",
            {"pyproject.toml": PROJECT, "backend.py": "x = 1\n"},
            "fail",
            rows=({"kind": "build", "tool": "uv", "verdict": "fail"},),
        ),
        Case(
            "zero",
            "uv build --offline",
            {},
            "fail",
            rows=({"kind": "build", "tool": "uv", "verdict": "fail"},),
        ),
    ),
)
BEHAVE = Runner(
    name="behave",
    tool="behave",
    kind="test",
    version="behave --version",
    cases=standard(
        "behave",
        {
            "features/a.feature": "Feature: a\n  Scenario: one\n    Given ok\n  Scenario: two\n    Given ok\n  Scenario: three\n    Given ok\n",
            "features/steps/s.py": "from behave import given\n@given('ok')\ndef f(c): pass\n",
        },
        {
            "features/a.feature": "Feature: a\n  Scenario: one\n    Given ok\n  Scenario: two\n    Given ok\n  Scenario: three\n    Given bad\n",
            "features/steps/s.py": "from behave import given\n@given('ok')\ndef f(c): pass\n@given('bad')\ndef g(c): assert 0\n",
        },
        {"features/a.feature": "Feature: a\n", "features/steps/s.py": ""},
        cut="head -2",
        good_counts=(3, 0, 0),
        bad_counts=(2, 1, 0),
        zero_counts=(0, 0, 0),
    ),
)
_ROBOT = "*** Test Cases ***\nOne\n    Log    hi\nTwo\n    Log    hi\nThree\n    "
ROBOT = Runner(
    name="robot",
    tool="robot",
    kind="test",
    version="robot --version",
    cases=(
        *standard(
            "robot --output NONE --log NONE --report NONE a.robot",
            {"a.robot": f"{_ROBOT}Log    hi\n"},
            {"a.robot": f"{_ROBOT}Fail    no\n"},
            {"a.robot": "*** Test Cases ***\n"},
            cut="head -3",
            good_counts=(3, 0, None),
            bad_counts=(2, 1, None),
            zero="fail",
        ),
        Case(
            "skip",
            "robot --output NONE --log NONE --report NONE a.robot 2>&1 | tail -3",
            {"a.robot": f"{_ROBOT}Skip    later\n"},
            "pass",
            (2, 0, 1),
        ),
        Case(
            "dry", "robot --dryrun a.robot", {"a.robot": f"{_ROBOT}Log    hi\n"}, None
        ),
    ),
)

RUNNERS = (
    PYTEST, UNITTEST, DOCTEST, TOX, NOX, RUFF, FLAKE8, PYLINT, MYPY, PYRIGHT, PYREFLY,
    TY, BLACK, ISORT, BANDIT, YAMLLINT, CODESPELL, BUILD, BEHAVE,
    ROBOT,
)  # fmt: skip
