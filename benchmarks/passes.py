"""Single passes over a corpus, each run in a process of its own by `run.py`.

Every pass prints its own CPU seconds and bytes as JSON; imports are not counted.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec


def files(folder: str) -> list[Path]:
    """List the lines files of a corpus."""
    return sorted(Path(folder).rglob("*.jsonl"))


def lines(folder: str) -> Iterator[bytes]:
    """Give every line, one file in memory at a time."""
    for path in files(folder):
        yield from path.read_bytes().split(b"\n")


def standard(folder: str) -> None:
    """Decode every line by the standard library."""
    for line in lines(folder):
        try:
            json.loads(line)
        except ValueError:
            continue


def typed(folder: str) -> None:
    """Decode every line into the shape of a transcript line, and do nothing else."""
    from metier.formats.claude_code.lines import Line  # noqa: PLC0415 - not timed

    decoder = msgspec.json.Decoder(Line)
    for line in lines(folder):
        try:
            decoder.decode(line)
        except msgspec.DecodeError:
            continue


def counted(folder: str) -> None:
    """Find all counts and evidence, session by session."""
    from metier import evidence, formats  # noqa: PLC0415 - not timed
    from metier.facts.counts import counts  # noqa: PLC0415 - not timed

    for session in formats.read([Path(folder)]):
        counts(session, evidence.ledger(session))


def looked(folder: str) -> None:
    """Look at every file as an ingest does before it reads."""
    from metier.study.marks import look  # noqa: PLC0415 - not timed

    for path in files(folder):
        look(path)


def read(folder: str) -> None:
    """Read every session, and count nothing."""
    from metier import formats  # noqa: PLC0415 - not timed

    for _ in formats.read([Path(folder)]):
        pass


PASSES: dict[str, Callable[[str], None]] = {
    "standard": standard,
    "typed": typed,
    "counted": counted,
    "looked": looked,
    "read": read,
}


def main(name: str, folder: str) -> None:
    """Run one pass twice, the first time to import and warm up."""
    run = PASSES[name]
    best = float("inf")
    for _ in range(2):
        begun = time.process_time()
        run(folder)
        best = min(best, time.process_time() - begun)
    size = sum(path.stat().st_size for path in files(folder))
    print(json.dumps({"cpu_s": best, "bytes": size, "files": len(files(folder))}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
