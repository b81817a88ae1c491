"""Lines in their threads, and the texts that a person typed in them."""

import msgspec

from metier.formats.claude_code.lines import Line
from metier.formats.claude_code.people import OPENERS, UserKind, said
from metier.formats.words import count_marked, count_words, own_and_pasted
from metier.records import HumanInput, ThreadKind

__all__ = ["Placed", "Typed", "absorbed", "opened"]


class Placed(msgspec.Struct, gc=False):
    """A line and the thread it stands in."""

    line: Line
    thread: str = "main"
    kind: ThreadKind = "main"


class Typed(msgspec.Struct, gc=False):
    """A text that became a line, for settling the queue."""

    text: str
    time: float | None
    position: int
    queued: bool = False
    attached: bool = False
    matched: bool = False


def opened(
    line: Line, kind: UserKind, time: float | None, position: int, turn: int
) -> HumanInput:
    """Make the input of a line that opens a turn."""
    words = said(line, kind)
    return HumanInput(
        position=position,
        kind=OPENERS[kind],
        text=words.text,
        pasted=words.pasted,
        time=time,
        turn=turn,
        words_own=count_words(words.text),
        words_pasted=0 if kind == "plan_prompt" else count_words(words.pasted),
        words_marked=words.marked,
        images=words.images,
        documents=words.documents,
        permission_mode=line.permission_mode,
        delivery="queued" if line.prompt_source == "queued" else "idle",
    )


def absorbed(
    text: str, images: int, time: float | None, position: int, turn: int | None
) -> HumanInput:
    """Make the input of a text that was absorbed into a running turn."""
    own, pasted = own_and_pasted(text)
    return HumanInput(
        position=position,
        kind="steer",
        text=own,
        pasted=pasted,
        time=time,
        turn=turn,
        words_own=count_words(own),
        words_pasted=count_words(pasted),
        words_marked=count_marked(text),
        images=images,
        delivery="absorbed",
    )
