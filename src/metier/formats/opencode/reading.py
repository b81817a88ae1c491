"""OpenCode: exported sessions, its tree of JSON files, and its database (formats 6.3).

Three generations of stores lie side by side after an upgrade; a session is read
from the newest that holds it. A message of the assistant is one model call, a
part of type `tool` one action.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from metier.errors import TranscriptError
from metier.formats.drafts import START, Draft, seconds
from metier.formats.families import Head, Thread, gather
from metier.formats.opencode.parts import Part, take_tool
from metier.formats.opencode.stores import Stored, from_database, from_tree
from metier.formats.tally import Tally
from metier.records import Session, Tokens

__all__ = ["homes", "read", "sniff"]

SESSION_ID = re.compile(rb'"id"\s*:\s*"(ses_[^"]+)"')
PARENT_ID = re.compile(rb'"parentID"\s*:\s*"(ses_[^"]+)"')
ESCAPE = re.compile(r"\\(?:[\"\\/bfnrt]|u[0-9a-fA-F]{4})|(\\)")
HEAD_SIZE = 4096
DATABASE = b"SQLite format 3\x00"
BOOKKEEPING = (
    "step-start",
    "step-finish",
    "snapshot",
    "patch",
    "compaction",
    "retry",
    "reasoning",
    "file",
    "agent",
    "subtask",
)


def homes(environ: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """Name the folder of OpenCode."""
    data = Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    named = environ.get("OPENCODE_DB")
    own = data / "opencode"
    return (own, Path(named)) if named else (own,)


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file holds OpenCode sessions, by its first bytes."""
    if head.startswith(DATABASE):
        return path.name.startswith("opencode")
    start = head[:START]
    return SESSION_ID.search(start) is not None and (
        b'"projectID"' in start or b'"directory"' in start
    )


def read(paths: Sequence[Path], tally: Tally | None = None) -> Iterator[Session]:
    """Read files as one corpus: each session once, sub-agents inside their parent."""
    yield from gather(paths, tally or Tally(), glance=_glance, read=_threads)


def _glance(path: Path) -> Head:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_SIZE)
    except OSError:
        return Head(str(path))
    found, parent = SESSION_ID.search(head), PARENT_ID.search(head)
    if head.startswith(DATABASE) or found is None:
        # A database holds whole families; all of them are one to what stands here.
        return Head(str(path))
    return Head(found[1].decode(), parent[1].decode() if parent else None)


def _threads(path: Path) -> Iterator[Thread]:
    for stored in _stored(path):
        parent = stored.info.get("parentID")
        yield Thread(
            _session(stored, path),
            parent if isinstance(parent, str) else None,
            rank=stored.rank,
        )


def _stored(path: Path) -> Iterator[Stored]:
    try:
        with path.open("rb") as file:
            is_database = file.read(len(DATABASE)) == DATABASE
        if is_database:
            yield from from_database(path)
            return
        whole = _decoded(path.read_bytes().decode("utf-8-sig", "replace"))
    except OSError as error:
        raise TranscriptError(
            f"{path}: cannot be opened ({error.strerror}). It is left out; give "
            "yourself permission to read it and run again."
        ) from error
    except msgspec.DecodeError as error:
        raise TranscriptError(
            f"{path}: not JSON ({error}). The session is left out; export it again."
        ) from error
    if isinstance(whole, dict) and isinstance(whole.get("messages"), list):
        yield Stored(info=_dict(whole.get("info")), messages=whole["messages"])
    elif isinstance(whole, dict):
        yield from_tree(path, whole)


def _decoded(text: str) -> object:
    """Read JSON, even where replaced names left a backslash that escapes nothing."""
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return msgspec.json.decode(
            ESCAPE.sub(lambda found: "\\\\" if found[1] else found[0], text)
        )


def _session(stored: Stored, path: Path) -> Session:
    draft, info = Draft("opencode"), stored.info
    draft.facts |= {
        "id": str(info.get("id") or path.stem),
        "files": (str(path),),
        # The store does not say where the person sat.
        "surface": "unknown",
        "interactive": "unknown",
    }
    if isinstance(title := info.get("title"), str):
        draft.facts["title"] = title
    draft.saw("cwds", info.get("directory"))
    draft.saw("versions", info.get("version"))
    reading = _Reading(draft, _dict(info.get("revert")).get("messageID"))
    for message in stored.messages:
        if isinstance(message, dict):
            reading.take(_dict(message.get("info")), message.get("parts"))
    return draft.finish()


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


