"""Ask many requests: what is cached is not asked, what has a problem is asked again.

Several requests are under way at once; every reply is kept as it arrives, so that a
stopped run loses only what was under way. The budget stops new requests, not those
already sent.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Protocol

import msgspec

from metier.backends.caches import Cache
from metier.backends.prices import spent
from metier.records import Reply, Request

__all__ = ["Backend", "Limits", "ask"]


class Backend(Protocol):
    """Anything that answers a request."""

    @property
    def name(self) -> str:
        """Name of the annotator, model included."""
        ...

    def answer(self, request: Request) -> Reply:
        """Answer one request; a problem comes back as a reply that says so."""
        ...


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much may be asked."""

    requests: int | None = None
    """Most requests to send; cached ones do not count."""

    dollars: float | None = None
    """Stop sending when this much has been spent by the dearest price."""

    at_once: int = 4
    again: int = 1
    """How often a reply with a problem that may pass is asked again."""


_MAY_PASS = frozenset({"missing", "not JSON", "not an option", "timeout", "connection"})


def _settled(backend: Backend, request: Request, limits: Limits) -> Reply:
    reply = backend.answer(request)
    for _ in range(limits.again):
        if reply.problem not in _MAY_PASS:
            break
        reply = backend.answer(request)
    return reply


class _Purse:
    """Counts what was sent and spent."""

    def __init__(self, backend: Backend, limits: Limits) -> None:
        self._limits = limits
        self._name = backend.name
        self.sent = 0
        self.dollars = 0.0

    def closed(self) -> bool:
        most, dollars = self._limits.requests, self._limits.dollars
        return (most is not None and self.sent >= most) or (
            dollars is not None and self.dollars >= dollars
        )

    def pay(self, reply: Reply) -> None:
        self.dollars += spent(reply.tokens_in or 0, reply.tokens_out or 0, self._name)


def _send(
    backend: Backend,
    requests: Iterable[Request],
    cache: Cache | None,
    limits: Limits,
    purse: _Purse,
) -> Iterator[Reply]:
    under_way: set[Future[Reply]] = set()
    with ThreadPoolExecutor(limits.at_once) as pool:
        try:
            for request in requests:
                kept = cache.get(backend.name, request) if cache is not None else None
                if kept is not None:
                    yield kept
                    continue
                while len(under_way) >= limits.at_once:
                    done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
                if purse.closed():
                    yield Reply(request=request.id, problem="budget")
                    continue
                purse.sent += 1
                under_way.add(pool.submit(_settled, backend, request, limits))
            yield from (future.result() for future in under_way)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def ask(
    backend: Backend,
    requests: Iterable[Request],
    *,
    cache: Cache | None = None,
    limits: Limits | None = None,
    on_reply: Callable[[Reply], None] | None = None,
) -> Iterator[Reply]:
    """Yield a reply for each request as they come; `budget` marks the unsent."""
    limits = limits or Limits()
    purse = _Purse(backend, limits)
    for reply in _send(backend, requests, cache, limits, purse):
        if not reply.cached:
            purse.pay(reply)
            if cache is not None:
                cache.put(backend.name, reply)
        if on_reply is not None:
            on_reply(reply)
        yield reply
