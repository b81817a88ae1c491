"""What the log shows of a chain of commands, and programs whose end is no news."""

import msgspec

__all__ = ["ALWAYS_GOOD", "FILTERS", "Known"]

ALWAYS_GOOD = frozenset(
    {
        "echo", "printf", "true", ":", "cd", "pushd", "popd", "export", "declare",
        "local", "readonly", "set", "shopt", "source", ".", "sleep", "alias", "unset",
        "shift", "trap", "umask", "typeset", "date", "pwd", "clear", "setopt",
    }
)  # fmt: skip
"""Programs that do not fail in any way that matters."""

FILTERS = frozenset(
    {
        "tail", "head", "cat", "tee", "sed", "awk", "gawk", "sort", "uniq", "wc", "tr",
        "cut", "less", "more", "column", "strings", "nl", "fold", "fmt", "rev", "tac",
        "Select-Object", "Out-String", "Tee-Object", "Out-File", "ts", "pr", "jq",
        "Out-Host", "perl", "python", "python3", "xargs", "sponge", "col", "ansi2txt",
    }
)  # fmt: skip
"""Programs that end a pipe and are good whatever came through it."""


class Known(msgspec.Struct):
    """What the log shows of a chain."""

    succeeded: bool | None
    """Status of the whole. None: not known."""

    statuses: dict[int, bool] = {}
    """What the output shows of a command, by the command's id."""

    text: str = ""
    """The whole output."""

    whole: bool = True
    """Nothing of the output is missing."""

    cd_failed: bool = False
    echoed: frozenset[str] = frozenset()
    """Lines that only an `echo` of the script can have printed."""

    ran: frozenset[int] = frozenset()
    """Commands that left something in the output."""
