"""Features of names the work was given: headline, commits, branches, last words.

A person's first line, a commit's subject, a branch and the agent's summary name
the kind of work more plainly than anything else; they are read for the cues of
work modes alone, as shares.
"""

import re
from collections.abc import Iterable
from itertools import islice

from metier.annotators.offline.cues import lexicon, words
from metier.annotators.views import first_prompt
from metier.records import HumanInput, Session, chosen

__all__ = ["traces"]

MODES = tuple(name for name in lexicon().classes if name.startswith("mode_"))
HEADLINE_WORDS = 14
SUBJECT_WORDS = 9
MOST_SUBJECTS = 30
TASK_CHARACTERS = 4_000
SAID_CHARACTERS = 12_000
EACH_CHARACTERS = 300
PRIOR = 0.3
"""Cues of each mode that are taken for granted, so that few words decide little."""

LEADS = {
    "mode_fix": {"fix", "fixes", "fixed", "bugfix", "hotfix", "resolve", "correct"},
    "mode_build": (
        {"feat", "feature", "add", "adds", "implement", "refactor", "perf", "wire"}
        | {"improve", "support", "introduce", "create", "rename", "extract", "allow"}
        | {"update", "use", "make", "move", "hide", "show", "replace", "simplify"}
    ),
    "mode_test": {"test", "tests", "cover"},
    "mode_operate": (
        {"chore", "ci", "build", "bump", "release", "deploy", "merge", "revert"}
        | {"deps", "version", "infra", "config"}
    ),
    "mode_communicate": {"docs", "doc", "readme", "document", "changelog"},
    "mode_plan": {"plan", "design", "rfc", "adr", "spec"},
    "mode_orchestrate": {"prompt", "prompts", "skill", "skills", "agent", "agents"},
    "mode_analyze": {"analysis", "data", "report"},
}
"""First words of commit subjects, by mode."""

LAST_CHARACTERS = 2_500
PREFACE = re.compile(
    r"^\W*(implement|execute|carry out) (the|this) (following )?plan\W*|^[#>*\s]+"
    r"|^\s*plan\s*:\s*|@\"[^\"]*\"|@\S+|https?://\S+|\[image[^\]]*\]",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"\bcommit\b[^\n]*?(?:-[a-z]*m|--message)[ =]+[\"']?"
    r"(?:\$\(cat <<-?\s*['\"]?\w+['\"]?\s*\n)?\s*([^\n\"']{3,120})"
    r"|--title[ =]+[\"']([^\"'\n]{3,120})",
)
NEW_BRANCH = re.compile(r"\b(?:checkout -b|switch -c|worktree add.*? -b)\s+([\w./-]+)")
SEPARATORS = re.compile(r"[-_/:.]+")
COMMAND = re.compile(r"^\s*/([\w:.-]+)")


def traces(session: Session) -> dict[str, float]:
    """Count the cues of each mode in the names the work was given."""
    opening = first_prompt(session)
    subjects = _subjects(session)
    made = {
        **_shares("h", [_headline(opening)] if opening else []),
        **_shares("g", subjects),
        **_shares("b", _branches(session)),
        **_shares("a", _last_words(session)),
        **_rates("d", _task(opening) if opening else ""),
        **_rates("q", _said(session)),
        **_leads(subjects),
    }
    made["subjects"] = float(bool(subjects))
    return made


def _shares(prefix: str, texts: Iterable[str]) -> dict[str, float]:
    """Give each mode the share of texts that name it."""
    texts = tuple(texts)
    found = dict.fromkeys(MODES, 0)
    for text in texts:
        counts = lexicon().count(text.lower(), words(text))
        for name in MODES:
            found[name] += counts[name] > 0
    return {f"{prefix}_{name}": found[name] / max(1, len(texts)) for name in MODES}


def _rates(prefix: str, text: str) -> dict[str, float]:
    """Give each mode the weight of its cues among those of all modes."""
    counts = lexicon().count(text.lower(), words(text))
    total = sum(counts[name] for name in MODES)
    return {
        f"{prefix}_{name}": (counts[name] + PRIOR) / (total + PRIOR * len(MODES))
        for name in MODES
    }


def _leads(subjects: list[str]) -> dict[str, float]:
    """Read the first word of each subject: fix, feat, docs, chore and their kin."""
    found = dict.fromkeys(MODES, 0)
    for subject in subjects:
        first = words(subject)[:1]
        for name, leads in LEADS.items():
            found[name] += bool(first) and first[0] in leads
    total = max(1, len(subjects))
    return {f"l_{name}": found[name] / total for name in MODES}


def _task(opening: HumanInput) -> str:
    """Take what the first prompt asks for, a handed-over plan included."""
    return f"{opening.text}\n{opening.pasted}"[:TASK_CHARACTERS]


def _said(session: Session) -> str:
    """Take the first words of everything the agent says."""
    said = (m.text for m in session.messages if m.thread == "main" and m.words_visible)
    # Every message has a word: so many are enough.
    first = islice(said, SAID_CHARACTERS)
    return "\n".join(text[:EACH_CHARACTERS] for text in first)[:SAID_CHARACTERS]


def _headline(opening: HumanInput) -> str:
    """Take the first words, past prefaces, mentions and marks."""
    text = (opening.text or opening.pasted)[:1_000]
    command = COMMAND.match(text)
    name = SEPARATORS.sub(" ", command.group(1)) if command else ""
    text = COMMAND.sub("", text)
    for _ in range(3):
        text = PREFACE.sub(" ", text).strip()
    return " ".join([name, *text.split()[:HEADLINE_WORDS]])


def _subjects(session: Session) -> list[str]:
    found: list[str] = []
    for action in session.actions:
        if action.command and (
            "commit" in action.command or "--title" in action.command
        ):
            for plain, title in SUBJECT.findall(action.command[:2_000]):
                found.append(" ".join((plain or title).split()[:SUBJECT_WORDS]))
    return list(dict.fromkeys(found))[:MOST_SUBJECTS]


def _branches(session: Session) -> list[str]:
    named = {branch for branch in session.branches if "/" in branch or "-" in branch}
    for action in session.actions:
        if action.command and (" -b " in action.command or " -c " in action.command):
            named.update(NEW_BRANCH.findall(action.command[:1_000]))
    return [SEPARATORS.sub(" ", name) for name in sorted(named)]


def _last_words(session: Session) -> list[str]:
    """Take the sentences of the agent's last message."""
    said = chosen(
        session.messages, lambda m: m.thread == "main" and m.words_visible > 0
    )
    text = said[-1].text[-LAST_CHARACTERS:] if said else ""
    return [part for part in re.split(r"[\n.]+\s*", text) if part.strip()]
