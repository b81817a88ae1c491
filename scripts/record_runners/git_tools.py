"""git, in repositories made for the purpose."""

# ruff: noqa: E501 - a call, its project and its truth stand on one line

from recording import Case, Runner

START = (
    "git init -q -b main . && git config user.email a@example.com && git config user.name A && "
    "git config commit.gpgsign false && echo 1 > a.txt && git add a.txt && git commit -q -m first && "
    "git init -q --bare ../remote.git && git remote add origin ../remote.git && git push -q -u origin main"
)
AHEAD = (
    # The remote's own branch is named, so that a clone checks it out.
    "git -C ../remote.git symbolic-ref HEAD refs/heads/main && "
    "git clone -q ../remote.git ../other && cd ../other && git config user.email b@example.com && "
    "git config user.name B && echo 9 > b.txt && git add . && git commit -q -m theirs && git push -q"
)
SIDE = "git checkout -q -b side && echo 2 > b.txt && git add . && git commit -q -m side && git checkout -q main"
CLASH = "git checkout -q -b side && echo 2 > a.txt && git commit -qam side && git checkout -q main && echo 3 > a.txt && git commit -qam main"
HOOK = "printf '#!/bin/sh\\necho lint: 3 problems; exit 1\\n' > .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit"


def _commit(verdict: str) -> dict[str, object]:
    return {"kind": "commit", "tool": "git", "verdict": verdict}


def _row(kind: str, verdict: str) -> dict[str, object]:
    return {"kind": kind, "tool": "git", "verdict": verdict}


def _case(state: str, command: str, *rows: dict[str, object], before: str = "") -> Case:
    return Case(state, command, {}, None, rows=tuple(rows), prepare=before)


