"""Features of what was touched: changed, or only looked at, inside the work or not.

A file outside the folders that a session worked in, a helper script in a folder
for scraps and the agent's own plans are no part of a codebase; what a shell
reads and changes is read off its command.
"""

import re
from collections import Counter
from collections.abc import Sequence

from metier.annotators.offline.seen.labour import ASIDE, file_class
from metier.records import Action, Session, chosen

__all__ = ["touched"]

RAN = frozenset({"ok", "error"})
EDITS = frozenset({"edit", "write"})
OF_CODE = frozenset({"code", "test", "config", "agent"})
OUTSIDE = ASIDE | {"scratch"}
MUCH = 5
MOST_OF_A_COMMAND = 600
SHELL_LOOK = re.compile(
    r"\b(?:cat|bat|head|tail|less|sed -n|nl|awk|grep|rg|ag|find|fd|tree|type (?!f\b)"
    r"|Get-Content|Select-String|gc|git (?:diff|show|grep|blame)|gh pr diff)\b"
)
SHELL_CHANGE = re.compile(
    r"\b(?:sed -i|perl -p?i|git (?:mv|rm|apply|cherry-pick|revert)\b|apply_patch\b"
    r"|[Ss]et-[Cc]ontent\b|[Oo]ut-[Ff]ile\b|mv \S)"
)
REDIRECT = re.compile(r"(?<![-=0-9&])>{1,2}\s*(?!/dev/|&|/tmp/)\w")
FILE = re.compile(r"[\w./\\~@:-]{2,}")
ENDING = re.compile(r"[\w-]\.[A-Za-z]{1,6}$")
OWN_FOLDER = re.compile(r"/\.(?:claude|codex|gemini|cursor|opencode)/")
"""An agent's own folder: its memory, its skills, what it was sent."""

DESIGN = re.compile(
    r"(?:plan|spec|design|rfc|adr|proposal|roadmap|requirements?)s?\b[^/]*"
    r"(?:/[^/]*)?\.(?:md|mdx|rst|txt)$"
)
"""A document that says how something is to be made."""

OFFICE = re.compile(
    r"\.(?:docx?|pptx?|xlsx?|pdf|hwpx?|odt|rtf|pages|key)\b", re.IGNORECASE
)


def touched(session: Session) -> dict[str, float]:
    """Say what was changed and what was looked at, as shares and yes or no."""
    ran = chosen(session.actions, lambda action: action.status in RAN)
    roots = tuple(_clean(root).rstrip("/") + "/" for root in session.cwds)
    changed = _changed(ran, roots)
    looks = sum(_looks(action, roots) for action in ran)
    inside = {path: kind for path, kind in changed.items() if kind not in OUTSIDE}
    kinds = Counter(inside.values())
    designs = sum(DESIGN.search(path) is not None for path in inside)
    office = sum(bool(OFFICE.search(_named(action))) for action in ran)
    shell = sum(action.kind == "run" and _changes(_command(action)) for action in ran)
    new = _new(ran)
    is_new = bool(inside) and all(path in new for path in inside)
    only_docs = bool(inside) and kinds["docs"] == len(inside)
    has_code = any(kinds[kind] for kind in OF_CODE)
    is_still = not inside and not shell
    return {
        "inside": float(bool(inside)),
        "inside_code": float(has_code),
        "inside_new": float(is_new),
        "inside_old_docs": float(only_docs and not is_new),
        "inside_new_code": float(is_new and has_code),
        "docs_from_code": float(is_new and only_docs and looks > 0),
        "docs_alone": float(is_new and only_docs and looks == 0),
        "designs_share": designs / max(1, len(inside)),
        "outside_only": float(bool(changed) and not inside),
        "shell_changes": float(shell > 0),
        "looked": float(looks > 0),
        "looked_much": float(looks >= MUCH),
        "looked_still": float(looks > 0 and is_still),
        "neither": float(looks == 0 and is_still),
        "office": float(office > 0),
        "office_share": office / max(1, len(ran)),
    }


def _changed(ran: Sequence[Action], roots: tuple[str, ...]) -> dict[str, str]:
    """Give each file that was changed its class; scratch where it lies outside."""
    found = {}
    for action in ran:
        if action.kind in EDITS and action.status == "ok":
            for path in action.paths:
                kind = file_class(path) if _is_inside(path, roots) else "scratch"
                found[_clean(path)] = kind
    return found


def _looks(action: Action, roots: tuple[str, ...]) -> bool:
    """Whether a call looks into the work: a file of it, or a search through it."""
    if action.kind == "read":
        return any(_is_of_work(path, roots) for path in action.paths)
    if action.kind == "search":
        paths = action.paths or roots[:1]
        return any(_is_of_work(f"{path}/", roots) for path in paths)
    if action.kind != "run" or not SHELL_LOOK.search(_command(action)):
        return False
    said = (name.rstrip(".:") for name in FILE.findall(_command(action)))
    names = [name for name in said if ENDING.search(name)]
    if not names:
        return not roots or any(not OWN_FOLDER.search(root) for root in roots)
    return any(_is_of_work(name, roots) for name in names)


def _changes(command: str) -> bool:
    """Whether a shell's command changes a file, or writes one."""
    is_told = SHELL_CHANGE.search(command) is not None
    return is_told or (">" in command and REDIRECT.search(command) is not None)


def _is_of_work(path: str, roots: tuple[str, ...]) -> bool:
    is_office = OFFICE.search(path) is not None
    return not is_office and _is_inside(path, roots)


def _is_inside(path: str, roots: tuple[str, ...]) -> bool:
    """Whether a path lies in a folder that was worked in, and in no agent's own.

    Files of an agent that a project keeps are the project's.
    """
    clean = _clean(path)
    if not _is_absolute(clean):
        return True
    root = next((root for root in roots if clean.startswith(root)), None)
    if root is None:
        return not roots and not OWN_FOLDER.search(clean)
    return not OWN_FOLDER.search(root)


def _new(ran: Sequence[Action]) -> set[str]:
    """Name the files that were written before they were ever edited."""
    first: dict[str, str] = {}
    for action in ran:
        if action.kind in EDITS and action.status == "ok":
            for path in action.paths:
                first.setdefault(_clean(path), action.kind)
    return {path for path, kind in first.items() if kind == "write"}


def _command(action: Action) -> str:
    return (action.command or "")[:MOST_OF_A_COMMAND]


def _named(action: Action) -> str:
    return " ".join((*action.paths, _command(action)))


def _clean(path: str) -> str:
    return path.replace("\\", "/").lower()


def _is_absolute(path: str) -> bool:
    return path[:1] in {"/", "~"} or path[1:3] == ":/"
