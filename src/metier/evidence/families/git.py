"""git: commits, pushes, merges and tags."""

# ruff: noqa: E501 - a pattern is one line

import re

from metier.evidence.families.family import (
    NOTHING_READ,
    Family,
    Reading,
    Shape,
    lines,
)

__all__ = ["BRACKET", "COMMIT", "FAMILIES"]

BRACKET = re.compile(
    r"^\[(?P<branch>[^\n\[\]]{1,200}(?:\[[^\n\]]*\][^\n\[\]]*)?) (?P<sha>[0-9a-f]{7,40})\] ",
    re.MULTILINE,
)
_NO_COMMIT = frozenset(
    {
        "--dry-run",
        "--no-commit",
        "-n",
        "--abort",
        "--quit",
        "--skip",
        "--show-current-patch",
    }
)
_NOTHING = lines(
    r"nothing to commit",
    r"nothing added to commit",
    r"no changes added to commit",
    r"nichts zu committen",
    r"keine Änderungen zum Commit",
    r"rien à valider",
    r"aucune modification n'a été ajoutée",
    r"nada para hacer commit",
    r"nada a submeter",
    r"nichts zum Commit",
    r"无文件要提交|無檔案要提交",
    r"nothing to do$",
)
_REFUSED = lines(
    r"hook exited with code",
    r"^husky - .*(?:failed|code [1-9])",
    r"^- hook id: ",
    # Not every `error:` is this command's: a push may follow it.
    r"^error: (?:could not apply|could not revert|Committing is not possible|pathspec)",
    r"^error: (?:commit failed|your local changes|no such commit|empty commit)",
    r"^fatal: (?:not a git repository|bad revision|ambiguous argument|empty ident)",
    r"^fatal: (?:cannot do|Exiting because|unable to auto-detect|You have not)",
    r"^fatal: (?:could not open|no commit message|failed to write commit object)",
    r"^The previous cherry-pick is now empty",
    r"^CONFLICT \(",
    r"^Aborting commit",
    r"^hint: after resolving the conflicts",
    r"^Patch failed at ",
)
_CHANGED = lines(
    r"^ \d+ files? changed(?:, \d+ insertions?\(\+\))?(?:, \d+ deletions?\(-\))?$",
    r"^ (?:create|delete) mode \d{6} ",
)
_APPLIED = lines(r"^Applying: ", r"^Successfully rebased and updated")


_ENDED_BADLY = (
    r"^(?:nothing (?:added )?to commit|no changes added to commit|husky - ).*$"
    r"|^- exit code: \d+(?:\n+- files were modified by this hook)?"
)


def read_commit(text: str) -> Reading:
    """Read what `git commit` and its like said."""
    landed = len(BRACKET.findall(text))
    if landed:
        return Reading(said="pass", seen=True, final=True, runs=landed)
    if _NOTHING.search(text) or _REFUSED.search(text):
        return Reading(said="fail", seen=True)
    if _CHANGED.search(text) or _APPLIED.search(text):
        return Reading(said="pass", seen=True)
    return NOTHING_READ


