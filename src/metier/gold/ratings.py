"""Five questions to the person who was there, answered with a key each.

They ask what only that person knows: whether it was got, whether it is in use, how
well the area was known before, how long it would have taken alone. No machine's
answer is shown. The answers are a person's: gold, where a model's are a reference.
"""

from collections.abc import Callable, Iterable, Mapping

import msgspec

__all__ = ["QUESTIONS", "Asked", "Option", "Rating", "rate"]


class Option(msgspec.Struct, frozen=True):
    """One answer: the key, what is kept, and what is said."""

    key: str
    value: str
    says: str


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One question."""

    name: str
    text: str
    options: tuple[Option, ...] = ()
    """Empty: a number is asked for."""


QUESTIONS = (
    Asked(
        name="got",
        text="Did you get what you set out to get?",
        options=(
            Option("y", "succeeded", "yes"),
            Option("p", "partial", "partly"),
            Option("n", "failed", "no"),
            Option("g", "no_goal", "there was no clear goal"),
        ),
    ),
    Asked(
        name="in_use",
        text="Is it in use now?",
        options=(
            Option("y", "yes", "yes"),
            Option("n", "no", "no"),
            Option("d", "unknown", "I do not know"),
        ),
    ),
    Asked(
        name="knew",
        text="Before you started, how well did you know this area?",
        options=(
            Option("1", "1", "not at all: I would have had to ask what things are"),
            Option("2", "2", "a little: right words, not how it works"),
            Option("3", "3", "fairly: I could say exactly what I wanted"),
            Option("4", "4", "well: I knew edge cases and how it fails"),
            Option("5", "5", "as an expert: others ask me"),
        ),
    ),
    Asked(name="minutes", text="Minutes it would have taken you without an agent?"),
    Asked(
        name="mode",
        text="What kind of work was it mostly?",
        options=(
            Option("b", "build", "building something new"),
            Option("f", "fix", "fixing something broken"),
            Option("o", "operate", "deploying, configuring, releasing"),
            Option("t", "test", "testing or reviewing"),
            Option("p", "plan", "planning a change"),
            Option("u", "understand", "understanding something"),
            Option("a", "analyze", "analysing data"),
            Option("c", "communicate", "writing for people"),
            Option("m", "orchestrate", "working on agents themselves"),
        ),
    ),
)
"""In the order in which they are asked; about twenty seconds a session."""


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """What the person said about one session. No words, closed sets and minutes."""

    session: str
    got: str | None = None
    in_use: str | None = None
    knew: str | None = None
    minutes: float | None = None
    mode: str | None = None
    declined: bool = False
    """The person was asked and did not want to say: counted, never guessed."""

    rated: float | None = None
    """When, seconds since 1970, UTC."""


Read = Callable[[str], str]
"""Shows a line and returns what was typed."""

SKIP, DECLINE, STOP = "", "x", "q"


def _one(asked: Asked, read: Read) -> str | None:
    """Ask until there is an answer; None if it was skipped."""
    shown = " · ".join(f"[{option.key}] {option.says}" for option in asked.options)
    line = f"{asked.text}  {shown}".rstrip() + "\n> "
    keys: Mapping[str, str] = {option.key: option.value for option in asked.options}
    while True:
        typed = read(line).strip().lower()
        if typed == STOP:
            raise KeyboardInterrupt
        if typed == SKIP:
            return None
        if keys.get(typed) is not None:
            return keys[typed]
        if not keys and typed.replace(".", "", 1).isdigit():
            return typed
        wanted = ", ".join(keys) if keys else "a number of minutes"
        line = f"{wanted}, or Enter to leave it out, q to stop.\n> "


def rate(
    sessions: Iterable[tuple[str, str]],
    read: Read,
    now: Callable[[], float],
) -> Iterable[Rating]:
    """Yield a rating for each session as it is given; `q` stops, nothing is lost.

    `sessions` are ids with a line by which the person recognises the session.
    """
    for session, line in sessions:
        if read(f"\n{line}\nEnter to rate it, x to decline, q to stop.\n> ") == DECLINE:
            yield Rating(session=session, declined=True, rated=now())
            continue
        said = {asked.name: _one(asked, read) for asked in QUESTIONS}
        minutes = said["minutes"]
        yield Rating(
            session=session,
            got=said["got"],
            in_use=said["in_use"],
            knew=said["knew"],
            minutes=None if minutes is None else float(minutes),
            mode=said["mode"],
            rated=now(),
        )
