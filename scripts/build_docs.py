"""Build the pages of the documentation that are made from the code.

    python scripts/build_docs.py            write them
    python scripts/build_docs.py --check    say which differ, and exit 1

`docs/commands.md` is every command's own help; `docs/codebook.md` the codebook as
data; `docs/columns.md` the analysis frame and the tables of a study.
"""

import os
import subprocess
import sys
from pathlib import Path

from metier.cli import COMMANDS, is_there
from metier.codebook import DETAILS, FACETS, page
from metier.facts import COLUMNS
from metier.facts.tables import TABLES

DOCS = Path(__file__).parents[1] / "docs"
WIDTH = "88"


def _help(*words: str) -> str:
    around = os.environ | {"COLUMNS": WIDTH, "TERMINAL_WIDTH": WIDTH, "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "metier", *words, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=around,
    )
    lines = [line.rstrip() for line in done.stdout.strip().splitlines()]
    return "\n".join(lines).replace("python -m metier", "metier")


def commands() -> str:
    """Return the page of commands."""
    parts = ["# Commands\n\nWritten from each command's own help.\n"]
    parts.append(f"```text\n{_help()}\n```\n")
    parts += [
        f"## metier {name}\n\n```text\n{_help(name)}\n```\n"
        for name in COMMANDS
        if is_there(name)
    ]
    return "\n".join(parts)


def columns() -> str:
    """Return the page of columns and tables."""
    parts = [
        (
            "# Columns\n\nWhat a study holds: no text, no path, no name, no address. "
            "Ask it in SQL with `metier sql`.\n"
        ),
        (
            "## The analysis frame\n\nOne row a session, put together from the "
            "tables; estimates and figures speak of these names.\n"
        ),
        "| column | kind | meaning |\n| --- | --- | --- |",
    ]
    parts += [f"| `{c.name}` | {c.kind} | {c.meaning} |" for c in COLUMNS]
    for table in TABLES.values():
        parts.append(f"\n## {table.file}\n\n| column | type | meaning |")
        parts.append("| --- | --- | --- |")
        parts += [f"| `{f.name}` | {f.type} | {f.meaning} |" for f in table.fields]
    return "\n".join(parts) + "\n"


def codebook() -> str:
    """Return the page of the codebook."""
    return page((*FACETS, *DETAILS))


PAGES = {"commands.md": commands, "codebook.md": codebook, "columns.md": columns}


def main() -> int:
    """Write the pages, or say which differ."""
    check = "--check" in sys.argv[1:]
    stale = []
    for name, build in PAGES.items():
        text = build().rstrip() + "\n"
        path = DOCS / name
        if path.exists() and path.read_text() == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text)
    if stale:
        verb = "differ from the code: run `make docs-write`" if check else "written"
        print(", ".join(stale), verb)
    return 1 if stale and check else 0


if __name__ == "__main__":
    sys.exit(main())
