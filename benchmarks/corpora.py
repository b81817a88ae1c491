"""Corpora to measure on: generated, so that anybody gets the same bytes."""

import shutil
from pathlib import Path

from metier import simulation

__all__ = ["generated", "grown", "long_lines", "many", "unlike"]


def generated(folder: Path, *, count: int = 150, seed: int = 1) -> Path:
    """Write transcripts of realistic size, where they are not there yet."""
    if not folder.exists():
        part = folder.with_suffix(".writing")
        shutil.rmtree(part, ignore_errors=True)
        simulation.transcripts(part, seed=seed, count=count)
        part.rename(folder)
    return folder


def unlike(path: Path, number: int) -> bytes:
    """Give a transcript under other ids, so that it is a session of its own.

    Ids differ in their last characters, times by seconds: nothing is shared.
    """
    name = path.stem
    other = f"{name[:-8]}{number:08x}"
    text = path.read_bytes().replace(name.encode(), other.encode())
    mark = f"{number:08x}".encode()
    for start in (b'"uuid":"', b'"parentUuid":"', b'"id":"msg_', b'"id":"toolu_'):
        text = text.replace(start, start + mark)
    text = text.replace(b'"tool_use_id":"toolu_', b'"tool_use_id":"toolu_' + mark)
    moved = f"T{number % 24:02d}:{number // 24 % 60:02d}:".encode()
    return b"\n".join(
        line.replace(line[at : at + 7], moved, 1)
        if (at := line.find(b"T", line.find(b'"timestamp":"'))) > 0
        and line[at + 3 : at + 4] == b":"
        else line
        for line in text.split(b"\n")
    )


def many(source: Path, folder: Path, count: int) -> Path:
    """Write so many small sessions, none of which shares a line with another."""
    if folder.exists():
        return folder
    sessions = [p for p in source.rglob("*.jsonl") if not p.name.startswith("agent-")]
    smallest = sorted(sessions, key=lambda path: path.stat().st_size)
    part = folder.with_suffix(".writing")
    shutil.rmtree(part, ignore_errors=True)
    for number in range(count):
        path = smallest[number % 20]
        home = part / f"p{number % 97:02d}" / "projects" / "-home-dev"
        home.mkdir(parents=True, exist_ok=True)
        name = f"{path.stem[:-8]}{number:08x}"
        (home / f"{name}.jsonl").write_bytes(unlike(path, number))
    part.rename(folder)
    return folder


def grown(source: Path, out: Path, size: int) -> Path:
    """Write one session of about so many bytes: a session that went on and on."""
    path = max(source.rglob("*.jsonl"), key=lambda path: path.stat().st_size)
    out.parent.mkdir(parents=True, exist_ok=True)
    name = path.stem.encode()
    with out.open("wb") as file:
        number = 0
        while file.tell() < size:
            text = unlike(path, number)
            own = f"{path.stem[:-8]}{number:08x}".encode()
            file.write(text.replace(own, name))
            number += 1
    return out


def long_lines(source: Path, out: Path, length: int, count: int) -> Path:
    """Write a session some of whose tool results are that long."""
    path = min(source.rglob("*.jsonl"), key=lambda path: path.stat().st_size)
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as file:
        file.write(path.read_bytes())
        for number in range(count):
            file.write(
                b'{"type":"user","uuid":"long-%d","sessionId":"%s","timestamp":'
                b'"2026-03-01T10:00:00.000Z","message":{"role":"user","content":'
                b'[{"type":"tool_result","tool_use_id":"t%d","content":"'
                % (number, path.stem.encode(), number)
            )
            for _ in range(length >> 20):
                file.write(b"some words of a tool " * 49932)
            file.write(b'"}]}}\n')
    return out