class _Reading:
    """The state of one session while it is read."""

    def __init__(self, draft: Draft, reverted_from: object) -> None:
        self.draft = draft
        self.reverted_from = reverted_from
        self.reverted = False
        self.busy_until: float | None = None

    def take(self, info: dict[str, Any], parts: object) -> None:
        """Take one message with its parts."""
        self.reverted |= (
            self.reverted_from is not None and info.get("id") == self.reverted_from
        )
        kept = (
            [part for part in parts if isinstance(part, dict)]
            if isinstance(parts, list)
            else []
        )
        times = _dict(info.get("time"))
        moment = seconds(times.get("created"))
        if moment is not None:
            self.draft.times.append(moment)
        if info.get("role") == "user":
            self.human(kept, moment)
        elif info.get("role") == "assistant":
            self.answer(info, kept, moment, seconds(times.get("completed")))
        else:
            self.draft.strange(str(info.get("role")))

    def human(self, parts: list[Part], time: float | None) -> None:
        """Take a message of the person, or one that the program wrote for them."""
        draft = self.draft
        kinds = {part.get("type") for part in parts}
        texts = [
            str(part.get("text") or "")
            for part in parts
            if part.get("type") == "text" and not part.get("synthetic")
        ]
        if "compaction" in kinds:
            draft.event("compaction", time)
        text = "\n".join(texts).strip()
        if not text:
            return
        media = [str(p.get("mime")) for p in parts if p.get("type") == "file"]
        busy = (
            self.busy_until is not None and time is not None and time < self.busy_until
        )
        draft.human(
            "steer" if busy else "prompt",
            text,
            time,
            images=sum(1 for mime in media if mime.startswith("image/")),
            documents=sum(1 for mime in media if mime == "application/pdf"),
            abandoned=self.reverted,
            delivery="absorbed" if busy else "idle",
        )

    def answer(
        self,
        info: dict[str, Any],
        parts: list[Part],
        time: float | None,
        ended: float | None,
    ) -> None:
        """Take one model call with its words and actions."""
        draft, model = self.draft, info.get("modelID")
        draft.saw("models", model)
        draft.saw("cwds", _dict(info.get("path")).get("cwd"))
        thoughts = [p.get("text") for p in parts if p.get("type") == "reasoning"]
        draft.message(
            str(info.get("id")),
            time,
            model=model if isinstance(model, str) else None,
            stop_reason=info.get("finish"),
        )
        draft.think(thoughts)
        self.spend(_dict(info.get("tokens")))
        for part in parts:
            kind = part.get("type")
            if kind == "text" and not part.get("synthetic"):
                draft.say(str(part.get("text") or ""))
            elif kind == "tool":
                take_tool(part, draft, time)
            elif kind not in (*BOOKKEEPING, "text"):
                draft.strange(str(kind))
        if ended is not None:
            draft.times.append(ended)
        # Another call follows these tools: what comes before it ends is a steer.
        self.busy_until = ended if info.get("finish") == "tool-calls" else None
        self.fail(_dict(info.get("error")), ended or time)

    def spend(self, usage: dict[str, Any]) -> None:
        """Take the tokens of one model call."""
        if not usage:
            return
        cache = _dict(usage.get("cache"))
        self.draft.spend(
            Tokens(
                input=int(usage.get("input") or 0),
                cache_write=int(cache.get("write") or 0),
                cache_read=int(cache.get("read") or 0),
                output=int(usage.get("output") or 0) + int(usage.get("reasoning") or 0),
            )
        )

    def fail(self, error: dict[str, Any], time: float | None) -> None:
        """Take the end of a model call that did not end well."""
        if error.get("name") == "MessageAbortedError":
            self.draft.decide("interrupt", time)
            self.busy_until = None
        elif error:
            self.draft.event("api_error", time)
