"""Compiled languages' tools: Rust, Go, C and C++, the JVM, Haskell."""

# ruff: noqa: E501 - a call, its project and its truth stand on one line

from recording import RUNNERS as PLACE
from recording import Case, Files, Runner, standard

CARGO = '[package]\nname = "a"\nversion = "0.1.0"\nedition = "2021"\n'


def _rust(last: str, more: str = "") -> dict[str, str]:
    return {
        "Cargo.toml": CARGO,
        "src/lib.rs": (
            "#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() {}\n    #[test]\n    fn b() {}\n"
            f"    #[test]\n    fn c() {{ {last} }}\n{more}}}\n"
        ),
    }


R_ENV = {"CARGO_TERM_COLOR": "never", "CARGO_NET_OFFLINE": "true"}
CARGO_TEST = Runner(
    name="cargo-test",
    tool="cargo",
    kind="test",
    version="cargo --version",
    env=R_ENV,
    cases=(
        *standard(
            "cargo test",
            _rust(""),
            _rust("panic!()"),
            {"Cargo.toml": CARGO, "src/lib.rs": ""},
            cut="head -3",
            good_counts=(3, 0, 0),
            bad_counts=(2, 1, 0),
            zero_counts=(0, 0, 0),
        ),
        Case("tail", "cargo test 2>&1 | tail -3", _rust("panic!()"), "fail", (2, 1, 0)),
        Case("tail-good", "cargo test 2>&1 | tail -3", _rust(""), "unknown", (0, 0, 0)),
        Case("quiet", "cargo test -q", _rust(""), "pass", (3, 0, 0)),
        Case("filter", "cargo test nothing", _rust(""), "unknown", (0, 0, 0)),
        Case(
            "ignored",
            "cargo test",
            _rust("", "    #[test]\n    #[ignore]\n    fn d() {}\n"),
            "pass",
            (3, 0, 1),
        ),
        Case("broken", "cargo test", _rust("let x: u8 = 'a';"), "fail"),
        Case(
            "colour",
            "CARGO_TERM_COLOR=always cargo test -- --color always",
            _rust("panic!()"),
            "fail",
            (2, 1, 0),
        ),
        Case(
            "no-run",
            "cargo test --no-run",
            _rust(""),
            "pass",
            rows=({"kind": "build", "tool": "cargo", "verdict": "pass"},),
        ),
        Case("list", "cargo test -- --list", _rust(""), None),
        Case(
            "several",
            "cargo test",
            {**_rust(""), "tests/more.rs": "#[test]\nfn d() {}\n"},
            "pass",
            (4, 0, 0),
        ),
        Case(
            "grep", "cargo test 2>&1 | grep 'test result'", _rust(""), "pass", (3, 0, 0)
        ),
    ),
)
CARGO_BUILD = Runner(
    name="cargo-build",
    tool="cargo",
    kind="build",
    version="cargo --version",
    env=R_ENV,
    cases=(
        Case("pass", "cargo build", _rust(""), "pass"),
        Case(
            "fail",
            "cargo build",
            {"Cargo.toml": CARGO, "src/lib.rs": "fn x() -> u8 { 'a' }\n"},
            "fail",
        ),
        Case(
            "cut",
            "cargo build 2>&1 | head -1",
            {"Cargo.toml": CARGO, "src/lib.rs": "fn x() -> u8 { 'a' }\n"},
            "unknown",
        ),
        Case(
            "swallowed",
            "cargo build || true",
            {"Cargo.toml": CARGO, "src/lib.rs": "fn x() -> u8 { 'a' }\n"},
            "fail",
        ),
        Case("tail", "cargo build --release 2>&1 | tail -2", _rust(""), "pass"),
        Case("zero", "cargo build", {}, "fail"),
        Case(
            "check",
            "cargo check 2>&1 | tail -5",
            {"Cargo.toml": CARGO, "src/lib.rs": "fn x() -> u8 { 'a' }\n"},
            "fail",
        ),
        Case(
            "warnings",
            "cargo check",
            {"Cargo.toml": CARGO, "src/lib.rs": "fn x() {}\n"},
            "pass",
        ),
    ),
)
CLIPPY = Runner(
    name="clippy",
    tool="clippy",
    kind="lint",
    version="cargo clippy --version",
    env=R_ENV,
    cases=(
        Case(
            "pass",
            "cargo clippy",
            {"Cargo.toml": CARGO, "src/lib.rs": "pub fn x() {}\n"},
            "pass",
        ),
        Case(
            "warnings",
            "cargo clippy",
            {"Cargo.toml": CARGO, "src/lib.rs": "pub fn x() { return; }\n"},
            "pass",
        ),
        Case(
            "fail",
            "cargo clippy -- -D warnings",
            {"Cargo.toml": CARGO, "src/lib.rs": "pub fn x() { return; }\n"},
            "fail",
        ),
        Case(
            "cut",
            "cargo clippy -- -D warnings 2>&1 | head -1",
            {"Cargo.toml": CARGO, "src/lib.rs": "pub fn x() { return; }\n"},
            "unknown",
        ),
        Case(
            "swallowed",
            "cargo clippy -- -D warnings || true",
            {"Cargo.toml": CARGO, "src/lib.rs": "pub fn x() { return; }\n"},
            "fail",
        ),
        Case(
            "tail",
            "cargo clippy --all-targets -- -D warnings 2>&1 | tail -3",
            {"Cargo.toml": CARGO, "src/lib.rs": "pub fn x() { return; }\n"},
            "fail",
        ),
    ),
)
RUSTFMT = Runner(
    name="rustfmt",
    tool="rustfmt",
    kind="lint",
    version="rustfmt --version",
    env=R_ENV,
    cases=(
        Case(
            "pass",
            "cargo fmt --check",
            {"Cargo.toml": CARGO, "src/lib.rs": "pub fn x() {}\n"},
            "pass",
        ),
        Case(
            "fail",
            "cargo fmt -- --check",
            {"Cargo.toml": CARGO, "src/lib.rs": "pub fn x(){}\n"},
            "fail",
        ),
        Case(
            "cut",
            "cargo fmt --all -- --check | tail -2",
            {"Cargo.toml": CARGO, "src/lib.rs": "pub fn x(){}\n"},
            "unknown",
        ),
        Case(
            "cut-good",
            "cargo fmt --check 2>&1 | head -5",
            {"Cargo.toml": CARGO, "src/lib.rs": "pub fn x() {}\n"},
            "pass",
        ),
        Case(
            "swallowed",
            "cargo fmt --check || true",
            {"Cargo.toml": CARGO, "src/lib.rs": "pub fn x(){}\n"},
            "fail",
        ),
        Case(
            "write",
            "cargo fmt",
            {"Cargo.toml": CARGO, "src/lib.rs": "pub fn x(){}\n"},
            None,
        ),
    ),
)
MOD = "module example.com/a\n\ngo 1.19\n"


