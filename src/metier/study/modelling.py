"""The second stage with a model: requests out, replies in, annotations kept.

Requests are made from the transcripts, since a study holds no text; they go to a
backend or a file and are dropped. Before anything is sent there is an estimate; a
run that is stopped anywhere has kept every reply it got.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from metier import annotators, backends, evidence
from metier.annotators import endings
from metier.annotators.modelled import Configuration, Putting, annotations, requests
from metier.errors import NothingFoundError
from metier.facts import rows
from metier.facts.tables import ANNOTATIONS, Row
from metier.records import Reply, Request, Session
from metier.study.opening import Opened
from metier.study.parts import Part, encoded, merge_parts, write_part
from metier.study.rereading import read_again
from metier.study.scan import Step

__all__ = ["Modelled", "Wish", "model", "plan", "take_answers", "write_out"]

_BATCH = 50
_AGAIN_SHARE, _AGAIN_FEWEST = 0.1, 30
"""Of the sessions, how many are asked about a second time (methods 2.3)."""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be asked, of whom, and how much."""

    annotator: str
    """As written: `file`, `agent:claude`, `openai:URL#MODEL`, …"""

    configuration: Configuration = "metier"
    putting: Putting = "first"
    """How the questions are put. Anything but the first asks about a tenth of the
    sessions, the same ones each time."""

    batch: Literal["plain", "openai", "anthropic"] = "plain"
    model: str = ""
    """Name for a provider's batch format and for replies that name none."""

    sessions: int | None = None
    """Most sessions to ask about, drawn by salted id, so evenly over people."""

    dollars: float | None = None
    scrub: bool = True

    @property
    def name(self) -> str:
        """Name and configuration of the annotator, as they stand in the tables."""
        who = self.model or self.annotator
        kept = "".join(c if c.isalnum() or c in ".-_" else "-" for c in who.lower())
        study = "-study-2026" if self.configuration == "study-2026" else ""
        again = "" if self.putting == "first" else f"~{self.putting}"
        return f"model-{kept[:60]}{study}{again}"


class Modelled(msgspec.Struct, kw_only=True):
    """What came of it."""

    sessions: int = 0
    requests: int = 0
    answered: int = 0
    cached: int = 0
    problems: Counter[str] = msgspec.field(default_factory=Counter)
    cut: float = 0.0
    """Mean share of the views left out by clipping, 0 to 1."""

    scrubbed: dict[str, int] = msgspec.field(default_factory=dict)


class _Asked(msgspec.Struct, kw_only=True):
    """One session's requests, and the id its rows go by."""

    session: Session
    requests: tuple[Request, ...]


def _sessions(study: Opened) -> Iterator[Session]:
    return read_again(study, lambda entry: bool(entry.sessions))


def _wanted(study: Opened, wish: Wish) -> frozenset[str]:
    known = {name for e in study.private.files().values() for name in e.sessions}
    # Salted ids are as good as a draw, and the same on every run.
    drawn = sorted(known)
    most = wish.sessions
    if most is None and wish.putting != "first":
        most = max(_AGAIN_FEWEST, round(_AGAIN_SHARE * len(drawn)))
    return frozenset(drawn if most is None else drawn[:most])


def _asked(
    study: Opened, wish: Wish, scrubber: backends.Scrubber, step: Step
) -> Iterator[_Asked]:
    wanted = _wanted(study, wish)
    if not wanted:
        raise NothingFoundError(
            f"{study.folder} holds no session whose log is still there. Run `metier "
            "ingest` first; what was read before keeps the annotations it has."
        )
    done = 0
    for session in _sessions(study):
        if study.salt.id("session", session.id) not in wanted:
            continue
        ledger = evidence.ledger(session)
        if annotators.attempted(session, ledger):
            shown = _ended(session, wish.putting)
            made = requests(
                shown,
                ledger if shown is session else evidence.ledger(shown),
                configuration=wish.configuration,
                putting=wish.putting,
                scrub=scrubber.scrub if wish.scrub else str,
            )
            yield _Asked(session=session, requests=made)
        done += 1
        step("annotate", done, len(wanted))


def _ended(session: Session, putting: Putting) -> Session:
    if not putting.startswith("ended"):
        return session
    well = putting == "ended-well"
    return endings.without_reaction(endings.ended(session, well=well))


def plan(study: Opened, wish: Wish, step: Step) -> backends.Estimate:
    """Say what asking would take; nothing is sent."""
    scrubber = backends.Scrubber()
    asked = (r for one in _asked(study, wish, scrubber, step) for r in one.requests)
    where = backends.leaves_machine(wish.annotator)
    return backends.estimate(
        asked,
        wish.model or wish.annotator,
        batch=wish.batch != "plain",
        free=wish.annotator.startswith("agent:")
        or (where is None and wish.annotator != "file"),
    )


