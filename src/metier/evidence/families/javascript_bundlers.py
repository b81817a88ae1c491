"""JavaScript's bundlers: what builds a page or a package."""

# ruff: noqa: RUF001 - a pattern is one line, in the signs that are printed

from metier.evidence.families.family import Family, Shape, lines

__all__ = ["FAMILIES"]

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
        r"^ +at .*/node_modules/(?:vite|rollup|rolldown)/dist/",
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
    sign=lines(r"^webpack \S+ compiled with \d+ errors?"),
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
ROLLUP = Family(
    name="rollup",
    tool="rollup",
    kind="build",
    shapes=(Shape(words=("rollup",)), Shape(words=("rolldown",), tool="rolldown")),
    without=frozenset({"--watch", "-w"}),
    fails=lines(
        r"^\[!\] ",
        r"^(?:Error: )?Build failed with \d+ errors?",
        r"^ +at .*/node_modules/(?:rollup|rolldown)/dist/",
        r"^error: ",
    ),
    passes=lines(r"^created \S+ in ", r"^✔ rolldown v\S+ Finished in "),
    source="rollup 4",
)
BUNDLE = Family(
    name="bundlers",
    tool="esbuild",
    kind="build",
    shapes=(
        Shape(words=("esbuild",)),
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
        r"^(?:ESM|CJS|DTS) Build error",
        r"^error: ",
    ),
    passes=lines(
        r"^⚡ Done in ",
        r"^(?:ESM|CJS) ⚡️ Build success",
        r"^Bundled \d+ modules? in ",
    ),
    source="esbuild 0.27",
)

FAMILIES = (VITE, WEBPACK, NEXT, ROLLUP, BUNDLE)
