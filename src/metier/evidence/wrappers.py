"""Takes off what stands before a program: `sudo`, `env X=y`, `uv run` or `npx`.

What is left is the program that really runs, or a script that runs elsewhere
(`bash -c "…"`, `ssh host "…"`), which is read as a script of its own.
"""

import re

__all__ = ["LONGEST_CHAIN", "unwrap"]

LONGEST_CHAIN = 12
"""Wrappers inside wrappers beyond which nobody would type a command."""

_SHELLS = {"bash", "sh", "zsh", "dash", "ash", "ksh", "fish"}

# Wrappers by name: the options of each that take a value of their own.
_PLAIN: dict[str, frozenset[str]] = {
    "sudo": frozenset({"-u", "-g", "-E", "--user"}),
    "time": frozenset({"-f", "-o"}),
    "nice": frozenset({"-n"}),
    "ionice": frozenset({"-c", "-n"}),
    "nohup": frozenset(),
    "command": frozenset(),
    "builtin": frozenset(),
    "exec": frozenset(),
    "stdbuf": frozenset({"-o", "-e", "-i"}),
    "unbuffer": frozenset(),
    "setsid": frozenset(),
    "caffeinate": frozenset(),
    "chronic": frozenset(),
    "strace": frozenset({"-e", "-o"}),
    "xvfb-run": frozenset({"-s", "-e", "-n", "--server-args"}),
    "dotenvx": frozenset({"-f"}),
    "faketime": frozenset(),
    "arch": frozenset(),
    "winpty": frozenset(),
    "xcrun": frozenset({"--sdk"}),
    "rtk": frozenset(),
    "parallel": frozenset({"-j"}),
    "bunx": frozenset({"--package"}),
    "npx": frozenset({"-p", "--package"}),
    "pnpx": frozenset(),
    "pnpm-exec": frozenset(),
    "uvx": frozenset({"--from", "--with", "-p", "--python"}),
    "c8": frozenset({"--reporter", "-r"}),
    "nyc": frozenset({"--reporter"}),
    "spring": frozenset(),
}

# Programs that wrap only after one of these words.
_AFTER: dict[str, tuple[str, ...]] = {
    "uv": ("run", "tool run"),
    "poetry": ("run",),
    "pipenv": ("run",),
    "pdm": ("run",),
    "rye": ("run",),
    "pixi": ("run",),
    "hatch": ("run",),
    "pipx": ("run",),
    "conda": ("run",),
    "mamba": ("run",),
    "micromamba": ("run",),
    "npm": ("exec", "x"),
    "pnpm": ("exec", "dlx"),
    "yarn": ("exec", "dlx"),
    "bun": ("x",),
    "mise": ("exec", "x"),
    "asdf": ("exec",),
    "rbenv": ("exec",),
    "pyenv": ("exec",),
    "nix": ("develop", "shell"),
    "coverage": ("run",),
    "direnv": ("exec",),
    "doppler": ("run",),
    "bundle": ("exec",),
    "op": ("run",),
    "infisical": ("run",),
    "with-env": ("",),
}
_RUN_VALUES = frozenset(
    {
        "--with", "--extra", "--group", "--python", "-p", "--package", "--project",
        "--directory", "--env-file", "-n", "--name", "--prefix", "-C", "--cwd",
        "--filter", "-F", "--source", "--rcfile", "--spec", "-e", "--command-c",
        "--manifest-path", "--with-editable", "--with-requirements",
    }
)  # fmt: skip
_CONTAINERS = {
    "docker": ("exec", "run"),
    "podman": ("exec", "run"),
    "nerdctl": ("exec", "run"),
    "docker-compose": ("exec", "run"),
    "kubectl": ("exec",),
}
_CONTAINER_VALUES = frozenset(
    {
        "-u", "--user", "-w", "--workdir", "-e", "--env", "--env-file", "-v",
        "--volume", "--name", "--network", "--mount", "-p", "--publish", "--entrypoint",
        "-f", "--file", "--project-name", "--profile", "-n", "--namespace", "-c",
        "--container", "--platform", "-m", "--memory", "--cpus", "--index",
    }
)  # fmt: skip
_SSH_VALUES = frozenset({"-i", "-p", "-o", "-l", "-F", "-J", "-L", "-R"})
_HANDING = frozenset(
    {
        "su",
        "nix-shell",
        "nix",
        "flock",
        "script",
        "cmd",
        "powershell",
        "pwsh",
        "vagrant",
    }
)
_SCRIPT_NAMES = frozenset(
    {
        "test",
        "tests",
        "lint",
        "check",
        "typecheck",
        "types",
        "build",
        "cov",
        "ci",
        "all",
    }
)
"""Names that hatch and pdm give to scripts of their own, and no program has."""

_ASSIGNMENT = re.compile(r"^[A-Za-z_]\w*=")
_DURATION = re.compile(r"^\d+(?:\.\d+)?[smhd]?$")


