"""Secrets and addresses out of a view before it leaves the machine.

kingfisher (the extra `scrub`) knows some hundreds of kinds of keys; the patterns
here stand in where it is not installed and add what it misses: lone AWS ids,
passwords in addresses and assignments, bearer tokens, e-mail, telephone, IP, home
folders. Names of people are not found by any of this.
"""

import importlib
import re
from collections.abc import Callable, Iterable
from functools import partial

__all__ = ["Scrubber", "scrub"]

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "private key",
        re.compile(
            r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.{0,8000}?"
            r"(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\Z)",
            re.DOTALL,
        ),
    ),
    ("aws id", re.compile(r"\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b")),
    (
        "token",
        re.compile(
            r"\b(?:sk-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|"
            r"github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|"
            r"xox[abprs]-[A-Za-z0-9-]{10,}|npm_[A-Za-z0-9]{30,}|"
            r"pypi-[A-Za-z0-9_-]{30,}|AIza[A-Za-z0-9_-]{30,}|"
            r"(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}|hf_[A-Za-z0-9]{20,}|"
            r"\d{8,10}:AA[A-Za-z0-9_-]{30,}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|"
            r"eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{6,})"
        ),
    ),
    ("bearer", re.compile(r"(?i)(?<=bearer )[A-Za-z0-9._~+/=-]{12,}")),
    (
        "password",
        re.compile(
            r"(?i)(?<![A-Za-z])(?:[A-Z0-9_]{0,40}(?:password|passwd|pwd|secret|"
            r"api_?key|access_?key|token))\b[\"']?\s{0,3}[:=]\s{0,3}[\"']?"
            r"(?P<secret>[^\s\"',;)}]{6,200})"
        ),
    ),
    ("password", re.compile(r"(?<=://)[^\s/:@]{1,80}:(?P<secret>[^\s/@]{3,200})(?=@)")),
    ("email", re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\b")),
    (
        "ip",
        re.compile(
            r"\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b"
        ),
    ),
    ("telephone", re.compile(r"(?<![\w.])\+\d{1,3}(?:[ .-]?\(?\d{2,4}\)?){2,5}(?!\w)")),
    ("home", re.compile(r"(?<=/Users/)[^/\s\"']{1,64}|(?<=/home/)[^/\s\"']{1,64}")),
    ("home", re.compile(r"(?i)(?<=[A-Z]:\\Users\\)[^\\\s\"']{1,64}")),
)

Finder = Callable[[str], Iterable[str]]


def _kingfisher() -> Finder | None:
    try:
        kingfisher = importlib.import_module("kingfisher_sdk")
    except ImportError:
        return None
    scanner = kingfisher.Scanner()

    def find(text: str) -> Iterable[str]:
        # A scanner reports the same secret once only, unless it is told to forget.
        scanner.reset_dedup()
        for finding in scanner.scan(text.encode("utf-8", "replace")):
            secret = finding.secret
            if isinstance(secret, bytes):
                secret = secret.decode("utf-8", "replace")
            if secret:
                yield str(secret)

    return find


def _replace(kind: str, match: re.Match[str]) -> str:
    mark = f"[{kind}]"
    if "secret" in match.re.groupindex:
        start, end = match.span("secret")
        whole = match.group()
        return whole[: start - match.start()] + mark + whole[end - match.start() :]
    return mark


class Scrubber:
    """Takes secrets out; counts what it took, by kind."""

    def __init__(self, find: Finder | None = None) -> None:
        """Use `find` for further secrets: kingfisher where it is installed."""
        self._find = find
        self.taken: dict[str, int] = {}

    @classmethod
    def best(cls) -> "Scrubber":
        """Return a scrubber with kingfisher where it is installed."""
        return cls(_kingfisher())

    @property
    def complete(self) -> bool:
        """Say whether the library of key patterns is at work."""
        return self._find is not None

    def scrub(self, text: str) -> str:
        """Return the text with each find replaced by its kind in brackets."""
        if self._find is not None:
            for secret in self._find(text):
                if secret in text:
                    text = text.replace(secret, "[secret]")
                    self.taken["secret"] = self.taken.get("secret", 0) + 1
        for kind, pattern in _PATTERNS:
            text, count = pattern.subn(partial(_replace, kind), text)
            if count:
                self.taken[kind] = self.taken.get(kind, 0) + count
        return text


def scrub(text: str) -> str:
    """Scrub with the patterns alone."""
    return Scrubber().scrub(text)
