"""Whether a person sat at a session, and where (formats specification 3.13)."""

import msgspec

from metier.formats.claude_code.people import TURN_OPENERS, WINDOWS
from metier.formats.claude_code.walk import Walk
from metier.records import HumanInput, Interactive, Surface

__all__ = ["Verdict", "judge"]

SURFACES: dict[str, Surface] = {
    "cli": "cli",
    "sdk-cli": "headless",
    "sdk-ts": "sdk",
    "sdk-py": "sdk",
    "claude-vscode": "ide",
    "claude-jetbrains": "ide",
    "claude-desktop": "desktop",
    "local-agent": "desktop",
    "remote": "web",
    "claude-web": "web",
}
THINKING_S = 5.0
"""A pause before a prompt that a script would not make."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Where a session ran, and whether somebody sat there."""

    surface: Surface
    interactive: Interactive
    mixed: bool


def judge(walk: Walk, inputs: tuple[HumanInput, ...]) -> Verdict:
    """Decide for each prompt; the majority speaks for the session."""
    draft = walk.draft
    entry = max(draft.entrypoints, key=lambda name: draft.entrypoints[name], default="")
    human = sum(1 for item in inputs if item.kind in TURN_OPENERS)
    machine = draft.sdk_prompts
    if walk.desktop and human:
        return Verdict(surface="desktop", interactive="yes", mixed=bool(machine))
    interactive: Interactive = "unknown"
    if machine > human or (machine and not human):
        interactive = "no"
    elif (
        (human and (entry == "cli" or entry.startswith(WINDOWS) or draft.marked))
        or draft.person
        or _pauses(walk, inputs)
    ):
        interactive = "yes"
    elif entry.startswith("sdk-"):
        interactive = "no"
    return Verdict(
        surface=_surface(entry),
        interactive=interactive,
        mixed=bool(human and machine),
    )


def _surface(entry: str) -> Surface:
    if entry in SURFACES:
        return SURFACES[entry]
    if entry.startswith("sdk-"):
        return "sdk"
    if "vscode" in entry or "jetbrains" in entry:
        return "ide"
    if "desktop" in entry:
        return "desktop"
    if "remote" in entry or "web" in entry:
        return "web"
    return "unknown"


def _pauses(walk: Walk, inputs: tuple[HumanInput, ...]) -> bool:
    """Say whether prompts came after pauses, as a person's do."""
    ends = walk.draft.ticks.ends()
    return any(
        item.kind in TURN_OPENERS
        and item.turn
        and item.time is not None
        and (before := ends.get(item.turn - 1)) is not None
        and item.time - before >= THINKING_S
        for item in inputs
    )
