"""Views of a session as text, for annotators that read words.

Each view shows what its facets may be judged by and nothing else (methods 2.4):
`words` holds only what the person typed up to the first attempt at hard evidence,
`evidence` holds no word of the person, only that there were words and, from the
ledger, whether they confirmed or complained. Lines carry the places that answers
point at: T3 is turn 3, T3.A12 the twelfth action of the session, in turn 3.
"""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from metier.annotators.views import first_prompt, typed, typed_before
from metier.records import Action, Evidence, HumanInput, Message, Session

__all__ = ["VIEWS", "Piece", "Text", "segments", "view_text"]

SEGMENT = 18_000
"""Characters of a segment: what a model reads at once."""

_HUMAN, _AGENT, _COMMAND = 4_000, 600, 240
_CONTEXT = 4_000
_TAIL_MESSAGES = 3


class Piece(msgspec.Struct, frozen=True):
    """One line of a view, and how many characters of it were left out."""

    text: str
    cut: int = 0


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A view in segments."""

    parts: tuple[str, ...]
    cut: float
    """Share of the view's characters left out by clipping lines, 0 to 1."""


def _clip(text: str, most: int) -> Piece:
    text = text.strip()
    if len(text) <= most:
        return Piece(text)
    head, tail = most * 2 // 3, most // 3
    left_out = len(text) - head - tail
    middle = f" […{left_out} characters left out…] "
    return Piece(text[:head] + middle + text[-tail:], left_out)


def _marked(mark: str, piece: Piece) -> Piece:
    return Piece(f"{mark}: {piece.text}", piece.cut)


def _human(words: HumanInput) -> Iterator[Piece]:
    place = "T?" if words.turn is None else f"T{words.turn}"
    kind = "" if words.kind == "prompt" else f" ({words.kind.replace('_', ' ')})"
    if words.text.strip():
        yield _marked(f"{place} HUMAN{kind}", _clip(words.text, _HUMAN))
    if words.pasted.strip():
        yield _marked(f"{place} PASTED BY HUMAN", _clip(words.pasted, _AGENT))


def _words(session: Session, _: Sequence[Evidence]) -> Iterator[Piece]:
    for words in typed_before(session):
        yield from _human(words)


def _words_all(session: Session, _: Sequence[Evidence]) -> Iterator[Piece]:
    for words in typed(session):
        yield from _human(words)


def _first_prompt(session: Session, _: Sequence[Evidence]) -> Iterator[Piece]:
    words = first_prompt(session)
    if words is not None:
        yield from _human(words)


def _context(session: Session, _: Sequence[Evidence]) -> Iterator[Piece]:
    for name, text in session.context_files:
        yield _marked(f"FILE {name}", _clip(text, _CONTEXT))
    folders = {
        cwd.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] for cwd in session.cwds
    }
    yield Piece(f"FOLDERS: {', '.join(sorted(folders))}")
    for words in typed(session):
        yield from _human(words)


def _action(number: int, action: Action) -> Piece:
    what = action.command or ", ".join(action.paths) or action.input_text
    status = "" if action.status == "ok" else f" [{action.status}]"
    clipped = _clip(what, _COMMAND)
    place = f"T{0 if action.turn is None else action.turn}.A{number}"
    return Piece(f"{place} > {action.tool}: {clipped.text}{status}", clipped.cut)


def _shown(row: Evidence) -> Piece:
    counts = [
        f"{value} {name}"
        for name, value in (
            ("passed", row.passed),
            ("failed", row.failed),
            ("skipped", row.skipped),
        )
        if value is not None
    ]
    said = f" ({', '.join(counts)})" if counts else ""
    stale = ", then edited again" if row.stale else ""
    aside = ", in a throw-away repository" if row.throwaway else ""
    return Piece(f"  = {row.kind} {row.tool or ''}: {row.verdict}{said}{stale}{aside}")


def _evidence(session: Session, ledger: Sequence[Evidence]) -> Iterator[Piece]:
    """Show what was done and shown and the last words, none of the person."""
    numbers = {action.id: n for n, action in enumerate(session.actions, 1)}
    by_action: dict[str | None, list[Evidence]] = {}
    for row in ledger:
        by_action.setdefault(row.action_id, []).append(row)
    last = {m.id for m in [m for m in session.messages if m.text][-_TAIL_MESSAGES:]}
    for item in _in_order(session):
        if isinstance(item, HumanInput):
            yield Piece(f"T{item.turn} HUMAN: [{item.kind}, {item.words_own} words]")
            for row in by_action.get(None, ()):
                if row.position == item.position:
                    yield Piece(f"  = the person's words: {row.kind}")
        elif isinstance(item, Action):
            yield _action(numbers[item.id], item)
            yield from (_shown(row) for row in by_action.get(item.id, ()))
        elif item.id in last:
            yield _marked("AGENT (near the end)", _clip(item.text, 4 * _AGENT))


def _whole(session: Session, ledger: Sequence[Evidence]) -> Iterator[Piece]:
    """Show every prompt, the agent clipped, one line an action."""
    numbers = {action.id: n for n, action in enumerate(session.actions, 1)}
    shown: dict[str | None, list[Evidence]] = {}
    for row in ledger:
        shown.setdefault(row.action_id, []).append(row)
    interrupted = sorted(d.position for d in session.decisions if d.kind == "interrupt")
    for item in _in_order(session):
        while interrupted and interrupted[0] < item.position:
            interrupted.pop(0)
            yield Piece("!! the person interrupted the agent")
        if isinstance(item, HumanInput):
            yield from _human(item)
        elif isinstance(item, Action):
            yield _action(numbers[item.id], item)
            yield from (_shown(row) for row in shown.get(item.id, ()))
        elif item.text:
            yield _marked("AGENT", _clip(item.text, _AGENT))
    if interrupted:
        yield Piece("!! the person interrupted the agent")


def _in_order(session: Session) -> list[HumanInput | Action | Message]:
    main = [a for a in session.actions if a.thread_kind == "main"]
    said = [m for m in session.messages if m.thread == "main"]
    return sorted((*session.inputs, *main, *said), key=lambda item: item.position)


VIEWS: dict[str, Callable[[Session, Sequence[Evidence]], Iterator[Piece]]] = {
    "words": _words,
    "words_all": _words_all,
    "first_prompt": _first_prompt,
    "context": _context,
    "evidence": _evidence,
    "whole": _whole,
}
"""Every view by name; those of facets, and `words_all` beside `words`."""


def segments(pieces: Sequence[Piece], most: int = SEGMENT) -> tuple[str, ...]:
    """Put lines into parts of at most `most` characters; nothing is left out."""
    parts: list[str] = []
    current: list[str] = []
    size = 0
    for piece in pieces:
        if current and size + len(piece.text) + 1 > most:
            parts.append("\n".join(current))
            current, size = [], 0
        current.append(piece.text)
        size += len(piece.text) + 1
    if current:
        parts.append("\n".join(current))
    return tuple(parts)


def view_text(view: str, session: Session, ledger: Sequence[Evidence]) -> Text:
    """Return a view in segments; an empty view has none."""
    pieces = list(VIEWS[view](session, ledger))
    kept = sum(len(piece.text) for piece in pieces)
    cut = sum(piece.cut for piece in pieces)
    return Text(parts=segments(pieces), cut=cut / (kept + cut) if kept else 0.0)