def unwrap(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """Give the words that really run, and the script where one runs elsewhere."""
    for _ in range(LONGEST_CHAIN):
        if not words:
            return words, None
        script = _script(words)
        if script is not None:
            return words, script
        rest = _rest(words)
        if rest is None or rest == words:
            return words, None
        words = rest
    return words, None


def _name(word: str) -> str:
    name = word.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
    return name[:-4] if name.endswith((".exe", ".cmd")) else name


def _script(words: tuple[str, ...]) -> str | None:
    """Find the text that `bash -c`, `ssh` or `eval` hands to another shell."""
    name = _name(words[0])
    if name in _SHELLS:
        return _of_shell(words)
    if name in ("eval", "watch", "wsl"):
        return " ".join(_skip(words[1:], frozenset({"-n", "-d", "-u"}))) or None
    if name == "ssh":
        return " ".join(_skip(words[1:], _SSH_VALUES)[1:]) or None
    if name in _HANDING:
        for flag in ("--run", "--command", "-c", "/c", "/C", "-Command", "-command"):
            if flag in words[1:-1]:
                return " ".join(words[words.index(flag) + 1 :])
    if name == "script":
        return _of_shell(words)
    return None


def _of_shell(words: tuple[str, ...]) -> str | None:
    for index, word in enumerate(words[1:-1], 1):
        if re.fullmatch(r"-[a-zA-Z]*c", word):
            return words[index + 1]
        if not word.startswith("-"):
            return None
    return None


def _rest(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Take one wrapper off, or say None where there is none."""
    name = _name(words[0])
    peel = _PEELERS.get(name)
    if peel is not None:
        return peel(words) or None
    if name in _CONTAINERS or words[1:2] == ("compose",):
        return _contained(words)
    rest = _after(name, words) if name in _AFTER else None
    if rest is None and name in _PLAIN:
        rest = _skip(words[1:], _PLAIN[name])
        if name in ("npx", "bunx", "uvx", "pnpx") and rest:
            rest = (_unversioned(rest[0]), *rest[1:])
    return rest or None


def _of_env(words: tuple[str, ...]) -> tuple[str, ...]:
    rest = _skip(words[1:], frozenset({"-u", "-C", "-S", "--unset", "-f", "-e"}))
    while rest and (_ASSIGNMENT.match(rest[0]) or rest[0] == "--"):
        rest = rest[1:]
    return rest


def _of_timeout(words: tuple[str, ...]) -> tuple[str, ...]:
    rest = _skip(words[1:], frozenset({"-k", "-s", "--kill-after", "--signal"}))
    return rest[1:] if rest and _DURATION.match(rest[0]) else rest


def _of_xargs(words: tuple[str, ...]) -> tuple[str, ...]:
    return _skip(words[1:], frozenset({"-n", "-P", "-I", "-L", "-d", "-a"}))


def _of_find(words: tuple[str, ...]) -> tuple[str, ...]:
    for flag in ("-exec", "-execdir"):
        if flag in words:
            return words[words.index(flag) + 1 :]
    return ()


_PEELERS = {
    **dict.fromkeys(
        ("env", "cross-env", "cross-env-shell", "dotenv", "sudo", "doas"), _of_env
    ),
    "timeout": _of_timeout,
    "gtimeout": _of_timeout,
    "xargs": _of_xargs,
    "find": _of_find,
}


def _after(name: str, words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Take off `uv run`, `npm exec` and the like."""
    rest = _skip(words[1:], _RUN_VALUES)
    for verb in _AFTER[name]:
        parts = tuple(verb.split())
        if rest[: len(parts)] != parts:
            continue
        after = rest[len(parts) :]
        if name == "coverage":
            return ("python", *after)
        if after[:1] in (("-m",), ("--module",)):
            return ("python", "-m", *after[1:])
        return _named(name, _skip(after, _RUN_VALUES))
    return None


def _named(name: str, left: tuple[str, ...]) -> tuple[str, ...] | None:
    """Name the program that a launcher starts; None for a script of its own."""
    left = left[1:] if left[:1] == ("--",) else left
    if not left or name == "direnv":
        return left[1:] or None
    # hatch names an environment, the others a version.
    first = left[0].rsplit(":", 1)[-1] if name == "hatch" else _unversioned(left[0])
    scripts = name in ("hatch", "pdm", "rye", "pipenv", "pixi")
    if scripts and first.split(":")[0].split("-")[0] in _SCRIPT_NAMES:
        return None
    return (first, *left[1:])


def _unversioned(name: str) -> str:
    """`jest@29` is jest, `@scope/tool@1` is tool's package."""
    at = name.rfind("@")
    return name[:at] if at > 0 else name


def _contained(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Find what runs inside a container."""
    start = 2 if words[1:2] == ("compose",) else 1
    rest = _skip(words[start:], _CONTAINER_VALUES)
    verbs = ("exec", "run")
    if not rest or rest[0] not in verbs:
        return None
    left = _skip(rest[1:], _CONTAINER_VALUES)
    left = left[1:]
    if left[:1] == ("--",):
        left = left[1:]
    return left or None


def _skip(words: tuple[str, ...], values: frozenset[str]) -> tuple[str, ...]:
    """Pass options, and the values of those that take one."""
    index = 0
    while index < len(words):
        word = words[index]
        if word == "--":
            return words[index + 1 :]
        if not word.startswith("-") or word == "-":
            break
        index += 2 if word in values else 1
    return words[index:]
