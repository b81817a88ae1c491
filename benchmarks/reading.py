"""How much reading costs: ratios of CPU time over one folder of transcripts.

    python benchmarks/reading.py FOLDER

Every line is a ratio in one run on one core, since seconds say little about
another machine: against one pass of `json.loads` and against a bare typed decode
of the same bytes.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from metier import evidence, formats
from metier.facts.counts import counts
from metier.formats.claude_code.lines import Line

ROUNDS = 3
SHARD_BYTES = 16 << 20


def best(work: Callable[[], object]) -> float:
    """Give the least CPU time of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def loads(files: Sequence[Path]) -> None:
    """Decode every line as the standard library does."""
    for file in files:
        for line in file.read_bytes().split(b"\n"):
            with suppress(ValueError):
                json.loads(line)


def bare(files: Sequence[Path]) -> None:
    """Decode every line into the typed record, and do nothing with it."""
    decoder = msgspec.json.Decoder(Line)
    for file in files:
        for line in file.read_bytes().split(b"\n"):
            with suppress(msgspec.DecodeError):
                decoder.decode(line)


def shards(files: Sequence[Path]) -> list[list[Path]]:
    """Group files as a study does."""
    groups: list[list[Path]] = [[]]
    weight = 0
    for file in files:
        size = file.stat().st_size
        if groups[-1] and weight + size > SHARD_BYTES:
            groups.append([])
            weight = 0
        groups[-1].append(file)
        weight += size
    return groups


def counted(groups: Sequence[Sequence[Path]], *, ledger: bool) -> int:
    """Count every session, with its evidence or without."""
    return sum(
        1
        for group in groups
        for session in formats.read(group)
        if counts(session, evidence.ledger(session) if ledger else ())
    )


def main(folder: Path) -> None:
    """Print the ratios."""
    files = sorted(file.path for file in formats.find([folder]))
    size = sum(file.stat().st_size for file in files)
    groups = shards(files)
    decode = best(lambda: bare(files))
    parse = best(lambda: loads(files))
    only = best(lambda: counted(groups, ledger=False))
    whole = best(lambda: counted(groups, ledger=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(files)} files, {size / 1e6:.0f} MB")
    print(f"all counts / bare decode            {only / decode:6.2f}")
    print(f"all counts / json.loads             {only / parse:6.2f}")
    print(f"counts and evidence / bare decode   {whole / decode:6.2f}")
    print(f"counts and evidence / json.loads    {whole / parse:6.2f}")
    print(f"peak of this process                {peak:6.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
