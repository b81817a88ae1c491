"""What a call gave back: its text without colours, its status, how it ended."""

import re

import msgspec

from metier.records import Action

__all__ = ["Output", "clean", "output_of"]

_ANSI = re.compile(
    r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[()][A-B0-2]|\x1b[=>78]"
)
_EXIT_LINE = re.compile(r"\A\s*(?:Error: )?Exit code (\d+)\n?")
_NO_OUTPUT = re.compile(
    r"\A\s*(?:\(Bash completed with no output\)|Tool ran without output or errors"
    r"|\(no (?:output|content)\)|<no output>)\s*\Z"
)
_CODEX_HEAD = re.compile(
    r"\A(?:Chunk ID:.*\n|Wall time:.*\n|Process exited with code \d+\n|"
    r"Original token count:.*\n|Total output lines:.*\n|Exit code:.*\n)*Output:\n"
)
_TIMED_OUT = re.compile(
    r"Command timed out after|\btimed out after \d+ ?m?s", re.IGNORECASE
)
_ENDED = re.compile(r"shell tool terminated command after exceeding timeout")
_CODE = re.compile(r"exit(?:ed with)? (?:code|status):? (\d+)", re.IGNORECASE)
_CODE_TAG = re.compile(r"<exit_code>(-?\d+)</exit_code>")
_STATUS = re.compile(r"<status>(\w+)</status>")
_LATER = {"completed": True, "failed": False}
_WORDS = (
    (re.compile(r"\bkilled\b", re.IGNORECASE), "killed"),
    (re.compile(r"\bfailed\b", re.IGNORECASE), "failed"),
    (re.compile(r"\bcompleted\b", re.IGNORECASE), "completed"),
)
MOST_WORDS = 400
_CD_FAILED = re.compile(
    r"\bcd:(?:\d+:)? (?:.*: )?(?:[Nn]o such file|[Nn]ot a directory)"
)
_CUT = re.compile(
    r"^\.{3} ?\[\d+ (?:lines|characters) truncated\] ?\.{3}|"
    r"^\[\.\.\. \d+ .*truncated|^<persisted-output>|^…$",
    re.MULTILINE,
)

_CUT_MARKS = ("truncated", "<persisted-output>", "…")

MOST_BLANK = 40
_BLANK = re.compile(r"\n{40,}")
EDGE = 100_000
"""Characters kept of the head and of the tail of an output."""


class Output(msgspec.Struct, kw_only=True):
    """The text of a call, and what is known of its end."""

    text: str
    succeeded: bool | None
    """Status of the whole command. None while it is not known."""

    code: int | None = None
    whole: bool = True
    """Nothing of it is missing."""

    stopped: bool = False
    """Interrupted or timed out: the status is not the tools'."""

    cd_failed: bool = False

    rest: str = ""
    """The text without what the script's own `echo`s printed."""


def clean(text: str) -> str:
    """Take out colours, cursor moves and NUL bytes; one kind of line end."""
    if "\x1b" in text:
        text = _ANSI.sub("", text)
    if "\0" in text:
        text = text.replace("\0", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" * MOST_BLANK in text:
        text = _BLANK.sub("\n\n", text)
    return text.replace("\u00a0", " ") if "\u00a0" in text else text


def output_of(action: Action, later: str | None = None) -> Output:
    """Read an action's result; `later` is what a background run gave afterwards."""
    if action.background:
        return _later(later or action.completion)
    result, cut = _clipped(action.result)
    text = clean(result)
    if _NO_OUTPUT.match(text):
        text = ""
    text = _CODEX_HEAD.sub("", text, count=1)
    code = action.exit_code
    printed = _EXIT_LINE.match(text)
    if printed is not None:
        text = text[printed.end() :]
        code = int(printed[1]) if code is None else code
    stopped = (
        action.timed_out
        or action.status in ("interrupted", "pending")
        or _ENDED.search(text[-400:]) is not None
        or bool(action.is_error and _TIMED_OUT.search(text[-400:] + text[:400]))
    )
    return Output(
        text=text,
        succeeded=None if stopped else _status(action, code),
        code=code,
        whole=not (cut or action.result_clipped or action.persisted or _is_cut(text)),
        stopped=stopped,
        cd_failed="cd:" in text and _CD_FAILED.search(text) is not None,
    )


def _is_cut(text: str) -> bool:
    # Looking for the words first is ten times as quick as the pattern.
    return any(mark in text for mark in _CUT_MARKS) and _CUT.search(text) is not None


def _clipped(text: str) -> tuple[str, bool]:
    """Keep both ends of a very long output: what decides stands there."""
    if len(text) <= 2 * EDGE:
        return text, False
    return f"{text[:EDGE]}\n…\n{text[-EDGE:]}", True


def _status(action: Action, code: int | None) -> bool | None:
    if code is not None:
        return code == 0
    if action.interpretation is not None or action.is_error:
        return False
    return True if action.status == "ok" else None


def _later(text: str | None) -> Output:
    """Read what came of a background run: one or more notices, the last one tells."""
    if not text:
        return Output(text="", succeeded=None, whole=False)
    text = clean(_clipped(text)[0])
    statuses = _STATUS.findall(text)
    last = statuses[-1] if statuses else _told(text)
    codes = _CODE_TAG.findall(text) or _CODE.findall(text)
    code = int(codes[-1]) if codes and last != "running" else None
    succeeded = _LATER.get(last) if code is None else code == 0
    stopped = last in ("killed", "stopped")
    return Output(
        text=text,
        succeeded=None if stopped else succeeded,
        code=code,
        whole=False,
        stopped=stopped,
    )


def _told(text: str) -> str:
    """Take a status from a notice in words."""
    for pattern, status in _WORDS:
        if pattern.search(text[:MOST_WORDS]):
            return status
    return ""
