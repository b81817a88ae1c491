"""One JSON request over HTTP: retried when that can help, given up when it cannot."""

import http.client
import json
import random
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping

import msgspec

from metier.errors import BackendError
from metier.records import Problem

__all__ = ["Link", "PostingError", "post"]

_TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_RATE_LIMIT = frozenset({429, 529})
_MOST_WAIT_S = 60.0
_MOST_BYTES = 16 << 20


class PostingError(BackendError):
    """A request that got no usable answer, with the kind of problem."""

    def __init__(self, message: str, problem: Problem) -> None:
        """Keep the kind of problem beside the sentence."""
        super().__init__(message)
        self.problem: Problem = problem


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Where to post and how long to try."""

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    timeout_s: float = 120.0
    tries: int = 4
    sleep: Callable[[float], None] = time.sleep


def _wait(tried: int, asked: str | None) -> float:
    try:
        wanted = float(asked) if asked else 0.0
    except ValueError:
        wanted = 0.0
    backoff = 2.0**tried * (0.5 + random.random() / 2)  # noqa: S311  (jitter)
    return min(max(wanted, backoff), _MOST_WAIT_S)


def _once(link: Link, body: bytes) -> Mapping[str, object]:
    if not link.url.startswith(("http://", "https://")):
        raise PostingError(
            f"{link.url!r} is no http address; give one like "
            "http://127.0.0.1:11434/v1.",
            "connection",
        )
    headers = {"Content-Type": "application/json", **dict(link.headers)}
    request = urllib.request.Request(  # noqa: S310  (http and https only, above)
        link.url, data=body, headers=headers, method="POST"
    )
    with urllib.request.urlopen(request, timeout=link.timeout_s) as answer:  # noqa: S310
        text = answer.read(_MOST_BYTES)
    found = json.loads(text)
    if not isinstance(found, dict):
        raise PostingError(
            f"{link.url} answered with JSON that is no object; is it the address "
            "of a model server?",
            "not JSON",
        )
    return found


def post(link: Link, payload: Mapping[str, object]) -> Mapping[str, object]:
    """Post `payload` and return the JSON object that came back."""
    body = json.dumps(payload).encode()
    last = PostingError(f"{link.url} was not tried", "connection")
    for tried in range(link.tries):
        try:
            return _once(link, body)
        except urllib.error.HTTPError as error:
            last = _refusal(link, error)
            if error.code not in _TRANSIENT:
                raise last from error
            wait = _wait(tried, error.headers.get("Retry-After"))
        except TimeoutError:
            last = PostingError(
                f"{link.url} did not answer in {link.timeout_s:.0f} s.", "timeout"
            )
            wait = _wait(tried, None)
        except json.JSONDecodeError:
            last = PostingError(f"{link.url} answered, but not in JSON.", "not JSON")
            wait = _wait(tried, None)
        except (OSError, http.client.HTTPException) as error:
            last = PostingError(
                f"{link.url} cannot be reached ({error}). Is the server running?",
                "connection",
            )
            wait = _wait(tried, None)
        if tried + 1 < link.tries:
            link.sleep(wait)
    raise last


def _refusal(link: Link, error: urllib.error.HTTPError) -> PostingError:
    said = error.read(500).decode("utf-8", "replace")
    problem: Problem = (
        "rate limit"
        if error.code in _RATE_LIMIT
        else "server error"
        if error.code >= 500  # noqa: PLR2004  (server errors)
        else "refused"
    )
    return PostingError(f"{link.url} answered {error.code}: {said}", problem)
