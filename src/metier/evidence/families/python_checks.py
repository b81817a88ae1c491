"""Python's linters, formatters, type checkers and builders."""

# ruff: noqa: E501 - a pattern is one line

from metier.evidence.families.family import Family, Shape, Summary, lines

__all__ = ["FAMILIES"]

_AT = r"^\S[^\n:]*\.pyi?:\d+:\d+: "
RUFF = Family(
    name="ruff",
    tool="ruff",
    kind="lint",
    shapes=(
        Shape(words=("ruff", "check")),
        Shape(words=("ruff", "format"), needs=frozenset({"--check", "--diff"})),
        Shape(
            words=("ruff",), without=frozenset({"format", "server", "rule", "config"})
        ),
    ),
    without=frozenset(
        {
            "clean",
            "--show-settings",
            "--show-files",
            "--add-noqa",
            "--watch",
            "linter",
            "-V",
        }
    ),
    summary=(
        Summary(
            line=lines(
                r"^Found \d+ errors? \(\d+ fixed, (?P<bad>[1-9]\d*) remaining\)\."
            )
        ),
        Summary(
            line=lines(r"^Found \d+ errors? (?P<good>\(\d+ fixed, 0 remaining\))\.")
        ),
        Summary(line=lines(r"^(?P<bad>Found \d+ (?:errors?|diagnostics?))\.")),
        Summary(line=lines(r"^(?P<bad>\d+ files? would be reformatted)")),
        Summary(
            line=lines(
                r"^(?P<good>All checks passed!|\d+ files? already formatted|No errors fixed)"
            )
        ),
    ),
    fails=lines(
        _AT + r"(?:[A-Z]+\d+ |SyntaxError)",
        r"^[A-Z]{1,4}\d{3,4} (?:\[\*\] )?[A-Z`]\S*[ `]",
        r"^(?:unformatted: |Would reformat: |invalid-syntax: |error: )",
        r"^ruff failed$",
    ),
    behind=True,
    unlike=frozenset({"biome"}),
    source="ruff 0.17",
)
_FLAKE = lines(_AT + r"[A-Z]+\d{2,4} ", r"^\S+\.py:\d+: [A-Z]\d{3} ")
FLAKE8 = Family(
    name="flake8",
    tool="flake8",
    kind="lint",
    shapes=(
        Shape(words=("flake8",)),
        Shape(words=("pycodestyle",), tool="pycodestyle"),
        Shape(words=("pyflakes",), tool="pyflakes"),
        Shape(words=("pydocstyle",), tool="pydocstyle"),
    ),
    fails=lines(
        _FLAKE.pattern, r"^\S+\.py:\d+:\d+:? \S", r"^There was a critical error"
    ),
    # ruff says the same with a capital or a backtick.
    sign=lines(_AT + r"[A-Z]+\d{3} ['a-z]"),
    silent=True,
    behind=True,
    source="flake8 7",
)
PYLINT = Family(
    name="pylint",
    tool="pylint",
    kind="lint",
    shapes=(Shape(words=("pylint",)),),
    fails=lines(
        r"^\S+\.py:\d+:\d+: [CRWEF]\d{4}: ",
        r"^Your code has been rated at (?!10\.00/10)-?[\d.]+/10",
    ),
    passes=lines(r"^Your code has been rated at 10\.00/10"),
    sign=lines(r"^\*{13} Module "),
    source="pylint 4",
)
MYPY = Family(
    name="mypy",
    tool="mypy",
    kind="types",
    shapes=(
        Shape(words=("mypy",)),
        Shape(words=("dmypy",)),
        Shape(words=("mypy.dmypy",)),
    ),
    without=frozenset({"stop", "start", "status", "--install-types", "-V"}),
    summary=(
        Summary(line=lines(r"^(?P<bad>Found \d+ errors? in \d+ files?) ")),
        Summary(
            line=lines(r"^(?P<good>Success: no issues found in \d+ source files?)")
        ),
    ),
    fails=lines(r"^\S[^\n:]*\.pyi?:\d+(?::\d+)?: error: ", r"^mypy: (?:error|can't)"),
    nothing=lines(r"^There are no \.py\[i\] files in"),
    behind=True,
    source="mypy 2.4",
)
PYRIGHT = Family(
    name="pyright",
    tool="pyright",
    kind="types",
    shapes=(
        Shape(words=("pyright",)),
        Shape(words=("pyright-python",)),
        Shape(words=("basedpyright",), tool="basedpyright"),
    ),
    without=frozenset({"--watch", "-w", "--createstub"}),
    summary=(
        Summary(line=lines(r"^(?P<bad>[1-9]\d* errors?), \d+ warnings?")),
        Summary(line=lines(r"^(?P<good>0 errors), \d+ warnings?")),
    ),
    fails=lines(r"^ +\S+:\d+:\d+ - error: "),
    nothing=lines(r"^No source files found"),
    behind=True,
    source="basedpyright 1.40",
)
PYREFLY = Family(
    name="pyrefly",
    tool="pyrefly",
    kind="types",
    shapes=(Shape(words=("pyrefly", "check")), Shape(words=("pyrefly",))),
    without=frozenset({"init", "lsp", "dump-config", "infer", "suppress", "coverage"}),
    summary=(
        Summary(line=lines(r"^ *INFO (?P<bad>[1-9][\d,]* errors?)(?: |$)")),
        Summary(line=lines(r"^ *INFO (?P<good>0 errors)(?: |$)")),
    ),
    fails=lines(r"^ *ERROR "),
    behind=True,
    source="pyrefly 1.4",
)
TY = Family(
    name="ty",
    tool="ty",
    kind="types",
    shapes=(Shape(words=("ty", "check")), Shape(words=("pytype",), tool="pytype")),
    without=frozenset({"--watch"}),
    summary=(
        Summary(line=lines(r"^(?P<bad>Found \d+ diagnostics?)$")),
        Summary(line=lines(r"^(?P<good>All checks passed!)$")),
    ),
    fails=lines(r"^error\[[\w-]+\]: "),
    source="ty 0.0.107",
)
BLACK = Family(
    name="black",
    tool="black",
    kind="lint",
    shapes=(
        Shape(words=("black",), needs=frozenset({"--check", "--diff"})),
        Shape(
            words=("docformatter",),
            tool="docformatter",
            needs=frozenset({"--check", "-c"}),
        ),
    ),
    fails=lines(
        r"^would reformat ",
        r"^Oh no! ",
        r"^\d+ files? would be reformatted",
        r"^error: cannot format ",
    ),
    passes=lines(r"^All done! ", r"^\d+ files? would be left unchanged\.$"),
    nothing=lines(r"^No Python files are present", r"^No Path provided"),
    source="black 26",
)
SILENT = Family(
    name="silent-checks",
    tool="codespell",
    kind="lint",
    shapes=(
        Shape(words=("codespell",)),
        Shape(
            words=("isort",),
            tool="isort",
            needs=frozenset({"--check-only", "--check", "-c", "--diff"}),
        ),
        Shape(words=("yamllint",), tool="yamllint"),
        Shape(words=("vulture",), tool="vulture"),
        Shape(words=("djlint",), tool="djlint"),
    ),
    without=frozenset({"-w", "--write-changes"}),
    fails=lines(
        r"^\S+:\d+: \S+ ==> ",
        r"^ +\d+:\d+ +error +",
        r"^\S+\.py:\d+: unused ",
        r"^ERROR: .* Imports are incorrectly sorted",
    ),
    silent=True,
    source="codespell 2.4, yamllint 1.38",
)
BANDIT = Family(
    name="bandit",
    tool="bandit",
    kind="lint",
    shapes=(Shape(words=("bandit",)),),
    fails=lines(r"^>> Issue: \[", r"^\t\t(?:Low|Medium|High): [1-9]"),
    passes=lines(r"^\tNo issues identified\."),
    source="bandit 1.9",
)
IMPORT_LINTER = Family(
    name="import-linter",
    tool="import-linter",
    kind="lint",
    shapes=(Shape(words=("lint-imports",)),),
    fails=lines(r"^Contracts: \d+ kept, [1-9]\d* broken\."),
    passes=lines(r"^Contracts: \d+ kept, 0 broken\."),
    source="import-linter 2",
)
PRE_COMMIT = Family(
    name="pre-commit",
    tool="pre-commit",
    kind="lint",
    shapes=(
        Shape(words=("pre-commit", "run")),
        Shape(words=("prek", "run")),
        Shape(words=("lefthook", "run"), tool="lefthook"),
    ),
    fails=lines(r"^\S.*\.{3,}(?:\(.*\))?Failed$", r"^An error has occurred:"),
    passes=lines(r"^\S.*\.{3,}(?:\(.*\))?Passed$"),
    nothing=lines(r"^\S.*\.{3,}\(no files to check\)Skipped$"),
    source="pre-commit 4",
)
PYTHON_BUILD = Family(
    name="python-build",
    tool="build",
    kind="build",
    shapes=(
        Shape(words=("build",)),
        Shape(words=("pyproject-build",)),
        Shape(words=("uv", "build"), tool="uv"),
        Shape(words=("poetry", "build"), tool="poetry"),
        Shape(words=("hatch", "build"), tool="hatch"),
        Shape(words=("pdm", "build"), tool="pdm"),
        Shape(words=("flit", "build"), tool="flit"),
        Shape(words=("maturin", "build"), tool="maturin"),
        Shape(words=("setup.py", "sdist"), tool="setuptools"),
        Shape(words=("setup.py", "bdist_wheel"), tool="setuptools"),
        Shape(words=("setup.py", "build_ext"), tool="setuptools"),
        Shape(words=("setup.py", "build"), tool="setuptools"),
        Shape(words=("compileall",), tool="compileall"),
        Shape(words=("py_compile",), tool="py_compile"),
    ),
    fails=lines(
        r"^error: Failed to build",
        r"^ERROR (?:Backend|Failed|Missing)",
        r"^\* Building .* failed",
        r"^error: ",
    ),
    passes=lines(r"^Successfully built ", r"^ +- Built \S+", r"^📦 Built wheel"),
    source="uv 0.9",
)
MKDOCS = Family(
    name="docs-build",
    tool="mkdocs",
    kind="build",
    shapes=(
        Shape(words=("mkdocs", "build")),
        Shape(words=("sphinx-build",), tool="sphinx"),
    ),
    fails=lines(
        r"^(?:ERROR|Aborted|Error) ", r"^Extension error", r"^Aborted with \d+ warnings"
    ),
    passes=lines(r"^INFO +-  Documentation built in ", r"^build succeeded"),
    source="documentation",
)

FAMILIES = (
    RUFF,
    FLAKE8,
    PYLINT,
    MYPY,
    PYRIGHT,
    PYREFLY,
    TY,
    BLACK,
    SILENT,
    BANDIT,
    IMPORT_LINTER,
    PRE_COMMIT,
    PYTHON_BUILD,
    MKDOCS,
)