def write_out(study: Opened, wish: Wish, path: Path, step: Step) -> Modelled:
    """Write every request to a file."""
    scrubber = backends.Scrubber.best()
    report = Modelled()

    def all_requests() -> Iterator[Request]:
        for one in _asked(study, wish, scrubber, step):
            report.sessions += 1
            report.cut += sum(r.cut for r in one.requests)
            yield from one.requests

    report.requests = backends.write_requests(
        path, all_requests(), form=wish.batch, model=wish.model
    )
    report.cut /= report.requests or 1
    report.scrubbed = scrubber.taken
    return report


def take_answers(study: Opened, wish: Wish, path: Path, step: Step) -> Modelled:
    """Read replies from a file; what is missing or wrong stays to be asked."""
    scrubber = backends.Scrubber.best()
    asked = [_bare(one) for one in _asked(study, wish, scrubber, step)]
    every = [request for one in asked for request in one.requests]
    read = backends.read_replies(path, every, model=wish.name)
    report = _keep(study, wish, asked, read.replies)
    report.problems.update(read.problems)
    return report


def model(
    study: Opened,
    wish: Wish,
    step: Step,
    backend: backends.Backend | None = None,
    on_reply: Callable[[Reply], None] | None = None,
) -> Modelled:
    """Ask a model about every session that has a log, and keep its answers."""
    scrubber = backends.Scrubber.best()
    cache = backends.Cache(study.private.folder / "replies.sqlite")
    waiting = _Waiting(study, wish, _asked(study, wish, scrubber, step))
    try:
        for reply in backends.ask(
            backend or backends.backend(wish.annotator),
            waiting.requests(),
            cache=cache,
            limits=backends.Limits(dollars=wish.dollars),
            on_reply=on_reply,
        ):
            waiting.take(reply)
    finally:
        waiting.flush()
        cache.close()
    waiting.report.scrubbed = scrubber.taken
    return waiting.report


class _Waiting:
    """Sessions whose replies are on their way; kept in the tables as they complete."""

    def __init__(self, study: Opened, wish: Wish, asked: Iterator[_Asked]) -> None:
        self.report = Modelled()
        self._study, self._wish, self._asked = study, wish, asked
        self._of: dict[str, _Asked] = {}
        self._replies: dict[str, Reply] = {}
        self._complete: list[_Asked] = []

    def requests(self) -> Iterator[Request]:
        for one in self._asked:
            bare = _bare(one)
            self._of |= {request.id: bare for request in bare.requests}
            yield from one.requests

    def take(self, reply: Reply) -> None:
        self._replies[reply.request] = reply
        one = self._of[reply.request]
        if all(request.id in self._replies for request in one.requests):
            self._complete.append(one)
            if len(self._complete) >= _BATCH:
                self.flush()

    def flush(self) -> None:
        _add(self.report, _keep(self._study, self._wish, self._complete, self._replies))
        for one in self._complete:
            for request in one.requests:
                del self._of[request.id], self._replies[request.id]
        self._complete = []


def _bare(one: _Asked) -> _Asked:
    """Drop the words: an answer is read by its questions alone."""
    return _Asked(
        session=msgspec.structs.replace(
            one.session, inputs=(), messages=(), actions=(), context_files=()
        ),
        requests=tuple(
            msgspec.structs.replace(request, state="", instructions="")
            for request in one.requests
        ),
    )


def _keep(
    study: Opened, wish: Wish, asked: Sequence[_Asked], replies: dict[str, Reply]
) -> Modelled:
    report = Modelled(sessions=len(asked))
    made: list[Row] = []
    for one in asked:
        report.requests += len(one.requests)
        report.cut += sum(request.cut for request in one.requests)
        for request in one.requests:
            reply = replies.get(request.id)
            if reply is None or reply.problem is not None:
                report.problems[reply.problem or "missing" if reply else "missing"] += 1
            else:
                report.answered += 1
                report.cached += reply.cached
        found = annotations(one.requests, replies, wish.name)
        made += rows.annotation_rows(one.session, found, study.salt)
    if made:
        name = f"{time.time_ns():020d}-model"
        write_part(
            study.folder,
            name,
            Part(tables={ANNOTATIONS.name: list(map(encoded, made))}),
        )
        merge_parts(study.folder)
    report.cut /= report.requests or 1
    return report


def _add(whole: Modelled, part: Modelled) -> None:
    total = whole.requests + part.requests or 1
    whole.cut = (whole.cut * whole.requests + part.cut * part.requests) / total
    whole.sessions += part.sessions
    whole.requests += part.requests
    whole.answered += part.answered
    whole.cached += part.cached
    whole.problems.update(part.problems)
