"""One file per command; `metier` alone is `metier run`.

A command parses, calls one function and prints. `COMMANDS` names them in the
order of the help; the function of a command has the name of its file. Files are
imported when their command is asked for, and import what is heavy inside.
"""

import difflib
import importlib.util
import os
import sys
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup

from metier.errors import MetierError

if TYPE_CHECKING:
    from typer._click.core import Context

__all__ = ["COMMANDS", "app", "is_there", "main"]

COMMANDS = (
    "run",
    "doctor",
    "ingest",
    "annotate",
    "outcomes",
    "gold",
    "agree",
    "me",
    "lock",
    "estimate",
    "release",
    "report",
    "inspect",
    "sql",
    "share",
    "mask",
    "pool",
    "policy",
    "pause",
    "forget",
    "codebook",
    "simulate",
    "redteam",
    "version",
)
"""Every command, in the order in which the help lists them."""

STUDY = "--study"
STOPPED = 130
"""Exit code of a program that Ctrl-C ended."""


class Commands(TyperGroup):
    """Finds a command by its file, and answers for errors that are expected."""

    def list_commands(self, ctx: "Context") -> list[str]:
        """Name the commands in the order of the help."""
        del ctx
        return [name for name in COMMANDS if is_there(name)]

    def get_command(self, ctx: "Context", cmd_name: str) -> TyperCommand | None:
        """Import the file of one command; a mistyped one is told the nearest."""
        if cmd_name not in COMMANDS or not is_there(cmd_name):
            nearest = difflib.get_close_matches(cmd_name, COMMANDS, n=1)
            if nearest and not ctx.resilient_parsing:
                ctx.fail(f"No such command '{cmd_name}'. Did you mean '{nearest[0]}'?")
            return None
        module = importlib.import_module(f"metier.cli.{cmd_name}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(name=cmd_name)(getattr(module, cmd_name))
        command = typer.main.get_command(single)
        return command if isinstance(command, TyperCommand) else None

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Let `--study` stand before the command, and `run` be left away."""
        # A shell that asks for a command to complete has typed none yet.
        typing = ctx.resilient_parsing and not args
        return super().parse_args(ctx, args if typing else _with_command(args))

    def invoke(self, ctx: "Context") -> object:
        """Answer an expected error with its sentence, a stop with what is kept."""
        try:
            return super().invoke(ctx)
        except MetierError as error:
            typer.echo(f"metier: {error}", err=True)
            raise typer.Exit(1) from error
        except KeyboardInterrupt as error:
            typer.echo(
                "\nmetier: stopped. What was finished is kept; run the same command "
                "again and it goes on from there.",
                err=True,
            )
            raise typer.Exit(STOPPED) from error


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def begin() -> None:
    """Run the June-2026 study of coding-agent sessions on your own logs.

    Everything stays on this machine: nothing is sent anywhere. `metier` alone
    reads what is new, and draws the page.
    """


def main() -> None:
    """Be the program `metier`."""
    try:
        app(prog_name="metier")
    except SystemExit as left:
        if left.code == STOPPED:
            # Libraries' threads may still be at work and abort at a slow exit.
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(STOPPED)
        raise


def is_there(name: str) -> bool:
    """Say whether the command has its file."""
    return importlib.util.find_spec(f"metier.cli.{name}") is not None


def _with_command(args: list[str]) -> list[str]:
    front: list[str] = []
    rest = list(args)
    while rest and rest[0].split("=")[0] == STUDY:
        width = 1 if "=" in rest[0] else 2
        front += rest[:width]
        rest = rest[width:]
    if rest and rest[0] in {
        "-h",
        "--help",
        "--install-completion",
        "--show-completion",
    }:
        return rest
    if rest and rest[0] == "--version":
        return ["version", *rest[1:]]
    if not rest or rest[0].startswith("-"):
        return ["run", *front, *rest]
    return [rest[0], *front, *rest[1:]]
