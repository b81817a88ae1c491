"""The ledger: one row for each thing that a session shows to have happened."""

import re
from collections.abc import Sequence

from metier.evidence.affirmations import Said, said_of_work
from metier.evidence.crude import crude
from metier.evidence.edits import edited_places
from metier.evidence.outputs import output_of
from metier.evidence.recognition import may_hold_runs, prepare
from metier.evidence.runs import Found, find_runs
from metier.evidence.script import Command, Items
from metier.evidence.shell import NotShell, parse
from metier.evidence.shown import ShownScripts
from metier.evidence.throwaway import Throwaways
from metier.records import (
    Action,
    Evidence,
    EvidenceKind,
    EvidenceThread,
    GitOperation,
    HumanInput,
    Session,
    Strength,
    chosen,
)

__all__ = ["HARD", "NOT_RUN", "ledger", "script_of", "unread"]

LONGEST_WORDS = 20_000

HARD: frozenset[EvidenceKind] = frozenset(
    {
        "test",
        "build",
        "run",
        "commit",
        "push",
        "pull_request",
        "merge",
        "tag",
        "deploy",
        "publish",
        "confirmation",
        "complaint",
    }
)
"""Kinds that the study calls hard signals; lint and types are soft."""

NOT_RUN = frozenset({"rejected", "denied", "invalid"})
_REFUSED = re.compile(
    r"\A\s*(?:<tool_use_error>|Hook PreToolUse:\w+ denied|PreToolUse:\w+ hook error"
    r"|Permission to use \w+ (?:with command .* )?has been denied"
    r"|Claude requested permissions|The user doesn't want to proceed"
    r"|This command requires approval)"
)
ASKS = ("BashOutput", "TaskOutput", "AgentOutputTool")
"""Tools that ask what a background run has printed."""

POWERSHELL = "powershell"
_CALL = re.compile(r"(?:^|(?<=[;\n|]))\s*&\s+")
"""PowerShell's call operator; its backslashes part folders."""

_TASK = re.compile(r"\bID:? ?([\w-]{4,})")
_FILE = re.compile(r"Output is being written to: (\S+?)[.,]?(?:\s|$)")
_HOLDS = re.compile(r"<(?:output|stdout)>\s*\S")
_SHOWS = re.compile(r"\s*(?:cat|tail|head)\b[^;&|>]*$")
_NUMBER = re.compile(r"^ *\d+(?:\t|→)", re.MULTILINE)
"""Numbers that a reading tool puts before each line."""

_SCRIPT = re.compile(r"\.(?:ba|z)?sh\b|^\s*\./")
_PROGRAMS = re.compile(r"\.\w{1,4}\b|^\s*\./|\b(?:go|cargo|dotnet) run\b")


def ledger(session: Session) -> tuple[Evidence, ...]:
    """List the evidence of a session in the order in which it came."""
    edited = max(edited_places(session), default=-1)
    asked = _Asked(session)
    scripts = ShownScripts()
    throwaways = Throwaways(session)
    polls = _Polls(session)
    rows: list[tuple[int, int, Evidence]] = []
    for action in session.actions:
        if action.status in NOT_RUN:
            continue
        if action.kind in ("edit", "write"):
            scripts.note_edit(action)
        typed = asked.before(action) if action.command is not None else ""
        script = script_of(action, typed)
        if script is None:
            continue
        scripts.follow(script, action)
        found = find_runs(script, output_of(action, polls.of(action)), typed)
        aside = throwaways.of(script, action)
        if action.git is not None and not aside:
            _take_stated(found, action.git)
        for one in found:
            one.throwaway = id(one.command) in aside
            row = _row(session, action, one, edited)
            rows.append((row.position, one.order, row))
    for words, said in said_of_work(session):
        rows.append((words.position, 0, _said(session, words, said, edited)))
    rows.sort(key=lambda item: item[:2])
    return tuple(row for _, _, row in rows)


def script_of(action: Action, asked: str = "") -> Items | None:
    """Read an action's command, if it can hold a run that was carried out."""
    command = action.command
    if command is None:
        return None
    if action.tool.lower() == POWERSHELL:
        command = _CALL.sub("", command.replace("\\", "/"))
    wanted = bool(asked) and _PROGRAMS.search(command) is not None
    wanted = wanted or _SCRIPT.search(command) is not None
    if not (may_hold_runs(command) or wanted) or _REFUSED.match(action.result):
        return None
    try:
        script = parse(command)
    except NotShell:
        script = crude(command)
    prepare(script)
    return script


