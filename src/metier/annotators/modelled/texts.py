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
_ASKING = frozenset({"AskUserQuestion", "ask_user_question", "request_user_input"})
_PRESSED = {
    "interrupt": "interrupted the agent",
    "plan_approve": "approved the plan",
    "plan_approve_clear": "approved the plan, to go on in a fresh session",
    "plan_reject": "sent the plan back",
    "reject": "refused an action",
}
"""Choices by key press that a reader should see, in words."""


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
    elif words.kind == "slash":
        yield Piece(f"{place} HUMAN: [a slash command, nothing typed with it]")
    if words.pasted.strip():
        who = (
            "PLAN HANDED OVER BY KEY"
            if words.kind == "plan_prompt"
            else ("PASTED BY HUMAN")
        )
        yield _marked(f"{place} {who}", _clip(words.pasted, _AGENT))


def _words(session: Session, _: Sequence[Evidence]) -> Iterator[Piece]:
    yield from _plan(session)
    for words in typed_before(session):
        yield from _human(words)


def _words_all(session: Session, _: Sequence[Evidence]) -> Iterator[Piece]:
    yield from _plan(session)
    for words in typed(session):
        yield from _human(words)


def _plan(session: Session) -> Iterator[Piece]:
    """Show the plan that opened the session: weak evidence, but all there may be."""
    if session.inputs and session.inputs[0].kind == "plan_prompt":
        yield from _human(session.inputs[0])


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
    """Show what was done and shown, the agent's first and last words, none typed."""
    numbers = {action.id: n for n, action in enumerate(session.actions, 1)}
    by_action: dict[str | None, list[Evidence]] = {}
    for row in ledger:
        by_action.setdefault(row.action_id, []).append(row)
    said = [m for m in session.messages if m.text and m.thread == "main"]
    first, last = {m.id for m in said[:1]}, {m.id for m in said[-_TAIL_MESSAGES:]}
    pressed = _pressed(session)
    for item in _in_order(session):
        yield from _before(pressed, item.position)
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
        elif item.id in first:
            yield _marked("AGENT (at the start)", _clip(item.text, _AGENT))
    yield from (piece for _, piece in pressed)


def _whole(session: Session, ledger: Sequence[Evidence]) -> Iterator[Piece]:
    """Show every prompt, the agent clipped, one line an action."""
    numbers = {action.id: n for n, action in enumerate(session.actions, 1)}
    shown: dict[str | None, list[Evidence]] = {}
    for row in ledger:
        shown.setdefault(row.action_id, []).append(row)
    pressed = _pressed(session)
    for item in _in_order(session):
        yield from _before(pressed, item.position)
        if isinstance(item, HumanInput):
            yield from _human(item)
        elif isinstance(item, Action):
            yield _action(numbers[item.id], item)
            yield from (_shown(row) for row in shown.get(item.id, ()))
            if item.tool in _ASKING and item.status == "ok":
                yield _marked("!! the person chose", _clip(item.result, _AGENT))
        elif item.text:
            yield _marked("AGENT", _clip(item.text, _AGENT))
    yield from (piece for _, piece in pressed)


def _pressed(session: Session) -> list[tuple[int, Piece]]:
    """List what the person decided by a key, with its place."""
    return [
        (one.position, Piece(f"!! the person {_PRESSED[one.kind]}"))
        for one in sorted(session.decisions, key=lambda one: one.position)
        if one.kind in _PRESSED and one.actor == "human"
    ]


def _before(pressed: list[tuple[int, Piece]], position: int) -> Iterator[Piece]:
    while pressed and pressed[0][0] < position:
        yield pressed.pop(0)[1]


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