GIT = Runner(
    name="git",
    tool="git",
    kind="commit",
    version="git --version",
    prepare=START,
    cases=(
        _case(
            "pass",
            "echo 2 > a.txt && git add -A && git commit -m 'change a'",
            _commit("pass"),
        ),
        _case(
            "heredoc",
            "echo 2 > a.txt; git add -A; git commit -m \"$(cat <<'X'\nchange a\n\nmore\nX\n)\"",
            _commit("pass"),
        ),
        _case("fail", "git commit -m nothing", _commit("fail")),
        _case("nothing-swallowed", "git commit -m nothing || true", _commit("fail")),
        _case("cut", "echo 2 > a.txt; git commit -am x | tail -1", _commit("pass")),
        _case("quiet", "echo 2 > a.txt; git commit -qam x", _commit("pass")),
        _case(
            "quiet-log",
            "echo 2 > a.txt; git commit -qam 'second change'; git log --oneline -1",
            _commit("pass"),
        ),
        _case(
            "quiet-and",
            "echo 2 > a.txt; git commit -qam x && git log --oneline -3",
            _commit("pass"),
        ),
        _case("hook", "echo 2 > a.txt; git commit -am x", _commit("fail"), before=HOOK),
        _case(
            "hook-swallowed",
            "echo 2 > a.txt; git commit -am x; git status --short",
            _commit("fail"),
            before=HOOK,
        ),
        _case(
            "amend", "echo 2 > a.txt; git commit -a --amend --no-edit", _commit("pass")
        ),
        _case("dry", "echo 2 > a.txt; git commit -a --dry-run"),
        _case(
            "detached",
            "git checkout -q --detach; echo 2 > a.txt; git commit -am x",
            _commit("pass"),
        ),
        _case("pick", "git cherry-pick side", _commit("pass"), before=SIDE),
        _case("pick-no", "git cherry-pick -n side", before=SIDE),
        _case("pick-clash", "git cherry-pick side", _commit("fail"), before=CLASH),
        _case("revert", "git revert --no-edit HEAD", _commit("pass")),
        _case(
            "merge",
            "git merge side --no-edit",
            _row("merge", "pass"),
            before=SIDE + " && echo 3 > c.txt && git add . && git commit -q -m c",
        ),
        _case("merge-fast", "git merge side", _row("merge", "pass"), before=SIDE),
        _case(
            "merge-none",
            "git merge side",
            _row("merge", "unknown"),
            before=SIDE + " && git merge -q side",
        ),
        _case(
            "merge-clash",
            "git merge side | tail -2",
            _row("merge", "fail"),
            before=CLASH,
        ),
        _case("merge-squash", "git merge --squash side", before=SIDE),
        _case(
            "am",
            "git format-patch -q -1 side && git am 0001-side.patch",
            _commit("pass"),
            before=SIDE,
        ),
        _case(
            "root",
            "rm -rf .git && git init -q -b feature/x.y_#1 . && git config user.email a@example.com && git config user.name A && git add a.txt && git commit -m root",
            _commit("pass"),
        ),
        _case(
            "german",
            "echo 2 > a.txt; LC_ALL=de_DE.UTF-8 LANGUAGE=de git commit -am x; git checkout -q --detach; echo 3 > a.txt; LC_ALL=de_DE.UTF-8 LANGUAGE=de git commit -am y",
            _commit("pass"),
            _commit("pass"),
        ),
        _case(
            "push",
            "echo 2 > a.txt; git commit -qam x && git push",
            _commit("pass"),
            _row("push", "pass"),
        ),
        _case(
            "push-new",
            "git checkout -q -b topic && git push -u origin topic 2>&1 | tail -3",
            _row("push", "pass"),
        ),
        _case(
            "push-rejected",
            "echo 2 > a.txt && git commit -qam x && git push",
            _commit("pass"),
            _row("push", "fail"),
            before=AHEAD,
        ),
        _case(
            "push-rejected-tail",
            "echo 2 > a.txt && git commit -qam x && git push 2>&1 | tail -3",
            _commit("pass"),
            _row("push", "fail"),
            before=AHEAD,
        ),
        _case("push-none", "git push", _row("push", "unknown")),
        _case(
            "push-dry",
            "echo 2 > a.txt; git commit -qam x; git push --dry-run",
            _commit("pass"),
        ),
        _case(
            "push-quiet",
            "echo 2 > a.txt; git commit -qam x && git push -q",
            _commit("pass"),
            _row("push", "pass"),
        ),
        _case(
            "push-tag",
            "git tag v1 && git push origin v1",
            _row("tag", "pass"),
            _row("push", "pass"),
        ),
        _case("tag", "git tag -a v1 -m one", _row("tag", "pass")),
        _case(
            "tag-again",
            "git tag v1; git tag v1",
            _row("tag", "pass"),
            _row("tag", "fail"),
        ),
        _case("tag-list", "git tag -l"),
        _case("log", "git log --format='[%D %h] %s'"),
        _case(
            "show-hook",
            "cat .git/hooks/pre-commit.sample | head -3; grep -rn 'git commit' . | head -1",
        ),
        _case(
            "scratch",
            "d=$(mktemp -d) && cd $d && git init -q && git config user.email a@example.com && git config user.name A && git commit --allow-empty -m x",
        ),
        _case(
            "script",
            "cat > t.sh <<'X'\nd=$(mktemp -d); cd $d; git init -q; git -c user.email=a@example.com -c user.name=A commit --allow-empty -m x\nX\nbash t.sh",
        ),
        _case(
            "in-folder",
            'cd / && git -C "$OLDPWD" commit --allow-empty -m x',
            _commit("pass"),
        ),
        _case(
            "rebase",
            "git rebase side || { echo 5 > a.txt; git add a.txt; GIT_EDITOR=true git rebase --continue; }",
            _commit("pass"),
            before=CLASH,
        ),
        _case(
            "three",
            'for i in 1 2 3; do echo $i$i > a.txt; git commit -am "step $i"; done',
            _commit("pass"),
            _commit("pass"),
            _commit("pass"),
        ),
    ),
)

RUNNERS = (GIT,)
