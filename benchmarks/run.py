"""All benchmarks by one command: ratios, slopes, peaks. Nothing here is a test.

    python benchmarks/run.py [FOLDER] [--only reading,growth] [--keep WORK]

FOLDER holds Claude Code transcripts; without it a corpus is generated. Times are
CPU seconds of whole processes where nothing else is said, since a machine is
seldom idle; only their ratios mean anything elsewhere.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from math import log
from pathlib import Path

import corpora
from measuring import Cost, command, measured, passes

MB = 1e6


class Bench:
    """Where to measure, and what is said of it."""

    def __init__(self, corpus: Path, work: Path) -> None:
        """Take a corpus, and a folder for studies and made files."""
        self.corpus = corpus
        self.work = work
        self.generated = corpora.generated(work / "generated", count=40)
        self.environ = {"HOME": str(work / "home"), "METIER_HOME": str(work / "metier")}
        for name in ("home", "metier"):
            (work / name).mkdir(exist_ok=True)

    def ingest(self, corpus: Path, study: str, *, fresh: bool = True) -> Cost:
        """Read a corpus into a study."""
        folder = self.work / "studies" / study
        if fresh:
            shutil.rmtree(folder, ignore_errors=True)
        return measured(
            *("ingest", "--study", str(folder), "--from", str(corpus), "--json"),
            **self.environ,
        )


def reading(bench: Bench) -> None:
    """Compare the reading with the least that any program must do."""
    where = str(bench.corpus)
    standard, typed, counted, read, looked = (
        passes(name, where)
        for name in ("standard", "typed", "counted", "read", "looked")
    )
    size, files = standard.answer["bytes"], standard.answer["files"]
    say(f"{files} files, {size / MB:.0f} MB")
    base, plain = typed.answer["cpu_s"], standard.answer["cpu_s"]
    for title, cost in (
        ("one json.loads pass", standard),
        ("one bare typed decode", typed),
        ("sessions, nothing counted", read),
        ("all counts and evidence", counted),
        ("look at files before reading", looked),
    ):
        took = cost.answer["cpu_s"]
        say(
            f"{title:32} {took:7.2f} s {size / MB / took:7.0f} MB/s "
            f"{took / base:6.2f} typed {took / plain:6.2f} json.loads"
        )
    whole = bench.ingest(bench.corpus, "whole")
    say(
        f"{'metier ingest, whole process':32} {whole.wall_s:7.2f} s wall on "
        f"{os.cpu_count()} cores, {whole.cpu_s:.2f} s CPU, "
        f"{standard.wall_s / 2 / whole.wall_s:.2f} times as fast as json.loads (wall), "
        f"{whole.cpu_s / plain:.2f} of its CPU"
    )


def peers(bench: Bench) -> None:
    """Compare with the counter of tokens that most people use, where it is."""
    program = shutil.which("ccusage")
    if program is None:
        say("ccusage is not installed: npm install ccusage@20, and put it on the path")
        return
    config = bench.corpus if (bench.corpus / "projects").is_dir() else None
    if config is None:
        say("ccusage reads a folder that holds `projects`; this corpus is none")
        return
    counter = command(
        *(program, "session", "--offline", "--json"),
        times=2,
        CLAUDE_CONFIG_DIR=str(config),
    )
    counted = measured("inspect", str(bench.corpus), "--json", times=2)
    whole = bench.ingest(bench.corpus, "peer")
    for title, cost in (
        ("ccusage (tokens)", counter),
        ("metier inspect (all counts)", counted),
        ("metier ingest (study's tables)", whole),
    ):
        say(
            f"{title:32} {cost.wall_s:7.2f} s wall {cost.cpu_s:7.2f} s CPU "
            f"{cost.peak_mb:6.0f} MB peak {cost.cpu_s / counter.cpu_s:6.2f} of ccusage"
        )


def growth(bench: Bench) -> None:
    """Show how cost grows: a slope of 1 is in proportion, 0 not at all."""
    small = corpora.many(bench.generated, bench.work / "files-1000", 1_000)
    large = corpora.many(bench.generated, bench.work / "files-4000", 4_000)
    slope("files (and sessions), 1,000 to 4,000", bench, small, large, 4)
    one = corpora.grown(bench.generated, bench.work / "size-16" / "a.jsonl", 16 << 20)
    four = corpora.grown(bench.generated, bench.work / "size-64" / "a.jsonl", 64 << 20)
    slope("size of one file, 16 to 64 MB", bench, one, four, 4)
    few, lot = bench.work / "few.csv", bench.work / "lot.csv"
    few.write_text("".join(f"*p{n:02d}/*,person-{n % 5}\n" for n in range(97)))
    lot.write_text("".join(f"*p{n:02d}/*,person-{n}\n" for n in range(97)))
    costs = []
    for people in (few, lot):
        folder = bench.work / "studies" / people.stem
        shutil.rmtree(folder, ignore_errors=True)
        costs.append(
            measured(
                *("ingest", "--study", str(folder), "--from", str(small)),
                *("--people", str(people), "--quiet"),
                **bench.environ,
            )
        )
    said("people, 5 to 97", costs[0], costs[1], 97 / 5)


def slope(title: str, bench: Bench, small: Path, large: Path, times: float) -> None:
    """Read both corpora, and say how time and memory grew."""
    said(title, bench.ingest(small, "small"), bench.ingest(large, "large"), times)


def said(title: str, small: Cost, large: Cost, times: float) -> None:
    """Print the slopes of time and memory in logarithms."""
    in_time = log(large.cpu_s / small.cpu_s) / log(times)
    in_memory = log(large.peak_mb / small.peak_mb) / log(times)
    say(
        f"{title:40} {small.cpu_s:6.2f} -> {large.cpu_s:6.2f} s CPU, "
        f"slope {in_time:.2f}; "
        f"{small.peak_mb:.0f} -> {large.peak_mb:.0f} MB, slope {in_memory:.2f}"
    )


def memory(bench: Bench) -> None:
    """Show the peak of the largest process where a file or a line is large."""
    big = corpora.grown(bench.generated, bench.work / "gigabyte" / "a.jsonl", 1 << 30)
    lines = corpora.long_lines(
        bench.generated, bench.work / "lines" / "a.jsonl", 100 << 20, 3
    )
    many = corpora.many(bench.generated, bench.work / "files-4000", 4_000)
    for title, where in (
        ("one file of 1 GB", big),
        ("three lines of 100 MB", lines),
        ("4,000 files", many),
    ):
        cost = bench.ingest(where, "memory")
        say(
            f"{title:32} {cost.peak_mb:6.0f} MB peak, {cost.wall_s:6.1f} s wall, "
            f"{cost.answer.get('sessions_read')} sessions"
        )
    shutil.rmtree(big.parent)


def incremental(bench: Bench) -> None:
    """Show what a second run costs where nothing or one file changed."""
    where = corpora.many(bench.generated, bench.work / "files-10000", 10_000)
    first = bench.ingest(where, "again")
    second = min(
        (bench.ingest(where, "again", fresh=False) for _ in range(3)),
        key=lambda cost: cost.wall_s,
    )
    path = next(where.rglob("*.jsonl"))
    with path.open("ab") as file:
        file.write(b'{"type":"summary","summary":"grown"}\n')
    third = bench.ingest(where, "again", fresh=False)
    for title, cost in (
        ("10,000 files, first", first),
        ("unchanged", second),
        ("one file grown", third),
    ):
        say(
            f"{title:32} {cost.wall_s:7.2f} s wall {cost.cpu_s:7.2f} s CPU "
            f"{cost.peak_mb:6.0f} MB peak, {cost.answer.get('files_read')} files read"
        )


def start(bench: Bench) -> None:
    """Show how long the program takes to say what it can do."""
    del bench
    nothing = command(sys.executable, "-c", "pass", times=9)
    library = command(sys.executable, "-c", "import typer", times=9)
    helped = measured("--help", times=9)
    say(
        f"python -c pass {nothing.cpu_s * 1e3:.0f} ms, with typer "
        f"{library.cpu_s * 1e3:.0f} ms, metier --help {helped.cpu_s * 1e3:.0f} ms: "
        f"{helped.cpu_s / library.cpu_s:.2f} times"
    )


def page(bench: Bench) -> None:
    """Show what 400,000 sessions cost from facts to the finished page."""
    folder = bench.work / "studies" / "simulated"
    if not folder.exists():
        measured("simulate", "--out", str(folder), "--quiet", **bench.environ)
    total = 0.0
    for stage in ("estimate", "release", "report"):
        cost = measured(stage, "--study", str(folder), **bench.environ)
        total += cost.wall_s
        say(
            f"{stage:32} {cost.wall_s:7.1f} s wall {cost.cpu_s:7.1f} s CPU "
            f"{cost.peak_mb:6.0f} MB peak"
        )
    say(f"{'facts to page':32} {total:7.1f} s wall")


PARTS: dict[str, Callable[[Bench], None]] = {
    "start": start,
    "reading": reading,
    "peers": peers,
    "growth": growth,
    "incremental": incremental,
    "memory": memory,
    "page": page,
}


def say(line: str) -> None:
    """Print one line at once: a run takes minutes."""
    print(f"  {line}", flush=True)


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--keep", type=Path, help="folder for what is generated")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        work = asked.keep or Path(passing)
        work.mkdir(parents=True, exist_ok=True)
        corpus = asked.corpus or corpora.generated(work / "corpus")
        print(
            f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, "
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
            f"Python {platform.python_version()}"
        )
        bench = Bench(corpus.resolve(), work.resolve())
        for name in asked.only.split(","):
            print(name)
            PARTS[name](bench)


if __name__ == "__main__":
    main()
