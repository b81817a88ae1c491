"""A small real repository whose history a test writes, day by day."""

import os
import subprocess
from pathlib import Path

from metier.outcomes import CommitTrail, Trail
from metier.outcomes.history import line_hasher

DAY = 86_400.0
START = 1_767_261_600.0
"""2026-01-01 10:00 UTC."""

KEY = b"salt of the tests"


def lines(name: str, count: int = 10) -> list[str]:
    """Lines that nobody else would write."""
    return [f"value_{name}_{number} = compute({number})" for number in range(count)]


class Workshop:
    """A git repository with a clock of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.day = 0.0
        self.git("init", "-q", "-b", "main")
        self.write("README.md", ["a project of its own"])
        self.commit("begin")

    @property
    def now(self) -> float:
        return START + self.day * DAY

    def git(self, *arguments: str, at: Path | None = None) -> str:
        stamp = f"{int(self.now)} +0000"
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "person@example.com",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "person@example.com",
            "GIT_AUTHOR_DATE": stamp,
            "GIT_COMMITTER_DATE": stamp,
            "GIT_EDITOR": "true",
        }
        done = subprocess.run(
            ["git", *arguments],
            cwd=at or self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def write(self, path: str, text: list[str]) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(text) + "\n")

    def commit(self, message: str) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.head()

    def head(self) -> str:
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str) -> None:
        self.git("checkout", "-q", "-b", name)

    def back(self, name: str = "main") -> None:
        self.git("checkout", "-q", name)

    def work(
        self, name: str, *, path: str | None = None, count: int = 10
    ) -> tuple[str, Trail]:
        """Write and commit a file of its own; return sha and trail."""
        text = lines(name, count)
        self.write(path or f"{name}.py", text)
        sha = self.commit(f"add {name}")
        return sha, self.trail(name, text, sha)

    def trail(self, name: str, text: list[str], *shas: str) -> Trail:
        line_hash = line_hasher(KEY)
        return Trail(
            session=name,
            folder=str(self.folder),
            started=self.now - 600,
            ended=self.now,
            commits=tuple(CommitTrail(sha=sha[:7], time=self.now) for sha in shas),
            lines=tuple(h for h in (line_hash(one.encode()) for one in text) if h),
        )
