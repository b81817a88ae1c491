"""JavaScript's test runners, linters, type checkers and bundlers."""

# ruff: noqa: E501 - a call, its project and its truth stand on one line

from recording import Case, Runner, standard

PACKAGE = '{"name": "a", "version": "1.0.0", "type": "commonjs"}\n'
MODULE = '{"name": "a", "version": "1.0.0", "type": "module"}\n'
LINK = 'ln -s "$METIER_RUNNERS/js/node_modules" node_modules'


def _scripts(**scripts: str) -> str:
    body = ", ".join(
        f'"{name.replace("_", ":")}": "{text}"' for name, text in scripts.items()
    )
    return f'{{"name": "a", "version": "1.0.0", "scripts": {{{body}}}}}\n'


def _js(test: str, last: str, head: str = "") -> str:
    return (
        f"{head}\n{test}('a', () => {{}});\n{test}('b', () => {{}});\n"
        f"{test}('c', () => {{ {last} }});\n"
    )


J = {"package.json": PACKAGE}
THROW = "throw new Error('no')"
J_GOOD = {**J, "a.test.js": _js("test", "")}
J_BAD = {**J, "a.test.js": _js("test", THROW)}
JEST = Runner(
    name="jest",
    tool="jest",
    kind="test",
    version="jest --version",
    prepare=LINK,
    cases=(
        *standard("npx jest", J_GOOD, J_BAD, J, cut="tail -1"),
        Case("zero-good", "npx jest --passWithNoTests", J, "unknown"),
        Case(
            "skip",
            "npx jest --verbose",
            {**J, "a.test.js": _js("test", "") + "test.skip('d', () => {});\n"},
            "pass",
            (3, None, 1),
        ),
        Case(
            "broken", "npx jest", {**J, "a.test.js": "require('./nowhere');\n"}, "fail"
        ),
        Case("colour", "FORCE_COLOR=1 npx jest", J_BAD, "fail", (2, 1, None)),
        Case(
            "npm",
            "npm test",
            {"package.json": _scripts(test="jest"), "a.test.js": _js("test", "")},
            "pass",
            (3, None, None),
        ),
        Case(
            "npm-bad",
            "npm test 2>&1 | tail -8",
            {"package.json": _scripts(test="jest"), "a.test.js": _js("test", THROW)},
            "fail",
            (2, 1, None),
        ),
        Case(
            "npm-silent",
            "npm test --silent",
            {"package.json": _scripts(test="jest"), "a.test.js": _js("test", THROW)},
            "fail",
            (2, 1, None),
        ),
        Case(
            "yarn",
            "yarn test",
            {"package.json": _scripts(test="jest"), "a.test.js": _js("test", THROW)},
            "fail",
            (2, 1, None),
        ),
        Case(
            "pnpm",
            "pnpm test",
            {"package.json": _scripts(test="jest"), "a.test.js": _js("test", THROW)},
            "fail",
            (2, 1, None),
        ),
        Case(
            "bun-run",
            "bun run test",
            {"package.json": _scripts(test="jest"), "a.test.js": _js("test", "")},
            "pass",
            (3, None, None),
        ),
        Case("list", "npx jest --listTests", J_GOOD, None),
        Case(
            "coverage",
            "npx jest --coverage 2>&1 | tail -20",
            J_BAD,
            "fail",
            (2, 1, None),
        ),
    ),
)
V = {"package.json": MODULE}
V_HEAD = "import { test } from 'vitest';"
V_GOOD = {**V, "a.test.js": _js("test", "", V_HEAD)}
V_BAD = {**V, "a.test.js": _js("test", THROW, V_HEAD)}
VITEST = Runner(
    name="vitest",
    tool="vitest",
    kind="test",
    version="vitest --version",
    prepare=LINK,
    cases=(
        *standard("npx vitest run", V_GOOD, V_BAD, V, cut="tail -2"),
        Case("zero-good", "npx vitest run --passWithNoTests", V, "unknown"),
        Case(
            "skip",
            "npx vitest run",
            {**V, "a.test.js": _js("test", "", V_HEAD) + "test.skip('d', () => {});\n"},
            "pass",
            (3, None, 1),
        ),
        Case(
            "broken",
            "npx vitest run",
            {**V, "a.test.js": "import './nowhere.js';\n"},
            "fail",
        ),
        Case("colour", "FORCE_COLOR=1 npx vitest run", V_BAD, "fail", (2, 1, None)),
        Case(
            "stray",
            "npx vitest run",
            {
                **V,
                "a.test.js": _js("test", "Promise.reject(new Error('stray'))", V_HEAD),
            },
            "fail",
            (3, 1, None),
        ),
        Case(
            "verbose", "npx vitest run --reporter=verbose", V_BAD, "fail", (2, 1, None)
        ),
        Case(
            "npm",
            "npm run test:unit -- --run",
            {
                "package.json": _scripts(test_unit="vitest run"),
                "a.test.js": V_BAD["a.test.js"],
            },
            "fail",
            (2, 1, None),
        ),
    ),
)
M_GOOD = {**J, "test/a.js": _js("it", "")}
M_BAD = {**J, "test/a.js": _js("it", THROW)}
MOCHA = Runner(
    name="mocha",
    tool="mocha",
    kind="test",
    version="mocha --version",
    prepare=LINK,
    cases=(
        *standard("npx mocha", M_GOOD, M_BAD, J, cut="tail -3"),
        Case(
            "skip",
            "npx mocha --reporter dot",
            {**J, "test/a.js": _js("it", "") + "it('d');\n"},
            "pass",
            (3, None, 1),
        ),
        Case(
            "broken", "npx mocha", {**J, "test/a.js": "require('./nowhere');\n"}, "fail"
        ),
        Case("colour", "npx mocha --colors", M_BAD, "fail", (2, 1, None)),
        Case(
            "empty",
            "npx mocha",
            {**J, "test/a.js": "// none\n"},
            "unknown",
            (0, None, None),
        ),
    ),
)
N_HEAD = "const test = require('node:test');"
N_GOOD = {**J, "a.test.js": _js("test", "", N_HEAD)}
N_BAD = {**J, "a.test.js": _js("test", THROW, N_HEAD)}
NODE = Runner(
    name="node",
    tool="node",
    kind="test",
    version="node --version",
    cases=(
        *standard(
            "node --test",
            N_GOOD,
            N_BAD,
            J,
            cut="tail -2",
            good_counts=(3, 0, 0),
            bad_counts=(2, 1, 0),
            zero_counts=(0, 0, 0),
        ),
        Case(
            "skip",
            "node --test",
            {**J, "a.test.js": _js("test", "", N_HEAD) + "test.skip('d', () => {});\n"},
            "pass",
            (3, 0, 1),
        ),
        Case(
            "broken",
            "node --test",
            {**J, "a.test.js": "require('./nowhere');\n"},
            "fail",
            (0, 1, 0),
        ),
        Case("spec", "node --test --test-reporter=spec", N_BAD, "fail", (2, 1, 0)),
        Case("tail", "node --test 2>&1 | tail -9", N_BAD, "fail", (2, 1, 0)),
        Case(
            "npm",
            "npm test",
            {
                "package.json": _scripts(test="node --test"),
                "a.test.js": _js("test", "", N_HEAD),
            },
            "pass",
            (3, 0, 0),
        ),
        Case(
            "file",
            "node --test a.test.js | grep -E '^# (pass|fail)'",
            N_BAD,
            "fail",
            (2, 1, None),
        ),
    ),
)
A_HEAD = "import test from 'ava';"
AVA = Runner(
    name="ava",
    tool="ava",
    kind="test",
    version="ava --version",
    prepare=LINK,
    cases=(
        *standard(
            "npx ava",
            {
                **V,
                "test.js": _js("test", "", A_HEAD).replace(
                    "() => {", "t => { t.pass();"
                ),
            },
            {
                **V,
                "test.js": _js("test", "t.fail()", A_HEAD).replace(
                    "() => {", "t => { t.pass();"
                ),
            },
            V,
            cut="head -2",
            bad_counts=(None, 1, None),
        ),
        Case(
            "skip",
            "npx ava",
            {
                **V,
                "test.js": _js("test", "", A_HEAD).replace(
                    "() => {", "t => { t.pass();"
                )
                + "test.skip('d', t => t.pass());\n",
            },
            "pass",
            (3, None, 1),
        ),
        Case("broken", "npx ava", {**V, "test.js": "import './nowhere.js';\n"}, "fail"),
        Case(
            "tail",
            "npx ava 2>&1 | tail -2",
            {
                **V,
                "test.js": _js("test", "t.fail()", A_HEAD).replace(
                    "() => {", "t => { t.pass();"
                ),
            },
            "fail",
            (None, 1, None),
        ),
        Case(
            "tap",
            "npx ava --tap",
            {
                **V,
                "test.js": _js("test", "t.fail()", A_HEAD).replace(
                    "() => {", "t => { t.pass();"
                ),
            },
            "fail",
            (2, 1, None),
        ),
    ),
)
T_HEAD = "const t = require('tap');"
TAP = Runner(
    name="tap",
    tool="tap",
    kind="test",
    version="node -p 'require(\"tap/package.json\").version'",
    prepare=LINK,
    cases=(
        *standard(
            "npx tap --disable-coverage",
            {**J, "test/a.js": f"{T_HEAD}\nt.pass('a');\nt.pass('b');\nt.pass('c');\n"},
            {**J, "test/a.js": f"{T_HEAD}\nt.pass('a');\nt.pass('b');\nt.fail('c');\n"},
            J,
            cut="head -2",
        ),
        Case(
            "skip",
            "npx tap --disable-coverage --reporter=tap",
            {
                **J,
                "test/a.js": f"{T_HEAD}\nt.pass('a');\nt.test('d', {{skip: true}}, t => t.end());\n",
            },
            "pass",
            (1, None, 1),
        ),
        Case(
            "reporter-tap",
            "npx tap --disable-coverage -R tap",
            {**J, "test/a.js": f"{T_HEAD}\nt.pass('a');\nt.fail('c');\n"},
            "fail",
            (1, 1, None),
        ),
    ),
)
TAPE = Runner(
    name="tape",
    tool="tape",
    kind="test",
    version="node -p 'require(\"tape/package.json\").version'",
    prepare=LINK,
    cases=standard(
        "npx tape a.js",
        {
            **J,
            "a.js": "require('tape')('x', t => { t.ok(1); t.ok(1); t.ok(1); t.end(); });\n",
        },
        {
            **J,
            "a.js": "require('tape')('x', t => { t.ok(1); t.ok(1); t.ok(0); t.end(); });\n",
        },
        {**J, "a.js": "\n"},
        cut="head -2",
        bad_counts=(2, 1, None),
        zero_counts=(0, None, None),
    ),
)
_Q = "QUnit.test('a', a => a.ok(1)); QUnit.test('b', a => a.ok(1));"
QUNIT = Runner(
    name="qunit",
    tool="qunit",
    kind="test",
    version="qunit --version",
    prepare=LINK,
    cases=(
        *standard(
            "npx qunit a.js",
            {**J, "a.js": f"{_Q} QUnit.test('c', a => a.ok(1));\n"},
            {**J, "a.js": f"{_Q} QUnit.test('c', a => a.ok(0));\n"},
            {**J, "a.js": "\n"},
            cut="head -2",
            good_counts=(3, 0, 0),
            bad_counts=(2, 1, 0),
            zero="fail",
            zero_counts=(0, 1, 0),
        ),
        Case(
            "skip",
            "npx qunit a.js | tail -4",
            {**J, "a.js": f"{_Q} QUnit.skip('c', a => a.ok(0));\n"},
            "pass",
            (2, 0, 1),
        ),
    ),
)
DENO_CHECKS = Runner(
    name="deno-checks",
    tool="deno",
    kind="lint",
    version="deno --version | head -1",
    cases=(
        Case("pass", "deno lint a.js", {"a.js": "export const a = 1;\n"}, "pass"),
        Case("fail", "deno lint a.js", {"a.js": "var a = 1;\n"}, "fail"),
        Case("swallowed", "deno lint a.js || true", {"a.js": "var a = 1;\n"}, "fail"),
        Case("cut", "deno fmt --check a.js | tail -1", {"a.js": "var a=1;\n"}, "fail"),
        Case("format", "deno fmt --check a.js", {"a.js": "const a = 1;\n"}, "pass"),
        Case("writes", "deno fmt a.js", {"a.js": "const a=1;\n"}, None),
    ),
)
P_HEAD = "const { test } = require('@playwright/test');"
P_GOOD = {**J, "a.spec.js": _js("test", "", P_HEAD)}
P_BAD = {**J, "a.spec.js": _js("test", THROW, P_HEAD)}
PLAYWRIGHT = Runner(
    name="playwright",
    tool="playwright",
    kind="test",
    version="playwright --version",
    prepare=LINK,
    cases=(
        *standard("npx playwright test", P_GOOD, P_BAD, J, cut="head -3"),
        Case("tail", "npx playwright test 2>&1 | tail -4", P_BAD, "fail", (2, 1, None)),
        Case("tail-one", "npx playwright test 2>&1 | tail -1", P_BAD, "unknown"),
        Case(
            "skip",
            "npx playwright test --reporter=list",
            {**J, "a.spec.js": _js("test", "", P_HEAD) + "test.skip('d', () => {});\n"},
            "pass",
            (3, None, 1),
        ),
        Case(
            "broken",
            "npx playwright test",
            {**J, "a.spec.js": "require('./nowhere');\n"},
            "fail",
        ),
        Case(
            "line", "npx playwright test --reporter=line", P_BAD, "fail", (2, 1, None)
        ),
        Case(
            "colour",
            "FORCE_COLOR=1 npx playwright test --reporter=dot",
            P_BAD,
            "fail",
            (2, 1, None),
        ),
        Case("list", "npx playwright test --list", P_GOOD, None),
        Case(
            "retries",
            "npx playwright test --retries=1",
            {
                **J,
                "a.spec.js": _js(
                    "test", "if (!test.info().retry) throw new Error('once')", P_HEAD
                ),
            },
            "pass",
            (2, None, None),
        ),
    ),
)
B_HEAD = "import { test } from 'bun:test';"
B_GOOD = {**V, "a.test.js": _js("test", "", B_HEAD)}
B_BAD = {**V, "a.test.js": _js("test", THROW, B_HEAD)}
BUN = Runner(
    name="bun",
    tool="bun",
    kind="test",
    version="bun --version",
    cases=(
        *standard(
            "bun test",
            B_GOOD,
            B_BAD,
            V,
            cut="tail -1",
            good_counts=(3, 0, None),
            bad_counts=(2, 1, None),
        ),
        Case(
            "skip",
            "bun test",
            {**V, "a.test.js": _js("test", "", B_HEAD) + "test.skip('d', () => {});\n"},
            "pass",
            (3, 0, 1),
        ),
        Case(
            "broken",
            "bun test",
            {**V, "a.test.js": "import './nowhere.js';\n"},
            "fail",
            (0, 2, None),
        ),
        Case("colour", "FORCE_COLOR=1 bun test", B_BAD, "fail", (2, 1, None)),
        Case("tail", "bun test 2>&1 | tail -4", B_BAD, "fail", (2, 1, None)),
    ),
)
D_GOOD = {"a_test.js": _js("Deno.test", "")}
D_BAD = {"a_test.js": _js("Deno.test", THROW)}
DENO = Runner(
    name="deno",
    tool="deno",
    kind="test",
    version="deno --version",
    env={"DENO_NO_UPDATE_CHECK": "1"},
    cases=(
        *standard(
            "deno test",
            D_GOOD,
            D_BAD,
            {"a.js": ""},
            cut="head -2",
            good_counts=(3, 0, None),
            bad_counts=(2, 1, None),
        ),
        Case(
            "skip",
            "deno test",
            {"a_test.js": _js("Deno.test", "") + "Deno.test.ignore('d', () => {});\n"},
            "pass",
            (3, 0, 1),
        ),
        Case("broken", "deno test", {"a_test.js": "import './nowhere.js';\n"}, "fail"),
        Case("plain", "NO_COLOR=1 deno test", D_BAD, "fail", (2, 1, None)),
        Case("tail", "deno test 2>&1 | tail -6", D_BAD, "fail", (2, 1, None)),
    ),
)
ESLINT_CONFIG = (
    "module.exports = [{rules: {'no-undef': 'error', 'no-unused-vars': 'warn'}}];\n"
)
E_GOOD = {
    **J,
    "eslint.config.js": ESLINT_CONFIG.replace(
        "module.exports", "export default"
    ).replace("=", "", 1)
    if False
    else ESLINT_CONFIG.replace("'no-undef': 'error'", "'no-debugger': 'error'"),
    "a.js": "1;\n",
}
E_BAD = {**E_GOOD, "a.js": "debugger;\n"}
E_WARN = {**E_GOOD, "a.js": "const x = 1;\n"}
ESLINT = Runner(
    name="eslint",
    tool="eslint",
    kind="lint",
    version="eslint --version",
    prepare=LINK,
    cases=(
        Case("pass", "npx eslint .", E_GOOD, "pass"),
        Case("fail", "npx eslint .", E_BAD, "fail"),
        Case("cut", "npx eslint . 2>&1 | head -2", E_BAD, "unknown"),
        Case("swallowed", "npx eslint . || true", E_BAD, "fail"),
        Case("zero", "npx eslint src", E_GOOD, "fail"),
        Case("warnings", "npx eslint .", E_WARN, "pass"),
        Case("warnings-not-allowed", "npx eslint . --max-warnings 0", E_WARN, "fail"),
        Case(
            "warnings-not-allowed-tail",
            "npx eslint . --max-warnings 0 2>&1 | tail -3",
            E_WARN,
            "fail",
        ),
        Case("tail-good", "npx eslint . 2>&1 | tail -5", E_GOOD, "pass"),
        Case("tail", "npx eslint . 2>&1 | tail -3", E_BAD, "fail"),
        Case(
            "npm",
            "npm run lint",
            {**E_BAD, "package.json": _scripts(lint="eslint .")},
            "fail",
        ),
        Case("version", "npx eslint --version", E_GOOD, None),
    ),
)
PRETTIER = Runner(
    name="prettier",
    tool="prettier",
    kind="lint",
    version="prettier --version",
    prepare=LINK,
    cases=(
        Case("pass", "npx prettier --check a.js", {**J, "a.js": "1;\n"}, "pass"),
        Case("fail", "npx prettier --check a.js", {**J, "a.js": "x  =  1\n"}, "fail"),
        Case(
            "cut",
            "npx prettier --check a.js 2>&1 | head -1",
            {**J, "a.js": "x  =  1\n"},
            "unknown",
        ),
        Case(
            "swallowed",
            "npx prettier --check a.js || true",
            {**J, "a.js": "x  =  1\n"},
            "fail",
        ),
        Case("zero", "npx prettier --check 'src/**/*.js'", J, "fail"),
        Case("list", "npx prettier -l a.js", {**J, "a.js": "x  =  1\n"}, "fail"),
        Case("write", "npx prettier --write a.js", {**J, "a.js": "x  =  1\n"}, None),
        Case(
            "tail",
            "npx prettier --check a.js 2>&1 | tail -1",
            {**J, "a.js": "x  =  1\n"},
            "fail",
        ),
    ),
)
BIOME = Runner(
    name="biome",
    tool="biome",
    kind="lint",
    version="biome --version",
    prepare=LINK,
    cases=(
        Case(
            "pass", "npx biome check a.js", {**J, "a.js": "console.log(1);\n"}, "pass"
        ),
        Case("fail", "npx biome check a.js", {**J, "a.js": "debugger\n"}, "fail"),
        Case(
            "cut",
            "npx biome check a.js 2>&1 | head -2",
            {**J, "a.js": "debugger\n"},
            "unknown",
        ),
        Case(
            "swallowed",
            "npx biome check a.js || true",
            {**J, "a.js": "debugger\n"},
            "fail",
        ),
        Case("zero", "npx biome check missing.js", J, "fail"),
        Case(
            "lint",
            "npx biome lint a.js 2>&1 | tail -6",
            {**J, "a.js": "debugger\n"},
            "fail",
        ),
        Case("format", "npx biome format a.js", {**J, "a.js": "x  =  1\n"}, "fail"),
    ),
)
OXLINT = Runner(
    name="oxlint",
    tool="oxlint",
    kind="lint",
    version="oxlint --version",
    cases=(
        Case("pass", "oxlint", {"a.js": "export const x = 1;\n"}, "pass"),
        Case("warnings", "oxlint", {"a.js": "debugger;\n"}, "pass"),
        Case("fail", "oxlint -D correctness", {"a.js": "debugger;\n"}, "fail"),
        Case(
            "cut", "oxlint -D correctness | head -2", {"a.js": "debugger;\n"}, "unknown"
        ),
        Case(
            "swallowed",
            "oxlint -D correctness || true",
            {"a.js": "debugger;\n"},
            "fail",
        ),
    ),
)
STYLELINT = Runner(
    name="stylelint",
    tool="stylelint",
    kind="lint",
    version="stylelint --version",
    prepare=LINK,
    cases=(
        Case(
            "pass",
            "npx stylelint a.css",
            {
                **J,
                ".stylelintrc.json": '{"rules": {"color-no-invalid-hex": true}}',
                "a.css": "a { color: #fff; }\n",
            },
            "pass",
        ),
        Case(
            "fail",
            "npx stylelint a.css",
            {
                **J,
                ".stylelintrc.json": '{"rules": {"color-no-invalid-hex": true}}',
                "a.css": "a { color: #ff; }\n",
            },
            "fail",
        ),
        Case(
            "cut",
            "npx stylelint a.css 2>&1 | tail -3",
            {
                **J,
                ".stylelintrc.json": '{"rules": {"color-no-invalid-hex": true}}',
                "a.css": "a { color: #ff; }\n",
            },
            "fail",
        ),
        Case(
            "swallowed",
            "npx stylelint a.css || true",
            {
                **J,
                ".stylelintrc.json": '{"rules": {"color-no-invalid-hex": true}}',
                "a.css": "a { color: #ff; }\n",
            },
            "fail",
        ),
    ),
)
TS_GOOD = {
    **J,
    "tsconfig.json": '{"compilerOptions": {"strict": true, "noEmit": true, "types": []}, "include": ["*.ts"]}',
    "a.ts": "export const x: number = 1;\n",
}
TS_BAD = {**TS_GOOD, "a.ts": "export const x: number = 'a';\n"}
TSC = Runner(
    name="tsc",
    tool="tsc",
    kind="types",
    version="tsc --version",
    prepare=LINK,
    cases=(
        Case("pass", "npx tsc --noEmit", TS_GOOD, "pass"),
        Case("fail", "npx tsc --noEmit", TS_BAD, "fail"),
        Case("cut", "npx tsc --noEmit 2>&1 | head -1", TS_BAD, "fail"),
        Case("cut-good", "npx tsc --noEmit 2>&1 | head -20", TS_GOOD, "pass"),
        Case("swallowed", "npx tsc --noEmit || true", TS_BAD, "fail"),
        Case(
            "zero", "npx tsc --noEmit", {**TS_GOOD, "a.ts": ""} | {"b.txt": ""}, "pass"
        ),
        Case("pretty", "npx tsc --noEmit --pretty", TS_BAD, "fail"),
        Case("chain", "npx tsc --noEmit; echo done", TS_GOOD, "pass"),
        Case("chain-bad", "npx tsc --noEmit && echo clean", TS_BAD, "fail"),
        Case("version", "npx tsc --version", TS_GOOD, None),
        Case(
            "npm",
            "npm run typecheck",
            {**TS_BAD, "package.json": _scripts(typecheck="tsc --noEmit")},
            "fail",
        ),
        Case(
            "npm-good",
            "npm run typecheck 2>&1 | tail -5",
            {**TS_GOOD, "package.json": _scripts(typecheck="tsc --noEmit")},
            "pass",
        ),
    ),
)
VITE_GOOD = {
    "package.json": MODULE,
    "index.html": "<script type=module src=./a.js></script>",
    "a.js": "console.log(1)\n",
}
VITE_BAD = {**VITE_GOOD, "a.js": "import './nowhere.js'\n"}
VITE = Runner(
    name="vite",
    tool="vite",
    kind="build",
    version="vite --version",
    prepare=LINK,
    cases=(
        Case("pass", "npx vite build", VITE_GOOD, "pass"),
        Case("fail", "npx vite build", VITE_BAD, "fail"),
        Case("cut", "npx vite build 2>&1 | head -1", VITE_BAD, "unknown"),
        Case("swallowed", "npx vite build || true", VITE_BAD, "fail"),
        Case("zero", "npx vite build", {"package.json": MODULE}, "fail"),
        Case(
            "npm",
            "npm run build 2>&1 | tail -5",
            {
                **VITE_GOOD,
                "package.json": MODULE.replace(
                    "}", ', "scripts": {"build": "vite build"}}'
                ),
            },
            "pass",
        ),
    ),
)
WEBPACK = Runner(
    name="webpack",
    tool="webpack",
    kind="build",
    version="node -p 'require(\"webpack/package.json\").version'",
    prepare=LINK,
    cases=(
        Case(
            "pass",
            "npx webpack --mode production --entry ./a.js",
            {**J, "a.js": "1\n"},
            "pass",
        ),
        Case(
            "fail",
            "npx webpack --mode production --entry ./a.js",
            {**J, "a.js": "require('./nowhere')\n"},
            "fail",
        ),
        Case(
            "cut",
            "npx webpack --mode production --entry ./a.js 2>&1 | head -1",
            {**J, "a.js": "require('./nowhere')\n"},
            "unknown",
        ),
        Case(
            "swallowed",
            "npx webpack --mode production --entry ./a.js || true",
            {**J, "a.js": "require('./nowhere')\n"},
            "fail",
        ),
        Case(
            "tail",
            "npx webpack --mode production --entry ./a.js | tail -1",
            {**J, "a.js": "require('./nowhere')\n"},
            "fail",
        ),
    ),
)
ESBUILD = Runner(
    name="esbuild",
    tool="esbuild",
    kind="build",
    version="esbuild --version",
    cases=(
        Case(
            "pass",
            "esbuild a.js --bundle --outfile=b.js",
            {"a.js": "console.log(1)\n"},
            "pass",
        ),
        Case(
            "fail",
            "esbuild a.js --bundle --outfile=b.js",
            {"a.js": "import './nowhere'\n"},
            "fail",
        ),
        Case(
            "cut",
            "esbuild a.js --bundle --outfile=b.js 2>&1 | tail -1",
            {"a.js": "import './nowhere'\n"},
            "fail",
        ),
        Case(
            "swallowed",
            "esbuild a.js --bundle --outfile=b.js || true",
            {"a.js": "import './nowhere'\n"},
            "fail",
        ),
    ),
)
ROLLUP = Runner(
    name="rollup",
    tool="rollup",
    kind="build",
    version="rollup --version",
    cases=(
        Case("pass", "rollup a.js --file b.js", {"a.js": "export default 1\n"}, "pass"),
        Case(
            "fail",
            "rollup a.js --file b.js",
            {"a.js": "import './nowhere.js'\n"},
            "fail",
        ),
        Case(
            "swallowed",
            "rollup a.js --file b.js || true",
            {"a.js": "import './nowhere.js'\n"},
            "fail",
        ),
        Case(
            "cut",
            "rollup a.js --file b.js 2>&1 | head -2",
            {"a.js": "import './nowhere.js'\n"},
            "unknown",
        ),
    ),
)
JASMINE = Runner(
    name="jasmine",
    tool="jasmine",
    kind="test",
    version="node -p 'require(\"jasmine/package.json\").version'",
    prepare=LINK,
    cases=standard(
        "npx jasmine 'spec/*.js'",
        {**J, "spec/a.js": _js("it", "expect(1).toBe(1)")},
        {**J, "spec/a.js": _js("it", "expect(1).toBe(2)")},
        J,
        cut="head -2",
        good_counts=(3, 0, None),
        bad_counts=(2, 1, None),
    ),
)
SCRIPTS = Runner(
    name="npm",
    tool="npm",
    kind="test",
    version="npm --version",
    cases=(
        Case("pass", "npm test", {"package.json": _scripts(test="true")}, "pass"),
        Case("fail", "npm test", {"package.json": _scripts(test="false")}, "fail"),
        Case(
            "cut",
            "npm test | tail -1",
            {"package.json": _scripts(test="echo hello && false")},
            "unknown",
        ),
        Case(
            "swallowed",
            "npm test || true",
            {"package.json": _scripts(test="node -e 'process.exit(3)'")},
            "unknown",
        ),
        Case("zero", "npm test", {"package.json": _scripts(start="true")}, "fail"),
        Case(
            "build",
            "npm run build",
            {"package.json": _scripts(build="node -e 1")},
            "pass",
            rows=({"kind": "build", "tool": "npm", "verdict": "pass"},),
        ),
        Case("start", "npm start", {"package.json": _scripts(start="true")}, None),
        Case(
            "several",
            "npm run check",
            {
                "package.json": _scripts(check="tsc --version && node --test"),
                "a.test.js": N_GOOD["a.test.js"],
            },
            "pass",
            (3, 0, 0),
            rows=(
                {
                    "kind": "test",
                    "tool": "node",
                    "verdict": "pass",
                    "passed": 3,
                    "failed": 0,
                    "skipped": 0,
                },
            ),
        ),
    ),
)

RUNNERS = (
    JEST, VITEST, MOCHA, NODE, AVA, TAP, TAPE, QUNIT, DENO_CHECKS, PLAYWRIGHT, BUN, DENO,
    ESLINT, PRETTIER, BIOME, OXLINT, STYLELINT, TSC, VITE, WEBPACK, ESBUILD, ROLLUP, JASMINE, SCRIPTS,
)  # fmt: skip
