"""What commands print at their end: one screen, or one JSON object."""

from pathlib import Path

import msgspec
import typer

__all__ = ["as_json", "page", "write_json"]


def as_json(value: object) -> None:
    """Print a value as JSON."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=2)
    typer.echo(text.decode())


def page(path: Path, *, json: bool, quiet: bool) -> None:
    """Print the summary of a released study, and where its page is."""
    from metier import disclosure, report

    released = disclosure.read(path.with_name("released.json"))
    if json:
        as_json(
            {
                "page": str(path),
                "study": str(path.parent),
                "summary": released.summary,
                "estimates": len(released.estimates),
                "withheld": len(released.withheld),
            }
        )
    elif not quiet:
        typer.echo(report.terminal(released))
        if released.summary.kept_though_deleted:
            typer.echo(
                f"{released.summary.kept_though_deleted} sessions are kept although "
                "their logs have been deleted."
            )
        typer.echo(f"The page: {path}")


def write_json(path: Path, value: object) -> None:
    """Write a value as JSON that people can read, whole or not at all."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=1)
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(text + b"\n")
    fresh.replace(path)
