"""How words are counted: runs of non-space characters with a letter or digit.

Ideographs and kana count one by one, since their scripts put no spaces between
words. Pasted text is told from typed text here too, by shape alone.
"""

import codecs
import re

from metier.formats.kernel import KERNEL

__all__ = ["count_marked", "count_words", "own_and_pasted"]

_SPACES = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"
_SIGNS = bytes(
    code for code in range(128) if not chr(code).isalnum() and chr(code) not in _SPACES
)
# Python splits text at these too, and bytes at none of them.
_SEPARATORS = bytes.maketrans(b"\x1c\x1d\x1e\x1f", b"    ")
_CJK = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]"
)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """Stand in for characters beyond ASCII: a letter, a space, nothing."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    run = error.object[error.start : error.end]
    plain = "".join(
        " a "
        if _CJK.match(sign)
        else "a"
        if sign.isalnum()
        else " "
        if sign.isspace()
        else ""
        for sign in run
    )
    return plain, error.end


codecs.register_error("metier.words", _plainly)


SIGN, LETTER, SPACE, IDEOGRAPH = 1, 2, 3, 4
"""What a character is to the kernel."""


def _kind_of(code: int) -> int:
    sign = chr(code)
    if _CJK.match(sign):
        return IDEOGRAPH
    return LETTER if sign.isalnum() else SPACE if sign.isspace() else SIGN


if KERNEL is not None:
    KERNEL.teach(_kind_of)


def count_words(text: str) -> int:
    """Count the words of a text."""
    if KERNEL is None:
        return count_in_python(text)
    found: int = KERNEL.count_words(
        text if text.isascii() else text.encode(errors="replace")
    )
    return found


def count_in_python(text: str) -> int:
    """Count as the kernel does."""
    if not text.isascii() and len(text.encode(errors="replace")) - len(text) > MANY:
        ideographs = len(_CJK.findall(text))
        rest = _CJK.sub(" ", text) if ideographs else text
        return ideographs + sum(1 for run in rest.split() if any(map(_COUNTS, run)))
    # Without signs, what is left between spaces holds a letter or digit.
    plain = text.encode("ascii", "metier.words")
    return len(plain.translate(_SEPARATORS, _SIGNS).split())


MANY = 100
"""Bytes beyond ASCII from which it is quicker to look at every run."""

_COUNTS = str.isalnum

_FENCE = re.compile(
    r"^[ \t]*(```|~~~)[^\n]*\n.*?^[ \t]*\1[ \t]*$\n?", re.MULTILINE | re.DOTALL
)
_PASTE_TAG = re.compile(
    r"<pasted_content\b[^>]*>(.*?)(?:</pasted_content>|\Z)", re.DOTALL
)
_PLACEHOLDER = re.compile(
    r"\[(?:Image|Pasted text|Pasted image|\.\.\.Truncated text) #\d+[^\]\n]*\]"
)
# A line that a machine wrote: a time stamp, a log level, a stack frame, a diff,
# JSON or a table rule. Runs of four and more are pasted.
_MACHINE_LINE = re.compile(
    r"""\s*(?:
      \[?\d{4}-\d\d-\d\d[T\ ]\d\d:\d\d
    | \[?\d\d:\d\d:\d\d[\].,\ ]
    | \[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\b[\]:\ ]
    | at\s[\w$.<>\[\]\ ]+\(.*\)\s*$
    | at\s\S+:\d+
    | File\ ".+",\ line\ \d+
    | Traceback\ \(most\ recent
    | goroutine\ \d+
    | (?:---|\+\+\+)\s\S
    | @@\s-\d
    | diff\ --git\s
    | [-+](?![-+\s])\S.*[;{}()=]\s*$
    | ["{}\[\]]+,?\s*$
    | "[^"]{1,80}"\s*:\s*\S
    | (?:===|---|\.\.\.)\s*(?:RUN|PASS|FAIL|SKIP)\b
    | \S+\.\w{1,5}:\d+(?::\d+)?:
    | npm\ (?:ERR|WARN|error|warn)
    )""",
    re.VERBOSE,
)
LEAST_RUN = 4
"""Lines in a row that look like a machine's before they count as pasted."""


def count_marked(text: str) -> int:
    """Count the words that the log marks as pasted."""
    if "<pasted_content" not in text:
        return 0
    return sum(count_words(inside) for inside in _PASTE_TAG.findall(text))


def own_and_pasted(text: str) -> tuple[str, str]:
    """Part what a person typed from what they pasted; placeholders are neither."""
    pasted: list[str] = []

    def take(match: re.Match[str]) -> str:
        pasted.append(match.group(1) if match.re is _PASTE_TAG else match.group())
        return "\n"

    if "<pasted_content" in text:
        text = _PASTE_TAG.sub(take, text)
    if "```" in text or "~~~" in text:
        text = _FENCE.sub(take, text)
    if "[" in text:
        text = _PLACEHOLDER.sub(" ", text)
    if text.count("\n") >= LEAST_RUN - 1:
        text = _part_runs(text, pasted)
    return text.strip(), "\n".join(pasted)


def _part_runs(text: str, pasted: list[str]) -> str:
    own: list[str] = []
    run: list[str] = []
    for line in [*text.split("\n"), None]:
        if line is not None and (
            _MACHINE_LINE.match(line) or (run and not line.strip())
        ):
            run.append(line)
            continue
        if sum(1 for item in run if item.strip()) >= LEAST_RUN:
            pasted.append("\n".join(run))
        else:
            own += run
        run = []
        if line is not None:
            own.append(line)
    return "\n".join(own)
