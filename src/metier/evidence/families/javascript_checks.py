"""JavaScript's linters, formatters, type checkers and bundlers."""

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
        r"^(?:check|lint|format|ci) ━+\n+ +× Some errors were emitted",
        r"^ +× (?:Some errors were emitted|The contents aren't fixed|No files were processed)",
    ),
    passes=lines(r"^(?:Checked|Formatted|Linted) \d+ files? in "),
    sign=lines(
        r"^\S+(?::\d+:\d+)? (?:lint/|format|assist/|organizeImports|parse).* ?━{8,}$",
        r"^(?:check|lint|format|ci) ━{8,}$",
        r"^ *× (?:Some errors were emitted|Formatter would have printed)",
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
VITE = Family(
    name="vite",
    tool="vite",
    kind="build",
    shapes=(
        Shape(words=("vite", "build")),
        Shape(words=("vue-cli-service", "build"), tool="vue-cli"),
        Shape(words=("svelte-kit", "build"), tool="svelte-kit"),
        Shape(words=("electron-vite", "build"), tool="electron-vite"),
    ),
    without=frozenset({"--watch", "-w"}),
    fails=lines(
        r"^[✗x] Build failed in ",
        r"^error during build:",
        r"^\[vite\]: Rollup failed",
        r"^failed to load config",
    ),
    passes=lines(r"^✓ built in "),
    sign=lines(r"^vite v\d[\w.]* building ", r"^✓ \d+ modules transformed"),
    behind=True,
    source="vite 8",
)
WEBPACK = Family(
    name="webpack",
    tool="webpack",
    kind="build",
    shapes=(
        Shape(words=("webpack",)),
        Shape(words=("webpack-cli",)),
        Shape(words=("rspack", "build"), tool="rspack"),
        Shape(words=("react-scripts", "build"), tool="react-scripts"),
    ),
    without=frozenset({"--watch", "-w", "serve", "watch", "info"}),
    fails=lines(
        r"^webpack \S+ compiled with \d+ errors?",
        r"^ERROR in ",
        r"^Failed to compile\.",
    ),
    passes=lines(
        r"^webpack \S+ compiled (?:successfully|with \d+ warnings?)",
        r"^Compiled (?:successfully|with warnings)",
    ),
    behind=True,
    source="webpack 5",
)
NEXT = Family(
    name="next",
    tool="next",
    kind="build",
    shapes=(
        Shape(words=("next", "build")),
        Shape(words=("nuxt", "build"), tool="nuxt"),
        Shape(words=("nuxi", "build"), tool="nuxt"),
        Shape(words=("astro", "build"), tool="astro"),
        Shape(words=("remix", "build"), tool="remix"),
        Shape(words=("gatsby", "build"), tool="gatsby"),
        Shape(words=("ng", "build"), tool="angular"),
        Shape(words=("docusaurus", "build"), tool="docusaurus"),
        Shape(words=("vitepress", "build"), tool="vitepress"),
        Shape(words=("parcel", "build"), tool="parcel"),
    ),
    fails=lines(
        r"^Failed to compile\.",
        r"^> Build (?:error|failed)",
        r"^ ?⨯ ",
        r"^✘ \[ERROR\]",
        r"^\[ERROR\] ",
        r"^Error occurred prerendering",
    ),
    passes=lines(
        r"^ *[✓●○] (?:Generating static pages|Finalizing page optimization).*",
        r"^Route \((?:app|pages)\)",
        r"^[○●ƒλ] +\((?:Static|SSG|Dynamic)\) ",
        r"^\d\d:\d\d:\d\d \[build\] Complete!",
        r"^\[SUCCESS\] Generated static files",
        r"^Application bundle generation complete",
        r"^build complete in ",
        r"^✨ +Built in ",
    ),
    sign=lines(r"^ +▲ Next\.js \d", r"^ ✓ Compiled successfully"),
    behind=True,
    source="documentation",
)
BUNDLE = Family(
    name="bundlers",
    tool="esbuild",
    kind="build",
    shapes=(
        Shape(words=("esbuild",)),
        Shape(words=("rollup",), tool="rollup"),
        Shape(words=("rolldown",), tool="rolldown"),
        Shape(words=("tsup",), tool="tsup"),
        Shape(words=("tsdown",), tool="tsdown"),
        Shape(words=("unbuild",), tool="unbuild"),
        Shape(words=("bun", "build"), tool="bun"),
        Shape(words=("deno", "compile"), tool="deno"),
        Shape(words=("turbo", "build"), tool="turbo"),
        Shape(words=("electron-builder",), tool="electron-builder"),
        Shape(words=("storybook", "build"), tool="storybook"),
        Shape(words=("expo", "export"), tool="expo"),
    ),
    without=frozenset({"--watch", "-w", "--serve"}),
    fails=lines(
        r"^[✘X] \[ERROR\] ",
        r"^\d+ errors?$",
        r"^\[!\] ",
        r"^(?:ESM|CJS|DTS) Build error",
        r"^error: ",
    ),
    passes=lines(
        r"^⚡ Done in ",
        r"^(?:ESM|CJS) ⚡️ Build success",
        r"^created \S+ in ",
        r"^Bundled \d+ modules? in ",
    ),
    source="esbuild 0.27, rollup 4",
)

FAMILIES = (
    ESLINT,
    PRETTIER,
    BIOME,
    OXLINT,
    STYLELINT,
    TSC,
    SVELTE,
    VITE,
    WEBPACK,
    NEXT,
    BUNDLE,
)