def _take_stated(found: list[Found], git: GitOperation) -> None:
    """Let what newer logs state of git tell where the output does not."""
    told = {"commit": git.commit is not None, "push": git.push}
    for one in found:
        if one.verdict == "unknown" and one.tool == "git" and told.get(one.kind):
            one.verdict = "pass"
            told[one.kind] = False
    if told["commit"] and not any(one.kind in ("commit", "merge") for one in found):
        # A script committed: which line of it, nobody knows.
        made = Found(kind="commit", tool="git", verdict="pass", command=Command(()))
        made.order = len(found)
        found.append(made)


def unread(session: Session) -> dict[str, int]:
    """Count the commands that could not be looked into, by reason."""
    reasons: dict[str, int] = {}
    for action in session.actions:
        if action.command is None or not may_hold_runs(action.command):
            continue
        try:
            parse(action.command)
        except NotShell as reason:
            reasons[str(reason)] = reasons.get(str(reason), 0) + 1
    return reasons


class _Asked:
    """What the person had typed in the turn that an action stands in."""

    def __init__(self, session: Session) -> None:
        self._inputs: dict[int | None, list[HumanInput]] = {}
        for words in session.inputs:
            if words.kind in ("prompt", "steer"):
                self._inputs.setdefault(words.turn, []).append(words)

    def before(self, action: Action) -> str:
        """Give the words of the action's turn that came before it."""
        if action.thread_kind != "main":
            return ""
        texts = [
            words.text
            for words in self._inputs.get(action.turn, ())
            if words.position < action.position
        ]
        return "\n".join(texts)[:LONGEST_WORDS]


def _said(session: Session, words: HumanInput, said: Said, edited: int) -> Evidence:
    return Evidence(
        session=session.id,
        action_id=None,
        position=words.position,
        time=words.time,
        kind=said,
        verdict="pass" if said == "confirmation" else "fail",
        stale=edited > words.position,
        strength=strength_of(said),
        initiator="human",
    )


class _Polls:
    """Answers that background runs gave when they were asked."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._asking: Sequence[Action] | None = None
        self._looking: Sequence[Action] | None = None

    def of(self, action: Action) -> str | None:
        """Give what a background run brought later; None if that is not known."""
        if not action.background:
            return action.completion
        brought = action.completion or self._answer(action)
        file = _FILE.search(action.result)
        if file is None or _HOLDS.search(brought or ""):
            return brought
        # A notice only says how it ended; what it printed is read from the file.
        return "\n".join(filter(None, (brought, self._file(file[1])))) or None

    def _answer(self, action: Action) -> str | None:
        match = _TASK.search(action.result)
        if match is None:
            return None
        if self._asking is None:
            self._asking = chosen(self._session.actions, lambda one: one.tool in ASKS)
        name = match[1]
        for other in reversed(self._asking):
            if name in other.input_text or name in other.result:
                return other.result
        return None

    def _file(self, name: str) -> str | None:
        """Give what stood in a file when it was last looked at."""
        if self._looking is None:
            self._looking = chosen(
                self._session.actions,
                lambda one: (
                    one.kind == "read" or _SHOWS.match(one.command or "") is not None
                ),
            )
        for other in reversed(self._looking):
            named = name in (other.command or "") or name in other.paths
            if named and not other.is_error:
                return _NUMBER.sub("", other.result)
        return None


def _row(session: Session, action: Action, found: Found, edited: int) -> Evidence:
    position = (
        action.position if action.ended_position is None else action.ended_position
    )
    return Evidence(
        session=session.id,
        action_id=action.id,
        position=position,
        time=action.ended if action.ended is not None else action.time,
        kind=found.kind,
        tool=found.tool,
        verdict=found.verdict,
        passed=found.passed,
        failed=found.failed,
        skipped=found.skipped,
        stale=edited > position,
        # What is shown in a repository made for it is no hard signal of the work.
        strength="soft" if found.throwaway else strength_of(found.kind),
        thread=_thread(action, background=found.background),
        initiator="human" if action.tool == "!" else "agent",
        amended=found.amended,
        throwaway=found.throwaway,
    )


def strength_of(kind: EvidenceKind) -> Strength:
    """Tell the study's hard signals from its soft ones."""
    return "hard" if kind in HARD else "soft"


def _thread(action: Action, *, background: bool) -> EvidenceThread:
    if action.background or background:
        return "background"
    return "main" if action.thread_kind == "main" else "sub-agent"
