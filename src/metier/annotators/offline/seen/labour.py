"""Features of the work that was done: tools, files, commands, lines. Numbers only."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from metier.records import Action, Evidence, Session, chosen

__all__ = ["FILE_CLASSES", "file_class", "labour"]

FILE_CLASSES = (
    "notes",
    "plan",
    "scratch",
    "agent",
    "test",
    "data",
    "docs",
    "config",
    "code",
    "other",
)
"""What a file is, by its name alone; the first that fits."""

ASIDE = frozenset({"notes", "plan"})
"""The agent's own memory and plans: no work of the session."""

AGENT_FILE = re.compile(
    r"(^|/)(claude|agents|gemini|skill)\.md$|(^|/)\.(claude|codex|cursor|gemini|"
    r"agents|opencode)/(agents|skills|commands|hooks|rules|prompts|plugins|"
    r"output-styles|settings[^/]*\.json|config\.toml|mcp\.json)|"
    r"(^|/)(skills?|prompts?|agents|subagents|commands)/(?:[^/]+/){0,2}[^/]*\.(md|txt|ya?ml|json|toml|mdc)$|[\w-]*prompt[\w-]*\.(md|txt)$|\.(prompt|mdc)$|(^|/)\.mcp\.json$|"
    r"(^|/)\.cursorrules$|(^|/)skills?/"
)
TEST_FILE = re.compile(
    r"(^|/)(tests?|__tests__|specs?|e2e|testdata|fixtures)/|(^|/)test_[^/]+$"
    r"|[._-](test|spec)s?\.[a-z]+$|_test\.[a-z]+$|(^|/)conftest\.py$"
)
PLACES = (
    ("notes", re.compile(r"/\.claude/(?:.*/)?memory/")),
    ("plan", re.compile(r"/\.claude/(?:.*/)?plans/")),
    ("scratch", re.compile(r"^/(?:private/)?tmp/|^/var/folders/")),
    ("agent", AGENT_FILE),
    ("scratch", re.compile(r"(^|/)\.(claude|codex|gemini)/")),
    ("test", TEST_FILE),
    ("config", re.compile(r"(^|/)\.github/")),
)
CONFIG_NAME = re.compile(
    r"^(dockerfile|docker-compose.*|makefile|justfile|procfile|package\.json|"
    r"package-lock\.json|\.env.*|\.gitignore|\.gitattributes|\.npmrc|\.nvmrc|"
    r"tsconfig.*|.*\.config\.[cm]?[jt]s|requirements.*\.txt|go\.mod|go\.sum|"
    r".*lock|\.?[a-z-]*rc)$"
)
ENDINGS = {
    "data": "csv tsv xlsx xls parquet ipynb r rmd sqlite db jsonl",
    "docs": "md mdx rst txt adoc tex docx doc pptx ppt pdf",
    "config": "yml yaml toml ini cfg conf env tf tfvars json service plist properties",
    "code": (
        "py pyi js jsx mjs cjs ts tsx go rs java kt kts c h cc cpp hpp cs rb php swift "
        "scala clj ex exs erl hs ml lua dart vue svelte astro html css scss sass less "
        "sh bash zsh fish ps1 bat sql graphql proto sol zig nim jl m mm pl r vb f90 "
        "xml xaml gradle cmake svg wgsl glsl"
    ),
}
CLASS_BY_ENDING = {
    ending: name for name, endings in ENDINGS.items() for ending in endings.split()
}
COMMANDS = {
    "git": r"\bgit\s+(?!-?-?(status|log|diff|show|grep|ls-files|blame)\b)\w",
    "git_look": r"\bgit\s+(status|log|diff|show|grep|ls-files|blame)\b",
    "forge": r"\b(gh|glab)\s+\w",
    "ship": (
        r"\b(docker|kubectl|helm|terraform|ansible|systemctl|pm2|vercel|netlify|"
        r"fly|flyctl|heroku|wrangler|aws|gcloud|az|ssh|scp|rsync|nginx|supabase|"
        r"railway|goreleaser|twine)\b|\bnpm (publish|version)\b"
    ),
    "install": (
        r"\b(npm|pnpm|yarn|bun|pip3?|uv|poetry|cargo|brew|apt(-get)?|go|gem|mise|"
        r"conda|winget|choco)\s+(install|i|add|ci|sync|get|upgrade|update)\b"
    ),
    "look": r"^\s*(cd\s+\S+\s*&&\s*)?(ls|cat|head|tail|find|grep|rg|tree|wc|sed -n)\b",
    "script": r"\b(python3?|node|ruby|perl|deno|tsx|ts-node)\b(?!\s+-m\s+pytest)",
    "data": r"\b(sqlite3|psql|mysql|duckdb|jq|awk|mongo(sh)?|bq)\b",
    "fetch": r"\b(curl|wget|http)\b",
    "serve": r"\b(run (dev|start|serve|preview)|serve|uvicorn|flask run|vite)\b",
}
COMMAND_PATTERNS = {name: re.compile(text) for name, text in COMMANDS.items()}
WORD = re.compile(r"\w+")
CALLED = {
    "git": {"git"},
    "git_look": {"git"},
    "forge": {"gh", "glab"},
    "install": (
        {"npm", "pnpm", "yarn", "bun", "pip", "pip3", "uv", "poetry", "cargo", "brew"}
        | {"apt", "go", "gem", "mise", "conda", "winget", "choco"}
    ),
    "look": {"ls", "cat", "head", "tail", "find", "grep", "rg", "tree", "wc", "sed"},
    "script": {"python", "python3", "node", "ruby", "perl", "deno", "tsx"},
    "data": (
        {"sqlite3", "psql", "mysql", "duckdb", "jq", "awk", "mongo", "mongosh", "bq"}
    ),
    "fetch": {"curl", "wget", "http"},
    "serve": {"run", "serve", "uvicorn", "flask", "vite"},
}
"""Words without which a pattern cannot match: looked up before it is tried."""