COMMIT = Family(
    name="git-commit",
    tool="git",
    kind="commit",
    shapes=(
        Shape(words=("git", "commit"), without=frozenset({"--dry-run"})),
        # The alias that most people give it.
        Shape(words=("git", "ci"), without=frozenset({"--dry-run"})),
        Shape(words=("git", "cherry-pick"), without=_NO_COMMIT),
        Shape(words=("git", "revert"), without=_NO_COMMIT),
        Shape(words=("git", "am"), without=_NO_COMMIT),
        Shape(words=("git", "rebase"), needs=frozenset({"--continue"})),
        Shape(words=("git", "merge"), needs=frozenset({"--continue"})),
    ),
    reader=read_commit,
    parts=re.compile(f"{BRACKET.pattern}|{_ENDED_BADLY}", re.MULTILINE),
    sign=BRACKET,
    source="git 2.39",
)
_MERGED = lines(
    r"^Merge made by ",
    r"^Fast-forward",
    r"^Merge wurde durch ",
    r"^Fusion réalisée par ",
    r"^Avance rápido|^Avance rapide|^Vorspulen",
    r"^Updating [0-9a-f]{7,}\.\.[0-9a-f]{7,}$",
)
MERGE = Family(
    name="git-merge",
    tool="git",
    kind="merge",
    shapes=(
        Shape(
            words=("git", "merge"),
            without=frozenset(
                {"--abort", "--quit", "--no-commit", "--squash", "--continue"}
            ),
        ),
    ),
    passes=re.compile(f"{_MERGED.pattern}|{_CHANGED.pattern}", re.MULTILINE),
    fails=lines(
        r"^CONFLICT \(",
        r"^Automatic merge failed",
        r"^KONFLIKT|^CONFLIT ",
        r"^error: (?:Merging is not possible|Your local changes|The following untracked)",
        r"^fatal: (?:refusing to merge|not a git repository|Not possible to fast-forw)",
        r"^fatal: (?:You have not concluded|Exiting because)",
        r"^merge: .*not something we can merge",
        r"^Aborting$",
    ),
    nothing=lines(r"^Already up.to.date", r"^Bereits aktuell", r"^Déjà à jour"),
    source="git 2.39",
)
PUSH = Family(
    name="git-push",
    tool="git",
    kind="push",
    shapes=(
        Shape(words=("git", "push"), without=frozenset({"--dry-run", "-n"})),
        Shape(words=("git", "lfs", "push"), without=frozenset({"--dry-run"})),
        Shape(words=("git", "subtree", "push")),
    ),
    fails=lines(
        r"^ ! \[(?:remote )?(?:rejected|zurückgewiesen|rejeté)",
        r"^ ! \[",
        r"^(?:error|Fehler|erreur) ?: (?:failed to push|src refspec|Fehler|impossible)",
        # Not every `fatal:` is a push's: `git add` may stand before it.
        r"^(?:fatal|schwerwiegend) ?: (?!not a git repository|path|bad revision"
        r"|ambiguous argument|cannot do|Exiting because|Unable to create '.*\.lock'"
        r"|You have not concluded|a branch named|tag |invalid reference)",
        r"^hint: (?:Updates were rejected|See the 'Note|\(e\.g\.|'git pull|its remote)",
        r"^hint: (?:to the same ref|the remote changes|counterpart|before pushing)",
        r"^To push the current branch and set the remote as upstream",
        r"^remote: (?:error|fatal): ",
        r"pre-push (?:hook|script) (?:failed|exited)",
    ),
    passes=lines(
        r"^ [ +*=-] \[(?:new|neue|neuer|nouvelle|nouveau|deleted|forced)[^\]]*\] ",
        r"^ [ +] ? *[0-9a-f]{7,}\.{2,3}[0-9a-f]{7,} +\S+ -> \S+",
        r"^ +[0-9a-f]{7,}\.\.[0-9a-f]{7,} +\S+ -> \S+",
        r"^branch '.*' set up to track ",
    ),
    nothing=lines(
        r"^Everything up-to-date",
        r"^Alles (?:aktuell|ist auf dem neuesten Stand)",
        r"^Tout est à jour|^Todo está actualizado|^Tudo atualizado",
    ),
    parts=re.compile(
        r"^To .*\n(?:(?: |error: |hint: |branch ').*(?:\n|\Z))*"
        r"|^Everything up-to-date.*$",
        re.MULTILINE,
    ),
    sign=lines(
        r"^To (?:\S+:|https?://|\.{0,2}/|[A-Z]:)",
        r"^ ! \[",
        r"^hint: Updates were rejected",
        r"^error: failed to push",
        r"^Everything up-to-date",
        r"^fatal: The current branch .* has no upstream branch",
        r"^fatal: (?:No configured push destination|Authentication failed for)",
    ),
    source="git 2.39",
)
_LISTING = frozenset(
    {"-l", "--list", "-d", "--delete", "-v", "--verify", "--contains", "--no-contains"}
    | {"--points-at", "--merged", "--no-merged", "-n", "--column", "--sort", "--format"}
    | {"-n1", "-n2", "-n3", "-n5", "-n9"}
)
TAG = Family(
    name="git-tag",
    tool="git",
    kind="tag",
    shapes=(
        Shape(
            words=("git", "tag"),
            without=_LISTING,
            # Alone it lists.
            says=re.compile(r" tag(?: -\S+)* [^-\s]"),
        ),
    ),
    fails=lines(r"^(?:fatal|error): "),
    silent=True,
    source="git 2.39",
)

FAMILIES = (COMMIT, MERGE, PUSH, TAG)
