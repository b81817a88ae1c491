"""How long looking into a repository takes, as commits and sessions grow.

    python benchmarks/outcomes.py [--commits 10000] [--sessions 1000]

Makes a repository with `git fast-import` (seeded), then prints seconds for one
`git log -p` over it, for `look`, and their ratio.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from metier.outcomes import CommitTrail, Settings, Trail, look

DAY = 86_400
START = 1_735_725_600
KEY = b"benchmark"


def _history(commits: int, chance: random.Random) -> bytes:
    files: dict[str, list[str]] = {}
    parts: list[bytes] = []
    for number in range(commits):
        name = f"src/file{chance.randrange(400)}.py"
        text = files.setdefault(name, [])
        at = chance.randrange(len(text) + 1)
        text[at : at + chance.randrange(6)] = [
            f"value_{number}_{line} = compute({number}, {line})"
            for line in range(chance.randrange(1, 40))
        ]
        del text[600:]
        data = ("\n".join(text) + "\n").encode()
        stamp = START + number * 3000
        message = b"change %d" % number
        parts.append(
            b"commit refs/heads/main\nmark :%d\n" % (number + 1)
            + b"committer a <person@example.com> %d +0000\n" % stamp
            + b"data %d\n%s\n" % (len(message), message)
            + b"M 100644 inline %s\ndata %d\n%s\n" % (name.encode(), len(data), data)
        )
    return b"".join(parts)


def _git(folder: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    done = subprocess.run(  # noqa: S603  (fixed program, no shell)
        ["git", "-C", str(folder), *arguments],  # noqa: S607
        input=stdin,
        capture_output=True,
        check=True,
    )
    return done.stdout


def main() -> None:
    """Make the repository, look into it, print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commits", type=int, default=10_000)
    parser.add_argument("--sessions", type=int, default=1_000)
    options = parser.parse_args()
    chance = random.Random(1)  # noqa: S311  (a seed, no secret)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _git(folder, "init", "-q", "-b", "main")
        _git(
            folder,
            "fast-import",
            "--quiet",
            stdin=_history(options.commits, chance),
        )
        shas = _git(folder, "rev-list", "--reverse", "main").decode().split()
        picked = sorted(chance.sample(range(len(shas)), options.sessions))
        trails = [
            Trail(
                session=str(number),
                folder=str(folder),
                started=START + number * 3000.0 - 900,
                commits=(CommitTrail(sha=shas[number][:7], time=START + number * 3e3),),
            )
            for number in picked
        ]
        begun = time.perf_counter()
        _git(folder, "log", "-p", "-U0", "-M", "main")
        bare = time.perf_counter() - begun
        begun = time.perf_counter()
        outcomes = look(trails, Settings(key=KEY, seconds=600))
        took = time.perf_counter() - begun
    landed = sum(one.landed == 1.0 for one in outcomes)
    sys.stdout.write(
        f"{options.commits} commits, {options.sessions} sessions, {landed} landed: "
        f"git log {bare:.1f} s, look {took:.1f} s, ratio {took / bare:.1f}\n"
    )


if __name__ == "__main__":
    main()
