"""Gemini CLI: `~/.gemini/tmp/<project>/chats/session-*.json` or `.jsonl` (formats 6.2).

The old form is one object, the new one a list of lines in which a message is
written again whenever it changes. Calls and their results stand inside messages.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from metier.errors import TranscriptError
from metier.formats.drafts import START, Draft, objects, seconds
from metier.formats.families import Head, Thread, gather
from metier.formats.gemini_cli.calls import records, take_call
from metier.formats.tally import Tally
from metier.records import Session, Tokens

__all__ = ["homes", "read", "read_file", "sniff"]

MACHINE_OPENINGS = ("/", "?", "<session_context>", "<hook_context>")
MACHINE_TEXTS = ("System: Please continue.", "Please continue.")


def homes(environ: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """Name the folder of Gemini CLI."""
    return (Path(environ.get("GEMINI_CLI_HOME") or home) / ".gemini" / "tmp",)


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file is a Gemini chat, by its first bytes."""
    del path
    start = head[:START]
    return b'"sessionId"' in start and b'"projectHash"' in start


def read(paths: Sequence[Path], tally: Tally | None = None) -> Iterator[Session]:
    """Read files as one corpus; the twin that a resumed chat leaves counts once."""
    yield from gather(paths, tally or Tally(), glance=_glance, read=_threads)


def _glance(path: Path) -> Head:
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return Head(str(path))
    found = re.search(rb'"sessionId"\s*:\s*"([^"]+)"', head)
    name = found[1].decode("utf-8", "replace") if found else str(path)
    return Head(name, _parent(path, head))


def _parent(path: Path, head: bytes) -> str | None:
    """Name the folder's session: a sub-agent's chat lies in one of its own."""
    is_child = re.search(rb'"kind"\s*:\s*"subagent"', head) is not None
    return path.parent.name if is_child else None


def _threads(path: Path) -> Iterator[Thread]:
    session = read_file(path)
    newer = path.suffix == ".jsonl"
    yield Thread(session, _glance(path).parent, rank=int(newer))


def read_file(path: Path) -> Session:
    """Read one chat."""
    draft = Draft("gemini-cli")
    try:
        head, messages, gone = _load(path, draft)
    except OSError as error:
        raise TranscriptError(
            f"{path}: cannot be opened ({error.strerror}). It is left out; give "
            "yourself permission to read it and run again."
        ) from error
    draft.facts |= {
        "id": str(head.get("sessionId") or path.stem),
        "files": (str(path),),
        "surface": "cli",
        "interactive": "unknown",
    }
    for key in ("startTime", "lastUpdated"):
        if (moment := seconds(head.get(key))) is not None:
            draft.times.append(moment)
    for message in messages:
        _take(message, draft, abandoned=str(message.get("id")) in gone)
    return draft.finish()


def _load(
    path: Path, draft: Draft
) -> tuple[dict[str, Any], list[dict[str, Any]], set[str]]:
    """Give the head, the messages in order, and the ids of those rewound."""
    if path.suffix != ".jsonl" or _is_one_object(path):
        try:
            whole = msgspec.json.decode(
                path.read_bytes().decode("utf-8-sig", "replace")
            )
        except msgspec.DecodeError as error:
            raise TranscriptError(
                f"{path}: not JSON ({error}). The agent may have been stopped while "
                "writing; the chat is left out."
            ) from error
        head = whole if isinstance(whole, dict) else {}
        return head, records(head.get("messages")), set()
    head = {}
    found: dict[str, dict[str, Any]] = {}
    gone: set[str] = set()
    for line in objects(path, draft):
        changes = line.get("$set")
        if isinstance(changes, dict):
            if "messages" in changes:
                found = {str(m.get("id")): m for m in records(changes["messages"])}
            head |= {key: value for key, value in changes.items() if key != "messages"}
        elif isinstance(rewound := line.get("$rewindTo"), str):
            names = list(found)
            after = names[names.index(rewound) :] if rewound in found else []
            gone.update(after)
        elif "sessionId" in line:
            head |= line
        elif "id" in line:
            # Written again on every change: the last form counts, at its first place.
            found[str(line["id"])] = line
        else:
            draft.strange("line without id")
    return head, list(found.values()), gone


def _is_one_object(path: Path) -> bool:
    """Say whether a file is the old form under the new name."""
    with path.open("rb") as file:
        return file.readline(3).strip() == b"{"


def _take(message: dict[str, Any], draft: Draft, *, abandoned: bool) -> None:
    time = seconds(message.get("timestamp"))
    if time is not None:
        draft.times.append(time)
    kind = message.get("type")
    if kind == "user":
        text = _content(message.get("content"))
        machine = text.startswith(MACHINE_OPENINGS) or text.strip() in MACHINE_TEXTS
        if not machine and text.strip():
            draft.human("prompt", text, time, abandoned=abandoned)
    elif kind == "gemini":
        _answer(message, time, draft)
    elif kind == "error":
        draft.event("api_error", time)
    elif kind not in ("info", "warning"):
        draft.strange(str(kind))


def _content(content: object) -> str:
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    texts = [part.get("text") for part in parts if isinstance(part, dict)]
    return "\n".join(text for text in texts if isinstance(text, str))


def _answer(message: dict[str, Any], time: float | None, draft: Draft) -> None:
    # Thoughts are summaries, with a headline each; what was thought is not logged.
    thoughts = message.get("thoughts")
    model = message.get("model")
    draft.saw("models", model)
    draft.message(
        str(message.get("id")),
        time,
        model=model if isinstance(model, str) else None,
        words_thinking=None if thoughts else 0,
    )
    draft.say(_content(message.get("content")))
    usage = message.get("tokens")
    if isinstance(usage, dict):
        cached = int(usage.get("cached") or 0)
        draft.spend(
            Tokens(
                input=max(int(usage.get("input") or 0) - cached, 0),
                cache_read=cached,
                output=int(usage.get("output") or 0),
            )
        )
    for call in records(message.get("toolCalls")):
        take_call(call, time, draft)
