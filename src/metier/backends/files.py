"""Requests out to a file, replies in from one: any model, queue or person.

A line of the request file is one request with everything needed to answer it. The
replies may be complete or partial, in any order, ours or in a provider's batch
format; what is missing or wrong is counted and stays to be asked.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from metier.backends.chats import AnthropicChat, OpenAIChat, messages
from metier.backends.posting import Link
from metier.backends.schemas import read_answers, schema
from metier.errors import BackendError
from metier.records import Reply, Request

__all__ = ["BatchFormat", "Replies", "read_replies", "write_requests"]

BatchFormat = Literal["plain", "openai", "anthropic"]


class Replies(msgspec.Struct, kw_only=True):
    """What a reply file held."""

    replies: dict[str, Reply]
    """Usable replies by request id."""

    problems: Counter[str]
    """What was wrong with the rest, by kind, `unknown request` among them."""


def _plain(request: Request) -> dict[str, object]:
    system, user = messages(request)
    return {
        "id": request.id,
        "view": request.view,
        "codebook": request.codebook,
        "part": request.part,
        "parts": request.parts,
        "questions": msgspec.to_builtins(request.questions),
        "instructions": system["content"],
        "state": request.state,
        "prompt": user["content"],
        "answer_schema": schema(request),
    }


def _line(request: Request, form: BatchFormat, model: str) -> dict[str, object]:
    if form == "plain":
        return _plain(request)
    link = Link(url="")
    if form == "openai":
        body = OpenAIChat(model=model, link=link).body(request)
        return {
            "custom_id": request.id,
            "method": "POST",
            "url": "/v1/chat/completions",
            "body": body,
        }
    return {
        "custom_id": request.id,
        "params": AnthropicChat(model=model, link=link).body(request),
    }


def write_requests(
    path: Path,
    requests: Iterable[Request],
    *,
    form: BatchFormat = "plain",
    model: str = "",
) -> int:
    """Write one request a line, readable by the owner alone; return how many."""
    fresh = path.with_name(path.name + ".new")
    fresh.touch(mode=0o600)
    count = 0
    with fresh.open("w", encoding="utf-8") as out:
        for request in requests:
            out.write(json.dumps(_line(request, form, model), ensure_ascii=False))
            out.write("\n")
            count += 1
    fresh.replace(path)
    return count


def _content(found: Mapping[str, object]) -> object:
    """Return the answers of a reply line, ours or in a provider's batch format."""
    for key in ("answers", "answer"):
        if key in found:
            return found[key]
    body = _get(found, "response", "body") or _get(found, "result", "message") or found
    if not isinstance(body, Mapping):
        return None
    choices = body.get("choices")
    if isinstance(choices, list) and choices:
        return _get(choices[0], "message", "content")
    blocks = body.get("content")
    if isinstance(blocks, list):
        given = [
            b.get("input", b.get("text")) for b in blocks if isinstance(b, Mapping)
        ]
        kept = [one for one in given if one is not None]
        return kept[-1] if kept else None
    return blocks


def _get(found: object, *path: str) -> object:
    for step in path:
        if not isinstance(found, Mapping):
            return None
        found = found.get(step)
    return found


def read_replies(
    path: Path, requests: Sequence[Request], *, model: str = "file"
) -> Replies:
    """Read replies to `requests`; the last usable reply to a request counts."""
    if not path.exists():
        raise BackendError(
            f"{path} is not there. Write the requests first with --requests, have "
            "them answered, and give the file of replies to --answers."
        )
    wanted = {request.id: request for request in requests}
    read = Replies(replies={}, problems=Counter())
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.strip():
                _take(line, wanted, read, model)
    return read


def _take(line: str, wanted: Mapping[str, Request], read: Replies, model: str) -> None:
    try:
        found = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        found = None
    if not isinstance(found, dict):
        read.problems["not JSON"] += 1
        return
    request = wanted.get(str(found.get("id") or found.get("custom_id")))
    if request is None:
        request = wanted.get(str(found.get("custom_id")))
    if request is None:
        read.problems["unknown request"] += 1
        return
    content = _content(found)
    if not isinstance(content, str | dict):
        read.problems["missing"] += 1
        return
    answers, problem = read_answers(request, content)
    if problem is not None:
        read.problems[problem] += 1
        return
    named = found.get("model") or _get(found, "response", "body", "model")
    read.replies[request.id] = Reply(
        request=request.id, answers=answers, model=str(named or model)
    )
