"""Version control other than git: Mercurial, Subversion, Jujutsu, Sapling, stacks."""

from metier.evidence.families.family import Family, Shape, lines

__all__ = ["FAMILIES"]

_DRY = frozenset({"--dry-run", "-n", "--dry"})

COMMIT = Family(
    name="versions-commit",
    tool="hg",
    kind="commit",
    shapes=(
        Shape(words=("hg", "commit")),
        Shape(words=("hg", "ci")),
        Shape(words=("sl", "commit"), tool="sl"),
        Shape(words=("sl", "amend"), tool="sl"),
        Shape(words=("svn", "commit"), tool="svn"),
        Shape(words=("svn", "ci"), tool="svn"),
        Shape(words=("jj", "commit"), tool="jj"),
        Shape(words=("gt", "create"), tool="gt"),
        Shape(words=("gt", "modify"), tool="gt"),
        Shape(words=("gt", "commit"), tool="gt"),
        Shape(words=("fossil", "commit"), tool="fossil"),
        Shape(words=("bzr", "commit"), tool="bzr"),
        Shape(words=("brz", "commit"), tool="bzr"),
    ),
    passes=lines(
        r"^Committed revision \d+\.",
        r"^committed changeset ",
        r"^Parent commit \(@-\) *: ",
        r"^New_Version: ",
        r"^\[\S+ [0-9a-f]{7,}\] ",
    ),
    fails=lines(
        r"^nothing changed$",
        r"^abort: ",
        r"^svn: E\d+",
        r"^(?:Error|ERROR|error): ",
        r"^transaction abort!",
    ),
    silent=True,
    without=_DRY,
    source="documentation",
)

PUSH = Family(
    name="versions-push",
    tool="hg",
    kind="push",
    shapes=(
        Shape(words=("hg", "push")),
        Shape(words=("sl", "push"), tool="sl"),
        Shape(words=("jj", "git", "push"), tool="jj"),
        Shape(words=("fossil", "push"), tool="fossil"),
        Shape(words=("bzr", "push"), tool="bzr"),
    ),
    passes=lines(
        r"^(?:remote: )?added \d+ changesets? ",
        r"^Changes to push to ",
        r"^pushed \d+ changesets?",
    ),
    fails=lines(r"^abort: ", r"^(?:Error|error): "),
    nothing=lines(r"^no changes found", r"^Nothing changed\."),
    without=_DRY,
    source="documentation",
)

SUBMIT = Family(
    name="versions-submit",
    tool="gt",
    kind="pull_request",
    shapes=(
        Shape(words=("gt", "submit")),
        Shape(words=("gt", "ss")),
        Shape(words=("sl", "pr", "submit"), tool="sl"),
        Shape(words=("ghstack", "submit"), tool="ghstack"),
    ),
    passes=lines(
        r"https?://\S+ \((?:created|updated)\)$", r"^created new pull request"
    ),
    fails=lines(r"^(?:Error|ERROR|error|abort): "),
    nothing=lines(r"\(no-op\)$"),
    without=_DRY,
    source="documentation",
)

FAMILIES = (COMMIT, PUSH, SUBMIT)
