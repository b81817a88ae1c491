"""JavaScript's linters, formatters and type checkers."""

# ruff: noqa: E501, RUF001 - a pattern is one line, in the signs that are printed

from metier.evidence.families.family import Family, Shape, Summary, lines

__all__ = ["FAMILIES"]

ESLINT = Family(
    name="eslint",
    tool="eslint",
    kind="lint",
    shapes=(
        Shape(words=("eslint",)),
        Shape(words=("next", "lint")),
        Shape(words=("vue-cli-service", "lint")),
        Shape(words=("standard",), tool="standard"),
        Shape(words=("xo",), tool="xo"),
        Shape(words=("tslint",), tool="tslint"),
    ),
    without=frozenset({"--print-config", "--init", "--inspect-config"}),
    summary=(
        Summary(
            line=lines(
                r"^[✖×x] \d+ problems? \((?P<bad>[1-9]\d* errors?), \d+ warnings?\)"
            )
        ),
        Summary(
            line=lines(
                r"^(?P<bad>ESLint found too many warnings)",
                r"^(?P<bad_2>Oops! Something went wrong!)",
            )
        ),
        Summary(
            line=lines(
                r"^[✖×x] \d+ problems? \((?P<good>0 errors), \d+ warnings?\)",
            )
        ),
        Summary(line=lines(r"^(?P<good>✔ No ESLint warnings or errors)")),
    ),
    fails=lines(
        r"^ +\d+:\d+ +(?:error|Error)\b",
        r"^Error: No files matching",
        r"^Oops! Something went wrong",
    ),
    silent=True,
    behind=True,
    source="eslint 10",
)
PRETTIER = Family(
    name="prettier",
    tool="prettier",
    kind="lint",
    shapes=(
        Shape(
            words=("prettier",),
            needs=frozenset({"--check", "-c", "-l", "--list-different"}),
        ),
        Shape(words=("dprint", "check"), tool="dprint"),
    ),
    without=frozenset({"--write", "-w"}),
    fails=lines(
        r"^\[warn\] (?:Code style issues|\S+ files? (?:is|are))",
        r"^\[error\] ",
        r"^\[warn\] Code style issues? found",
        r"^\[warn\] Error occurred when checking code style",
    ),
    passes=lines(r"^All matched files use Prettier code style!"),
    behind=True,
    source="prettier 3",
)
BIOME = Family(
    name="biome",
    tool="biome",
    kind="lint",
    shapes=(
        Shape(words=("biome", "check")),
        Shape(words=("biome", "lint")),
        Shape(words=("biome", "ci")),
        Shape(words=("biome", "format"), without=frozenset({"--write", "--fix"})),
    ),
    fails=lines(
        r"^Found [1-9]\d* errors?\.",
        r"^(?:check|lint|format|ci) ━+\n+ +[×✖] Some errors were emitted",
        r"^ +[×✖] (?:Some errors were emitted|The contents aren't fixed|No files were processed)",
    ),
    passes=lines(r"^(?:Checked|Formatted|Linted) \d+ files? in "),
    sign=lines(
        r"^\S+(?::\d+:\d+)? (?:lint/|format|assist/|organizeImports|parse).* ?━{8,}$",
        r"^(?:check|lint|format|ci) ━{8,}$",
        r"^ *[×✖] (?:Some errors were emitted|Formatter would have printed)",
    ),
    behind=True,
    source="biome 2",
)
OXLINT = Family(
    name="oxlint",
    tool="oxlint",
    kind="lint",
    shapes=(Shape(words=("oxlint",)),),
    summary=(
        Summary(line=lines(r"^Found \d+ warnings? and (?P<bad>[1-9]\d*) errors?\.")),
        Summary(line=lines(r"^Found \d+ warnings? and (?P<good>0 errors)\.")),
    ),
    source="oxlint 1",
)
STYLELINT = Family(
    name="stylelint",
    tool="stylelint",
    kind="lint",
    shapes=(Shape(words=("stylelint",)),),
    summary=(
        Summary(
            line=lines(
                r"^[✖×x] \d+ problems? \((?P<bad>[1-9]\d* errors?), \d+ warnings?\)"
            )
        ),
        Summary(
            line=lines(r"^[✖×x] \d+ problems? \((?P<good>0 errors), \d+ warnings?\)")
        ),
    ),
    fails=lines(r"^ +\d+:\d+ +[✖×] "),
    silent=True,
    source="stylelint 17",
)
TSC = Family(
    name="tsc",
    tool="tsc",
    kind="types",
    shapes=(
        Shape(words=("tsc",)),
        Shape(words=("tsgo",), tool="tsgo"),
        Shape(words=("vue-tsc",), tool="vue-tsc"),
        Shape(words=("deno", "check"), tool="deno"),
    ),
    without=frozenset(
        {
            "--watch",
            "-w",
            "--init",
            "--showConfig",
            "--listFiles",
            "--listFilesOnly",
            "-v",
        }
    ),
    fails=lines(
        r"^\S[^\n]*?\(\d+,\d+\): error TS\d+: ",
        r"^\S[^\n]*?:\d+:\d+ - error TS\d+: ",
        r"^error TS\d+: ",
        r"^Found \d+ errors? in ",
        r"^TS\d+ \[ERROR\]: ",
    ),
    silent=True,
    behind=False,
    source="tsc 5.9",
)
DENO_CHECKS = Family(
    name="deno-checks",
    tool="deno",
    kind="lint",
    shapes=(
        Shape(words=("deno", "lint"), without=frozenset({"--rules", "--fix"})),
        Shape(words=("deno", "fmt"), needs=frozenset({"--check"})),
    ),
    fails=lines(r"^Found \d+ problems?$", r"^error: ", r"^error\[[\w-]+\]: "),
    passes=lines(r"^Checked \d+ files?$"),
    source="deno 2",
)
SVELTE = Family(
    name="svelte-check",
    tool="svelte-check",
    kind="types",
    shapes=(
        Shape(words=("svelte-check",)),
        Shape(words=("astro", "check"), tool="astro"),
    ),
    summary=(
        Summary(line=lines(r"^svelte-check found (?P<bad>[1-9]\d* errors?)")),
        Summary(line=lines(r"^svelte-check found (?P<good>0 errors)")),
    ),
    fails=lines(r"^- [1-9]\d* errors?$"),
    passes=lines(r"^- 0 errors$"),
    source="documentation",
)
FAMILIES = (
    ESLINT,
    PRETTIER,
    BIOME,
    OXLINT,
    STYLELINT,
    TSC,
    DENO_CHECKS,
    SVELTE,
)
