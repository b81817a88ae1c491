"""Images, documents and infrastructure: docker build, latex, terraform validate."""

from metier.evidence.families.family import (
    Family,
    Shape,
    lines,
)

__all__ = ["FAMILIES"]

DOCKER_BUILD = Family(
    name="docker-build",
    tool="docker",
    kind="build",
    shapes=(
        Shape(words=("docker", "build")),
        Shape(words=("docker", "buildx", "build")),
        Shape(words=("docker", "compose", "build")),
        Shape(words=("docker", "image", "build")),
        Shape(words=("docker-compose", "build")),
        Shape(words=("docker", "compose", "up"), needs=frozenset({"--build"})),
        Shape(words=("podman", "build"), tool="podman"),
        Shape(words=("buildah", "bud"), tool="buildah"),
        Shape(words=("nix", "build"), tool="nix"),
        Shape(words=("nix-build",), tool="nix"),
        Shape(words=("packer", "build"), tool="packer"),
        Shape(words=("wasm-pack", "build"), tool="wasm-pack"),
        Shape(
            words=("hugo",),
            tool="hugo",
            without=frozenset({"server", "new", "mod", "version"}),
        ),
        Shape(words=("jekyll", "build"), tool="jekyll"),
        Shape(words=("eas", "build"), tool="eas"),
        Shape(words=("pdflatex",), tool="latex"),
        Shape(words=("xelatex",), tool="latex"),
        Shape(words=("latexmk",), tool="latex"),
        Shape(words=("tectonic",), tool="latex"),
        Shape(words=("forge", "build"), tool="forge"),
    ),
    without=frozenset({"--print-out-paths-only"}),
    fails=lines(
        r"^(?:#\d+ )?ERROR(?: \[|:)",
        r"^ERROR: failed to (?:solve|build)",
        r"^failed to solve",
        r"^The command '.*' returned a non-zero code",
        r"^Error(?:: |\b.*building site)",
        r"^error: ",
        r"^! (?:LaTeX Error|Undefined|Emergency)",
        r"^Cannot connect to the Docker daemon",
    ),
    passes=lines(
        r"^(?:#\d+ )?naming to \S+(?: \S+)? done",
        r"^ => => naming to ",
        r"^Successfully (?:built|tagged) ",
        r"^(?:#\d+ )?writing image sha256:\w+(?: [\d.]+s)? done",
        r"^Output written on \S+ \(\d+ pages?",
        r"^Total in \d+ ms",
        r"^COMMIT \S+",
    ),
    source="documentation",
)

TERRAFORM_CHECK = Family(
    name="terraform-check",
    tool="terraform",
    kind="lint",
    shapes=(
        Shape(words=("terraform", "validate")),
        Shape(words=("terraform", "fmt"), needs=frozenset({"-check"})),
        Shape(words=("tflint",), tool="tflint"),
        Shape(words=("helm", "lint"), tool="helm"),
        Shape(words=("ansible-lint",), tool="ansible-lint"),
        Shape(words=("sqlfluff", "lint"), tool="sqlfluff"),
        Shape(words=("buf", "lint"), tool="buf"),
        Shape(words=("ktlint",), tool="ktlint"),
        Shape(words=("detekt",), tool="detekt"),
        Shape(words=("semgrep",), tool="semgrep"),
    ),
    fails=lines(
        r"^│ Error: ", r"^Error: ", r"^All Finished .*FAIL", r"^== \[\S+\] FAIL"
    ),
    passes=lines(
        r"^Success! The configuration is valid",
        r"^\d+ chart\(s\) linted, 0 chart\(s\) failed",
    ),
    silent=True,
    source="documentation",
)

FAMILIES = (
    DOCKER_BUILD,
    TERRAFORM_CHECK,
)
