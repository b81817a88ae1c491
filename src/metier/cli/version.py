"""`metier version`: which metier this is."""

from importlib.metadata import version as installed

import typer

__all__ = ["version"]


def version() -> None:
    """Print the version."""
    typer.echo(f"metier {installed('metier')}")
