"""Git, asked read-only and offline, with a time limit for a whole repository.

A repository that somebody else wrote may hold hooks, filters and monitors in its
own settings; every call switches off what could run a program, take a lock or
reach a network.
"""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from metier.errors import OutcomeError

__all__ = ["Repository", "RepositoryTimeoutError", "find_repository"]

_SAFE = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.quotePath=false",
    "-c",
    "core.commitGraph=true",
    "-c",
    "log.showSignature=false",
    "-c",
    "diff.external=",
    "-c",
    "log.showRoot=true",
    "-c",
    "protocol.allow=never",
)
_CHANGES = (
    "-p",
    "-U0",
    "-M",
    "--format=%x00%H%x00%T%x00%P%x00%at%x00%ct%x00%B%x00",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--src-prefix=a/",
    "--dst-prefix=b/",
)
_CHUNK = 1 << 20
_BATCH = 200
"""Commits asked for in one call."""


class RepositoryTimeoutError(OutcomeError):
    """The time limit of one repository is used up."""


def _environment() -> dict[str, str]:
    keep = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    return keep | {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_PAGER": "cat",
        "LC_ALL": "C",
    }


class Repository:
    """One repository, named by the folder that its worktrees share."""

    def __init__(self, folder: Path, *, seconds: float = 60.0) -> None:
        """Take a folder inside a repository and a limit for all calls together."""
        self.folder = folder
        self.seconds = seconds
        self._deadline = time.monotonic() + seconds

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise RepositoryTimeoutError(
                f"{self.folder}: not finished after {self.seconds:.0f} s. Its sessions "
                "are counted as timed out; raise --repo-seconds to give it longer."
            )
        return left

    def _command(self, arguments: Sequence[str]) -> list[str]:
        return ["git", "-C", str(self.folder), *_SAFE, *arguments]

    def ask(self, *arguments: str, stdin: bytes | None = None) -> bytes | None:
        """Return what git printed, or None where it answered with an error."""
        try:
            done = subprocess.run(  # noqa: S603  (fixed program, no shell)
                self._command(arguments),
                input=stdin,
                capture_output=True,
                timeout=self._left(),
                check=False,
                env=_environment(),
            )
        except subprocess.TimeoutExpired:
            self._deadline = 0.0
            self._left()
            raise
        except FileNotFoundError as error:
            raise OutcomeError(
                "git is not on this machine's path; install it to see what became "
                "of the work."
            ) from error
        return done.stdout if done.returncode == 0 else None

    def line(self, *arguments: str) -> str | None:
        """Return the one line that git printed, or None."""
        printed = self.ask(*arguments)
        if printed is None:
            return None
        return printed.decode("utf-8", "replace").strip() or None

    def stream(self, *arguments: str) -> Iterator[bytes]:
        """Yield what git prints line by line, without its end; stop at the limit."""
        process = subprocess.Popen(  # noqa: S603  (fixed program, no shell)
            self._command(arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        clock = threading.Timer(self._left(), process.kill)
        clock.daemon = True
        clock.start()
        try:
            assert process.stdout is not None  # noqa: S101  (PIPE was asked for)
            rest = b""
            while block := process.stdout.read(_CHUNK):
                lines = (rest + block).split(b"\n")
                rest = lines.pop()
                yield from lines
            if rest:
                yield rest
            code = process.wait()
            self._left()
            if code != 0:
                raise OutcomeError(
                    f"{self.folder}: git stopped with code {code} while reading the "
                    "history (a broken object?). Run `git fsck` there; its sessions "
                    "are counted as broken."
                )
        finally:
            clock.cancel()
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()

    def history(self, revision: str, *, first_parent: bool) -> Iterator[bytes]:
        """Stream the history up to `revision`, oldest first, with its changes.

        `first_parent` follows the branch itself: a merge shows all it brought.
        """
        walk = (
            ("--first-parent", "--diff-merges=first-parent")
            if first_parent
            else ("--no-merges",)
        )
        return self.stream(
            "log",
            "--reverse",
            "--topo-order",
            *walk,
            *_CHANGES,
            revision,
            "--",
        )

    def changes(self, shas: Sequence[str]) -> Iterator[bytes]:
        """Yield the lines of these commits in the same form."""
        for first in range(0, len(shas), _BATCH):
            printed = self.ask(
                "log",
                "--no-walk=unsorted",
                "--diff-merges=first-parent",
                *_CHANGES,
                *shas[first : first + _BATCH],
                "--",
            )
            yield from (printed or b"").split(b"\n")


def find_repository(folder: Path) -> Path | None:
    """Return the folder that all worktrees of the repository around `folder` share.

    None where there is no repository, or one that git will not read for this user.
    """
    here = folder
    while not here.is_dir():
        if here.parent == here:
            return None
        here = here.parent
    common = Repository(here, seconds=10.0).line(
        "rev-parse", "--path-format=absolute", "--git-common-dir"
    )
    return Path(common) if common else None
