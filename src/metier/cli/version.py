"""`metier version`: which metier this is."""

import typer

__all__ = ["version"]


def version() -> None:
    """Print the version."""
    from importlib.metadata import version as installed

    typer.echo(f"metier {installed('metier')}")