def _go(last: str, more: str = "") -> dict[str, str]:
    return {
        "go.mod": MOD,
        "a.go": "package a\n",
        "a_test.go": (
            'package a\n\nimport "testing"\n\nfunc TestA(t *testing.T) {}\nfunc TestB(t *testing.T) {}\n'
            f"func TestC(t *testing.T) {{ {last} }}\n{more}"
        ),
    }


G_ENV = {"GOFLAGS": "-mod=mod", "GOPROXY": "off", "GONOSUMCHECK": "1", "GOFLAGS_": ""}
GO_TEST = Runner(
    name="go-test",
    tool="go",
    kind="test",
    version="go version",
    env=G_ENV,
    cases=(
        *standard(
            "go test ./...",
            _go(""),
            _go('t.Fatal("no")'),
            {"go.mod": MOD, "a.go": "package a\n"},
            cut="head -1",
            shows=(False, False, False),
            cut_verdict="unknown",
        ),
        Case("tail", "go test ./... 2>&1 | tail -2", _go('t.Fatal("no")'), "fail"),
        Case("verbose", "go test -v ./...", _go('t.Fatal("no")'), "fail", (2, 1, 0)),
        Case(
            "verbose-skip",
            "go test -v",
            _go("", 'func TestD(t *testing.T) { t.Skip("later") }\n'),
            "pass",
            (3, 0, 1),
        ),
        Case("json", "go test -json ./...", _go('t.Fatal("no")'), "fail", (2, 1, 0)),
        Case("none-match", "go test -run Nothing ./...", _go(""), "unknown"),
        Case("broken", "go test ./...", _go("x := 1"), "fail"),
        Case(
            "liar",
            "go test ./...",
            _go('println("--- FAIL: TestX (0.00s)"); println("FAIL")'),
            "pass",
        ),
        Case("list", "go test -list . ./...", _go(""), None),
        Case("panic", "go test ./... || true", _go('panic("no")'), "fail"),
        Case("grep", "go test ./... 2>&1 | grep -v ok", _go('t.Fatal("no")'), "fail"),
        Case("count", "go test -count=1 ./... && echo OK", _go(""), "pass"),
    ),
)
GOTESTSUM = Runner(
    name="gotestsum",
    tool="gotestsum",
    kind="test",
    version="gotestsum --version",
    env=G_ENV,
    cases=(
        *standard(
            "gotestsum",
            _go(""),
            _go('t.Fatal("no")'),
            {"go.mod": MOD, "a.go": "package a\n"},
            cut="head -1",
            cut_verdict="fail",
            zero_counts=(0, None, None),
        ),
        Case(
            "skip",
            "gotestsum --format testname",
            _go("", 'func TestD(t *testing.T) { t.Skip("later") }\n'),
            "pass",
            (3, None, 1),
        ),
        Case("broken", "gotestsum", _go("x := 1"), "fail", (0, 1, None)),
    ),
)
GO_BUILD = Runner(
    name="go-build",
    tool="go",
    kind="build",
    version="go version",
    env=G_ENV,
    cases=(
        Case("pass", "go build ./...", {"go.mod": MOD, "a.go": "package a\n"}, "pass"),
        Case(
            "fail",
            "go build ./...",
            {"go.mod": MOD, "a.go": 'package a\nvar x int = "a"\n'},
            "fail",
        ),
        Case(
            "cut",
            "go build ./... 2>&1 | tail -1",
            {"go.mod": MOD, "a.go": 'package a\nvar x int = "a"\n'},
            "fail",
        ),
        Case(
            "cut-good",
            "go build ./... 2>&1 | head -20",
            {"go.mod": MOD, "a.go": "package a\n"},
            "pass",
        ),
        Case(
            "swallowed",
            "go build ./... || true",
            {"go.mod": MOD, "a.go": 'package a\nvar x int = "a"\n'},
            "fail",
        ),
        Case("zero", "go build ./...", {"go.mod": MOD}, "pass"),
        Case(
            "then-vet",
            "go build ./... && go vet ./...",
            {"go.mod": MOD, "a.go": "package a\n"},
            "pass",
            rows=(
                {"kind": "build", "tool": "go", "verdict": "pass"},
                {"kind": "lint", "tool": "go", "verdict": "pass"},
            ),
        ),
        Case(
            "vet",
            "go vet ./...",
            {
                "go.mod": MOD,
                "a.go": 'package a\nimport "fmt"\nfunc X() { fmt.Printf("%d", "a") }\n',
            },
            "fail",
            rows=({"kind": "lint", "tool": "go", "verdict": "fail"},),
        ),
        Case(
            "fmt",
            "gofmt -l .",
            {"go.mod": MOD, "a.go": "package a\nvar  x = 1\n"},
            "fail",
            rows=({"kind": "lint", "tool": "gofmt", "verdict": "fail"},),
        ),
        Case(
            "fmt-good",
            "gofmt -l .",
            {"go.mod": MOD, "a.go": "package a\n"},
            "pass",
            rows=({"kind": "lint", "tool": "gofmt", "verdict": "pass"},),
        ),
    ),
)
GTEST = "#include <gtest/gtest.h>\nTEST(A, a) {{}}\nTEST(A, b) {{}}\nTEST(A, c) {{ {last} }}\n"
GT_BUILD = "g++ -std=c++17 a.cpp -lgtest -lgtest_main -lpthread -o unit_tests"
GOOGLETEST = Runner(
    name="googletest",
    tool="googletest",
    kind="test",
    version="dpkg-query -W -f='googletest ${Version}' libgtest-dev",
    prepare=GT_BUILD,
    cases=(
        *standard(
            "./unit_tests",
            {"a.cpp": GTEST.format(last="")},
            {"a.cpp": GTEST.format(last="FAIL();")},
            None,
            cut="head -3",
        ),
        Case(
            "tail",
            "./unit_tests | tail -1",
            {"a.cpp": GTEST.format(last="FAIL();")},
            "fail",
            (None, 1, None),
        ),
        Case(
            "skip",
            "./unit_tests",
            {"a.cpp": GTEST.format(last="GTEST_SKIP();")},
            "pass",
            (2, None, 1),
        ),
        Case(
            "colour",
            "./unit_tests --gtest_color=yes",
            {"a.cpp": GTEST.format(last="FAIL();")},
            "fail",
            (2, 1, None),
        ),
        Case(
            "filter",
            "./unit_tests --gtest_filter=No.*",
            {"a.cpp": GTEST.format(last="")},
            "unknown",
            (0, None, None),
        ),
    ),
)
CATCH = '#define CATCH_CONFIG_MAIN\n#include <catch2/catch.hpp>\nTEST_CASE("a") {{ REQUIRE(1 == 1); }}\nTEST_CASE("b") {{ REQUIRE(1 == 1); }}\nTEST_CASE("c") {{ REQUIRE(1 == {last}); }}\n'
CATCH2 = Runner(
    name="catch2",
    tool="catch2",
    kind="test",
    version="dpkg-query -W -f='catch2 ${Version}' catch2",
    prepare="g++ -std=c++17 a.cpp -o tests",
    cases=(
        *standard(
            "./tests",
            {"a.cpp": CATCH.format(last=1)},
            {"a.cpp": CATCH.format(last=2)},
            {"a.cpp": "#define CATCH_CONFIG_MAIN\n#include <catch2/catch.hpp>\n"},
            cut="head -3",
        ),
        Case(
            "tail",
            "./tests | tail -3",
            {"a.cpp": CATCH.format(last=2)},
            "fail",
            (2, 1, None),
        ),
    ),
)
CMAKE_LISTS = "cmake_minimum_required(VERSION 3.10)\nproject(a C)\nadd_executable(a a.c)\nenable_testing()\nadd_test(NAME one COMMAND a)\nadd_test(NAME two COMMAND a)\nadd_test(NAME three COMMAND a {arg})\n"
MAIN_C = "int main(int n, char **v) { return n - 1; }\n"
C_GOOD = {"CMakeLists.txt": CMAKE_LISTS.format(arg=""), "a.c": MAIN_C}
C_BAD = {"CMakeLists.txt": CMAKE_LISTS.format(arg="x"), "a.c": MAIN_C}
C_NONE = {
    "CMakeLists.txt": "cmake_minimum_required(VERSION 3.10)\nproject(a C)\nenable_testing()\n"
}
CTEST = Runner(
    name="ctest",
    tool="ctest",
    kind="test",
    version="ctest --version",
    prepare="cmake -S . -B build && cmake --build build",
    cases=(
        *standard(
            "ctest --test-dir build",
            C_GOOD,
            C_BAD,
            C_NONE,
            cut="head -3",
            good_counts=(3, 0, None),
            bad_counts=(2, 1, None),
        ),
        Case(
            "tail",
            "cd build && ctest --output-on-failure 2>&1 | tail -2",
            C_BAD,
            "fail",
        ),
        Case("list", "ctest --test-dir build -N", C_GOOD, None),
    ),
)
CMAKE = Runner(
    name="cmake",
    tool="cmake",
    kind="build",
    version="cmake --version",
    cases=(
        Case(
            "pass",
            "cmake -S . -B build && cmake --build build",
            C_GOOD,
            "pass",
            rows=(
                {"kind": "build", "tool": "cmake", "verdict": "pass"},
                {"kind": "build", "tool": "cmake", "verdict": "pass"},
            ),
        ),
        Case(
            "fail",
            "cmake -S . -B build > /dev/null; cmake --build build",
            {**C_GOOD, "a.c": "int main( {\n"},
            "fail",
            rows=(
                {"kind": "build", "tool": "cmake", "verdict": "unknown"},
                {"kind": "build", "tool": "cmake", "verdict": "fail"},
            ),
        ),
        Case("configure", "cmake -S . -B build 2>&1 | tail -3", {"a.c": ""}, "fail"),
        Case("swallowed", "cmake -S . -B build || true", {"a.c": ""}, "fail"),
        Case(
            "make",
            "make",
            {"Makefile": "a: a.c\n\tcc a.c -o a\n", "a.c": MAIN_C},
            "pass",
            rows=({"kind": "build", "tool": "make", "verdict": "pass"},),
        ),
        Case(
            "make-bad",
            "make 2>&1 | tail -2",
            {"Makefile": "a: a.c\n\tcc a.c -o a\n", "a.c": "int main( {\n"},
            "fail",
            rows=({"kind": "build", "tool": "make", "verdict": "fail"},),
        ),
        Case(
            "gcc",
            "gcc a.c -o a && ./a",
            {"a.c": MAIN_C},
            "pass",
            rows=({"kind": "build", "tool": "gcc", "verdict": "pass"},),
        ),
        Case(
            "gcc-bad",
            "gcc a.c -o a; echo done",
            {"a.c": "int main( {\n"},
            "fail",
            rows=({"kind": "build", "tool": "gcc", "verdict": "fail"},),
        ),
    ),
)
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>a</artifactId><version>1</version>
<properties><maven.compiler.source>17</maven.compiler.source><maven.compiler.target>17</maven.compiler.target><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
<dependencies><dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>5.10.2</version><scope>test</scope></dependency></dependencies>
<build><plugins>
<plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.1</version></plugin>
<plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.0</version></plugin>
<plugin><artifactId>maven-surefire-plugin</artifactId><version>3.2.5</version></plugin>
<plugin><artifactId>maven-jar-plugin</artifactId><version>3.4.1</version></plugin>
</plugins></build></project>
"""


def _java(last: str) -> dict[str, str]:
    return {
        "pom.xml": POM,
        "src/main/java/A.java": "public class A {}\n",
        "src/test/java/ATest.java": (
            "import org.junit.jupiter.api.*;\npublic class ATest {\n  @Test public void a() {}\n"
            f"  @Test public void b() {{}}\n  @Test public void c() {{ {last} }}\n}}\n"
        ),
    }


MAVEN = Runner(
    name="maven",
    tool="maven",
    kind="test",
    version="mvn --version",
    cases=(
        *standard(
            "mvn -o test",
            _java(""),
            _java('Assertions.fail("no");'),
            {"pom.xml": POM},
            cut="head -3",
            good_counts=(3, 0, 0),
            bad_counts=(2, 1, 0),
        ),
        Case(
            "tail",
            "mvn -o test 2>&1 | tail -5",
            _java('Assertions.fail("no");'),
            "fail",
        ),
        Case("quiet", "mvn -o -q test", _java(""), "pass"),
        Case("broken", "mvn -o clean test", _java("nothing"), "fail"),
        Case(
            "skip",
            "mvn -o -B verify",
            {
                **_java(""),
                "src/test/java/ATest.java": _java("")[
                    "src/test/java/ATest.java"
                ].replace("  @Test public void c", "  @Disabled @Test public void c"),
            },
            "pass",
            (2, 0, 1),
        ),
        Case(
            "package",
            "mvn -o -DskipTests package",
            _java(""),
            "pass",
            rows=({"kind": "build", "tool": "maven", "verdict": "pass"},),
        ),
        Case(
            "compile",
            "mvn -o -q compile",
            {"pom.xml": POM, "src/main/java/A.java": "class {\n"},
            "fail",
            rows=({"kind": "build", "tool": "maven", "verdict": "fail"},),
        ),
    ),
)
GRADLE_FILE = "apply plugin: 'java'\nrepositories { maven { url '/usr/share/maven-repo' } }\ndependencies { testCompile 'junit:junit:4.x' }\n"


def _gradle(last: str) -> dict[str, str]:
    test = (
        "import org.junit.*;\npublic class ATest {\n  @Test public void a() {}\n"
        f"  @Test public void b() {{}}\n  @Test public void c() {{ {last} }}\n}}\n"
    )
    return {"src/test/java/ATest.java": test, "build.gradle": GRADLE_FILE}


GRADLE = Runner(
    name="gradle",
    tool="gradle",
    kind="test",
    version="gradle --version | grep Gradle",
    timeout=400,
    cases=(
        *standard(
            "gradle --offline test",
            _gradle(""),
            _gradle('Assert.fail("no");'),
            {"build.gradle": GRADLE_FILE},
            cut="head -1",
            shows=(False, False, False),
            bad_counts=(2, 1, None),
        ),
        Case(
            "tail",
            "gradle --offline test 2>&1 | tail -3",
            _gradle('Assert.fail("no");'),
            "fail",
        ),
        Case("broken", "gradle --offline test", _gradle("nothing"), "fail"),
        Case(
            "build",
            "gradle --offline assemble",
            _gradle(""),
            "pass",
            rows=({"kind": "build", "tool": "gradle", "verdict": "pass"},),
        ),
    ),
)
CABAL_FILE = (
    "cabal-version: 2.4\nname: a\nversion: 0.1\n{}\n  build-depends: base\n"
    "  default-language: Haskell2010\n"
)
CABAL_SUITE = "test-suite {0}\n  type: exitcode-stdio-1.0\n  main-is: {0}.hs"


def _haskell(*ends: str) -> Files:
    """Give a package with a suite for every way to end."""
    package = CABAL_FILE.format(
        "\n  build-depends: base\n  default-language: Haskell2010\n".join(
            CABAL_SUITE.format(f"t{number}") for number in range(len(ends))
        )
    )
    mains = {
        f"t{number}.hs": f"import System.Exit\nmain :: IO ()\nmain = {end}\n"
        for number, end in enumerate(ends)
    }
    return {"a.cabal": package, **mains}


CABAL = Runner(
    name="cabal",
    tool="cabal",
    kind="test",
    version="cabal --numeric-version",
    env={"CABAL_DIR": str(PLACE / "cabal"), "LANG": "C.UTF-8"},
    # No index is asked for: the projects need what comes with the compiler alone.
    prepare="mkdir -p $CABAL_DIR/none && printf 'repository local\\n  url: file+noindex://%s/none\\n' $CABAL_DIR > $CABAL_DIR/config",
    cases=(
        *standard(
            "cabal test",
            _haskell("exitSuccess", "exitSuccess", "exitSuccess"),
            _haskell("exitSuccess", "exitSuccess", "exitFailure"),
            {
                "a.cabal": CABAL_FILE.format("library\n  exposed-modules: A"),
                "A.hs": "module A where\n",
            },
            cut="head -3",
            shows=(True, False, False),
        ),
        Case(
            "tail",
            "cabal test 2>&1 | tail -2",
            _haskell("exitFailure"),
            "fail",
            (0, None, None),
        ),
        Case("broken", "cabal test", _haskell("nowhere"), "fail"),
        Case("broken-swallowed", "cabal test; echo done", _haskell("nowhere"), "fail"),
    ),
)

RUNNERS = (
    CARGO_TEST, CARGO_BUILD, CLIPPY, RUSTFMT, GO_TEST, GOTESTSUM, GO_BUILD, GOOGLETEST, CATCH2,
    CTEST, CMAKE, MAVEN, GRADLE, CABAL,
)  # fmt: skip
