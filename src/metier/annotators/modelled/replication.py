"""The study's own view: turns cut at 5,000 characters, the transcript at 25,000.

As published (study specification, section 1): each turn is cut in its middle, then
the whole in its middle with a visible mark. For `study-2026` alone; it shows
everything to every question, which our own views do not.
"""

from collections.abc import Iterator

from metier.annotators.modelled.texts import Text
from metier.records import Action, HumanInput, Message, Session

__all__ = ["TURN", "WHOLE", "study_text"]

TURN = 5_000
WHOLE = 25_000
_MARK = "\n[TRANSCRIPT TRUNCATED FOR LENGTH]\n"


def _middle_out(text: str, most: int, mark: str) -> str:
    if len(text) <= most:
        return text
    keep = most - len(mark)
    return text[: (keep + 1) // 2] + mark + text[len(text) - keep // 2 :]


def _line(item: HumanInput | Action | Message) -> str:
    if isinstance(item, HumanInput):
        return f"Human: {item.text}{item.pasted}"
    if isinstance(item, Message):
        return f"Assistant: {item.text}" if item.text else ""
    what = item.command or ", ".join(item.paths) or item.input_text
    return f"[tool: {item.tool}] {what}\n[result: {item.status}] {item.result}"


def _turns(session: Session) -> Iterator[str]:
    items: list[HumanInput | Action | Message] = [*session.inputs]
    items += [*session.actions, *session.messages]
    items.sort(key=lambda item: item.position)
    current: list[str] = []
    turn: int | None = None
    for item in items:
        if item.turn != turn and current:
            yield "\n".join(current)
            current = []
        turn = item.turn
        line = _line(item)
        if line:
            current.append(line)
    if current:
        yield "\n".join(current)


def study_text(session: Session) -> Text:
    """Return the transcript as the study's classifiers saw it, with the share cut."""
    turns = list(_turns(session))
    shown = "\n\n".join(_middle_out(turn, TURN, " […] ") for turn in turns)
    whole = _middle_out(shown, WHOLE, _MARK)
    size = sum(len(turn) for turn in turns)
    return Text(
        parts=(whole,) if whole else (),
        cut=max(0.0, 1 - len(whole) / size) if size else 0.0,
    )
