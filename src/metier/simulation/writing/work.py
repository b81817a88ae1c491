"""What the agent does in the example: reads, edits, runs, asks, delegates."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

import msgspec

from metier.simulation.writing import outputs
from metier.simulation.writing.phrases import AGENT
from metier.simulation.writing.transcripts import Transcript

__all__ = ["Work", "Workshop"]

REJECTED = (
    "The user doesn't want to proceed with this tool use. The tool use was rejected "
    "(eg. if it was a file edit, the new_string was NOT written to the file). "
)


class Workshop(msgspec.Struct, kw_only=True):
    """The files of a session and the way it tests."""

    mode: str
    files: Sequence[str]
    tests: Sequence[str]
    data: str
    runner: str
    new_code: bool = False
    writes: bool = True
    words_factor: float = 1.0
    volume: int = 1
    """How many times longer than in the example what tools return is."""


class Work:
    """Lets the agent act in a transcript."""

    def __init__(self, transcript: Transcript, shop: Workshop, random: Random) -> None:
        """Act in this transcript, with these files."""
        self.transcript = transcript
        self.shop = shop
        self.random = random
        self.changed: dict[str, None] = {}
        self._number = 0

    def path(self, name: str) -> str:
        """Give a file's whole path."""
        return f"{self.transcript.origin.cwd}/{name}"

    def say(self, text: str, *, ends: bool = True) -> None:
        """Let the agent speak, as the end of its turn or before it goes on."""
        self.transcript.wait(1.0, 9.0)
        block = {"type": "text", "text": text}
        self.transcript.message([block], "end_turn" if ends else "tool_use")

    def calls(self, wanted: Sequence[tuple[str, Any]], words: str = "") -> list[str]:
        """Issue calls in one response, and return their ids."""
        blocks: list[Mapping[str, Any]] = []
        if words:
            blocks.append({"type": "text", "text": words})
        identities = []
        for name, given in wanted:
            self._number += 1
            identity = f"toolu_01{self.random.getrandbits(64):016x}"
            identities.append(identity)
            blocks.append(
                {"type": "tool_use", "id": identity, "name": name, "input": given}
            )
        self.transcript.wait(1.0, 8.0)
        self.transcript.message(blocks, "tool_use")
        self.transcript.wait(0.2, 4.0)
        return identities

    def ran(self) -> None:
        """Count an action that ran."""
        self.transcript.counts["actions_executed"] += 1

    def done(self, name: str, given: Any, text: str, side: object = None) -> None:  # noqa: ANN401 -- a tool input of any shape
        """Make one call that goes through."""
        (call,) = self.calls([(name, given)], self.aside())
        self.ran()
        self.transcript.result(call, text, side)

    def aside(self) -> str:
        """Now and then the agent says what it does next."""
        if self.random.random() > 0.07 * self.shop.words_factor:
            return ""
        return self.fill(self.random.choice(AGENT["between"]))

    def fill(self, text: str) -> str:
        """Put the session's file names into a sentence."""
        return text.replace("{file}", self.shop.files[0]).replace(
            "{test}", self.shop.tests[0]
        )

    def lines(self, least: int, most: int) -> list[str]:
        """Give lines of code or prose, as fits the kind of work."""
        prose = self.shop.mode in ("communicate", "plan", "orchestrate")
        pool = AGENT["prose" if prose else "code"]
        count = self.random.randint(least, most)
        return [self.random.choice(pool) for _ in range(count)]

    def read(self) -> None:
        """Read a file."""
        name = self.random.choice((*self.shop.files, *self.shop.tests))
        volume = self.shop.volume
        shown = self.lines(volume, 3 * volume)
        text = "\n".join(f"{at}\t{line}" for at, line in enumerate(shown, 1))
        side = None
        if volume > 1:
            # Real logs hold what was read twice.
            content = {"filePath": self.path(name), "content": "\n".join(shown)}
            side = {"type": "text", "file": content}
        self.done("Read", {"file_path": self.path(name)}, text, side)

    def search(self) -> None:
        """Search for a name."""
        pattern = self.random.choice(("def group", "total\\(", "LIMIT", "rows", "TODO"))
        found = self.random.sample(tuple(self.shop.files), 2)
        self.done("Grep", {"pattern": pattern}, "\n".join(["Found 2 files", *found]))

    def look(self) -> None:
        """Run a command that shows nothing about success."""
        command, text = outputs.shell(self.random, self.shop.mode)
        if self.shop.volume > 1:
            more = self.lines(1, 3 * self.shop.volume)
            text = "\n".join([text, *more])
        self.run(command, text)

    def run(self, command: str, text: str, *, error: bool = False) -> None:
        """Run a command."""
        (call,) = self.calls([("Bash", {"command": command})], self.aside())
        self.ran()
        side: object = {"stdout": text, "interrupted": False}
        if error:
            side = f"Error: {text}"
        self.transcript.wait(0.5, 12.0)
        self.transcript.result(call, text, side, error=error)

    def edit(self) -> None:
        """Change a file."""
        name = self.target()
        before = self.lines(1, 2)
        after = self.lines(2, round(3 + 5 * self.shop.words_factor))
        given = {
            "file_path": self.path(name),
            "old_string": "\n".join(before),
            "new_string": "\n".join(after),
        }
        patch = {
            "oldStart": 10,
            "oldLines": len(before),
            "newStart": 10,
            "newLines": len(after),
            "lines": [f"-{line}" for line in before] + [f"+{line}" for line in after],
        }
        side = {"filePath": self.path(name), "structuredPatch": [patch]}
        counts = self.transcript.counts
        counts["lines_added"] += len(after)
        counts["lines_removed"] += len(before)
        self.changed[name] = None
        self.done("Edit", given, f"The file {name} has been updated.", side)

    def write(self) -> None:
        """Write a new file."""
        stem, dot, ending = self.target().rpartition(".")
        name = f"{stem}_{len(self.changed) + 1}{dot}{ending}"
        content = self.lines(6, round(8 + 9 * self.shop.words_factor))
        given = {"file_path": self.path(name), "content": "\n".join(content) + "\n"}
        side = {
            "type": "create",
            "filePath": self.path(name),
            "content": given["content"],
            "structuredPatch": [],
        }
        self.transcript.counts["lines_added"] += len(content)
        self.changed[name] = None
        self.done("Write", given, f"File created successfully at: {name}", side)

    def target(self) -> str:
        """Choose the file that this kind of work changes."""
        own = {
            "test": self.shop.tests,
            "operate": (
                ".github/workflows/nightly.yml",
                "Dockerfile",
                "deploy/app.yaml",
            ),
            "orchestrate": (".claude/agents/reviewer.md", "prompts/extract.md"),
            "communicate": ("docs/guide.md", "README.md", "docs/notes.md"),
            "plan": (".claude/plans/next.md", "docs/plan.md"),
            "analyze": ("analysis/report.ipynb", "out/summary.csv", "analysis/model.R"),
        }
        if self.shop.mode == "fix" and self.random.random() < 0.06:  # noqa: PLR2004 - a fix brings a test at times
            return self.shop.tests[0]
        return self.random.choice(own.get(self.shop.mode, self.shop.files))

    def test(self, *, passes: bool) -> None:
        """Run the tests."""
        make = outputs.passing if passes else outputs.failing
        command, text = make(self.random, self.shop.runner, self.shop.tests[0])
        counts = self.transcript.counts
        counts["test_runs"] += 1
        counts["test_failures"] += not passes
        self.run(command, text, error=not passes)

    def commit(self, *, pushes: bool) -> None:
        """Commit, and perhaps push."""
        subject = self.random.choice(AGENT["subjects"])
        branch = self.transcript.origin.branch or "main"
        command, text = outputs.commit(
            self.random, branch, subject, max(1, len(self.changed))
        )
        self.transcript.counts["commits"] += 1
        self.run(command, text)
        if pushes:
            self.run(*outputs.push(self.random, branch))

    def usual(self) -> Sequence[tuple[Callable[[], None], int]]:
        """Give what this kind of work mostly consists of, with weights."""
        shares = MIX[self.shop.mode]
        steps = (self.read, self.search, self.look, self.edit, self.write)
        kept = 3 if not self.shop.writes else 5
        if self.shop.new_code:
            shares = (4, 0, 12, 0, 40)
        return tuple(zip(steps[:kept], shares[:kept], strict=True))

    def act(self, count: int) -> None:
        """Do so many usual steps."""
        steps, shares = zip(*self.usual(), strict=True)
        for step in self.random.choices(steps, shares, k=max(0, count)):
            step()


MIX = {
    "fix": (30, 22, 18, 28, 2),
    "build": (22, 8, 14, 34, 16),
    "operate": (14, 4, 56, 22, 4),
    "communicate": (34, 6, 6, 32, 22),
    "understand": (58, 32, 10, 0, 0),
    "plan": (50, 30, 8, 4, 8),
    "orchestrate": (28, 6, 16, 38, 12),
    "analyze": (20, 2, 46, 14, 18),
    "test": (24, 8, 10, 34, 16),
}
"""How often each kind of work reads, searches, looks, edits and writes."""