MOST_OF_A_COMMAND = 400
RAN = frozenset({"ok", "error"})
EDITS = frozenset({"edit", "write"})
KINDS = (
    "read",
    "search",
    "edit",
    "write",
    "run",
    "web",
    "plan",
    "ask",
    "delegate",
    "skill",
    "mcp",
    "other",
)


@lru_cache(maxsize=4096)
def file_class(path: str) -> str:
    """Say what a file is by its name."""
    clean = path.replace("\\", "/").lower()
    name = PurePosixPath(clean).name
    for kind, pattern in PLACES:
        if pattern.search(clean):
            return kind
    if CONFIG_NAME.match(name):
        return "config"
    return CLASS_BY_ENDING.get(name.rpartition(".")[2], "other")


def labour(session: Session, evidence: tuple[Evidence, ...]) -> dict[str, float]:
    """Count what was done, by tool, file and command."""
    ran = chosen(session.actions, lambda action: action.status in RAN)
    features = {
        **_tools(session, ran),
        **_files(ran),
        **_commands(ran),
        **_evidence(evidence),
    }
    features["unchanged_quiet"] = features["unchanged"] * features["quiet"]
    return features


def _tools(session: Session, ran: Sequence[Action]) -> dict[str, float]:
    kinds: Counter[str] = Counter(action.kind for action in ran)
    total = max(1, len(ran))
    said = sum(message.words_visible for message in session.messages)
    features = {
        "actions": math.log1p(len(ran)),
        "turns": math.log1p(len(session.turns)),
        "messages": math.log1p(len(session.messages)),
        "words_said": math.log1p(said),
        "said_per_action": math.log((50.0 + said) / (1.0 + len(ran))),
        "no_action": float(not ran),
    }
    for kind in KINDS:
        features[f"{kind}_share"] = kinds[kind] / total
        features[f"{kind}_log"] = math.log1p(kinds[kind])
    return features


def _files(ran: Sequence[Action]) -> dict[str, float]:
    edited: Counter[str] = Counter()
    written: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    paths: set[str] = set()
    added = removed = 0
    for action in ran:
        if action.kind not in EDITS or action.status != "ok":
            continue
        added += action.lines_added or 0
        removed += action.lines_removed or 0
        for path in action.paths:
            kind = file_class(path)
            edited[kind] += 1
            written[kind] += action.kind == "write" and path not in paths
            lines[kind] += (action.lines_added or 0) + (action.lines_removed or 0)
            paths.add(path)
    work = {kind: edited[kind] for kind in FILE_CLASSES if kind not in ASIDE}
    total = max(1, sum(work.values()))
    every_line = max(1, sum(lines[kind] for kind in work))
    new = sum(written[kind] for kind in work)
    features = {
        "lines_added": math.log1p(added),
        "lines_removed": math.log1p(removed),
        "files": math.log1p(len(paths)),
        "edits": math.log1p(sum(work.values())),
        "changed_something": float(any(work.values())),
        "new_files": math.log1p(new),
        "new_share": new / total,
        "added_share": added / max(1, added + removed),
    }
    has_code = edited["code"] > 0
    both = (edited["code"] + edited["test"]) / total
    features["work_code"] = both if has_code else 0.0
    features["work_test"] = 0.0 if has_code else edited["test"] / total
    features["work_plan"] = float(edited["plan"] > 0 and not any(work.values()))
    features["unchanged"] = float(not any(work.values()))
    for kind in FILE_CLASSES:
        features[f"file_{kind}_share"] = edited[kind] / total
        features[f"file_{kind}_lines"] = lines[kind] / every_line
        features[f"file_{kind}_log"] = math.log1p(edited[kind])
    return features


def _commands(ran: Sequence[Action]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    runs = 0
    for action in ran:
        if not action.command:
            continue
        runs += 1
        text = action.command[:MOST_OF_A_COMMAND]
        said = set(WORD.findall(text))
        counts.update(
            name
            for name, pattern in COMMAND_PATTERNS.items()
            if not said.isdisjoint(CALLED.get(name, said)) and pattern.search(text)
        )
    features = {}
    for name in COMMANDS:
        features[f"command_{name}_share"] = counts[name] / max(1, len(ran))
        features[f"command_{name}_log"] = math.log1p(counts[name])
    outward = ("git", "forge", "ship", "install", "serve")
    features["quiet"] = float(not any(counts[name] for name in outward))
    features["errors_share"] = sum(a.status == "error" for a in ran) / max(1, len(ran))
    return features


def _evidence(evidence: tuple[Evidence, ...]) -> dict[str, float]:
    kinds: Counter[str] = Counter(row.kind for row in evidence)
    failed: Counter[str] = Counter(
        row.kind for row in evidence if row.verdict == "fail"
    )
    features = {
        f"evidence_{kind}": math.log1p(kinds[kind])
        for kind in ("test", "lint", "types", "build", "run", "commit", "push")
    }
    features["evidence_forge"] = math.log1p(kinds["pull_request"] + kinds["merge"])
    features["evidence_ship"] = math.log1p(
        kinds["tag"] + kinds["deploy"] + kinds["publish"]
    )
    features["tests_failed"] = math.log1p(failed["test"])
    features["anything_failed"] = math.log1p(sum(failed.values()))
    return features
